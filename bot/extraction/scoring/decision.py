"""What rules alone say to a candidate of grammar, and how surely.

Precise before complete. The scorer (`scoring.py`) takes this verdict for one feature among others, and calls a claim
clear only where rules make it too."""

from dataclasses import dataclass
from datetime import date

from bot.extraction.candidates.candidate import ChangeCandidate, ContactCandidate
from bot.extraction.candidates.factuality import Verdict
from bot.extraction.text.blocks import BlockKind
from bot.extraction.text.sentences import Sentence
from bot.model.claims import MeetingState, Status
from bot.model.period import Period

# Alerts and answers take a claim for clear from 0.8 on: each sum below says on which side of that its case lies.
_PAIR, _NAMED_ONE, _SERIES, _BODIES = 0.9, 0.84, 0.82, 0.72
_CARRIED, _GUESSED, _CAPTION, _UNDATED = 0.12, 0.15, 0.1, 0.04
_CALLED_OFF = 0.2
"""Nothing but "cancelled" beside talks without names: on the articles worked on it was a channel or other talks more often than not."""


@dataclass(frozen=True, slots=True)
class Decision:
    """`take` False: not claimed. `confidence` runs from 0 to 1."""

    take: bool
    confidence: float
    why: tuple[str, ...]


_WISHES = frozenset({Status.SOUGHT.value, Status.AGREED.value})
"""Of a generic noun ("contacts", "exchanges") these are said too easily: 7 of 29 on the articles worked on were changes."""


def decide_contact(
    candidate: ContactCandidate, verdict: Verdict, period: Period | None, sentence: Sentence, *, subject: bool, today: date | None
) -> Decision:
    """Whether a contact candidate is claimed, and how surely. `subject` False: the watch is not about such people."""
    why = (*verdict.why, *candidate.why)
    if not subject:
        return Decision(False, 0.0, (*why, "not the watch's subject"))
    if verdict.state is None:
        return Decision(False, 0.0, why)
    if not verdict.sure and period is None:
        return Decision(False, 0.0, (*why, "neither a word of its state nor a date"))
    score = _PAIR if len(candidate.members) > 1 else _NAMED_ONE if candidate.members else _SERIES if candidate.channel_id else _BODIES
    score -= _CARRIED if candidate.carried else 0.0
    score -= _GUESSED if not _stated(candidate, verdict, period, today) else 0.0
    score -= _CALLED_OFF if verdict.state is MeetingState.CANCELLED and not candidate.members else 0.0
    score -= _CAPTION if sentence.kind in (BlockKind.CAPTION, BlockKind.HEADLINE) else 0.0
    score -= _UNDATED if period is None else 0.0
    return Decision(True, round(max(score, 0.1), 2), why)


def _stated(candidate: ContactCandidate, verdict: Verdict, period: Period | None, today: date | None) -> bool:
    """The words say the state, or name a contact with a past day: "the summit last month" has taken place."""
    named = candidate.trigger.shape == "noun" and verdict.state is MeetingState.HELD
    return verdict.sure or (named and period is not None and today is not None and period.last <= today)


def decide_change(candidate: ChangeCandidate, period: Period | None, sentence: Sentence) -> Decision:
    """Whether a change candidate is claimed, and how surely."""
    if candidate.negated:
        return Decision(False, 0.0, (*candidate.why, "negated"))
    score = 0.8 if candidate.direct else 0.6
    score -= _UNDATED if period is None else 0.0
    score -= _CAPTION if sentence.kind is BlockKind.CAPTION else 0.0
    if not candidate.direct and (candidate.status in _WISHES or (candidate.status == Status.OPEN.value and period is None)):
        return Decision(False, score, (*candidate.why, "a generic noun, and no more than a wish"))
    return Decision(True, round(score, 2), candidate.why)
