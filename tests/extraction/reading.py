"""The shipped reader, and articles made of invented sentences."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from bot.configuration import load_knowledge, load_lexicons, load_scorer
from bot.extraction.language.lexicon import Lexicon
from bot.extraction.pages import Pages
from bot.extraction.reader import Reader
from bot.extraction.scoring.scorer import Scorer
from bot.knowledge.knowledge import Knowledge
from bot.model.article import Article, Reading
from bot.model.claims import ChangeClaim, MeetingClaim

CONFIG = Path(__file__).parents[2] / "config"
WRITTEN = "2023-06-05"
"""A Monday. Lloyd Austin is Secretary of Defense, Li Shangfu Minister of National Defense, Xi Jinping President."""


@cache
def knowledge() -> Knowledge:
    return load_knowledge(CONFIG, None)


@cache
def lexicons() -> dict[str, Lexicon]:
    return dict(load_lexicons(CONFIG, None))


@cache
def scorer() -> Scorer:
    return load_scorer(CONFIG, None, knowledge())


@cache
def reader() -> Reader:
    return Reader(knowledge(), lexicons(), scorer())


def article(text: str, published: str | None = WRITTEN) -> Article:
    moment = datetime.fromisoformat(published).replace(hour=12, tzinfo=UTC) if published else None
    return Article(text=text, source="test", address="test", published_at=moment)


def read(text: str, published: str | None = WRITTEN) -> Reading:
    return reader().read(article(text, published))


def pages(text: str, published: str | None = WRITTEN) -> Pages:
    return reader().pages(article(text, published))


def told(meeting: MeetingClaim) -> str:
    """`Lloyd Austin + Li Shangfu held 2023-06-02 Singapore`, for comparing at a glance."""
    names = " + ".join(sorted(person.name for person in meeting.participants))
    parts = [names, meeting.state.value, str(meeting.period) if meeting.period else "undated", meeting.place or "nowhere"]
    return " ".join(parts)


def states(text: str, published: str | None = WRITTEN) -> set[str]:
    return {meeting.state.value for meeting in read(text, published).meetings}


def changed(change: ChangeClaim) -> str:
    """`mil-mil suspended 2022-08 by cn`."""
    return f"{change.channel_id} {change.status.value} {change.period or 'undated'} by {change.by}"
