"""What happens to groups and channels: added, removed, moved, set up from a private chat."""

import pytest

from bot.model.chat import Added, ChatAddress, Relocated, Removed
from bot.model.document import Document
from tests.chat.services import Echo, NoRooms
from tests.chat.telegram.conftest import Bot
from tests.fakes.telegram import ANONYMOUS_ADMIN, CHANNEL, GROUP, OWNER, FakeTelegram

HERE = ChatAddress("telegram", str(GROUP))
THERE = ChatAddress("telegram", str(CHANNEL))


@pytest.fixture
def rooms() -> NoRooms:
    return NoRooms(says=Document("Hello", ()))


async def settled(fake: FakeTelegram) -> None:
    fake.user_says("end of test", user=99)
    await fake.wait_for_messages(chat=99)


async def test_being_added_to_a_group_is_answered_there_by_what_there_is_to_say(fake: FakeTelegram, rooms: NoRooms, echo: Echo) -> None:
    fake.add_group()
    update = fake.membership("left", "member", user=8)
    (greeting,) = await fake.wait_for_messages(chat=GROUP)
    assert greeting.text == "Hello"
    (event,) = rooms.events
    assert isinstance(event, Added)
    assert (event.address, event.speaker.key, event.update_key, event.hears_all) == (HERE, "telegram:8", str(update), False)


async def test_an_administrator_that_was_added_hears_everything(fake: FakeTelegram, rooms: NoRooms, echo: Echo) -> None:
    fake.add_group()
    fake.membership("left", "administrator")
    await fake.wait_for_messages(chat=GROUP)
    assert [event.hears_all for event in rooms.events if isinstance(event, Added)] == [True]


async def test_an_anonymous_administrator_adds_us_as_the_group(fake: FakeTelegram, rooms: NoRooms, echo: Echo) -> None:
    fake.add_group()
    fake.membership("left", "member", user=int(str(ANONYMOUS_ADMIN["id"])))
    await fake.wait_for_messages(chat=GROUP)
    assert [event.speaker.key for event in rooms.events if isinstance(event, Added)] == [f"telegram:{GROUP}"]


async def test_being_added_to_a_channel_is_answered_in_private_never_by_a_post(fake: FakeTelegram, rooms: NoRooms, echo: Echo) -> None:
    fake.add_private()
    fake.add_channel()
    fake.membership("left", "administrator", chat=CHANNEL)
    await fake.wait_for_messages()
    assert fake.messages(CHANNEL) == []


async def test_new_rights_and_being_unblocked_are_no_events(fake: FakeTelegram, rooms: NoRooms, echo: Echo) -> None:
    fake.add_group()
    fake.add_private()
    fake.membership("member", "administrator")
    fake.membership("kicked", "member", chat=OWNER)
    await settled(fake)
    assert rooms.events == []


async def test_being_removed_and_being_blocked_are_told_apart(fake: FakeTelegram, rooms: NoRooms, echo: Echo) -> None:
    fake.add_group()
    fake.add_private()
    fake.kicked()
    fake.blocked()
    fake.membership("member", "kicked")
    fake.membership("member", "kicked", chat=OWNER)
    await fake.until(lambda: len(rooms.events) == 2)
    found = {event.address.chat: event.reason for event in rooms.events if isinstance(event, Removed)}
    assert found == {str(GROUP): "access.reason_removed", str(OWNER): "access.reason_blocked"}


async def test_service_messages_tell_of_a_group_that_became_a_supergroup(fake: FakeTelegram, rooms: NoRooms, echo: Echo) -> None:
    fake.add_group()
    fake.migration_is_told(GROUP, -1002)
    await fake.until(lambda: len(rooms.events) == 2)
    moves = {(event.old.chat, event.new.chat) for event in rooms.events if isinstance(event, Relocated)}
    assert moves == {(str(GROUP), "-1002")}


