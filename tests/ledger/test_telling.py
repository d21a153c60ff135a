"""What an event is where its reports differ."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.ledger.telling import Told, Voice, tell, versions
from bot.model.article import Standing
from bot.model.claims import ChangeClaim, MeetingClaim, MeetingState, Mode, Status
from tests.ledger.accounts import change_claim, day, meeting_claim, person, told

HELD, PLANNED, SOUGHT = MeetingState.HELD, MeetingState.PLANNED, MeetingState.SOUGHT
DECLINED, CANCELLED = MeetingState.DECLINED, MeetingState.CANCELLED
PRESS, STATE_MEDIA, OFFICIAL = Standing.PRESS, Standing.STATE_MEDIA, Standing.OFFICIAL_US
START = datetime(2031, 6, 1, tzinfo=UTC)


def voice(
    claim: MeetingClaim | ChangeClaim,
    said: str | None = "2031-04-03",
    standing: Standing | None = PRESS,
    known: int = 0,
    *,
    checked: bool = True,
) -> Voice:
    """A claim in an article of a day, known so many days after START; standing None is the chronicle."""
    return Voice(told(claim, said, verified=checked), START + timedelta(days=known), date.fromisoformat(said) if said else None, standing)


def meeting(state: MeetingState, when: str | None = "2031-04-02") -> MeetingClaim:
    return meeting_claim(state=state, when=when)


@pytest.mark.parametrize(
    ("voices", "state", "disputed"),
    [
        pytest.param([voice(meeting(PLANNED), "2031-03-01"), voice(meeting(HELD))], HELD, False, id="a plan came true"),
        pytest.param([voice(meeting(HELD)), voice(meeting(PLANNED), "2031-04-05")], HELD, False, id="the plan told late"),
        pytest.param([voice(meeting(SOUGHT), "2031-02-01"), voice(meeting(PLANNED), "2031-03-01")], PLANNED, False, id="granted"),
        pytest.param([voice(meeting(SOUGHT), "2031-02-01"), voice(meeting(DECLINED), "2031-03-01")], DECLINED, False, id="refused"),
        pytest.param([voice(meeting(PLANNED), "2031-03-01"), voice(meeting(CANCELLED), "2031-03-09")], CANCELLED, False, id="called off"),
        pytest.param([voice(meeting(CANCELLED), "2031-03-09"), voice(meeting(PLANNED), "2031-03-20")], PLANNED, False, id="on again"),
        pytest.param([voice(meeting(CANCELLED), "2031-03-09"), voice(meeting(HELD))], HELD, False, id="held after all"),
        pytest.param([voice(meeting(HELD)), voice(meeting(DECLINED), "2031-04-04")], DECLINED, True, id="equals, the later stands"),
        pytest.param([voice(meeting(HELD), "2031-04-05"), voice(meeting(DECLINED), "2031-04-04")], HELD, True, id="whichever it is"),
        pytest.param(
            [voice(meeting(HELD), standing=OFFICIAL), voice(meeting(DECLINED), "2031-04-04")], HELD, False, id="official over press"
        ),
        pytest.param([voice(meeting(HELD), None, None), voice(meeting(CANCELLED))], CANCELLED, False, id="article over chronicle"),
        pytest.param([voice(meeting(PLANNED)), voice(meeting(DECLINED))], DECLINED, True, id="planned and refused on the same day"),
    ],
)
def test_the_state_that_holds(voices: list[Voice], state: MeetingState, disputed: bool) -> None:
    for order in (voices, voices[::-1]):
        outcome = tell(order)
        assert (outcome.state, outcome.disputed) == (state.value, disputed)


def test_the_most_precise_date_of_those_that_tell_the_state_is_shown() -> None:
    outcome = tell([voice(meeting(PLANNED, "2031-04-01")), voice(meeting(HELD, "2031-04-02/2031-04-03")), voice(meeting(HELD, "2031-04"))])
    assert outcome.period == day("2031-04-02/2031-04-03")


def test_a_plan_sharpens_the_date_of_what_was_held_within_the_month() -> None:
    assert tell([voice(meeting(PLANNED, "2031-04-02")), voice(meeting(HELD, "2031-04"))]).period == day("2031-04-02")


def test_two_local_dates_are_both_kept_and_vaguer_ones_are_not() -> None:
    claims = [meeting_claim(when=when, mode=Mode.PHONE) for when in ("2031-04-02", "2031-04-03", "2031-04", "2031")]
    assert tell([voice(claim) for claim in claims]).periods == (day("2031-04-02"), day("2031-04-03"))


def test_mode_place_and_channel_come_from_whoever_gives_them() -> None:
    bare, full = meeting_claim(), meeting_claim(mode=Mode.VIDEO, place="Lund", channel="talks")
    outcome = tell([voice(bare, standing=OFFICIAL), voice(full)])
    assert (outcome.mode, outcome.place, outcome.channel_id) == (Mode.VIDEO, "Lund", "talks")


def test_an_inferred_name_is_dropped_where_another_report_gives_the_name() -> None:
    guessed = meeting_claim(["Ada Berg", person("Juan Sol", inferred=True)], channel="talks")
    outcome = tell([voice(guessed), voice(meeting_claim(["Ada Berg", "Rosa Luz"], channel="talks"))])
    assert set(outcome.people) == {"ada-berg", "rosa-luz"}


def test_unverified_entries_shape_nothing_that_others_tell() -> None:
    unverified = voice(meeting_claim(when="2031-04-02", place="Cuzco"), None, None, checked=False)
    outcome = tell([voice(meeting_claim(when="2031-04")), unverified])
    assert (outcome.verified, outcome.period, outcome.place) == (True, day("2031-04"), None)
    assert tell([unverified]).verified is False


def test_an_event_counts_as_learned_when_an_article_first_told_its_state() -> None:
    plan, held = voice(meeting(PLANNED), "2031-03-01", known=1), voice(meeting(HELD), known=5)
    chronicle = voice(meeting(HELD), None, None)
    assert tell([chronicle]).learned_at is None
    assert tell([chronicle, plan]).learned_at is None
    assert tell([chronicle, plan, held]).learned_at == START + timedelta(days=5)


def test_versions_grow_as_reports_become_known_and_repetitions_add_none() -> None:
    plan, held, again = voice(meeting(PLANNED), "2031-03-01"), voice(meeting(HELD), known=5), voice(meeting(HELD), "2031-04-04", known=6)
    grown = versions([again, held, plan])
    assert [(moment, version.state) for moment, version in grown] == [(START, "planned"), (START + timedelta(days=5), "held")]


def test_what_becomes_known_at_once_is_one_version() -> None:
    assert len(versions([voice(meeting(PLANNED), "2031-03-01"), voice(meeting(HELD))])) == 1


def test_a_change_is_confirmed_by_the_last_article_that_speaks_of_it() -> None:
    suspension = change_claim(status=Status.SUSPENDED)
    outcome: Told = tell([voice(suspension), voice(suspension, "2031-09-01")])
    assert outcome.confirmed_on == date(2031, 9, 1)
