"""Decisions by trained weights: which candidates are contacts, in which state, and when.

Candidates of one article are judged together: of several that one clause offers with overlapping people only
the likeliest stays. Every decision names the features that spoke loudest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.extraction.candidates.draft import ContactDraft
from bot.extraction.scoring.choosing import likeliest
from bot.extraction.scoring.contact_features import Company, Told, contact_features
from bot.extraction.scoring.keeping import keep_features
from bot.extraction.scoring.linear import Model
from bot.extraction.scoring.timing import Option
from bot.model.claims import MeetingState
from bot.model.period import Period

CLEAR = 0.8
"""Alerts and answers take a claim for clear from here on."""

_UNCLEAR = 0.79
"""What weights alone claim is never clearer than this."""

_WORTH = 0.15
"""Below this a candidate's state is not asked."""


@dataclass(frozen=True, slots=True)
class Judged:
    """`take` False: not claimed. `confidence` is a probability."""

    take: bool
    confidence: float
    state: MeetingState | None
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContactScorer:
    """`event`: is it a contact; `state`: in which state; `when`: which of the times it has; `kept`: the last word on an article's
    contacts. `thresholds` are those of `event` and `kept`."""

    event: Model
    state: Model
    when: Model
    kept: Model
    thresholds: Mapping[str, float]
    levels: Mapping[str, str] = field(default_factory=dict)

    def judged(self, told: Sequence[Told]) -> list[Judged]:
        """One judgement for each candidate of an article, in their order."""
        company = Company(told)
        features = [contact_features(one, company, self.levels) for one in told]
        chances = [self.event.yes(own) if one.subject and not _denied(one) else 0.0 for one, own in zip(told, features, strict=True)]
        beaten = _beaten(told, chances)
        return [
            self._contact(one, own, chance, index not in beaten)
            for index, (one, own, chance) in enumerate(zip(told, features, chances, strict=True))
        ]

    def _contact(self, told: Told, features: Sequence[str], chance: float, free: bool) -> Judged:
        if chance < _WORTH:
            return Judged(False, round(chance, 3), told.verdict.state, ())
        states = self.state.probabilities(features)
        best = max(states, key=lambda name: states[name])
        if told.verdict.sure and told.verdict.state is not None and not told.candidate.loose:
            best = told.verdict.state.value
        take = free and chance >= self.thresholds["event"]
        return Judged(take, round(chance, 3), MeetingState(best), self.event.why(features))

    def keep(self, drafts: Sequence[ContactDraft]) -> list[ContactDraft]:
        """Those of an article's contacts that are likely enough, with the probability they have in the end."""
        out = []
        for draft in drafts:
            features = keep_features(draft, drafts)
            chance = self.kept.yes(features)
            clear = draft.confidence >= CLEAR
            if chance >= self.thresholds["keep_clear" if clear else "keep"]:
                out.append(replace(draft, confidence=_confidence(draft, chance), why=(*draft.why, *self.kept.why(features))))
        return out

    def day(self, offered: Sequence[Option]) -> tuple[Period | None, float]:
        """The likeliest time of a contact; of equals the first."""
        return likeliest(self.when, offered)


def _confidence(draft: ContactDraft, chance: float) -> float:
    """What rules and weights both claim is as sure as the surer of them; what only weights claim is never clear."""
    return round(max(draft.confidence, chance) if draft.confidence else min(chance, _UNCLEAR), 2)


def _denied(told: Told) -> bool:
    """The words deny it or leave it open, or say neither its state nor a time. No weight outvotes that."""
    if told.verdict.sure:
        return told.verdict.state is None
    undated = told.period is None and not told.scene.times
    return undated and len(told.candidate.members) > 1 and not told.candidate.loose


def _beaten(told: Sequence[Told], chances: Sequence[float]) -> set[int]:
    """Candidates whose people are some, or more, of those of a likelier one in the same sentence."""
    out: set[int] = set()
    order = sorted(range(len(told)), key=lambda index: (-chances[index], index))
    stands: dict[int, list[int]] = {}
    for index in order:
        own = told[index].candidate
        for other in stands.get(own.scene, ()):
            rival = told[other].candidate
            if (own.key < rival.key or rival.key < own.key) and (own.trigger == rival.trigger or own.clause == rival.clause):
                out.add(index)
                break
        else:
            stands.setdefault(own.scene, []).append(index)
    return out
