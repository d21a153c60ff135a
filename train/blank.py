"""Models that say the same to everything: what a reader begins with, before anything is learned."""

from collections.abc import Sequence

from bot.extraction.scoring.acting import NOBODY
from bot.extraction.scoring.change_scorer import NONE
from bot.extraction.scoring.linear import Model
from bot.model.claims import BOTH, MeetingState, Mode, Status

STATES = tuple(state.value for state in MeetingState)
MODES = tuple(mode.value for mode in Mode if mode is not Mode.UNKNOWN)
STATUSES = tuple(status.value for status in Status)
CHANGES = (NONE, *STATUSES)


def nothing() -> Model:
    """Neither yes nor no."""
    return Model(("yes",), (0.0,), {})


def blank_contact_models() -> dict[str, Model]:
    """Models that take every candidate for the same."""
    none = nothing()
    return {
        **dict.fromkeys(("event", "when", "kept"), none),
        "state": Model(STATES, (0.0,) * len(STATES), {}),
        "mode": Model(MODES, (0.0,) * len(MODES), {}),
    }


def blank_change_models(sides: Sequence[str]) -> dict[str, Model]:
    """Models that take every candidate for the same."""
    who = (*sides, BOTH, NOBODY)
    return {
        "change": Model(CHANGES, (0.0,) * len(CHANGES), {}),
        "change_status": Model(STATUSES, (0.0,) * len(STATUSES), {}),
        "change_when": nothing(),
        "change_who": Model(who, (0.0,) * len(who), {}),
        "change_kept": nothing(),
    }
