"""The digest of a span: what became known in it.

meetings, changes ──▶ news ──▶ article by article, or for many articles event by event"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.briefing.changes import change_item
from bot.briefing.json_view import article_data, change_data, envelope, meeting_data
from bot.briefing.meetings import meeting_item
from bot.briefing.news import News, Window, news_in, state_of
from bot.briefing.quotes import article_line, word
from bot.briefing.view import View
from bot.model.claims import MeetingState
from bot.model.document import Answer, Block, Document, Heading, Item, Line, Paragraph, Span, Style, plain
from bot.model.ledger import ArticleRef, Change, Meeting
from bot.model.period import Period


def digest(
    window: Window,
    articles: Sequence[ArticleRef],
    meetings: Sequence[Meeting],
    changes: Sequence[Change],
    view: View,
    *,
    covers: Period | None = None,
) -> Answer:
    """What articles learned in the window tell, each statement with its quote.

    `articles`, `meetings` and `changes` may be more than the window's: it is applied here.
    `covers` names the days in the title, in the reader's zone; without it none is named, so
    that the first brief on the same articles always prints the same. `found` is False on a
    quiet day, which is said in one line."""
    read = [article for article in articles if article.seen_at in window]
    news = news_in(window, [*changes, *meetings], view)
    title = view.texts("digest.title_covers", period=view.texts.period(covers)) if covers else view.texts("digest.title")
    summary = _summary(read, news, view)
    blocks = (Paragraph(plain(summary)), *_told(read, news, view))
    document = Document(title, blocks, summary=summary, language=view.texts.language)
    return Answer(document, _data(read, news, view, covers), found=bool(news))


def _data(read: Sequence[ArticleRef], news: Sequence[News], view: View, covers: Period | None) -> dict[str, object]:
    return envelope(
        "digest",
        covers=str(covers) if covers else None,
        articles=[article_data(article) for article in read],
        news=[news_data(one, view) for one in news],
    )


def news_data(news: News, view: View) -> dict[str, object]:
    """One piece of news as JSON-ready values: `meeting` or `change`, never both."""
    subject = news.subject
    return {
        "severity": news.severity,
        "background": news.background,
        "state": news.state,
        "before": news.before,
        "article": f"A-{news.article.id}",
        "meeting": meeting_data(subject, view) if isinstance(subject, Meeting) else None,
        "change": change_data(subject, view) if isinstance(subject, Change) else None,
    }


def _summary(read: Sequence[ArticleRef], news: Sequence[News], view: View) -> str:
    relevant = sum(article.relevant for article in read)
    if not news:
        return view.texts("digest.quiet", articles=view.texts("digest.articles_read", count=len(read)))
    meetings = sum(isinstance(one.subject, Meeting) for one in news)
    counts = [view.texts("digest.changes", count=len(news) - meetings), view.texts("digest.meetings", count=meetings)]
    return view.texts("digest.summary", articles=view.texts("digest.articles", count=relevant), counts=view.texts.listing(counts))


def _told(read: Sequence[ArticleRef], news: Sequence[News], view: View) -> Iterator[Block]:
    if sum(article.relevant for article in read) <= view.settings.told_by_article:
        return _by_article(news, view)
    return _by_event(news, view)


def _by_article(news: Sequence[News], view: View) -> Iterator[Block]:
    """Each article's story, the latest article first: its news, then its background."""
    articles = {one.article.id: one.article for one in news}
    for article in sorted(articles.values(), key=_written, reverse=True):
        told = sorted((one for one in news if one.article.id == article.id), key=_as_written)
        yield Heading("".join(span.text for span in article_line(article, view)))
        yield from _items([one for one in told if not one.background], view, under=article)
        yield from _background([one for one in told if one.background], view, under=article)


def _as_written(news: News) -> tuple[int, bool, int]:
    """The gravest first, changes before contacts; else as the article has it: numbers are
    given in its order."""
    return -news.severity, isinstance(news.subject, Meeting), news.subject.id


def _chronological(news: News) -> tuple[date, int]:
    period = news.as_told.period
    return (period.first if period else date.max), news.subject.id


def _written(article: ArticleRef) -> tuple[date, int]:
    return (article.dated.last if article.dated else date.min), article.id


@dataclass(frozen=True, slots=True)
class _Section:
    """A heading of the digest by event, and what stands under it."""

    key: str
    holds: Callable[[News], bool]


def _in_state(*states: MeetingState) -> Callable[[News], bool]:
    return lambda one: isinstance(one.subject, Meeting) and one.state in states


_SECTIONS = (
    _Section("digest.more_sources", lambda one: one.only_more_sources),
    _Section("digest.section_changes", lambda one: isinstance(one.subject, Change)),
    _Section("digest.section_declined", _in_state(MeetingState.DECLINED, MeetingState.CANCELLED)),
    _Section("digest.section_held", _in_state(MeetingState.HELD)),
    _Section("digest.section_planned", _in_state(MeetingState.PLANNED)),
    _Section("digest.section_sought", _in_state(MeetingState.SOUGHT)),
)
"""The first that holds a piece of news takes it; shown in this order, more sources last."""


def _by_event(news: Sequence[News], view: View) -> Iterator[Block]:
    """All articles together: changes, then contacts by what became of them, then the old."""
    fresh = [one for one in news if not one.background]
    sections: dict[str, list[News]] = {section.key: [] for section in (*_SECTIONS[1:], _SECTIONS[0])}
    for one in fresh:
        sections[next(section.key for section in _SECTIONS if section.holds(one))].append(one)
    for key, told in sections.items():
        if told:
            yield Heading(view.texts(key))
            yield from _items(told, view)
    yield from _background([one for one in news if one.background], view)


def _background(told: Sequence[News], view: View, *, under: ArticleRef | None = None) -> Iterator[Block]:
    """What was old when it was written, as it happened: under a heading of its own, or under a
    line within the article's."""
    if not told:
        return
    text = view.texts("digest.background", count=view.settings.background_after.days)
    yield Heading(text) if under is None else Paragraph((Span(text, Style.EMPHASIS),))
    yield from _items(sorted(told, key=_chronological), view, under=under)


def _items(told: Sequence[News], view: View, *, under: ArticleRef | None = None) -> Iterator[Item]:
    for one in told:
        yield news_item(one, view, under=under)


def news_item(news: News, view: View, *, quotes: int = 2, under: ArticleRef | None = None) -> Item:
    """One piece of news as the span's reports tell it, proven by them, with what was said
    before and what the ledger holds by now."""
    subject = news.as_told
    if isinstance(subject, Meeting):
        item = meeting_item(subject, view, quotes=quotes, shown=news.proof, under=under)
    else:
        item = change_item(subject, view, quotes=quotes, shown=news.proof, under=under)
    return Item(item.line, (*_context(news, view), *item.details), item.quotes, item.tone)


def _context(news: News, view: View) -> Iterator[Line]:
    if news.before is not None:
        key = "digest.known_before" if news.only_more_sources else "digest.said_before"
        yield plain(view.texts(key, state=word(news.before, view)))
    concluded = state_of(news.subject)
    if concluded != news.state:
        facts = [word(concluded, view), view.texts.period(news.subject.period)]
        facts += [view.texts("item.chronicle")] * all(report.from_chronicle for report in news.subject.reports if report.state == concluded)
        yield plain(view.texts("digest.by_now", facts=", ".join(facts)))