async def test_a_group_that_looks_left_because_it_moved_is_not_lost(fake: FakeTelegram, rooms: NoRooms, echo: Echo) -> None:
    fake.add_group()
    fake.migrated(GROUP, -1002)
    fake.membership("member", "left")
    await fake.until(lambda: rooms.events)
    (event,) = rooms.events
    assert isinstance(event, Relocated)
    assert event.new.chat == "-1002"


async def test_a_channel_named_in_private_comes_with_who_runs_it_and_whether_we_may_post(fake: FakeTelegram, echo: Echo) -> None:
    fake.add_channel(username="front_page", administrators=(OWNER,))
    fake.user_says("use @front_page")
    fake.user_says("use @Front_Page", user=8)
    await fake.until(lambda: len(echo.heard) == 2)
    found = {incoming.speaker.key: incoming for incoming in echo.heard}
    mine, other = found[f"telegram:{OWNER}"], found["telegram:8"]
    assert mine.elsewhere is not None
    assert (mine.room, mine.elsewhere.title, mine.elsewhere.may_post, mine.speaker.may_manage) == (THERE, "Front page", True, True)
    assert mine.address == ChatAddress("telegram", str(OWNER))
    assert not other.speaker.may_manage


async def test_a_channel_where_we_are_no_administrator_is_seen_but_takes_no_posts(fake: FakeTelegram, echo: Echo) -> None:
    fake.add_channel(username="front_page", administrators=(OWNER,), bot="left")
    fake.user_says("use @front_page")
    await fake.until(lambda: echo.heard)
    elsewhere = echo.heard[0].elsewhere
    assert elsewhere is not None
    assert not elsewhere.may_post


async def test_a_post_forwarded_in_private_names_its_channel(fake: FakeTelegram, echo: Echo) -> None:
    fake.add_channel(administrators=(OWNER,))
    origin = {"type": "channel", "date": 1, "message_id": 3, "chat": {"id": CHANNEL, "type": "channel", "title": "Front page"}}
    fake.user_says("Some news", extra={"forward_origin": origin})
    await fake.until(lambda: echo.heard)
    assert (echo.heard[0].text, echo.heard[0].room) == (f"use {CHANNEL}", THERE)


@pytest.mark.parametrize("said", ["use @nobody_there", "use here", "use the hotline", f"use {GROUP}"])
async def test_what_names_no_channel_is_about_none(fake: FakeTelegram, echo: Echo, said: str) -> None:
    fake.add_group()
    fake.user_says(said)
    await fake.until(lambda: echo.heard)
    assert echo.heard[0].elsewhere is None


async def test_while_a_channel_is_used_what_is_said_is_about_it_also_when_it_cannot_be_seen(
    fake: FakeTelegram, rooms: NoRooms, echo: Echo
) -> None:
    rooms.used = THERE
    fake.user_says("digest off")
    await fake.until(lambda: echo.heard)
    assert (echo.heard[0].room, echo.heard[0].speaker.may_manage) == (THERE, False)


async def test_a_button_of_a_channel_is_answered_to_whoever_pressed_it(fake: FakeTelegram, start: Bot) -> None:
    fake.add_channel(administrators=(OWNER,))
    fake.add_private()
    fake.add_private(8)
    echo = Echo()
    async with start(echo):
        channel_message = {"message_id": 4, "date": 1, "chat": {"id": CHANNEL, "type": "channel", "title": "Front page"}, "text": "x"}
        for user in (OWNER, 8):
            sender = {"id": user, "is_bot": False, "first_name": "Reader"}
            press = {"id": f"p{user}", "from": sender, "message": channel_message, "chat_instance": "1", "data": "digest off"}
            fake.push({"callback_query": press})
        await fake.wait_for_messages(chat=OWNER)
        await fake.wait_for_messages(chat=8)
    assert fake.messages(CHANNEL) == []
    assert {incoming.speaker.key: (incoming.room, incoming.speaker.may_manage) for incoming in echo.heard} == {
        f"telegram:{OWNER}": (THERE, True),
        "telegram:8": (THERE, False),
    }
