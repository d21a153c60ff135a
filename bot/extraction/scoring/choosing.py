"""Which of the times that a text offers a claim has, by trained weights.

The weights say how likely each option is the right one. A date that contradicts the truth costs more than none, one more
precise than the truth as much as it gains, one less precise little: so what is taken is the option that is worth most over all
that may be true."""

from collections.abc import Sequence
from datetime import date

from bot.extraction.scoring.linear import Model, shares
from bot.extraction.scoring.timing import Option
from bot.model.period import Period

NULL = 0.5
"""What no date is worth where there is one.

These five were chosen by five folds over all articles: the figures change little around them; a lower VAGUE or a higher FINE
gives more dates with their own precision, and more that are too precise."""

VAGUE = 0.8
"""A month for a day of it."""

WIDE = 0.5
"""A stretch of months for one of them."""

FINE = 0.0
"""A day for a month or a span around it."""

WRONG = -0.2
"""A date that lies elsewhere, or any where there is none."""

_MONTH = 31
_LIKELY = 0.01
"""Options less likely than this weigh nothing."""


def likeliest(model: Model, offered: Sequence[Option]) -> tuple[Period | None, float]:
    """The option worth most, and how far its score leads that of none; of equals the first."""
    scores = [model.scores(option.features)[0] for option in offered]
    best = worth_most(offered, scores)
    return offered[best].period, round(scores[best] - scores[0], 3) if best else 0.0


def worth_most(offered: Sequence[Option], scores: Sequence[float]) -> int:
    """Which option is worth most where their scores say how likely each is; of equals the first."""
    spans = [_span(option.period) for option in offered]
    truths = [(spans[at], chance) for at, chance in enumerate(shares(scores)) if chance >= _LIKELY]
    values = [sum(chance * _worth(span, truth) for truth, chance in truths) for span in spans]
    return max(range(len(offered)), key=lambda at: (round(values[at], 6), -at))


def worth(given: Period | None, truth: Period | None) -> float:
    """What it is worth to say `given` where `truth` is right."""
    return _worth(_span(given), _span(truth))


_Span = tuple[date, date, int] | None
"""The first and the last day of a period and how many they are: options are compared each with each."""


def _span(period: Period | None) -> _Span:
    if period is None:
        return None
    first, last = period.first, period.last
    return first, last, (last - first).days + 1


def _worth(given: _Span, truth: _Span) -> float:
    if given is None:
        return 1.0 if truth is None else NULL
    if truth is None or given[0] > truth[1] or truth[0] > given[1]:
        return WRONG
    if given == truth:
        return 1.0
    if given[2] < truth[2]:
        return FINE
    return VAGUE if given[2] <= _MONTH else WIDE if given[2] <= 3 * truth[2] else NULL
