"""State and time of a contact are decided together: each speaks for or against the other."""

from collections.abc import Mapping

from bot.extraction.scoring.linear import Model
from bot.extraction.scoring.settling import Settled, open_states, settled
from bot.extraction.scoring.timing import Option
from bot.model.claims import MeetingState
from bot.model.period import Period

HELD, PLANNED, DECLINED = MeetingState.HELD, MeetingState.PLANNED, MeetingState.DECLINED
LAST, NEXT = Period.parse("2023-04"), Period.parse("2024-04")
Scored = tuple[tuple[Period | None, float], ...]


def decided(offered: Mapping[MeetingState, Scored], *, sure: MeetingState | None = None, held: float = 0.5) -> Settled:
    """What is decided where the times of each state have these scores; no time comes first."""
    weights = {f"{state}{at}": (score,) for state, times in offered.items() for at, (_, score) in enumerate(times)}
    options = {state: [Option(period, (f"{state}{at}",)) for at, (period, _) in enumerate(times)] for state, times in offered.items()}
    return settled(Model(("yes",), (0.0,), weights), options, sure, held)


def test_a_state_whose_time_fits_well_beats_one_whose_times_all_fit_badly() -> None:
    found = decided({HELD: ((None, 0.0), (LAST, 0.5)), PLANNED: ((None, 0.0), (NEXT, 4.0))})
    assert (found.state, found.period) == (PLANNED, NEXT)


def test_all_times_of_a_state_speak_for_it_and_the_one_taken_is_its_own() -> None:
    found = decided({HELD: ((None, 1.0), (LAST, 3.0)), PLANNED: ((None, -9.0), (NEXT, 3.1))}, held=0.4)
    assert (found.state, found.period) == (HELD, LAST)


def test_held_is_not_said_below_its_threshold_though_it_is_likeliest() -> None:
    offered: dict[MeetingState, Scored] = {HELD: ((None, 1.0),), DECLINED: ((None, 0.5),)}
    assert decided(offered, held=0.5).state is HELD
    assert decided(offered, held=0.8).state is DECLINED


def test_what_grammar_is_sure_of_stays_unless_it_is_absurd() -> None:
    assert decided({DECLINED: ((None, 1.0),), PLANNED: ((None, 0.0),)}, sure=PLANNED).state is PLANNED
    assert decided({DECLINED: ((None, 5.0),), PLANNED: ((None, 0.0),)}, sure=PLANNED).state is DECLINED


def test_states_that_words_all_but_exclude_offer_no_times() -> None:
    chances = {"held": 0.02, "planned": 0.58, "sought": 0.39, "declined": 0.01, "cancelled": 0.0}
    assert open_states(chances) == [PLANNED, MeetingState.SOUGHT]
