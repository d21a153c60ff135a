"""Decisions by trained weights: which candidates are changes of a channel, to which status, and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.extraction.candidates.candidate import ChangeCandidate
from bot.extraction.scenes import Scene
from bot.extraction.scoring.change_features import Channels, change_features
from bot.extraction.scoring.choosing import likeliest
from bot.extraction.scoring.linear import Model
from bot.extraction.scoring.timing import Option
from bot.model.claims import Status
from bot.model.period import Period

NONE = "none"


@dataclass(frozen=True, slots=True)
class JudgedChange:
    take: bool
    confidence: float
    status: Status
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeScorer:
    """`change`: none or which status; `when`: which of the times it has. `thresholds` are those of `change`."""

    change: Model
    when: Model
    thresholds: Mapping[str, float]

    def day(self, offered: Sequence[Option]) -> Period | None:
        """The likeliest time of a change."""
        return likeliest(self.when, offered)[0]

    def judged(
        self,
        candidates: Sequence[ChangeCandidate],
        scenes: Sequence[Scene],
        periods: Sequence[Period | None],
        today: date | None,
    ) -> list[JudgedChange]:
        """One judgement for each candidate change of an article, in their order."""
        channels = Channels(candidates)
        out = []
        for own, period in zip(candidates, periods, strict=True):
            features = change_features(own, scenes[own.scene], channels, period, today)
            chances = self.change.probabilities(features)
            told = {name: chance for name, chance in chances.items() if name != NONE}
            best = max(told, key=lambda name: told[name])
            sure = 1 - chances[NONE]
            take = sure >= self.thresholds["change_told" if own.told else "change"] and not own.negated
            out.append(JudgedChange(take, round(sure, 3), Status(best), self.change.why(features, best)))
        return out
