"""Chats move, merge and are forgotten with all that hangs on them."""

from datetime import time, timedelta

from sqlalchemy import Engine, func, select

from bot.database.engine import reading, writing
from bot.database.schema import metadata
from bot.delivery.decisions import Decision, Outcome
from bot.delivery.store import Store
from bot.delivery.values import Facets, Wish
from bot.model.chat import ChatAddress
from tests.delivery.kit import BERLIN, HERE, NOW, THERE, TOPIC, known_chat, owe

SUPERGROUP = ChatAddress("telegram", "-100999")


def subscribe(engine: Engine, address: ChatAddress, at: time = time(8)) -> int:
    chat = known_chat(engine, address)
    with writing(engine) as connection:
        Store(connection).subscriptions.want_digest(chat.id, at, "telegram:1", NOW)
    return chat.id


def digest_times(engine: Engine, address: ChatAddress) -> list[time | None]:
    with reading(engine) as connection:
        store = Store(connection)
        chat = store.chats.find(address)
        return [one.at for one in store.subscriptions.of(chat.id)] if chat else []


def move(engine: Engine, old: ChatAddress, new: ChatAddress) -> None:
    with writing(engine) as connection:
        Store(connection).chats.follow(old, new)


def due_addresses(engine: Engine) -> list[ChatAddress]:
    with reading(engine) as connection:
        return [delivery.address for delivery in Store(connection).outbox.due(NOW + timedelta(days=1), ("telegram",), 10)]


def rows_left(engine: Engine) -> dict[str, int]:
    names = ("rooms", "chats", "subscriptions", "outbox", "told", "decisions")
    with reading(engine) as connection:
        return {name: connection.execute(select(func.count()).select_from(metadata.tables[name])).scalar_one() for name in names}


def test_a_chat_is_known_once_and_keeps_what_it_began_with(engine: Engine) -> None:
    first = known_chat(engine, HERE)
    with writing(engine) as connection:
        again = Store(connection).chats.ensure(HERE, type(BERLIN)("Asia/Tokyo"), "de", NOW)
    assert again == first


def test_a_group_that_moves_takes_its_topics_and_what_they_are_owed_along(engine: Engine) -> None:
    subscribe(engine, HERE, time(8))
    subscribe(engine, TOPIC, time(9))
    owe(engine, "a", HERE)
    move(engine, HERE, SUPERGROUP)
    assert digest_times(engine, HERE) == []
    assert digest_times(engine, SUPERGROUP) == [time(8)]
    assert digest_times(engine, ChatAddress("telegram", "-100999", thread="7")) == [time(9)]
    assert due_addresses(engine) == [SUPERGROUP]


def test_moving_to_a_room_that_subscribed_already_keeps_that_ones_wish_and_every_debt(engine: Engine) -> None:
    chat_id = subscribe(engine, HERE, time(8))
    with writing(engine) as connection:
        old = Store(connection).subscriptions.find(chat_id, Wish.DIGEST)
    assert old is not None
    subscribe(engine, THERE, time(9))
    owe(engine, "a", HERE, subscription_id=old.id)
    move(engine, HERE, THERE)
    assert digest_times(engine, THERE) == [time(9)]
    assert due_addresses(engine) == [THERE]
    assert rows_left(engine)["rooms"] == 1


def test_a_closed_topic_goes_to_the_general_one_and_leaves_the_others(engine: Engine) -> None:
    other = ChatAddress("telegram", "-100", thread="8")
    subscribe(engine, TOPIC, time(9))
    subscribe(engine, other, time(10))
    move(engine, TOPIC, HERE)
    assert digest_times(engine, HERE) == [time(9)]
    assert digest_times(engine, TOPIC) == []
    assert digest_times(engine, other) == [time(10)]


def test_an_unknown_room_that_moves_changes_nothing(engine: Engine) -> None:
    subscribe(engine, HERE)
    move(engine, THERE, SUPERGROUP)
    assert digest_times(engine, HERE) == [time(8)]


def test_a_chat_that_is_forgotten_leaves_no_row(engine: Engine) -> None:
    chat_id = subscribe(engine, HERE)
    with writing(engine) as connection:
        store = Store(connection)
        store.subscriptions.want_alerts(chat_id, Facets(), "telegram:1", NOW)
        alerts = store.subscriptions.find(chat_id, Wish.ALERTS)
        assert alerts is not None
    owe(engine, "a", HERE, subscription_id=alerts.id)
    with writing(engine) as connection:
        store = Store(connection)
        store.told.note(alerts.id, "C-1:open", store.outbox.get_id("a"), {}, NOW)
        store.decisions.note([Decision(1, "C-1:open", Outcome.QUEUED, "", NOW, alerts.id)])
    with writing(engine) as connection:
        assert Store(connection).chats.forget(HERE)
    assert set(rows_left(engine).values()) == {0}


def test_forgetting_a_topic_keeps_the_rest_of_its_group(engine: Engine) -> None:
    subscribe(engine, HERE, time(8))
    subscribe(engine, TOPIC, time(9))
    with writing(engine) as connection:
        Store(connection).chats.forget(TOPIC)
    assert digest_times(engine, HERE) == [time(8)]


def test_a_later_hold_of_a_room_is_not_shortened(engine: Engine) -> None:
    owe(engine, "a", HERE)
    with writing(engine) as connection:
        chats = Store(connection).chats
        chats.hold_room(HERE, NOW + timedelta(hours=12))
        chats.hold_room(HERE, NOW + timedelta(seconds=3))
    with reading(engine) as connection:
        assert Store(connection).outbox.due(NOW + timedelta(hours=11), ("telegram",), 10) == []
