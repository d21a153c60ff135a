"""What every Sender promises, asked of the real clients against strict servers."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from bot.chat.slack.client import SlackSettings
from bot.chat.slack.service import open_sender as open_slack
from bot.chat.telegram.client import TelegramSettings
from bot.chat.telegram.service import open_sender as open_telegram
from bot.i18n import texts_for
from bot.model.chat import ChatAddress, Courier, Passing, Permanent, Reach, Sent, Unknown
from bot.model.document import Document, Item, Paragraph, plain
from tests.chat.documents import HOSTILE, documents, long_digest, sample_board
from tests.fakes.faults import Faults
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram

HELLO = Document("Hello", (Paragraph(plain("All channels are open.")),))


@dataclass
class Platform:
    """One platform with two chats, seen through what they have in common."""

    name: str
    fake: FakeTelegram | FakeSlack
    sender: Courier
    private: ChatAddress
    group: ChatAddress
    block: Callable[[], None]
    kick: Callable[[], None]
    open_elsewhere: Callable[[str], AbstractAsyncContextManager[Courier]]

    @property
    def faults(self) -> Faults:
        return self.fake.faults

    def words(self, address: ChatAddress | None = None) -> list[str]:
        """The messages of a chat as a reader sees them."""
        address = address or self.private
        if isinstance(self.fake, FakeTelegram):
            return [message.text for message in self.fake.messages(int(address.chat))]
        return [message.words for message in self.fake.messages(address.chat)]


Opener = Callable[[AsyncExitStack], Awaitable[Platform]]


async def telegram(stack: AsyncExitStack) -> Platform:
    fake = await stack.enter_async_context(FakeTelegram())
    settings = TelegramSettings(fake.token, fake.url, connect_seconds=1.0, read_seconds=2.0)
    sender = await stack.enter_async_context(open_telegram(settings))
    private, group = ChatAddress("telegram", str(fake.add_private())), ChatAddress("telegram", str(fake.add_group()))
    return Platform(
        "telegram", fake, sender, private, group, fake.blocked, fake.kicked, lambda url: open_telegram(replace(settings, base_url=url))
    )


async def slack(stack: AsyncExitStack) -> Platform:
    fake = await stack.enter_async_context(FakeSlack())
    settings = SlackSettings(fake.bot_token, fake.app_token, fake.base_url, connect_seconds=1.0, timeout_seconds=2.0)
    sender = await stack.enter_async_context(open_slack(settings))
    private, group = ChatAddress("slack", fake.add_direct(), "T1"), ChatAddress("slack", fake.add_channel(), "T1")
    return Platform(
        "slack", fake, sender, private, group, fake.blocked, fake.kicked, lambda url: open_slack(replace(settings, base_url=url))
    )


@pytest.fixture(params=[telegram, slack], ids=lambda opener: str(opener.__name__))
async def platform(request: pytest.FixtureRequest) -> AsyncIterator[Platform]:
    opener: Opener = request.param
    async with AsyncExitStack() as stack:
        yield await opener(stack)


async def test_a_document_arrives_with_its_words_and_the_id_of_its_message(platform: Platform) -> None:
    outcome = await platform.sender.send(platform.private, sample_board())
    assert isinstance(outcome, Sent)
    assert outcome.message_id
    (words,) = platform.words()
    for part in ("Channels as of 9 January 2024", "Military relationship: open since", "Koordinierungsgesprächen", "(A-9)", "chronicle:"):
        assert part in words


async def test_a_long_document_arrives_in_order_with_nothing_lost_or_doubled(platform: Platform) -> None:
    assert isinstance(await platform.sender.send(platform.private, long_digest(30)), Sent)
    assert len(platform.words()) > 1
    whole = "\n".join(platform.words())
    places = [whole.index(f"M-{number} held") for number in range(30)]
    assert places == sorted(places)
    assert all(whole.count(f"Statement number {number} of") == 1 for number in range(30))


async def test_what_no_reader_would_scroll_through_is_cut_and_counted(platform: Platform) -> None:
    assert isinstance(await platform.sender.send(platform.private, long_digest(300)), Sent)
    shown = sum(words.count(" held") for words in platform.words())
    assert 0 < shown < 300
    assert platform.words()[-1].endswith(texts_for("en")("chat.more", count=300 - shown))


async def test_a_rate_limit_is_passing_and_names_the_wait(platform: Platform) -> None:
    platform.faults.rate_limited(retry_after=7)
    outcome = await platform.sender.send(platform.private, HELLO)
    assert isinstance(outcome, Passing)
    assert outcome.wait == timedelta(seconds=7)
    assert platform.words() == []
    assert isinstance(await platform.sender.send(platform.private, HELLO), Sent)
    assert len(platform.words()) == 1


@pytest.mark.parametrize("status", [502, 503])
async def test_a_gateway_that_is_down_is_passing(platform: Platform, status: int) -> None:
    platform.faults.server_error(status=status)
    assert isinstance(await platform.sender.send(platform.private, HELLO), Passing)


@pytest.mark.parametrize("status", [500, 504])
async def test_an_error_from_behind_the_gateway_leaves_the_outcome_unknown(platform: Platform, status: int) -> None:
    platform.faults.server_error(status=status)
    assert isinstance(await platform.sender.send(platform.private, HELLO), Unknown)


async def test_a_line_that_breaks_after_the_message_was_taken_leaves_the_outcome_unknown(platform: Platform) -> None:
    platform.faults.drop_after_accept()
    assert isinstance(await platform.sender.send(platform.private, HELLO), Unknown)
    assert len(platform.words()) == 1, "the client repeated what may have arrived"


async def test_a_line_that_breaks_before_leaves_the_outcome_unknown_too(platform: Platform) -> None:
    platform.faults.drop_before_accept()
    assert isinstance(await platform.sender.send(platform.private, HELLO), Unknown)
    assert platform.words() == []


async def test_an_answer_that_takes_too_long_leaves_the_outcome_unknown(platform: Platform) -> None:
    platform.faults.slow()
    assert isinstance(await platform.sender.send(platform.private, HELLO), Unknown)
    platform.faults.release()
    assert len(platform.words()) == 1


async def test_a_server_that_is_gone_is_passing(platform: Platform) -> None:
    await platform.fake.__aexit__(None, None, None)
    assert isinstance(await platform.sender.send(platform.private, HELLO), Passing)


async def test_a_server_that_lets_nobody_connect_is_passing(platform: Platform) -> None:
    # A queue of waiting connections that is full: the next one gets no answer at all, as behind a dead router.
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full, contextlib.ExitStack() as waiting:
        for _ in range(2):
            filler = waiting.enter_context(socket.socket())
            filler.setblocking(False)
            filler.connect_ex(full.getsockname())
        async with platform.open_elsewhere(f"http://127.0.0.1:{full.getsockname()[1]}") as sender:
            outcome = await sender.send(platform.private, HELLO)
    assert isinstance(outcome, Passing)


async def test_being_blocked_ends_that_chat_only(platform: Platform) -> None:
    platform.block()
    outcome = await platform.sender.send(platform.private, HELLO)
    assert isinstance(outcome, Permanent)
    assert outcome.reach is Reach.CHAT
    assert isinstance(await platform.sender.send(platform.group, HELLO), Sent)


async def test_being_removed_from_a_group_ends_that_chat(platform: Platform) -> None:
    platform.kick()
    outcome = await platform.sender.send(platform.group, HELLO)
    assert isinstance(outcome, Permanent)
    assert outcome.reach is Reach.CHAT


@pytest.mark.parametrize("chat", ["999", "C404", "", "not an id"])
async def test_a_chat_that_nobody_knows_is_permanent(platform: Platform, chat: str) -> None:
    outcome = await platform.sender.send(ChatAddress(platform.name, chat), HELLO)
    assert isinstance(outcome, Permanent)
    assert outcome.reach is Reach.CHAT


async def test_a_token_that_was_replaced_ends_no_chat(platform: Platform) -> None:
    platform.fake.revoke()
    outcome = await platform.sender.send(platform.private, HELLO)
    assert isinstance(outcome, Permanent)
    assert outcome.reach is Reach.PLATFORM


async def test_a_repetition_is_marked_on_every_message(platform: Platform) -> None:
    mark = texts_for("en")("chat.repeat")
    await platform.sender.send(platform.private, long_digest(30), repeat=True)
    assert len(platform.words()) > 1
    assert all(words.count(mark) == 1 for words in platform.words())


async def test_parts_that_arrived_are_not_sent_again_when_a_later_one_has_to_wait(platform: Platform) -> None:
    digest = long_digest(30)
    platform.faults.slow()
    first_try = asyncio.create_task(platform.sender.send(platform.private, digest))
    await platform.fake.until(lambda: platform.words())
    platform.faults.rate_limited(retry_after=3)
    platform.faults.release()
    assert isinstance(await first_try, Passing)
    assert len(platform.words()) == 1
    assert isinstance(await platform.sender.send(platform.private, digest), Sent)
    whole = "\n".join(platform.words())
    assert all(whole.count(f"Statement number {number} of") == 1 for number in range(30))


async def test_after_a_doubtful_part_only_that_one_and_the_rest_are_repeated_and_marked(platform: Platform) -> None:
    digest, mark = long_digest(30), texts_for("en")("chat.repeat")
    platform.faults.slow()
    first_try = asyncio.create_task(platform.sender.send(platform.private, digest))
    await platform.fake.until(lambda: platform.words())
    platform.faults.drop_after_accept()
    platform.faults.release()
    assert isinstance(await first_try, Unknown)
    assert len(platform.words()) == 2
    assert isinstance(await platform.sender.send(platform.private, digest, repeat=True), Sent)
    assert [mark in words for words in platform.words()][:3] == [False, False, True]
    assert platform.words()[0].count("Statement number 0 of") == 1
    assert sum(words.count("Statement number 0 of") for words in platform.words()) == 1


async def test_two_long_documents_to_one_chat_do_not_mix(platform: Platform) -> None:
    one, other = long_digest(30), Document("Second", long_digest(30).blocks)
    await asyncio.gather(platform.sender.send(platform.private, one), platform.sender.send(platform.private, other))
    firsts = [words.split()[0] for words in platform.words()]
    assert firsts == sorted(firsts)
    assert set(firsts) == {"Briefing", "Second"}


async def test_a_chat_that_hangs_delays_no_other(platform: Platform) -> None:
    platform.faults.slow()
    hanging = asyncio.create_task(platform.sender.send(platform.private, HELLO))
    await platform.fake.until(lambda: platform.words())
    assert isinstance(await platform.sender.send(platform.group, HELLO), Sent)
    assert not hanging.done()
    platform.faults.release()
    assert isinstance(await hanging, Sent)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
async def test_hostile_words_arrive_in_every_place(platform: Platform, text: str) -> None:
    document = Document(text, (Paragraph(plain(text)), Item(plain(text), details=(plain(text),))), summary=text)
    assert isinstance(await platform.sender.send(platform.private, document), Sent)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(document=documents)
async def test_no_document_is_ever_refused(platform: Platform, document: Document) -> None:
    outcome = await platform.sender.send(platform.private, document)
    assert isinstance(outcome, Sent), outcome


async def test_a_message_is_put_in_the_place_of_one_sent(platform: Platform) -> None:
    sent = await platform.sender.send(platform.group, HELLO)
    assert isinstance(sent, Sent)
    outcome = await platform.sender.edit(platform.group, sent.message_id, Document("Hello", (Paragraph(plain("One is closed.")),)))
    assert outcome == Sent(sent.message_id)
    [words] = platform.words(platform.group)
    assert "One is closed." in words
    assert "All channels" not in words


async def test_an_edit_that_changes_nothing_counts_as_made(platform: Platform) -> None:
    sent = await platform.sender.send(platform.private, HELLO)
    assert isinstance(sent, Sent)
    assert await platform.sender.edit(platform.private, sent.message_id, HELLO) == sent


async def test_an_edit_of_a_message_that_is_gone_loses_only_the_edit(platform: Platform) -> None:
    outcome = await platform.sender.edit(platform.private, "17", HELLO)
    assert isinstance(outcome, Permanent)
    assert outcome.reach is Reach.MESSAGE


async def test_an_edit_never_takes_more_than_one_message(platform: Platform) -> None:
    sent = await platform.sender.send(platform.group, HELLO)
    assert isinstance(sent, Sent)
    assert await platform.sender.edit(platform.group, sent.message_id, long_digest(60)) == sent
    [words] = platform.words(platform.group)
    assert "more" in words


async def test_an_answer_stands_beside_what_it_answers_or_alone(platform: Platform) -> None:
    sent = await platform.sender.send(platform.group, HELLO)
    assert isinstance(sent, Sent)
    assert isinstance(await platform.sender.send(platform.group, HELLO, reply_to=sent.message_id), Sent)
    if isinstance(platform.fake, FakeTelegram):
        assert platform.fake.messages(int(platform.group.chat))[1].reply_to == int(sent.message_id)
        platform.fake.deleted(int(sent.message_id), int(platform.group.chat))
        assert isinstance(await platform.sender.send(platform.group, HELLO, reply_to=sent.message_id), Sent)
    else:
        assert platform.fake.messages(platform.group.chat)[1].thread == sent.message_id
