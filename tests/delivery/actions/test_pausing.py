"""What is paused waits, and goes on when somebody says so or the time is over."""

from datetime import time, timedelta

import pytest
from sqlalchemy import Engine

from bot.answers.errors import WrongUse
from bot.delivery.actions.durations import parse_duration
from bot.delivery.errors import NotManager
from bot.delivery.refusals import DurationUnknown, NothingPaused, NothingToPause, RoleTooLow
from bot.delivery.roles import Role
from bot.delivery.values import Course, Kind, State, Subscription, Wish
from bot.jobs.pauses import end_pauses
from bot.jobs.release import release
from tests.delivery.actions.dialog import Dialog
from tests.delivery.kit import HERE, NOW, THERE, owe, states
from tests.jobs.newsroom import desk

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def wish(dialog: Dialog, which: Wish) -> Subscription:
    found = dialog.subscription(which)
    assert found is not None
    return found


def owe_alert(engine: Engine, dialog: Dialog, key: str = "alert") -> None:
    owe(engine, key, HERE, kind=Kind.ALERT, subscription_id=wish(dialog, Wish.ALERTS).id)


def test_pausing_holds_alerts_and_digest_of_this_chat_and_no_other(engine: Engine) -> None:
    dialog, other = Dialog(engine), Dialog(engine, THERE)
    for one in (dialog, other):
        one.say("subscribe")
    owe_alert(engine, dialog)
    owe(engine, "other", THERE)
    assert dialog.say("pause").count("Paused.") == 2
    assert states(engine) == {"alert": State.HELD, "other": State.QUEUED}
    assert wish(other, Wish.ALERTS).course is Course.ACTIVE
    assert "Paused" not in dialog.say("resume")
    release(desk(engine), dialog.now)
    assert states(engine) == {"alert": State.QUEUED, "other": State.QUEUED}


def test_a_pause_with_an_end_says_it_in_the_settings_and_ends_by_the_clock(engine: Engine) -> None:
    dialog = Dialog(engine)
    dialog.say("subscribe")
    dialog.say("pause for 2 days")
    owe_alert(engine, dialog)
    assert "Paused until 10 May 2026, 08:00 (Europe/Berlin)" in dialog.say("settings")
    assert end_pauses(engine, NOW + 2 * DAY - timedelta(seconds=1)) == 0
    assert end_pauses(engine, NOW + 2 * DAY) == 2
    assert end_pauses(engine, NOW + 2 * DAY) == 0
    assert "Paused" not in dialog.say("settings")


def test_a_pause_without_an_end_lasts(engine: Engine) -> None:
    dialog = Dialog(engine)
    dialog.say("subscribe")
    dialog.say("pause")
    assert end_pauses(engine, NOW + 400 * DAY) == 0
    assert wish(dialog, Wish.DIGEST).course is Course.PAUSED


def test_pausing_again_changes_when_it_ends(engine: Engine) -> None:
    dialog = Dialog(engine)
    dialog.say("subscribe")
    dialog.say("pause 2 days")
    dialog.say("pause for an hour")
    assert wish(dialog, Wish.ALERTS).paused_until == NOW + HOUR
    dialog.say("pause")
    assert wish(dialog, Wish.ALERTS).paused_until is None


def test_an_ended_pause_leaves_no_end_to_the_next_one(engine: Engine) -> None:
    dialog = Dialog(engine)
    dialog.say("subscribe")
    dialog.say("pause 1h")
    dialog.say("resume")
    assert wish(dialog, Wish.ALERTS).paused_until is None


def test_what_one_more_thing_holds_goes_on_when_both_are_over(engine: Engine) -> None:
    dialog = Dialog(engine)
    dialog.say("subscribe")
    dialog.say("quiet 06:00-09:00")
    owe_alert(engine, dialog)
    dialog.say("pause")
    dialog.say("resume")
    release(desk(engine), dialog.now)
    assert states(engine) == {"alert": State.HELD}
    release(desk(engine), dialog.now + HOUR)
    assert states(engine) == {"alert": State.QUEUED}


@pytest.mark.parametrize("line", ["subscribe", "alerts on"])
def test_asking_for_alerts_again_ends_their_pause_and_sends_what_waited(engine: Engine, line: str) -> None:
    dialog = Dialog(engine)
    dialog.say("subscribe")
    owe_alert(engine, dialog)
    dialog.say("pause 2 days")
    dialog.say(line)
    assert wish(dialog, Wish.ALERTS).course is Course.ACTIVE
    assert wish(dialog, Wish.ALERTS).paused_until is None
    release(desk(engine), dialog.now)
    assert states(engine) == {"alert": State.QUEUED}


def test_what_waits_for_a_wish_that_is_ended_is_never_sent(engine: Engine) -> None:
    dialog = Dialog(engine)
    dialog.say("subscribe")
    owe_alert(engine, dialog)
    dialog.say("pause")
    dialog.say("alerts off")
    dialog.say("alerts on")
    dialog.say("resume")
    assert states(engine) == {"alert": State.FAILED}


def test_there_must_be_something_to_pause_or_to_resume(engine: Engine) -> None:
    dialog = Dialog(engine)
    with pytest.raises(NothingToPause):
        dialog.say("pause")
    dialog.say("subscribe")
    with pytest.raises(NothingPaused):
        dialog.say("resume")
    with pytest.raises(NothingPaused):
        dialog.say("resume all")
    with pytest.raises(WrongUse):
        dialog.say("resume tomorrow")
    with pytest.raises(NotManager):
        dialog.by_somebody_who_may_not().say("pause")


def test_pausing_all_is_for_owners_shows_in_every_chat_and_ends_by_the_clock(engine: Engine) -> None:
    owner, reader = Dialog(engine), Dialog(engine, THERE, role=Role.READER, private=True)
    with pytest.raises(RoleTooLow):
        reader.say("pause all")
    assert "paused all sending until 8 May 2026, 09:00 (Europe/Berlin)" in owner.say("pause all for an hour")
    assert "paused all sending" in reader.say("settings")
    with pytest.raises(RoleTooLow):
        reader.say("resume all")
    assert "paused all sending" in reader.say("resume")
    reader.move(HOUR)
    assert "paused all" not in reader.say("settings")
    owner.say("pause all")
    owner.move(400 * DAY)
    assert "paused all sending:" in owner.say("settings")
    assert "paused all" not in owner.say("resume all")


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("2 days", 2 * DAY),
        ("for 2 days", 2 * DAY),
        ("for a week", 7 * DAY),
        ("90m", 90 * timedelta(minutes=1)),
        ("1 Hour", HOUR),
        ("an hour", HOUR),
        ("3w", 21 * DAY),
    ],
)
def test_lengths_of_time_are_read_as_people_write_them(text: str, length: timedelta) -> None:
    assert parse_duration(text) == length


@pytest.mark.parametrize("text", ["", "0 days", "-1 day", "tomorrow", "367 days", "999999 weeks", "1.5 hours", "2", "for", "１ years"])
def test_what_is_no_length_of_time_is_said(text: str) -> None:
    with pytest.raises(DurationUnknown):
        parse_duration(text)


def test_a_chat_whose_digest_alone_runs_pauses_that(engine: Engine) -> None:
    dialog = Dialog(engine)
    dialog.say("digest 9")
    dialog.say("pause")
    assert wish(dialog, Wish.DIGEST).at == time(9)
    assert wish(dialog, Wish.DIGEST).course is Course.PAUSED
