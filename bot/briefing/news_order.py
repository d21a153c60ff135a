"""News in the order it is read: each article's story, or event by event.

Either way unconfirmed news stands below what somebody tells with confidence, and background
below both, as it happened."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.briefing.news import News
from bot.briefing.news_items import news_item
from bot.briefing.quotes import article_line
from bot.briefing.view import View
from bot.model.claims import MeetingState
from bot.model.document import Block, Heading, Item, Paragraph, Span, Style
from bot.model.ledger import ArticleRef, Change, Meeting


def by_article(news: Sequence[News], view: View) -> Iterator[Block]:
    """Each article's story, the latest article first."""
    articles = {one.article.id: one.article for one in news}
    for article in sorted(articles.values(), key=_written, reverse=True):
        yield Heading("".join(span.text for span in article_line(article, view)))
        yield from _story(sorted((one for one in news if one.article.id == article.id), key=_as_written), article, view)


def _story(told: Sequence[News], article: ArticleRef, view: View) -> Iterator[Block]:
    fresh = [one for one in told if not one.background]
    yield from _items([one for one in fresh if not one.unconfirmed], view, under=article)
    yield from _part([one for one in fresh if one.unconfirmed], view.texts("digest.unconfirmed"), view, under=article)
    yield from _background(told, view, under=article)


def _written(article: ArticleRef) -> tuple[date, int]:
    return (article.dated.last if article.dated else date.min), article.id


def _as_written(news: News) -> tuple[int, bool, int]:
    """The gravest first, changes before contacts; else as the article has it: numbers are
    given in its order."""
    return -news.severity, isinstance(news.subject, Meeting), news.subject.id


@dataclass(frozen=True, slots=True)
class _Section:
    """A heading of the digest by event, and what stands under it."""

    key: str
    holds: Callable[[News], bool]


def _in_state(*states: MeetingState) -> Callable[[News], bool]:
    return lambda one: isinstance(one.subject, Meeting) and one.state in states


_SECTIONS = (
    _Section("digest.section_changes", lambda one: isinstance(one.subject, Change)),
    _Section("digest.section_declined", _in_state(MeetingState.DECLINED, MeetingState.CANCELLED)),
    _Section("digest.section_held", _in_state(MeetingState.HELD)),
    _Section("digest.section_planned", _in_state(MeetingState.PLANNED)),
    _Section("digest.section_sought", _in_state(MeetingState.SOUGHT)),
)
_LAST_SECTIONS = (
    _Section("digest.unconfirmed", lambda one: one.unconfirmed),
    _Section("digest.more_sources", lambda one: one.only_more_sources),
)
"""What is no more than this stands below all others, whatever it is about."""


def by_event(news: Sequence[News], view: View) -> Iterator[Block]:
    """All articles together: changes, then contacts by what became of them."""
    sections: dict[str, list[News]] = {section.key: [] for section in (*_SECTIONS, *_LAST_SECTIONS)}
    for one in news:
        if not one.background:
            sections[next(section.key for section in (*_LAST_SECTIONS, *_SECTIONS) if section.holds(one))].append(one)
    for key, told in sections.items():
        yield from _part(told, view.texts(key), view)
    yield from _background(news, view)


def _background(news: Sequence[News], view: View, *, under: ArticleRef | None = None) -> Iterator[Block]:
    old = sorted((one for one in news if one.background), key=_chronological)
    text = view.texts("digest.background", count=view.settings.background_after.days)
    yield from _part(old, text, view, under=under)


def _chronological(news: News) -> tuple[date, int]:
    period = news.as_told.period
    return (period.first if period else date.max), news.subject.id


def _part(told: Sequence[News], text: str, view: View, *, under: ArticleRef | None = None) -> Iterator[Block]:
    """A part of the digest under a heading, or of one article's story under a line."""
    if told:
        yield Heading(text) if under is None else Paragraph((Span(text, Style.EMPHASIS),))
        yield from _items(told, view, under=under)


def _items(told: Sequence[News], view: View, *, under: ArticleRef | None = None) -> Iterator[Item]:
    for one in told:
        yield news_item(one, view, under=under)
