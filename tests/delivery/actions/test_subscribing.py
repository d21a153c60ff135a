"""What a person says to get messages, and to get no more."""

from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import Engine

from bot.database.engine import writing
from bot.delivery.actions.times import parse_time
from bot.delivery.errors import ChannelSuggested, ChannelUnknown, NotManager, SeverityUnknown, TimeUnknown, Unreachable
from bot.delivery.store import Store
from bot.delivery.values import Course, Facets, Wish
from bot.model.chat import ChatAddress
from tests.delivery.actions.dialog import Dialog


def facets(dialog: Dialog) -> Facets:
    subscription = dialog.subscription(Wish.ALERTS)
    assert subscription is not None
    return subscription.facets


def test_subscribe_starts_alerts_and_a_digest_and_says_when_the_next_one_comes(engine: Engine) -> None:
    dialog = Dialog(engine)
    answer = dialog.say("subscribe")
    assert "Alerts: severity 1 and above, all channels." in answer
    assert "Digest: every day at 08:00, next 9 May 2026, 08:00 (Europe/Berlin)." in answer


def test_subscribe_at_a_time_before_it_comes_today(engine: Engine) -> None:
    assert "every day at 18:30, next 8 May 2026" in Dialog(engine).say("subscribe 18:30")


def test_subscribing_again_changes_nothing(engine: Engine) -> None:
    dialog = Dialog(engine)
    dialog.say("subscribe 18:30")
    dialog.say("alerts 2 navy")
    before = dialog.subscription(Wish.DIGEST), dialog.subscription(Wish.ALERTS)
    dialog.move(timedelta(hours=1))
    dialog.say("subscribe")
    assert (dialog.subscription(Wish.DIGEST), dialog.subscription(Wish.ALERTS)) == before


def test_alerts_take_a_severity_and_channels_and_keep_what_is_not_named(engine: Engine) -> None:
    dialog = Dialog(engine)
    dialog.say("alerts on 2 navy, Ministers' talks")
    assert facets(dialog) == Facets(2, ("navy", "ministers"))
    dialog.say("alerts 3")
    assert facets(dialog) == Facets(3, ("navy", "ministers"))
    dialog.say("alerts phone navy")
    assert facets(dialog) == Facets(3, ("phone", "navy"))
    dialog.say("alerts off")
    assert "Naval telephone and Naval talks" in dialog.say("alerts on")
    dialog.say("alerts all")
    assert facets(dialog) == Facets(3, ())


def test_a_misspelt_channel_is_suggested_and_an_unknown_one_is_said(engine: Engine) -> None:
    dialog = Dialog(engine)
    with pytest.raises(ChannelSuggested) as caught:
        dialog.say("alerts on navel telfone")
    assert caught.value.params == {"text": "navel telfone", "names": "phone"}
    with pytest.raises(ChannelUnknown):
        dialog.say("alerts on the price of tea")
    with pytest.raises(SeverityUnknown):
        dialog.say("alerts 4")
    assert dialog.subscription(Wish.ALERTS) is None


def test_each_half_can_be_switched_off_alone(engine: Engine) -> None:
    dialog = Dialog(engine)
    dialog.say("subscribe")
    dialog.say("digest off")
    dialog.say("digest off")
    digest, alerts = dialog.subscription(Wish.DIGEST), dialog.subscription(Wish.ALERTS)
    assert digest is not None
    assert alerts is not None
    assert (digest.course, alerts.course) == (Course.ENDED, Course.ACTIVE)


def test_digest_on_goes_back_to_the_time_it_had(engine: Engine) -> None:
    dialog = Dialog(engine)
    dialog.say("digest 19:15")
    dialog.say("digest off")
    assert "every day at 19:15" in dialog.say("digest on")


@pytest.mark.parametrize("line", ["subscribe", "alerts on", "digest 08:00", "digest off", "timezone UTC", "language en", "stop"])
def test_in_a_group_only_those_who_run_it_change_anything(engine: Engine, line: str) -> None:
    dialog = Dialog(engine)
    dialog.say("subscribe")
    with pytest.raises(NotManager):
        dialog.by_somebody_who_may_not().say(line)


@pytest.mark.parametrize("line", ["settings", "alerts", "digest", "timezone", "language", "start"])
def test_everybody_may_look_and_looking_keeps_nothing(engine: Engine, line: str) -> None:
    somebody = Dialog(engine).by_somebody_who_may_not()
    assert somebody.say(line)
    assert somebody.subscription(Wish.DIGEST) is None


def test_the_terminal_cannot_be_subscribed(engine: Engine) -> None:
    with pytest.raises(Unreachable):
        Dialog(engine, ChatAddress("terminal", "here")).say("subscribe")


def test_stop_leaves_nothing_and_says_so(engine: Engine) -> None:
    dialog = Dialog(engine)
    dialog.say("subscribe")
    assert "deleted" in dialog.say("stop")
    assert "Nothing was kept" in dialog.say("stop")
    assert "Alerts: off" in dialog.say("settings")


def test_buttons_say_what_can_be_said(engine: Engine) -> None:
    dialog = Dialog(engine)
    document = dialog.answer("start")
    assert [button.command for button in document.actions] == ["board", "brief", "subscribe", "help"]
    assert [button.command for button in dialog.answer("subscribe").actions] == ["alerts off", "digest off"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8", time(8)),
        ("08:00", time(8)),
        ("8.30", time(8, 30)),
        ("8h05", time(8, 5)),
        ("at 8 am", time(8)),
        ("12am", time(0)),
        ("12 pm", time(12)),
        ("daily at 8:15pm", time(20, 15)),
        ("23:59", time(23, 59)),
        ("８：３０", time(8, 30)),  # full-width, as Chinese keyboards give it
    ],
)
def test_times_are_read_as_people_write_them(text: str, expected: time) -> None:
    assert parse_time(text) == expected


@pytest.mark.parametrize("text", ["24:00", "8:60", "13 pm", "0 am", "noon", "-1", "8:0", "08:00 09:00"])
def test_what_is_no_time_of_day_is_refused(text: str) -> None:
    with pytest.raises(TimeUnknown):
        parse_time(text)


def test_a_digest_whose_hour_has_passed_comes_tomorrow_and_not_at_once(engine: Engine) -> None:
    dialog = Dialog(engine)
    dialog.now = datetime(2026, 5, 8, 6, 0, 1, tzinfo=UTC)
    assert "next 9 May 2026, 08:00" in dialog.say("digest 8")


def test_settings_say_that_a_subscription_is_paused_and_why_one_ended(engine: Engine) -> None:
    dialog = Dialog(engine)
    dialog.say("subscribe")
    digest, alerts = dialog.subscription(Wish.DIGEST), dialog.subscription(Wish.ALERTS)
    assert digest is not None
    assert alerts is not None
    with writing(engine) as connection:
        subscriptions = Store(connection).subscriptions
        subscriptions.pause(digest.id)
        subscriptions.end(alerts.chat.id, Wish.ALERTS, "bot was blocked by the user")
    answer = dialog.say("settings")
    assert "Paused." in answer
    assert "Ended: bot was blocked by the user." in answer
