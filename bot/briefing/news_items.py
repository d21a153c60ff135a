"""One piece of news as an item, and as JSON-ready values."""

from collections.abc import Iterator

from bot.briefing.changes import change_item
from bot.briefing.json_view import change_data, meeting_data
from bot.briefing.meetings import meeting_item
from bot.briefing.news import News, state_of
from bot.briefing.quotes import word
from bot.briefing.view import View
from bot.model.document import Item, Line, plain
from bot.model.ledger import ArticleRef, Change, Meeting


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
    if concluded == news.state:
        return
    facts = [word(concluded, view), view.texts.period(news.subject.period)]
    if all(report.from_chronicle for report in news.subject.reports if report.state == concluded):
        facts.append(view.texts("item.chronicle"))
    yield plain(view.texts("digest.by_now", facts=", ".join(facts)))


def news_data(news: News, view: View) -> dict[str, object]:
    """`meeting` or `change`, never both, as the ledger has it now."""
    subject = news.subject
    return {
        "severity": news.severity,
        "background": news.background,
        "unconfirmed": news.unconfirmed,
        "state": news.state,
        "before": news.before,
        "article": f"A-{news.article.id}",
        "meeting": meeting_data(subject, view) if isinstance(subject, Meeting) else None,
        "change": change_data(subject, view) if isinstance(subject, Change) else None,
    }
