"""State and time of a contact, decided together: what is planned lies ahead, so a state none of whose times fit is the less likely,
and so is a time that only an unlikely state allows.

Each state that is likely enough offers its times. One model scores them all against each other, by what speaks for the time and by
how likely the state is; the scores of its times together say how likely a state is in the end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.extraction.candidates.factuality import Verdict
from bot.extraction.scoring.choosing import worth_most
from bot.extraction.scoring.contact_features import Told
from bot.extraction.scoring.linear import Model, shares
from bot.extraction.scoring.timing import Option
from bot.model.claims import MeetingState
from bot.model.period import Period

_OFFERED = 0.1
"""A state less likely than this offers no times: it costs their reading, and hardly ever wins."""

_ABSURD = 0.15
"""A state that grammar is sure of stays where its times give it at least this much."""

_STEPS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98)


@dataclass(frozen=True, slots=True)
class Settled:
    """`lead` is how far the time's score leads that of no time, 0 for none."""

    state: MeetingState
    period: Period | None
    lead: float


def open_states(chances: Mapping[str, float]) -> list[MeetingState]:
    """The states that are likely enough to offer times, in their own order; the likeliest always is."""
    top = max(chances.values())
    return [state for state in MeetingState if chances.get(state.value, 0.0) >= min(_OFFERED, top)]


def in_state(options: Sequence[Option], state: MeetingState, chances: Mapping[str, float], told: Told) -> list[Option]:
    """A state's times, each with what speaks for the state besides."""
    marks = tuple(_of_state(state, chances[state.value], told.verdict, told.candidate.loose))
    return [replace(option, features=(*option.features, *marks, f"state={state}/{_lies(option.period, told.today)}")) for option in options]


def settled(model: Model, offered: Mapping[MeetingState, Sequence[Option]], sure: MeetingState | None, held: float) -> Settled:
    """What grammar is `sure` of and the weights don't find absurd, else the likeliest state, with the time worth most in it.

    Held is said only where it is at least as likely as `held`: a refusal shown as a meeting costs more than the reverse."""
    scores = {state: [model.scores(option.features)[0] for option in options] for state, options in offered.items()}
    parts = iter(shares([score for own in scores.values() for score in own]))
    chances = {state: sum(next(parts) for _ in own) for state, own in scores.items()}
    state = _state(chances, sure, held)
    own = scores[state]
    best = worth_most(offered[state], own)
    return Settled(state, offered[state][best].period, round(own[best] - own[0], 3) if best else 0.0)


def _state(chances: Mapping[MeetingState, float], sure: MeetingState | None, held: float) -> MeetingState:
    doubted = chances.get(MeetingState.HELD, 0.0) < held
    if sure is not None and chances.get(sure, 0.0) >= _ABSURD and not (doubted and sure is MeetingState.HELD):
        return sure
    others = [state for state in chances if state is not MeetingState.HELD]
    return max(others if doubted and others else chances, key=lambda state: chances[state])


def _of_state(state: MeetingState, chance: float, verdict: Verdict, loose: bool) -> list[str]:
    marks = [f"state={state}", *(f"state>{step}" for step in _STEPS if chance > step)]
    if state is verdict.state:
        marks += [f"state-grammar/{verdict.sure}/{loose}", f"state-grammar/{state}/{verdict.sure}/{loose}"]
    return marks


def _lies(period: Period | None, today: date | None) -> str:
    """On which side of the article's day."""
    if period is None or today is None:
        return "none"
    return "past" if period.last < today else "ahead" if period.first > today else "now"
