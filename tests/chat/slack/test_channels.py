"""What happens to channels: archived, deleted, renamed, and the bot put out or never let in."""

import asyncio

import pytest
from sqlalchemy import Engine, select

from bot.chat.rooms import KnownRooms
from bot.chat.shut_out import ShutOuts
from bot.chat.slack.client import SlackSettings
from bot.chat.slack.service import open_sender
from bot.database.engine import reading, writing
from bot.delivery.notices import Notices
from bot.delivery.store import Store
from bot.delivery.tables import outbox, subscriptions
from bot.delivery.values import Facets, Kind
from bot.i18n import texts_for
from bot.model.chat import ChatAddress, Incoming, Permanent, Removed, Sent, ShutOut
from bot.model.document import Document
from tests.chat.documents import sample_board
from tests.chat.services import Echo
from tests.chat.slack.conftest import Bot, News
from tests.delivery.kit import BERLIN, NOW, SLACK, SetClock, known_chat, owe, states
from tests.fakes.slack import BOT_USER, CHANNEL, TEAM, FakeSlack

ROOM = ChatAddress("slack", CHANNEL, TEAM)


@pytest.mark.parametrize(
    ("fault", "reason"),
    [("archived", "access.reason_archived"), ("deleted", "access.reason_deleted"), ("kicked", "access.reason_removed")],
)
async def test_a_channel_that_shuts_the_bot_out_is_told(fake: FakeSlack, echo: Echo, news: News, fault: str, reason: str) -> None:
    getattr(fake, fault)()
    await fake.until(lambda: news.removed)
    assert {(event.address, event.reason) for event in news.removed} == {(ROOM, reason)}


async def test_others_leaving_and_a_new_name_are_nothing_to_tell(fake: FakeSlack, echo: Echo, news: News, settings: SlackSettings) -> None:
    fake.left("U8")
    fake.renamed(name="harbour")
    fake.user_says("end of test")
    await fake.wait_for_messages()
    assert news.removed == []
    async with open_sender(settings) as sender:
        assert isinstance(await sender.send(ROOM, sample_board()), Sent), "a channel is known by its id"


async def test_who_asked_where_the_bot_was_put_out_gets_the_answer_in_private(fake: FakeSlack, start: Bot) -> None:
    gate = asyncio.Event()

    async def handle(incoming: Incoming) -> Document:
        await gate.wait()
        return Document(incoming.text, ())

    async with start(handle):
        await fake.wait_for_ack(fake.ack_of_event(fake.user_says(f"<@{BOT_USER}> board", channel=CHANNEL)))
        fake.kicked()
        gate.set()
        (answer,) = await fake.wait_for_messages()
    assert answer.words.splitlines() == ["board", texts_for("en")("chat.not_in_channel", reason="not_in_channel")]
    assert fake.messages(CHANNEL) == []


def subscribe(engine: Engine, address: ChatAddress) -> None:
    with writing(engine) as connection:
        store = Store(connection)
        store.subscriptions.want_alerts(store.chats.ensure(address, BERLIN, "en", NOW).id, Facets(), "slack:T1/U7", NOW)


def courses(engine: Engine) -> set[tuple[str, str | None]]:
    with reading(engine) as connection:
        return {(row.course, row.reason) for row in connection.execute(select(subscriptions))}


def notices(engine: Engine) -> list[str]:
    with reading(engine) as connection:
        return list(connection.execute(select(outbox.c.document).where(outbox.c.kind == Kind.NOTICE)).scalars())


OWNERS = Notices(("telegram:42", "slack:T1/U7"), BERLIN, "en")


def rooms_of(engine: Engine) -> KnownRooms:
    return KnownRooms(engine, SetClock(), OWNERS, lambda _key: True)


REMOVED = Removed(SLACK, "access.reason_archived", "Ev1")


async def test_a_lost_channel_ends_what_it_and_its_threads_were_subscribed_to_and_owners_hear_once(engine: Engine) -> None:
    subscribe(engine, SLACK)
    subscribe(engine, ChatAddress(SLACK.platform, SLACK.chat, SLACK.workspace, "17.1"))
    owe(engine, "waiting", SLACK)
    books = rooms_of(engine)
    await books.happened(REMOVED)
    await books.happened(REMOVED)
    await books.happened(Removed(SLACK, "access.reason_removed", "Ev2"))
    assert courses(engine) == {("ended", "the channel was archived")}
    assert states(engine)["waiting"] == "failed"
    assert len(notices(engine)) == 2
    assert all("the channel was archived" in notice for notice in notices(engine))


async def test_a_channel_that_nobody_subscribed_is_nobodys_news(engine: Engine) -> None:
    known_chat(engine, SLACK)
    await rooms_of(engine).happened(REMOVED)
    await rooms_of(engine).happened(Removed(ChatAddress("slack", "C404", "T1"), "access.reason_removed", "Ev9"))
    assert notices(engine) == []


async def test_a_platform_that_shuts_us_out_ends_nothing_and_is_told_by_the_other_once_a_day(engine: Engine) -> None:
    subscribe(engine, SLACK)
    owe(engine, "waiting", SLACK)
    books = ShutOuts(engine, SetClock(), OWNERS)
    await books.note(ShutOut("slack", "token_revoked"))
    await books.note(ShutOut("slack", "token_revoked"))
    assert courses(engine) == {("active", None)}
    assert states(engine)["waiting"] == "queued"
    (notice,) = notices(engine)
    assert "token_revoked" in notice


async def test_an_answer_that_nobody_takes_is_no_crash(fake: FakeSlack, start: Bot) -> None:
    echo = Echo()
    async with start(echo):
        fake.blocked(fake.add_direct())
        fake.user_says("hello?")
        await fake.wait_for("chat.postMessage", 2)
        fake.user_says("and you?", user="U8")
        await fake.wait_for_messages(channel="D8")
    assert echo.texts == ["hello?", "and you?"]


async def test_the_owner_can_be_written_to_by_id(fake: FakeSlack, settings: SlackSettings) -> None:
    async with open_sender(settings) as sender:
        assert isinstance(await sender.send(ChatAddress("slack", "U7", "T1"), sample_board()), Sent)
        assert len(fake.messages("D7")) == 1
        assert isinstance(await sender.send(ChatAddress("slack", "C404", "T1"), sample_board()), Permanent)
