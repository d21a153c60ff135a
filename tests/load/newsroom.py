"""The whole program, serving, with twenty articles a second to read: `python -m tests.load.newsroom ARTICLES`.

Settings come from the environment, as for the program itself. Each article is one of the annotated
corpus, read by the real reader for what it costs; every fourth tells besides of an event nobody has
told yet, which is what causes alerts."""

import os
import random
import sys
import time
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.clock import SystemClock
from bot.jobs.feeds import ReadFeeds
from bot.jobs.ingest import ArticleReader, Ingest
from bot.knowledge.knowledge import Knowledge
from bot.model.article import Article, Reading
from bot.model.claims import ChangeClaim, Evidence, Status
from bot.model.period import Period
from bot.serving import serve
from bot.settings import read_settings
from bot.wiring import Program
from tests.corpus.__main__ import iter_cases

A_SECOND = 20
EVENT_EVERY = 4
DAYS = 12  # an event of one of the last days is news


class Told:
    """Reads with the real reader, and takes the last line of an article at its word."""

    def __init__(self, reader: ArticleReader) -> None:
        self._reader = reader

    def read(self, article: Article) -> Reading:
        read = self._reader.read(article)
        last = article.text.splitlines()[-1]
        words = last.split()
        if words[:1] != ["EVENT"]:
            return replace(read, meetings=(), changes=())
        evidence = Evidence(len(article.text) - len(last), len(article.text), last)
        today = Period.of_day(article.published_at.date()) if article.published_at else None
        claim = ChangeClaim(words[1], Status(words[2]), Period.of_day(date.fromisoformat(words[3])), None, None, evidence)
        return replace(read, relevant=True, dated=today, meetings=(), changes=(claim,))


class Newsroom:
    """In place of feeds: brings in what is due by the machine's clock, and no more than so many."""

    def __init__(self, ingest: Ingest, articles: list[Article]) -> None:
        self._ingest = ingest
        self._left = articles[::-1]
        self._begun: float | None = None
        self._brought = 0

    def __call__(self, now: datetime) -> None:
        self._begun = self._begun or time.monotonic()
        while self._left and self._brought < (time.monotonic() - self._begun) * A_SECOND:
            self._ingest.article(self._left.pop(), SystemClock().now(), may_alert=True)
            self._brought += 1

    def stop(self) -> None:
        self._left.clear()


class Serving(Program):
    """The program, with a newsroom for its feeds."""

    def feeds(self, only: str = "") -> ReadFeeds | Newsroom:  # type: ignore[override]
        return Newsroom(Ingest(self.desk, Told(self.reader)), articles(int(sys.argv[1]), leaves(self.knowledge)))


def leaves(knowledge: Knowledge) -> list[str]:
    """The channels that have none below them."""
    above = {channel.parent_id for channel in knowledge.channels.values()}
    return [channel_id for channel_id in knowledge.channels if channel_id not in above]


def articles(count: int, channels: list[str]) -> list[Article]:
    """So many different articles of today; every fourth with an event of its own."""
    rng = random.Random(3)
    texts = [case.text for case in iter_cases("worked")]
    now = SystemClock().now()
    days = [now.date() - timedelta(days=back) for back in range(DAYS)]
    events = [f"EVENT {channel} {status} {day}" for channel in channels for status in Status for day in days[::4]]
    rng.shuffle(events)
    made = []
    for number in range(count):
        ending = events.pop() if number % EVENT_EVERY == 0 else "The desk has no more on this."
        text = f"{texts[number % len(texts)]}\n\nReport {number}.\n{ending}"
        made.append(Article(text, "wire", f"https://wire.example/{number}", published_at=now))
    return made


if __name__ == "__main__":
    serve(Serving(read_settings(os.environ), SystemClock()), on_ready=lambda _: print("ready", flush=True))
