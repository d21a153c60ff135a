"""Decisions by trained weights: which candidates are changes of a channel, to which status, when and by whom, and which stay."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from bot.extraction.candidates.candidate import ChangeCandidate
from bot.extraction.candidates.draft import ChangeDraft, ContactDraft
from bot.extraction.scenes import Scene
from bot.extraction.scoring.acting import NOBODY
from bot.extraction.scoring.change_features import Channels, change_features
from bot.extraction.scoring.change_keeping import keep_change_features
from bot.extraction.scoring.choosing import likeliest
from bot.extraction.scoring.linear import Model
from bot.extraction.scoring.timing import Option
from bot.model.claims import Status
from bot.model.period import Period

NONE = "none"
SNIPPET = 3
"""Sentences about the sides of what feeds often give instead of an article."""

CHANGE_MODELS = ("change", "change_status", "change_when", "change_who", "change_kept")


@dataclass(frozen=True, slots=True)
class JudgedChange:
    """`features` are what the weights saw, `leaning` what they would make of it if it is a change: ChangeScorer.why names the loudest."""

    take: bool
    confidence: float
    status: Status
    features: Sequence[str]
    leaning: str


@dataclass(frozen=True, slots=True)
class ChangeScorer:
    """`change`: none or some; `status`: which, of one that is some; `when`: which of the times it has; `who`: which side acted;
    `kept`: which changes of the article stay. `draft_from`, `keep_from`: the chances from which on one is drafted, and kept;
    `keep_told`, `keep_snippet`: kept where grammar makes it too, in an article and in a snippet."""

    change: Model
    status: Model
    when: Model
    who: Model
    kept: Model
    draft_from: float
    keep_from: float
    keep_told: float
    keep_snippet: float

    @classmethod
    def of(cls, models: Mapping[str, Model], thresholds: Mapping[str, float]) -> Self:
        """From models by the names of CHANGE_MODELS and thresholds by name. Raises KeyError for one that is missing."""
        change, status, when, who, kept = (models[name] for name in CHANGE_MODELS)
        return cls(change, status, when, who, kept, *(thresholds[name] for name in ("change", "keep_change", "keep_told", "keep_snippet")))

    def day(self, offered: Sequence[Option]) -> Period | None:
        """The likeliest time of a change."""
        return likeliest(self.when, offered)[0]

    def actor(self, features: Sequence[str]) -> str | None:
        """The side that acted, `both`, or None where the article leaves it open."""
        best = _likeliest(self.who.probabilities(features))
        return None if best == NOBODY else best

    def judged(
        self,
        candidates: Sequence[ChangeCandidate],
        scenes: Sequence[Scene],
        periods: Sequence[Period | None],
        today: date | None,
        ours: Collection[str],
    ) -> list[JudgedChange]:
        """One judgement for each candidate change of an article, in their order; `ours` are the sides of the watch."""
        channels = Channels(candidates, scenes, ours)
        out = []
        for own, period in zip(candidates, periods, strict=True):
            features = change_features(own, scenes[own.scene], channels, period, today)
            chances = self.change.probabilities(features)
            sure = 1 - chances.pop(NONE)
            take = sure >= self.draft_from and not own.negated
            status = _likeliest(self.status.probabilities(features)) if take else own.status
            out.append(JudgedChange(take, round(sure, 3), Status(status), features, _likeliest(chances)))
        return out

    def why(self, judged: JudgedChange) -> tuple[str, ...]:
        """What spoke loudest for or against a candidate, taken or not."""
        return self.change.why(judged.features, judged.leaning)

    def settled(self, drafts: Sequence[ChangeDraft], meetings: Sequence[ContactDraft]) -> list[ChangeDraft]:
        """All changes of an article, each with the chance that it is one and what speaks loudest for or against it."""
        out = []
        for draft in drafts:
            features = keep_change_features(draft, drafts, meetings)
            out.append(replace(draft, confidence=round(self.kept.yes(features), 3), why=self.kept.why(features)))
        return out

    def keep(self, drafts: Sequence[ChangeDraft], meetings: Sequence[ContactDraft], sentences: int) -> list[ChangeDraft]:
        """The changes that stay of an article in which so many sentences speak of the sides.

        A snippet tells nothing in passing, and has no other sentence that could bear its word out: there grammar's own word is
        enough, and as sure as grammar is."""
        settled = self.settled(drafts, meetings)
        if sentences > SNIPPET:
            return [draft for draft in settled if draft.confidence >= (self.keep_told if draft.told else self.keep_from)]
        plain = [draft for draft in settled if draft.told and draft.best >= self.keep_snippet]
        surer = [replace(draft, confidence=max(draft.confidence, draft.sure)) for draft in plain]
        return [*surer, *(draft for draft in settled if draft not in plain and draft.confidence >= self.keep_from)]


def _likeliest(chances: Mapping[str, float]) -> str:
    return max(chances, key=lambda name: chances[name])
