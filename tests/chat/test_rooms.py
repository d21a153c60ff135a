"""What follows for subscriptions when a room lets the bot in, puts it out, or moves."""

import pytest
from sqlalchemy import Engine

from bot.chat.rooms import KnownRooms
from bot.database.engine import reading, writing
from bot.delivery.notices import Notices
from bot.delivery.store import Store
from bot.delivery.values import Course, Facets, State
from bot.model.chat import Added, ChatAddress, Relocated, Removed, Speaker
from tests.delivery.kit import BERLIN, HERE, NOW, THERE, TOPIC, SetClock, known_chat, owe, states

OWNER = "telegram:42"
KICKED = Removed(HERE, "access.reason_removed", "u1")


@pytest.fixture
def rooms(engine: Engine) -> KnownRooms:
    return KnownRooms(engine, SetClock(), Notices([OWNER], BERLIN, "en"), lambda key: key == OWNER)


def subscribe(engine: Engine, address: ChatAddress) -> None:
    chat = known_chat(engine, address)
    with writing(engine) as connection:
        Store(connection).subscriptions.want_alerts(chat.id, Facets(), OWNER, NOW)


def courses(engine: Engine, address: ChatAddress) -> list[Course]:
    chat = known_chat(engine, address)
    with reading(engine) as connection:
        return [one.course for one in Store(connection).subscriptions.of(chat.id)]


async def test_whoever_may_use_the_bot_is_greeted_once_with_how_to_begin(rooms: KnownRooms) -> None:
    event = Added(HERE, Speaker(OWNER), "Desk", "u1")
    greeting = await rooms.happened(event)
    assert greeting is not None
    assert [action.command for action in greeting.actions] == ["board", "subscribe", "help"]
    assert await rooms.happened(event) is None


async def test_anybody_else_hears_one_line_with_their_id(rooms: KnownRooms) -> None:
    answer = await rooms.happened(Added(HERE, Speaker("telegram:666"), "Desk", "u1"))
    assert answer is not None
    assert "telegram:666" in answer.summary
    assert answer.actions == ()


async def test_being_put_out_ends_every_topic_at_once_and_tells_the_owner_once(engine: Engine, rooms: KnownRooms) -> None:
    subscribe(engine, HERE)
    subscribe(engine, TOPIC)
    owe(engine, "waiting", TOPIC)
    assert await rooms.happened(KICKED) is None
    assert await rooms.happened(Removed(HERE, "access.reason_removed", "u2")) is None
    assert courses(engine, HERE) + courses(engine, TOPIC) == [Course.ENDED, Course.ENDED]
    after = states(engine)
    assert after.pop("waiting") is State.FAILED
    assert [key.partition(":")[0] for key in after] == ["lost"]


async def test_a_room_without_subscriptions_is_nobodys_loss(engine: Engine, rooms: KnownRooms) -> None:
    await rooms.happened(KICKED)
    assert states(engine) == {}


async def test_a_room_that_moves_takes_its_subscriptions_along(engine: Engine, rooms: KnownRooms) -> None:
    subscribe(engine, HERE)
    await rooms.happened(Relocated(HERE, THERE, "u1"))
    await rooms.happened(Relocated(HERE, THERE, "u2"))
    assert courses(engine, THERE) == [Course.ACTIVE]


async def test_the_channel_that_is_set_up_from_a_chat_is_remembered(engine: Engine, rooms: KnownRooms) -> None:
    chat = known_chat(engine)
    with writing(engine) as connection:
        Store(connection).chats.use(chat.id, THERE)
    assert await rooms.used_by(HERE) == THERE
    with writing(engine) as connection:
        Store(connection).chats.use(chat.id, None)
    assert await rooms.used_by(HERE) is None
