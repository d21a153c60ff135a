"""Closed by default: who is let in, what each role may do, and what strangers hear."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from bot.delivery.actions.table import ACTIONS
from bot.delivery.roles import LEAST, Role, may_use
from bot.model.chat import ChatAddress, Speaker
from tests.chat.talk import ANNA, BEN, CARLA, GROUP, Talk

DAY = timedelta(days=1)


async def test_a_stranger_gets_one_line_a_day_with_an_id_to_pass_on(engine: Engine) -> None:
    talk = Talk(engine)
    first = str(await talk.private(BEN, "board"))
    assert "telegram:2" in first
    assert "Naval talks" not in first
    assert [await talk.private(BEN, line) for line in ("subscribe", "hello?", "who met anybody?")] == [None, None, None]
    assert "telegram:3" in str(await talk.private(CARLA, "board"))
    talk.clock.move(DAY)
    assert "telegram:2" in str(await talk.private(BEN, "board"))


async def test_the_line_is_not_repeated_after_a_restart(engine: Engine) -> None:
    assert await Talk(engine).private(BEN, "board")
    assert await Talk(engine).private(BEN, "board") is None


async def test_where_nobody_owns_the_bot_it_says_how_to_begin(engine: Engine) -> None:
    answer = str(await Talk(engine, owners=()).private(BEN, "/start"))
    assert "BACKCHANNEL_OWNERS" in answer
    assert "telegram:2" in answer


async def test_a_command_for_another_bot_of_the_group_is_not_answered_to_a_stranger(engine: Engine) -> None:
    talk = Talk(engine)
    assert await talk.group(BEN, "/weather Berlin") is None
    assert "telegram:2" in str(await talk.group(BEN, "/board"))


async def test_whoever_writes_as_the_group_is_told_to_write_as_a_person(engine: Engine) -> None:
    talk, anonymous = Talk(engine), Speaker("telegram:-100", "Group")
    assert "Write as yourself" in str(await talk.group(anonymous, "board"))
    assert "Write to me in private" in str(await talk.group(anonymous, f"join {await talk.code()}"))
    assert "nobody I know" not in str(await talk.private(ANNA, "members"))


async def test_an_invited_reader_asks_and_subscribes_in_private(engine: Engine) -> None:
    talk = Talk(engine)
    welcome = str(await talk.private(BEN, f"/start {await talk.code()}"))
    assert "You are a reader here now" in welcome
    assert "Naval talks" in str(await talk.private(BEN, "board"))
    assert "every day at 08:00" in str(await talk.private(BEN, "subscribe"))


@pytest.mark.parametrize("words", ["join {}", "JOIN {}", "/join {}", "start {}", "/start {}", "/start@watch_bot {}"])
async def test_a_code_is_taken_however_it_is_handed_over(engine: Engine, words: str) -> None:
    talk = Talk(engine)
    code = (await talk.code("editor")).lower().replace("-", " " if words.startswith("JOIN") else "")
    assert "You are an editor here now" in str(await talk.private(BEN, words.format(code)))


async def test_a_code_lets_in_one_person_once(engine: Engine) -> None:
    talk = Talk(engine)
    code = await talk.code()
    await talk.private(BEN, f"join {code}")
    assert "lets nobody in" in str(await talk.private(CARLA, f"join {code}"))
    assert "telegram:3" in str(await talk.private(CARLA, "board"))


async def test_a_code_that_ran_out_lets_nobody_in(engine: Engine) -> None:
    talk = Talk(engine)
    week, day = await talk.code(), await talk.code("reader for 1 day")
    talk.clock.move(DAY)
    assert "lets nobody in" in str(await talk.private(BEN, f"join {day}"))
    talk.clock.move(6 * DAY - timedelta(seconds=1))
    assert "a reader" in str(await talk.private(BEN, f"join {week}"))


async def test_who_may_do_as_much_already_leaves_the_code_for_another(engine: Engine) -> None:
    talk = Talk(engine)
    code = await talk.code("editor")
    assert "the code stays unused" in str(await talk.private(ANNA, f"join {code}"))
    await talk.invited(BEN, "reader")
    assert "You are an editor here now" in str(await talk.private(BEN, f"join {code}"))
    reader_code = await talk.code()
    assert "You are an editor here already" in str(await talk.private(BEN, f"join {reader_code}"))
    assert "a reader" in str(await talk.private(CARLA, f"join {reader_code}"))


async def test_guessing_codes_is_limited_and_then_met_with_silence(engine: Engine) -> None:
    talk = Talk(engine)
    guesses = [await talk.private(BEN, f"join AAAA-AAAA-AAAA-AAA{n}") for n in range(8)]
    assert ["lets nobody in" in str(guess) for guess in guesses] == [True] * 5 + [False] * 3
    assert "I answer you again from" in str(guesses[5])
    assert guesses[6:] == [None, None]
    code = await talk.code()
    assert await talk.private(BEN, f"/start {code}") is None
    assert "a reader" in str(await talk.private(CARLA, f"join {code}"))
    talk.clock.move(timedelta(minutes=30))
    assert "a reader" in str(await talk.private(BEN, f"join {await talk.code()}"))


async def test_a_code_is_worth_nothing_once_whoever_made_it_is_removed(engine: Engine) -> None:
    talk = Talk(engine, owners=(ANNA.key, BEN.key))
    code = await talk.code()
    without_anna = Talk(engine, owners=(BEN.key,))
    assert "lets nobody in" in str(await without_anna.private(CARLA, f"join {code}"))


async def test_each_role_may_do_what_the_ones_below_it_may(engine: Engine) -> None:
    talk = Talk(engine)
    await talk.invited(BEN, "reader")
    await talk.invited(CARLA, "editor")
    assert "Only an editor can do that, and you are a reader here" in str(await talk.private(BEN, "members"))
    assert "Ben (telegram:2): reader, invited by telegram:1" in str(await talk.private(CARLA, "members"))
    assert "Only an owner can do that, and you are an editor here" in str(await talk.private(CARLA, "invite"))
    assert "Only an owner" in str(await talk.private(CARLA, "remove Ben"))
    assert "Only an owner" in str(await talk.private(CARLA, "pause all"))


async def test_an_invited_owner_invites_others(engine: Engine) -> None:
    talk = Talk(engine)
    await talk.invited(BEN, "owner")
    assert "This code lets in one person as an owner" in str(await talk.private(BEN, "invite owner"))


async def test_a_reader_who_runs_a_group_may_not_subscribe_it_and_an_editor_who_does_may(engine: Engine) -> None:
    talk = Talk(engine)
    await talk.invited(BEN, "reader")
    await talk.invited(CARLA, "editor")
    for line in ("subscribe", "alerts 2", "digest 9", "timezone Asia/Tokyo", "pause", "stop"):
        assert "Only editors and owners" in str(await talk.group(BEN, line)), line
    assert "Naval talks" in str(await talk.group(BEN, "board"))
    assert "Alerts: off" in str(await talk.group(BEN, "settings"))
    assert "Only somebody who runs this chat" in str(await talk.group(replace(CARLA, may_manage=False), "subscribe"))
    assert "every day at 08:00" in str(await talk.group(CARLA, "subscribe"))


@pytest.mark.parametrize("line", ["invite", "members", "remove Ben"])
async def test_who_may_talk_is_nobodys_business_in_a_group(engine: Engine, line: str) -> None:
    answer = str(await Talk(engine).group(ANNA, line))
    assert "Others read along" in answer
    assert "telegram:1" not in answer


async def test_whoever_is_removed_is_a_stranger_without_subscriptions_again(engine: Engine) -> None:
    talk = Talk(engine)
    await talk.invited(BEN, "owner")
    await talk.private(BEN, "subscribe")
    code = str(await talk.private(BEN, "invite")).partition("/start ")[2].splitlines()[0]
    assert "private chat with me is deleted" in str(await talk.private(ANNA, "remove ben"))
    assert "lets nobody in" in str(await talk.private(CARLA, f"join {code}"))
    assert "telegram:2" in str(await talk.private(BEN, "settings"))
    await talk.invited(BEN, "reader")
    assert "Alerts: off" in str(await talk.private(BEN, "settings"))


async def test_removing_somebody_of_slack_ends_what_they_subscribed_in_their_direct_messages(engine: Engine) -> None:
    talk, dora = Talk(engine), Speaker("slack:T1/U4")
    await talk.invited(dora, "reader")
    await talk.private(dora, "subscribe")
    channel = ChatAddress("slack", "C9", "T1")
    await talk.invited(dora, "editor")
    await talk.group(dora, "subscribe", channel)
    assert "private chat" in str(await talk.private(ANNA, "remove slack:T1/U4"))
    await talk.invited(dora, "reader")
    assert "Alerts: off" in str(await talk.private(dora, "settings"))
    assert "every day" in str(await talk.group(dora, "settings", channel))


async def test_an_owner_of_the_settings_cannot_be_removed(engine: Engine) -> None:
    talk = Talk(engine)
    await talk.invited(BEN, "owner")
    assert "BACKCHANNEL_OWNERS" in str(await talk.private(BEN, "remove telegram:1"))
    assert "Naval talks" in str(await talk.private(ANNA, "board"))


async def test_a_name_that_several_have_or_nobody_is_asked_about(engine: Engine) -> None:
    talk = Talk(engine)
    await talk.invited(BEN, "reader")
    await talk.invited(replace(CARLA, name="ben"), "reader")
    answer = str(await talk.private(ANNA, "remove Ben"))
    assert "telegram:2" in answer
    assert "telegram:3" in answer
    assert "There is no member “Zoe”" in str(await talk.private(ANNA, "remove Zoe"))
    assert "Write: remove KEY" in str(await talk.private(ANNA, "remove"))


async def test_unused_invitations_are_listed_and_withdrawn(engine: Engine) -> None:
    talk = Talk(engine)
    code = await talk.code("editor")
    members = str(await talk.private(ANNA, "members"))
    assert "editor, by telegram:1, until" in members
    assert code not in members
    assert "1 unused invitation is withdrawn" in str(await talk.private(ANNA, "remove invitations"))
    assert "lets nobody in" in str(await talk.private(BEN, f"join {code}"))


async def test_a_stranger_may_ask_what_is_kept_and_end_what_an_earlier_self_subscribed(engine: Engine) -> None:
    await Talk(engine, owners=(ANNA.key, BEN.key)).private(BEN, "subscribe")
    talk = Talk(engine)
    assert "I don't know you" in str(await talk.private(BEN, "privacy"))
    assert "deleted" in str(await talk.private(BEN, "stop"))
    assert "telegram:2" in str(await talk.group(BEN, "stop", GROUP))


async def test_help_lists_what_one_may_do(engine: Engine) -> None:
    talk = Talk(engine)
    await talk.invited(BEN, "reader")
    assert "remove KEY" in str(await talk.private(ANNA, "help"))
    answer = str(await talk.private(BEN, "help"))
    assert "remove KEY" not in answer
    assert "subscribe [HH:MM]" in answer


def test_every_action_stands_in_the_table_of_roles() -> None:
    assert [action.name for action in ACTIONS if action.name not in LEAST] == []


def test_an_action_that_the_table_forgot_would_be_for_owners_alone() -> None:
    assert [may_use(role, "forgotten") for role in (None, *Role)] == [False, False, False, True]


@pytest.mark.parametrize(
    "line", ["pause of the naval talks in 2010", "resume the talks?", "members of the delegation", "join forces with whom?", "invite them?"]
)
async def test_a_question_that_begins_with_such_a_word_is_a_question(engine: Engine, line: str) -> None:
    assert "I did not understand" in str(await Talk(engine).private(ANNA, line))


@pytest.mark.parametrize(
    "line", ["invite friend", "invite reader for 0 days", "invite for 91 days", "invite editor 999 days", "/invite a b c d e"]
)
async def test_an_invitation_that_cannot_be_made_is_explained(engine: Engine, line: str) -> None:
    assert "is no invitation I can make" in str(await Talk(engine).private(ANNA, line))


async def test_an_invitation_says_how_to_use_it_on_each_platform(engine: Engine) -> None:
    talk = Talk(engine)
    answer = str(await talk.private(ANNA, "invite editor for 2 days"))
    assert "as an editor, once, until 10 May 2026, 08:00 (Europe/Berlin)" in answer
    code = answer.partition("?start=")[2].split()[0]
    assert f"https://t.me/watch_bot?start={code}" in answer
    assert f"/backchannel join {code}" in answer
