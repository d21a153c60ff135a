"""Facets and quiet hours as people type them."""

from datetime import date, time

import pytest
from sqlalchemy import Engine

from bot.answers.names import name_book
from bot.briefing.alerts import Alert
from bot.delivery.actions.facet_words import parse_facets
from bot.delivery.actions.quiet import parse_quiet
from bot.delivery.errors import FacetUnknown, NotManager, QuietEmpty, QuietUnknown
from bot.delivery.facets import Facet, filtered_by, wants
from bot.delivery.values import Facets, Quiet
from bot.model.article import Standing
from bot.model.claims import MeetingState, Mode, Participant, Status
from bot.model.ledger import ArticleRef, Change, KnownName, Meeting
from bot.model.period import Period
from tests.delivery.actions.dialog import Dialog
from tests.delivery.kit import NOW
from tests.delivery.watch import CHANNELS, WATCH

DORA, EMIL = Participant("Dora Dee", "ar"), Participant("Emil Eff", "bo")
NAMES = name_book(WATCH, [KnownName(one.key, one.name, one.side, None) for one in (DORA, EMIL)])
ARTICLE = ArticleRef(9, "herald", "", None, "en", Standing.PRESS, Period.of_day(date(2026, 5, 8)), NOW, True)


def parsed(text: str, before: Facets = Facets()) -> Facets:  # noqa: B008 - frozen
    return parse_facets(text, before, NAMES, WATCH)


def declined(*people: Participant) -> Alert:
    meeting = Meeting(1, people, ("ar", "bo"), MeetingState.DECLINED, Mode.UNKNOWN, None, (), None, "navy", ())
    return Alert("contact", "M-1:declined", 2, meeting, ARTICLE)


def suspended(by: str | None) -> Alert:
    return Alert("change", "C-1:suspended", 2, Change(1, "phone", Status.SUSPENDED, None, by, None, ()), ARTICLE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "on 2 navy, phone; people Dora Dee, Emil Eff; states suspended, declined; sides Arcadia",
            Facets(2, ("navy", "phone"), (DORA.key, EMIL.key), ("ar",), ("suspended", "declined")),
        ),
        ("people Dora Dee and Emil Eff", Facets(people=(DORA.key, EMIL.key))),
        ("Dora Dee, suspended, Borduria, Naval talks", Facets(1, ("navy",), (DORA.key,), ("bo",), ("suspended",))),
        ("suspended canceled", Facets(states=("suspended", "cancelled"))),
        ("severity 3; status OPEN", Facets(3, states=("open",))),
    ],
)
def test_facets_are_read_as_people_write_them(text: str, expected: Facets) -> None:
    assert parsed(text) == expected


def test_one_facet_changes_alone_and_is_cleared_alone_or_with_all() -> None:
    narrow = Facets(2, ("navy",), (DORA.key,), ("ar",), ("held",))
    assert parsed("states planned", narrow) == Facets(2, ("navy",), (DORA.key,), ("ar",), ("planned",))
    assert parsed("people all", narrow) == Facets(2, ("navy",), (), ("ar",), ("held",))
    assert parsed("all", narrow) == Facets(2)


@pytest.mark.parametrize(
    ("text", "offered"), [("people Dora Dea", "Dora Dee"), ("sides Arcady", "Arcadia"), ("states suspendet", "suspended"), ("people", "–")]
)
def test_what_is_misspelt_or_missing_is_told_with_what_there_is(text: str, offered: str) -> None:
    with pytest.raises(FacetUnknown) as caught:
        parsed(text)
    assert offered in caught.value.params["names"]


def test_all_facets_must_hold_and_any_value_of_one_suffices() -> None:
    facets = Facets(1, ("navy",), (DORA.key, EMIL.key), (), ("declined",))
    assert wants(facets, declined(EMIL), CHANNELS)
    assert filtered_by(facets, declined(Participant("Fay", "bo")), CHANNELS) is Facet.PEOPLE
    assert filtered_by(Facets(states=("held",)), declined(EMIL), CHANNELS) is Facet.STATES
    assert filtered_by(Facets(3), declined(EMIL), CHANNELS) is Facet.SEVERITY
    assert filtered_by(Facets(channels=("ministers",)), declined(EMIL), CHANNELS) is Facet.CHANNELS


def test_a_change_is_its_sides_and_one_of_which_nobody_says_whose_it_is_comes_too() -> None:
    facets = Facets(sides=("bo",))
    assert [wants(facets, suspended(by), CHANNELS) for by in ("bo", "ar", "both", None)] == [True, False, True, True]
    assert filtered_by(Facets(people=(DORA.key,)), suspended("bo"), CHANNELS) is Facet.PEOPLE


def test_settings_say_facets_in_words_and_keep_them(engine: Engine) -> None:
    dialog = Dialog(engine)
    answer = dialog.say("alerts 2 navy; sides Arcadia; states suspended, declined")
    assert "severity 2 and above, on Naval talks. Only by Arcadia. Only what is suspended and declined." in answer
    assert "Only by Arcadia." in dialog.say("settings")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("22:00-07:00", Quiet(time(22), time(7))),
        ("22-7", Quiet(time(22), time(7))),
        ("from 10 pm to 7 am", Quiet(time(22), time(7))),
        ("22:00 – 07:00 except 3", Quiet(time(22), time(7), 3)),
        ("12:00-14:30 except severity 2", Quiet(time(12), time(14, 30), 2)),
    ],
)
def test_quiet_hours_are_read_as_people_write_them(text: str, expected: Quiet) -> None:
    assert parse_quiet(text) == expected


@pytest.mark.parametrize("text", ["22:00", "night", "25-7", "22-7 except 9", "22-7 except", "-", "22:00-07:00 please"])
def test_what_are_no_hours_is_refused(text: str) -> None:
    with pytest.raises(QuietUnknown):
        parse_quiet(text)


def test_hours_that_end_when_they_begin_are_refused() -> None:
    with pytest.raises(QuietEmpty):
        parse_quiet("7:00-07:00")


def test_quiet_hours_are_shown_changed_and_ended(engine: Engine) -> None:
    dialog = Dialog(engine)
    assert "Quiet hours: none" in dialog.say("quiet")
    assert "22:00 to 07:00; alerts below severity 3 wait" in dialog.say("quiet 22:00-07:00 except 3")
    assert "22:00 to 07:00" in dialog.say("settings")
    with pytest.raises(NotManager):
        dialog.by_somebody_who_may_not().say("quiet off")
    assert "Quiet hours: none" in dialog.say("quiet off")
