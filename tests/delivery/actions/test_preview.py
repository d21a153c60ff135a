"""`alerts preview` shows what the wishes would have let through, and sends nothing."""

from datetime import date, timedelta

from sqlalchemy import Engine

from bot.model.claims import MeetingState, Status
from tests.delivery.actions.dialog import Dialog
from tests.delivery.kit import HERE
from tests.jobs.story import Story, Told

PLAN = Told(MeetingState.PLANNED)
SUSPENDED = Told(Status.SUSPENDED, when="2026-05-07", channel="navy")


def test_it_shows_what_was_cause_for_an_alert_though_nobody_was_subscribed(engine: Engine) -> None:
    story, here = Story(engine), Dialog(engine, HERE)
    story.publish(PLAN)
    story.publish(SUSPENDED)
    said = here.say("alerts preview")
    assert said.startswith("2 alerts in the last 7 days, by what is asked for now")
    assert "Anna Lind" in said
    assert story.states() == {}


def test_it_goes_by_the_wishes_that_the_chat_has_now(engine: Engine) -> None:
    story, here = Story(engine), Dialog(engine, HERE)
    story.publish(PLAN)
    story.publish(SUSPENDED)
    here.say("alerts states suspended")
    said = here.say("alerts preview 30 days")
    assert said.startswith("1 alert in the last 30 days")
    assert "Anna Lind" not in said


def test_what_never_alerts_and_what_is_longer_ago_is_not_in_it(engine: Engine) -> None:
    story, here = Story(engine), Dialog(engine, HERE)
    story.publish(PLAN, may_alert=False)
    assert here.say("alerts preview").startswith("0 alerts")
    story.publish(SUSPENDED)
    here.move(timedelta(days=8))
    assert here.say("alerts preview").startswith("0 alerts in the last 7 days")
    assert here.say("alerts preview 9").startswith("1 alert in the last 9 days")


def test_an_event_of_which_several_articles_tell_stands_in_it_once_and_as_it_is_now(engine: Engine) -> None:
    story, here = Story(engine), Dialog(engine, HERE)
    story.publish(PLAN)
    story.publish(Told(MeetingState.CANCELLED, written=date(2026, 5, 9)))
    said = here.say("alerts preview")
    assert said.startswith("1 alert ")
    assert "cancelled" in said


def test_under_alerts_stand_buttons_for_the_commonest_wishes(engine: Engine) -> None:
    here = Dialog(engine, HERE)
    here.say("alerts on")
    commands = [one.command for one in here.answer("alerts").actions]
    assert commands[-3:] == ["alerts 2", "alerts all", "alerts preview"]
    for command in commands:
        assert here.say(command)
