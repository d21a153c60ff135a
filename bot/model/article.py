"""Articles, and what reading one gives."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.model.claims import ChangeClaim, MeetingClaim, Participant
from bot.model.period import Period


class Standing(StrEnum):
    """Whose voice a source is."""

    OFFICIAL_US = "official-us"
    OFFICIAL_PRC = "official-prc"
    STATE_MEDIA = "state-media"
    PRESS = "press"
    THINK_TANK = "think-tank"


@dataclass(frozen=True, slots=True)
class Article:
    """The cleaned text behind an entry.

    `text` is kept exactly as taken: all offsets of evidence point into it. `source` is the
    feed's id, `address` where the text was found (a URL, or a path within the seed folder).
    `published_at` is what the feed or the page's metadata gives, aware; None where the text
    alone must tell."""

    text: str
    source: str
    address: str
    title: str | None = None
    published_at: datetime | None = None
    language: str | None = None
    standing: Standing = Standing.PRESS


@dataclass(frozen=True, slots=True)
class Reading:
    """All that extraction takes from one article.

    `dated` is the article's own date (day or month) as metadata, the dateline or the events
    it names give it, None where the text leaves it open; `dated_by` says which of them.
    `people` are those the article names, each once. `today` is the day that relative dates
    counted from. `headline` is the text's own headline or first sentence, for articles without a title."""

    language: str
    dated: Period | None
    dated_by: str | None
    relevant: bool
    people: tuple[Participant, ...]
    meetings: tuple[MeetingClaim, ...]
    changes: tuple[ChangeClaim, ...]
    today: date | None = None
    headline: str | None = None
