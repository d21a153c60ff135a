"""The digest of a span: what became known in it.

meetings, changes ──▶ news ──▶ article by article, or for many articles event by event"""

from collections.abc import Iterator, Sequence

from bot.briefing.json_view import article_data, envelope
from bot.briefing.news import News, Window, news_in
from bot.briefing.news_items import news_data
from bot.briefing.news_order import by_article, by_event
from bot.briefing.view import View
from bot.model.document import Answer, Block, Document, Paragraph, plain
from bot.model.ledger import ArticleRef, Change, ChangeQuery, LedgerReader, Meeting, MeetingQuery
from bot.model.period import Period


def digest_of(ledger: LedgerReader, window: Window, view: View, *, covers: Period | None = None) -> Answer:
    """The digest of all that the ledger learned in the window."""
    articles = ledger.articles(learned_after=window.after)
    ids = tuple(article.id for article in articles if article.seen_at in window)
    # By article, not by the moment of learning: what an article says again, or says of a contact
    # that the chronicle knows already, is told too.
    meetings = ledger.meetings(MeetingQuery(article_ids=ids)) if ids else ()
    changes = ledger.changes(ChangeQuery(article_ids=ids)) if ids else ()
    return digest(window, articles, meetings, changes, view, covers=covers)


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


def _summary(read: Sequence[ArticleRef], news: Sequence[News], view: View) -> str:
    relevant = sum(article.relevant for article in read)
    if not news:
        return view.texts("digest.quiet", articles=view.texts("digest.articles_read", count=len(read)))
    meetings = sum(isinstance(one.subject, Meeting) for one in news)
    counts = [view.texts("digest.changes", count=len(news) - meetings), view.texts("digest.meetings", count=meetings)]
    return view.texts("digest.summary", articles=view.texts("digest.articles", count=relevant), counts=view.texts.listing(counts))


def _told(read: Sequence[ArticleRef], news: Sequence[News], view: View) -> Iterator[Block]:
    """A few articles are told one by one; of many only the events can be followed."""
    few = sum(article.relevant for article in read) <= view.settings.told_by_article
    return by_article(news, view) if few else by_event(news, view)
