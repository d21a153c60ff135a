"""Old is not new: what lies well before its article's date is background."""

from datetime import date, timedelta

from bot.model.ledger import ArticleRef
from bot.model.period import Period

_MONTH_DAYS = 31


def is_background(period: Period | None, article: ArticleRef, after: timedelta) -> bool:
    """True where the middle of the period lies more than `after` before the article's first day.

    The middle, because "in 2010", read in January 2011, ends last week and is still old news,
    and a visit from 1 to 20 November, read on the 21st, began long ago and is not. "This
    month" is never old. An article without a date counts from the day it was learned; what
    has no date itself is as new as its article."""
    if period is None:
        return False
    written = article.dated.first if article.dated else article.seen_at.date()
    if written in period and period.days <= _MONTH_DAYS:
        return False
    return _middle(period) < written - after


def _middle(period: Period) -> date:
    return period.first + (period.last - period.first) / 2
