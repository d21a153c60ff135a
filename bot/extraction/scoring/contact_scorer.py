"""Decisions by trained weights: which candidates are contacts, in which state, and when.

Candidates of one article are judged together: of several that one clause offers with overlapping people only
the likeliest stays. Every decision can name the features that spoke loudest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import prod

from bot.extraction.candidates.candidate import ContactCandidate
from bot.extraction.candidates.draft import ContactDraft
from bot.extraction.candidates.proposals import NAMED
from bot.extraction.pages import Pages
from bot.extraction.scoring.contact_features import Company, Seen, Told
from bot.extraction.scoring.keeping import keep_features
from bot.extraction.scoring.linear import Model
from bot.extraction.scoring.placing import Spot, likeliest_spot
from bot.extraction.scoring.settling import Settled, in_state, settled
from bot.extraction.scoring.state_features import own_state_features, shared_state_features
from bot.extraction.scoring.timing import Option
from bot.model.claims import MeetingState, Mode

CLEAR = 0.8
"""Alerts and answers take a claim for clear from here on."""

_UNCLEAR = 0.79
"""What weights alone claim is never clearer than this."""


class Rejected(StrEnum):
    """Why a candidate is not claimed."""

    DENIED = "denied"
    """The words deny it or leave it open, or give neither a finite verb nor a time. No weight outvotes that."""
    OFF_SUBJECT = "off subject"
    """The watch is not about such people."""
    UNLIKELY = "unlikely"
    BEATEN = "beaten"
    """By a likelier one of its sentence that shares its people; without people, by a likelier channel in its clause."""


@dataclass(frozen=True, slots=True)
class Judged:
    """`confidence` is a probability; `rejected` None: claimed, unless the last look at the article's contacts drops it.
    `state` is grammar's until it is `settled`; `states` says of what is claimed how likely each is by its words.
    `seen` is what the weights saw: ContactScorer.why names the loudest."""

    confidence: float
    state: MeetingState | None
    mode: Mode
    seen: Seen
    rejected: Rejected | None = None
    states: Mapping[str, float] = field(default_factory=dict)
    settled: Settled | None = None

    @property
    def take(self) -> bool:
        return self.rejected is None


@dataclass(frozen=True, slots=True)
class ContactScorer:
    """`event`: is it a contact; `state`, `mode`: in which state, how they meet; `when`: in which state and at which time after all;
    `kept`: the last word on an article's contacts. `thresholds` are those of `event` and `kept`, and what `held` must reach to be said."""

    event: Model
    state: Model
    mode: Model
    when: Model
    kept: Model
    thresholds: Mapping[str, float]
    levels: Mapping[str, str] = field(default_factory=dict)
    where: Model | None = None

    def judged(self, told: Sequence[Told], pages: Pages) -> list[Judged]:
        """One judgement for each candidate of an article, in their order."""
        company = Company(told, pages)
        seen = [Seen(one, company, self.levels) for one in told]
        chances = [
            0.0 if ruled_out(one) else self.event.yes(its.own, its.shared.weighed("event", self.event))
            for one, its in zip(told, seen, strict=True)
        ]
        chances, outvoted = _one_channel(told, chances)
        beaten = _beaten(told, chances) | outvoted
        return [
            self._contact(one, its, chance, index not in beaten, company)
            for index, (one, its, chance) in enumerate(zip(told, seen, chances, strict=True))
        ]

    def why(self, judged: Judged) -> tuple[str, ...]:
        """What spoke loudest for or against a candidate, claimed or not."""
        return self.event.why(judged.seen.names())

    def _contact(self, told: Told, seen: Seen, chance: float, free: bool, company: Company) -> Judged:
        rejected = ruled_out(told)
        if rejected is None and chance < self.thresholds["event"]:
            rejected = Rejected.UNLIKELY
        if rejected is None and not free:
            rejected = Rejected.BEATEN
        if rejected is not None:
            return Judged(round(chance, 3), told.verdict.state, told.mode, seen, rejected)
        modes = self.mode.probabilities(seen.own, seen.shared.weighed("mode", self.mode))
        mode = Mode(max(modes, key=lambda name: modes[name]))
        return Judged(round(chance, 3), told.verdict.state, mode, seen, states=self._states(told, seen, company))

    def _states(self, told: Told, seen: Seen, company: Company) -> dict[str, float]:
        """How likely each state is by the words alone."""
        shared = seen.shared.weighed("state", self.state, lambda: shared_state_features(told, company))
        return self.state.probabilities([*seen.own, *own_state_features(told, company)], shared)

    def settled(self, told: Told, states: Mapping[str, float], offered: Mapping[MeetingState, Sequence[Option]]) -> Settled:
        """State and time of a contact, of all that its open states offer."""
        told_apart = {state: in_state(options, state, states, told) for state, options in offered.items()}
        sure = told.verdict.state if told.verdict.sure and not told.candidate.loose else None
        return settled(self.when, told_apart, sure, self.thresholds.get("held", 0.0))

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

    def place(self, offered: Sequence[Spot], grammar: str | None) -> str | None:
        """The likeliest city of a contact, none on doubt; what grammar has where no weights are."""
        return likeliest_spot(self.where, offered) if self.where is not None else grammar


def _confidence(draft: ContactDraft, chance: float) -> float:
    """What rules and weights both claim is as sure as the surer of them; what only weights claim is never clear."""
    return round(max(draft.confidence, chance) if draft.confidence else min(chance, _UNCLEAR), 2)


def ruled_out(told: Told) -> Rejected | None:
    """What grammar and knowledge alone reject."""
    if told.verdict.state is None and (told.verdict.sure or (not told.scene.times and not told.candidate.loose)):
        return Rejected.DENIED
    return None if told.subject else Rejected.OFF_SUBJECT


def _one_channel(told: Sequence[Told], chances: Sequence[float]) -> tuple[list[float], set[int]]:
    """A clause tells one contact without people, whatever channel it is of, unless it names several: the likeliest channel has the
    chance of all that it outvotes."""
    clauses: dict[tuple[int, tuple[int, int]], list[int]] = {}
    for index, one in enumerate(told):
        if not one.candidate.members and chances[index]:
            clauses.setdefault((one.candidate.scene, one.candidate.clause), []).append(index)
    out, outvoted = list(chances), set[int]()
    for rivals in clauses.values():
        best = max(rivals, key=lambda index: (chances[index], -index))
        channel, named = told[best].candidate.channel_id, _names_channel(told[best].candidate)
        others: dict[str | None, float] = {}
        for index in rivals:
            own = told[index].candidate
            if index == best or (named and own.channel_id != channel and _names_channel(own)):
                continue
            outvoted.add(index)
            if own.channel_id != channel:
                others[own.channel_id] = max(chances[index], others.get(own.channel_id, 0.0))
        out[best] = 1 - (1 - chances[best]) * prod(1 - chance for chance in others.values())
    return out, outvoted


def _names_channel(own: ContactCandidate) -> bool:
    return not own.loose or NAMED in own.links


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
