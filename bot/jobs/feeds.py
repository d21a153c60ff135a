"""Reading feeds: every entry of a source into the ledger, or left aside with the reason.

source ──▶ article_of ──▶ Ingest (one transaction an article) ──▶ what is remembered of the feed"""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.articles.article import article_of
from bot.database.engine import reading, writing
from bot.errors import SourceUnreadable
from bot.feeds.source import Source
from bot.feeds.state import FeedState, find_state, note_reading
from bot.jobs.desk import Desk
from bot.jobs.ingest import Failed, Ingest
from bot.model.article import Article
from bot.model.feed import Left
from bot.model.ledger import Outcome, Recorded

_TOUCH_AFTER = timedelta(minutes=10)

_log = logging.getLogger(__name__)

Result = Recorded | Left | Failed
OnResult = Callable[[Source, Result], None]


@dataclass(frozen=True, slots=True)
class FeedReport:
    """What one reading of one feed came to. `problem` is why the feed as a whole failed, else None."""

    source: Source
    taken: int = 0
    known: int = 0
    left: tuple[Left, ...] = ()
    failed: tuple[Failed, ...] = ()
    problem: SourceUnreadable | None = None


class ReadFeeds:
    """The work of a ThreadJob: reads the sources one after the other; one that fails stops no other.

    What a feed holds when it is first read to its end never alerts, nor does a background feed."""

    def __init__(self, desk: Desk, sources: Sequence[Source], ingest: Ingest) -> None:
        self._desk = desk
        self._sources = tuple(sources)
        self._ingest = ingest
        self._stopping = threading.Event()

    def stop(self) -> None:
        """End a reading with the article in hand, and begin none any more. From any thread."""
        self._stopping.set()

    def __call__(self, now: datetime) -> None:
        self.read_all(now)

    def read_all(self, now: datetime, on_result: OnResult = lambda source, result: None) -> list[FeedReport]:
        """Read every source; `on_result` hears of each entry as it is done. Raises DatabaseUnusable.

        Stopping half-way keeps what was taken; a feed counts as read only when it was read to its end."""
        return [self._read(source, now, on_result) for source in self._sources]

    def _read(self, source: Source, now: datetime, on_result: OnResult) -> FeedReport:
        with reading(self._desk.engine) as connection:
            before = find_state(connection, source.feed.id)
        try:
            results = self._results(source, now, on_result, may_alert=before is not None and not source.feed.background)
        except SourceUnreadable as problem:
            _note_problem(source, before, problem)
            report = FeedReport(source, problem=problem)
        else:
            report = _report(source, results)
        if not self._stopping.is_set():
            self._remember(report, before, now)
        return report

    def _results(self, source: Source, now: datetime, on_result: OnResult, *, may_alert: bool) -> list[Result]:
        results = []
        for result in self._ingest.entries(self._articles(source), now, may_alert=may_alert):
            on_result(source, result)
            results.append(result)
        return results

    def _articles(self, source: Source) -> Iterator[Article | Left]:
        for entry in source.entries():
            if self._stopping.is_set():
                return
            yield entry if isinstance(entry, Left) else article_of(entry, source.feed)

    def _remember(self, report: FeedReport, before: FeedState | None, now: datetime) -> None:
        problem = report.problem.params["reason"] if report.problem else None
        if problem and before is None:
            return  # never read to its end: what it holds is still to be its baseline
        same = before and not report.taken and (before.left_aside, before.problem) == (len(report.left), problem)
        if before and same and now - before.last_read_at < _TOUCH_AFTER:
            return  # a feed that is looked at every few seconds writes what is new, and now and then that it answers
        with writing(self._desk.engine) as connection:
            note_reading(connection, report.source.feed.id, now, taken=report.taken, left_aside=len(report.left), problem=problem)
        _log.info("feed read", extra={"feed": report.source.feed.id, "taken": report.taken, "left": len(report.left), "problem": problem})


def _report(source: Source, results: Sequence[Result]) -> FeedReport:
    recorded = [result for result in results if isinstance(result, Recorded)]
    return FeedReport(
        source,
        taken=sum(result.outcome is Outcome.TAKEN for result in recorded),
        known=sum(result.outcome is Outcome.KNOWN for result in recorded),
        left=tuple(result for result in results if isinstance(result, Left)),
        failed=tuple(result for result in results if isinstance(result, Failed)),
    )


def _note_problem(source: Source, before: FeedState | None, problem: SourceUnreadable) -> None:
    told = before is not None and before.problem == problem.params["reason"]
    _log.log(logging.DEBUG if told else logging.WARNING, "feed unreadable", extra={"feed": source.feed.id} | problem.params)
