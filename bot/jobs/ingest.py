"""Articles into the ledger, and what follows from them into the outbox.

entry ──▶ known? ──▶ Reader.read ──▶ one transaction: Ledger.record + alerts"""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import select

from bot.database.engine import reading, writing
from bot.delivery.horizon import moment_to_learn
from bot.errors import BotError
from bot.jobs.alerts import queue_alerts
from bot.jobs.desk import Desk
from bot.ledger.recording import digest_of
from bot.ledger.tables import articles
from bot.model.article import Article, Reading
from bot.model.feed import Left
from bot.model.ledger import Outcome, Recorded

_log = logging.getLogger(__name__)


class ArticleReader(Protocol):
    """What ingest asks of extraction; `bot.extraction.reader.Reader` is one."""

    def read(self, article: Article) -> Reading:
        """All that an article says. Deterministic, never raises on any text."""


@dataclass(frozen=True, slots=True)
class Failed:
    """An article that could not be recorded, by a fault of ours; the log says where."""

    address: str


class Ingest:
    """Records articles for a desk. Its methods block: call them in a thread."""

    def __init__(self, desk: Desk, reader: ArticleReader) -> None:
        self._desk = desk
        self._reader = reader

    def article(self, article: Article, now: datetime, *, may_alert: bool) -> Recorded:
        """Read one article and write what it says and the alerts it causes, all or nothing.

        One that may not alert still corrects what alerts have told. Doing it again changes nothing. It
        is learned at `now`, or just after the last digest where one was made meanwhile. Raises
        DatabaseUnusable."""
        known = self._find(article)
        if known is not None:
            return Recorded(known, Outcome.KNOWN)
        reading_of_it = self._reader.read(article)
        with writing(self._desk.engine) as connection:
            learned = moment_to_learn(connection, now)
            recorded = self._desk.ledger(connection).record(article, reading_of_it, learned)
            queued = 0
            if recorded.outcome is Outcome.TAKEN:
                queued = queue_alerts(self._desk, connection, recorded, learned, may_alert=may_alert)
        _log.debug("article recorded", extra={"address": article.address, "outcome": str(recorded.outcome), "alerts": queued})
        return recorded

    def entries(self, entries: Iterable[Article | Left], now: datetime, *, may_alert: bool) -> Iterator[Recorded | Left | Failed]:
        """Record a source's entries one by one, each with what became of it; none stops the others.

        Stopping half-way keeps what was taken. Raises what concerns them all: SourceUnreadable,
        DatabaseUnusable."""
        for entry in entries:
            yield entry if isinstance(entry, Left) else self._guarded(entry, now, may_alert=may_alert)

    def _guarded(self, article: Article, now: datetime, *, may_alert: bool) -> Recorded | Failed:
        try:
            return self.article(article, now, may_alert=may_alert)
        except BotError:
            raise
        except Exception:  # the boundary: one article's failure is never another's
            _log.exception("article failed", extra={"address": article.address})
            return Failed(article.address)

    def _find(self, article: Article) -> int | None:
        """The number of an article with this text. Reading one anew costs far more than asking."""
        with reading(self._desk.engine) as connection:
            return connection.execute(select(articles.c.id).where(articles.c.digest == digest_of(article.text))).scalar()
