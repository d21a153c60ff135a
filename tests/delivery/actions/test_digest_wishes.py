"""How people ask for a digest."""

from datetime import time, timedelta

import pytest
from sqlalchemy import Engine

from bot.delivery.actions.digest_wish import DigestWish, parse_wish
from bot.delivery.errors import DigestUnknown, TimeUnknown
from bot.delivery.rhythm import DAILY, Every, Rhythm, WhenQuiet
from bot.delivery.values import Wish
from tests.delivery.actions.dialog import Dialog

FRIDAY, FIRST = Rhythm(Every.WEEK, 4), Rhythm(Every.MONTH, 1)


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("on", DigestWish()),
        ("18:30", DigestWish(time(18, 30))),
        ("8 pm", DigestWish(time(20))),
        ("daily at 7", DigestWish(time(7))),
        ("weekly", DigestWish(rhythm=Rhythm(Every.WEEK, 0))),
        ("weekly on Friday at 18:00", DigestWish(time(18), FRIDAY)),
        ("every Friday, 18:00", DigestWish(time(18), FRIDAY)),
        ("fridays 6 pm", DigestWish(time(18), FRIDAY)),
        ("weekly fri", DigestWish(rhythm=FRIDAY)),
        ("weekly freitag", DigestWish(rhythm=FRIDAY)),
        ("weekly 星期五 18:00", DigestWish(time(18), FRIDAY)),
        ("monthly", DigestWish(rhythm=FIRST)),
        ("monthly 18:00", DigestWish(time(18), FIRST)),
        ("monthly on the 15th at 18:00", DigestWish(time(18), Rhythm(Every.MONTH, 15))),
        ("monthly 8 am", DigestWish(time(8), FIRST)),
        ("monthly 31 9", DigestWish(time(9), Rhythm(Every.MONTH, 31))),
        ("quiet nothing", DigestWish(when_quiet=WhenQuiet.NOTHING)),
        ("09:00 quiet nothing", DigestWish(time(9), when_quiet=WhenQuiet.NOTHING)),
    ],
)
def test_what_is_written_is_understood(text: str, wish: DigestWish) -> None:
    assert parse_wish(text, DigestWish()) == wish


def test_what_is_not_named_stays() -> None:
    before = DigestWish(time(18), FRIDAY, WhenQuiet.NOTHING)
    assert parse_wish("9:15", before) == DigestWish(time(9, 15), FRIDAY, WhenQuiet.NOTHING)
    assert parse_wish("daily", before) == DigestWish(time(18), DAILY, WhenQuiet.NOTHING)
    assert parse_wish("quiet line", before) == DigestWish(time(18), FRIDAY, WhenQuiet.LINE)


@pytest.mark.parametrize("text", ["soon", "monthly 32", "monthly 0", "quiet", "quiet please", "yearly", "weekly someday"])
def test_what_is_no_digest_is_said(text: str) -> None:
    with pytest.raises(DigestUnknown):
        parse_wish(text, DigestWish())


@pytest.mark.parametrize("text", ["25:00", "daily 8:61", "weekly friday 13 pm"])
def test_a_time_that_is_none_is_said(text: str) -> None:
    with pytest.raises(TimeUnknown):
        parse_wish(text, DigestWish())


def test_the_answer_says_when_the_next_one_comes(engine: Engine) -> None:
    dialog = Dialog(engine)  # Friday, 8 May 2026, in the morning
    assert "Digest: every Monday at 08:00, next 11 May 2026, 08:00" in dialog.say("digest weekly")
    assert "Digest: every month on day 31 at 18:00, next 31 May 2026, 18:00" in dialog.say("digest monthly 31 18:00")
    assert "When nothing became known, none is sent." in dialog.say("digest quiet nothing")
    assert "When nothing became known" not in dialog.say("digest off")


def test_changing_the_rhythm_loses_nothing_that_was_not_told_yet(engine: Engine) -> None:
    dialog = Dialog(engine)
    dialog.say("digest 08:00")
    before = dialog.subscription(Wish.DIGEST)
    dialog.move(timedelta(hours=5))
    dialog.say("digest weekly sunday")
    after = dialog.subscription(Wish.DIGEST)
    assert before is not None
    assert after is not None
    assert (after.rhythm, after.covered_until) == (Rhythm(Every.WEEK, 6), before.covered_until)


def test_subscribing_at_another_hour_keeps_the_rhythm(engine: Engine) -> None:
    dialog = Dialog(engine)
    dialog.say("digest weekly friday quiet nothing")
    dialog.say("subscribe 18:30")
    digest = dialog.subscription(Wish.DIGEST)
    assert digest is not None
    assert (digest.at, digest.rhythm, digest.when_quiet) == (time(18, 30), FRIDAY, WhenQuiet.NOTHING)


def test_who_ended_it_and_wants_it_again_hears_from_us_on_quiet_days_too(engine: Engine) -> None:
    dialog = Dialog(engine)
    dialog.say("digest quiet nothing")
    dialog.say("digest off")
    dialog.say("digest on")
    digest = dialog.subscription(Wish.DIGEST)
    assert digest is not None
    assert digest.when_quiet is WhenQuiet.LINE
