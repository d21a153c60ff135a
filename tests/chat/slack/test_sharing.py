"""An answer only one person sees is shown to all by one press, once."""

import pytest

from bot.chat.slack.share import NotShared, Shares
from bot.i18n import texts_for
from bot.model.chat import Incoming
from bot.model.document import Action, Document, Paragraph, plain
from tests.chat.documents import HOSTILE, long_digest
from tests.chat.slack.conftest import Bot
from tests.fakes.slack import BOT_USER, CHANNEL, FakeSlack

SHARE = texts_for("en")("chat.share")


class Answers:
    """Answers with a new number each time, so that the same answer can be told from a new one."""

    def __init__(self, *, shareable: bool = True) -> None:
        self.count = 0
        self.shareable = shareable

    async def __call__(self, incoming: Incoming) -> Document:
        self.count += 1
        return Document("", (Paragraph(plain(f"{incoming.text}: answer {self.count}")),), shareable=self.shareable)


def public(fake: FakeSlack, channel: str = CHANNEL) -> list[str]:
    return [message.words for message in fake.messages(channel) if not message.ephemeral_to]


async def test_the_same_answer_is_posted_for_all_with_who_shares_it(fake: FakeSlack, start: Bot) -> None:
    answers = Answers()
    async with start(answers):
        fake.command("board", channel=CHANNEL)
        (alone,) = await fake.wait_for_messages(channel=CHANNEL)
        assert alone.ephemeral_to == "U7"
        fake.press(SHARE, channel=CHANNEL)
        (shown,) = await fake.until(lambda: public(fake))
        await fake.until(lambda: fake.messages(CHANNEL)[0].edited)
    assert shown == "Shared by u7\nboard: answer 1"
    assert answers.count == 1, "it was asked anew"
    first = fake.messages(CHANNEL)[0]
    assert (first.words, first.ephemeral_to, first.buttons) == (alone.words, "U7", ())


async def test_it_is_shared_once_however_often_the_press_is_delivered(fake: FakeSlack, start: Bot) -> None:
    async with start(Answers()):
        fake.command("board", channel=CHANNEL)
        await fake.wait_for_messages(channel=CHANNEL)
        for _ in range(3):
            fake.press(SHARE, channel=CHANNEL)
        done = texts_for("en")("chat.share_done")
        await fake.until(lambda: [m for m in fake.messages(CHANNEL) if m.words == done and m.ephemeral_to == "U7"][1:])
    assert len(public(fake)) == 1


async def test_after_a_restart_it_says_so_and_shares_nothing(fake: FakeSlack, start: Bot) -> None:
    async with start(Answers()):
        fake.command("board", channel=CHANNEL)
        await fake.wait_for_messages(channel=CHANNEL)
    async with start(Answers()):
        await fake.wait_for_socket()
        fake.press(SHARE, channel=CHANNEL)
        _, told = await fake.wait_for_messages(2, channel=CHANNEL)
    assert told.words == texts_for("en")("chat.share_gone")
    assert told.ephemeral_to == "U7"
    assert public(fake) == []


async def test_it_is_shared_where_the_bot_is_no_member(fake: FakeSlack, start: Bot) -> None:
    fake.add_channel("C2", is_member=False)
    async with start(Answers()):
        fake.command("board", channel="C2")
        await fake.wait_for_messages(channel="C2")
        fake.press(SHARE, channel="C2")
        await fake.until(lambda: public(fake, "C2"))


async def test_one_that_could_not_be_shared_can_be_tried_again(fake: FakeSlack, start: Bot) -> None:
    async with start(Answers()):
        fake.command("board", channel=CHANNEL)
        await fake.wait_for_messages(channel=CHANNEL)
        fake.faults.server_error(3, status=502)
        fake.press(SHARE, channel=CHANNEL)
        _, told = await fake.wait_for_messages(2, channel=CHANNEL)
        assert "could not be shared" in told.words
        fake.press(SHARE, channel=CHANNEL)
        await fake.until(lambda: public(fake))


async def test_a_long_answer_is_shared_whole(fake: FakeSlack, start: Bot) -> None:
    async def handle(_incoming: Incoming) -> Document:
        return Document("Brief", long_digest(60).blocks, shareable=True)

    async with start(handle):
        fake.command("brief", channel=CHANNEL)
        await fake.until(lambda: any(message.buttons for message in fake.messages(CHANNEL)))
        fake.press(SHARE, channel=CHANNEL)
        whole = await fake.until(lambda: [words for words in ["\n".join(public(fake))] if "M-59 held" in words])
    assert all(whole[0].count(f"M-{number} held") == 1 for number in range(60))


@pytest.mark.parametrize(("channel", "shareable"), [(CHANNEL, False), (None, True)])
async def test_what_changed_something_and_what_all_see_anyway_has_no_such_button(
    fake: FakeSlack, start: Bot, channel: str | None, shareable: bool
) -> None:
    async with start(Answers(shareable=shareable)):
        fake.command("subscribe", channel=channel)
        (answer,) = await fake.wait_for_messages(channel=channel or "D7")
    assert answer.buttons == ()


async def test_an_answer_to_a_button_in_a_thread_is_shared_in_that_thread(fake: FakeSlack, start: Bot) -> None:
    async def handle(incoming: Incoming) -> Document:
        return Document("", (Paragraph(plain(incoming.text)),), actions=(Action("Talks", "channel dpct"),), shareable=True)

    async with start(handle):
        fake.user_says(f"<@{BOT_USER}> board", channel=CHANNEL)
        (first,) = await fake.wait_for_messages(channel=CHANNEL)
        assert [label for label, _, _ in first.buttons] == ["Talks"], "a mention is answered for all"
        fake.press("Talks", channel=CHANNEL)
        _, alone = await fake.wait_for_messages(2, channel=CHANNEL)
        assert (alone.thread, alone.ephemeral_to) == (first.thread, "U7")
        fake.press(SHARE, channel=CHANNEL)
        *_, shown = await fake.wait_for_messages(3, channel=CHANNEL)
    assert (shown.thread, shown.ephemeral_to) == (first.thread, "")


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
async def test_a_name_calls_nobody_and_links_to_nothing(fake: FakeSlack, start: Bot, name: str) -> None:
    async with start(Answers()):
        fake.command("board", channel=CHANNEL)
        await fake.wait_for_messages(channel=CHANNEL)
        fake.press(SHARE, channel=CHANNEL, name=name)
        await fake.until(lambda: public(fake))
    shown = next(message for message in fake.messages(CHANNEL) if not message.ephemeral_to)
    assert shown.calls == ()
    assert shown.links == ()


def test_only_the_last_answers_are_kept() -> None:
    shares = Shares()
    keys = [shares.keep(Document(str(number), ())) for number in range(501)]
    assert shares.take(keys[0]) is NotShared.GONE
    assert shares.take(keys[1]) == Document("1", ())
    assert shares.take(keys[1]) is NotShared.DONE
