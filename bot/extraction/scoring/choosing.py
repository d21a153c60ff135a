"""Which of the times that a text offers a claim has, by trained weights."""

from collections.abc import Sequence

from bot.extraction.scoring.linear import Model
from bot.extraction.scoring.timing import Option
from bot.model.period import Period


def likeliest(model: Model, offered: Sequence[Option]) -> tuple[Period | None, float]:
    """The option with the highest score; a time must lead over none by `lead`."""
    scores = [model.scores(option.features)[0] for option in offered]
    best = max(range(1, len(offered)), key=lambda index: (scores[index], -index), default=0)
    ahead = scores[best] - scores[0]
    return (offered[best].period, round(ahead, 3)) if ahead >= 0 else (None, 0.0)
