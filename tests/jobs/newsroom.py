"""Invented articles with what stands in them, and a desk to bring them to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import Engine, select

from bot.database.engine import reading
from bot.delivery.codec import parse_document
from bot.delivery.tables import outbox
from bot.delivery.values import Kind
from bot.jobs.desk import Desk
from bot.model.article import Article, Reading
from bot.model.claims import ChangeClaim, Evidence, Status
from bot.model.document import Document, Item
from bot.model.period import Period
from tests.delivery.watch import WATCH

TODAY = date(2026, 5, 8)


@dataclass(frozen=True)
class Report:
    """An article that says in its only sentence that a channel's status changed on a day."""

    channel: str = "navy"
    status: Status = Status.SUSPENDED
    on: date = TODAY
    wording: str = "was changed"

    @property
    def sentence(self) -> str:
        return f"On {self.on} the {self.channel} channel {self.wording}: {self.status}."

    @property
    def article(self) -> Article:
        return Article(self.sentence, "herald", f"https://herald.example/{hash(self)}", published_at=datetime.combine(TODAY, time(5), UTC))

    @property
    def reading(self) -> Reading:
        evidence = Evidence(0, len(self.sentence), self.sentence)
        claim = ChangeClaim(self.channel, self.status, Period.of_day(self.on), "ar", None, evidence)
        return Reading("en", Period.of_day(TODAY), "metadata", True, (), (), (claim,), TODAY)


class KnowingReader:
    """Reads the articles of these reports, and no others."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self._readings = {report.article.text: report.reading for report in reports}

    def read(self, article: Article) -> Reading:
        return self._readings[article.text]


def desk(engine: Engine) -> Desk:
    return Desk(engine, WATCH)


def queued(engine: Engine, kind: Kind) -> list[tuple[str, Document]]:
    """Keys and documents of one kind, oldest first."""
    with reading(engine) as connection:
        rows = connection.execute(select(outbox.c.key, outbox.c.document).where(outbox.c.kind == kind).order_by(outbox.c.id))
        return [(row.key, parse_document(row.document)) for row in rows]


def quotes(document: Document) -> list[str]:
    """The words that prove what a document says."""
    return [quote.text for block in document.blocks if isinstance(block, Item) for quote in block.quotes]
