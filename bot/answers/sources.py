"""`sources`: what the ledger has read, from whom, and how far it reaches."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answers.arguments import parse_arguments
from bot.answers.command import Command
from bot.answers.context import Context
from bot.answers.errors import WrongUse
from bot.answers.spoken import action
from bot.answers.telling import chronicle_counts, document, lead, note, section, sentence
from bot.briefing.coverage import coverage_line, coverage_of
from bot.briefing.json_view import article_data, envelope
from bot.briefing.quotes import article_line
from bot.model.document import Answer, Block, Item, Paragraph, Span, Style
from bot.model.ledger import ArticleRef

_LATEST = 10


@dataclass(frozen=True, slots=True)
class SourceCount:
    """One source with its articles, the latest written first."""

    source: str
    articles: tuple[ArticleRef, ...]

    @property
    def relevant(self) -> int:
        return sum(article.relevant for article in self.articles)


def answer(arguments: str, context: Context) -> Answer:
    usage = context.texts(COMMAND.usage_key)
    parsed = parse_arguments(arguments, (), usage)
    if parsed.subject:
        raise WrongUse(given=parsed.text, usage=usage)
    return tell(context)


def tell(context: Context) -> Answer:
    articles = context.ledger.articles()
    sources = _by_source(articles)
    blocks = tuple(_blocks(articles, sources, context))
    return Answer(
        document(context.texts("answer.sources_title"), blocks, context, actions=action(context.texts("answer.button_board"), "board")),
        envelope(
            "sources",
            sources=[_source_data(source) for source in sources],
            articles=[article_data(article) for article in articles],
            chronicle=_chronicle_data(context),
        ),
        found=bool(articles) or bool(chronicle_counts(context)[0]),
    )


def _by_source(articles: Sequence[ArticleRef]) -> tuple[SourceCount, ...]:
    grouped: dict[str, list[ArticleRef]] = {}
    for article in sorted(articles, key=lambda one: (one.dated is not None, one.dated.last if one.dated else None, one.id), reverse=True):
        grouped.setdefault(article.source, []).append(article)
    found = (SourceCount(source, tuple(some)) for source, some in grouped.items())
    return tuple(sorted(found, key=lambda one: (-len(one.articles), one.source)))


def _blocks(articles: Sequence[ArticleRef], sources: Sequence[SourceCount], context: Context) -> Iterator[Block]:
    checked, unchecked = chronicle_counts(context)
    yield Paragraph(coverage_line(coverage_of(articles, chronicle=checked), context.view))
    if not articles:
        yield lead(context.texts("answer.nothing_read"))
    for source in sources:
        text = context.texts("answer.source", count=len(source.articles), relevant=source.relevant)
        yield Item((Span(source.source, Style.STRONG), Span(f": {text}")), details=(_latest(source, context),))
    yield from section("answer.latest_heading", _latest_articles(articles, context), context)
    yield note(context.texts("answer.chronicle_reach", checked=checked, unchecked=unchecked))


def _latest(source: SourceCount, context: Context) -> tuple[Span, ...]:
    newest = source.articles[0]
    return (Span(context.texts("answer.source_latest", day=context.texts.period(newest.dated))),)


def _latest_articles(articles: Sequence[ArticleRef], context: Context) -> Iterator[Block]:
    for article in [one for one in articles if one.relevant][:_LATEST]:
        yield Item(article_line(article, context.view))
    left = sum(not article.relevant for article in articles)
    if left:
        yield sentence(context.texts("answer.not_relevant", count=left))


def _chronicle_data(context: Context) -> dict[str, object]:
    checked, unchecked = chronicle_counts(context)
    return {"checked": checked, "unverified": unchecked}


def _source_data(source: SourceCount) -> dict[str, object]:
    newest = source.articles[0]
    return {
        "source": source.source,
        "articles": len(source.articles),
        "relevant": source.relevant,
        "standing": str(newest.standing),
        "latest": str(newest.dated) if newest.dated else None,
    }


COMMAND = Command("sources", answer)
