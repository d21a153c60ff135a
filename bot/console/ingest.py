"""Reading sources while somebody looks on: a progress bar, then what was taken, left, and why."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bot.console.printing import note
from bot.feeds.folder import Folder
from bot.feeds.source import Source
from bot.jobs.feeds import FeedReport, OnResult, ReadFeeds
from bot.model.feed import Feed
from bot.wiring import Program

COULD_NOT = 3
_LEFT_SHOWN = 20


def ingest_paths(program: Program, paths: Sequence[Path]) -> bool:
    """Read files and folders as old news; False where one of the paths could not be read."""
    sources = [Folder(Feed(path.stem or "files", "folder", str(path), background=True), path, max_bytes=_limit(program)) for path in paths]
    reports = read_with_progress(program, program.reading_of(sources))
    return all(report.problem is None and not report.failed for report in reports)


def read_with_progress(program: Program, feeds: ReadFeeds) -> list[FeedReport]:
    """Read all, and say on standard error what became of it. Ctrl-C ends the process with what was taken kept."""
    try:
        with _progress() as on_result:
            reports = feeds.read_all(program.clock.now(), on_result)
    except KeyboardInterrupt:
        note(program.texts("command_line.interrupted"))
        sys.exit(COULD_NOT)
    for report in reports:
        _summarise(program, report)
    return reports


@contextmanager
def _progress() -> Iterator[OnResult]:
    """A bar for a person at a terminal, nothing for a log."""
    if not sys.stderr.isatty():
        yield lambda source, result: None
        return
    from rich.console import Console
    from rich.progress import Progress, TaskID

    with Progress(console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def advance(source: Source, result: object) -> None:
            if source.feed.id not in tasks:
                tasks[source.feed.id] = bar.add_task(source.feed.id, total=source.count())
            bar.advance(tasks[source.feed.id])

        yield advance


def _summarise(program: Program, report: FeedReport) -> None:
    texts, feed = program.texts, report.source.feed
    if report.problem is not None:
        note(texts(report.problem.key, **report.problem.params))
        return
    left = len(report.left) + len(report.failed)
    counts = {
        "taken": texts("command_line.taken", count=report.taken),
        "known": texts("command_line.known", count=report.known),
        "left": texts("command_line.left_count", count=left),
    }
    note(texts("command_line.read", feed=feed.id, **counts))
    for one in report.left[:_LEFT_SHOWN]:
        note(texts("command_line.left", address=one.address, reason=texts(f"left.{one.reason}")))
    if len(report.left) > _LEFT_SHOWN:
        note(texts("command_line.left_more", count=len(report.left) - _LEFT_SHOWN))
    for failed in report.failed:
        note(texts("command_line.left", address=failed.address, reason=texts("left.failed")))


def _limit(program: Program) -> int:
    return program.settings.max_article_bytes
