"""What a count is a count of: no number without "in this ledger, since …"."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.briefing.view import View
from bot.model.document import Line, Span, Style
from bot.model.ledger import ArticleRef


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much the ledger has read: articles on the watch, the day the oldest is of (None:
    undated or none), and checked chronicle entries."""

    since: date | None
    reports: int
    chronicle: int = 0


def coverage_of(articles: Sequence[ArticleRef], *, chronicle: int = 0) -> Coverage:
    """Count the relevant ones among all articles of the ledger."""
    relevant = [article for article in articles if article.relevant]
    days = [article.dated.first for article in relevant if article.dated is not None]
    return Coverage(min(days, default=None), len(relevant), chronicle)


def coverage_line(coverage: Coverage, view: View) -> Line:
    """`In this ledger, since 7 January 2011: 2 reports, 134 chronicle entries.`"""
    counts = [view.texts("board.reports", count=coverage.reports)]
    if coverage.chronicle:
        counts.append(view.texts("board.chronicle_entries", count=coverage.chronicle))
    listed = view.texts.listing(counts)
    if coverage.since is None:
        text = view.texts("board.coverage", counts=listed)
    else:
        text = view.texts("board.coverage_since", day=view.texts.day(coverage.since), counts=listed)
    return (Span(text, Style.EMPHASIS),)
