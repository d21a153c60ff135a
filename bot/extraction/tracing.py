"""A reading with all that led to it: for `explain`, which shows why a claim was made and why another was not."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.extraction.candidates.candidate import ChangeCandidate, ContactCandidate
from bot.extraction.candidates.draft import ChangeDraft, ContactDraft
from bot.extraction.pages import Pages
from bot.extraction.scoring.change_scorer import JudgedChange
from bot.extraction.scoring.contact_features import Told
from bot.extraction.scoring.contact_scorer import Judged
from bot.model.article import Reading


@dataclass(frozen=True, slots=True)
class TracedContact:
    """A candidate contact: `chance` is the probability of its being one, `why` the features that spoke loudest.

    `rejected` says why it was left, None where it went on to consolidation."""

    candidate: ContactCandidate
    state: str | None
    chance: float
    rejected: str | None
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TracedChange:
    """A candidate change, as a TracedContact."""

    candidate: ChangeCandidate
    status: str
    chance: float
    rejected: str | None
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """What one story of a page proposed. `dropped` and `dropped_changes` were told and merged, and left out by the last look."""

    pages: Pages
    contacts: Sequence[TracedContact]
    changes: Sequence[TracedChange]
    dropped: Sequence[ContactDraft]
    dropped_changes: Sequence[ChangeDraft]


@dataclass(frozen=True, slots=True)
class Trace:
    """An article's layers, its stories and the reading they ended in."""

    pages: Pages
    stories: Sequence[Story]
    reading: Reading


def traced_contact(told: Told, judged: Judged, why: tuple[str, ...]) -> TracedContact:
    """A candidate contact with what was decided."""
    rejected = str(judged.rejected) if judged.rejected else None
    return TracedContact(told.candidate, judged.state, judged.confidence, rejected, (*told.verdict.why, *why))


def traced_change(candidate: ChangeCandidate, judged: JudgedChange, why: tuple[str, ...]) -> TracedChange:
    """A candidate change with what was decided."""
    rejected = None if judged.take else "negated" if candidate.negated else "unlikely"
    return TracedChange(candidate, judged.status, judged.confidence, rejected, why)
