"""What stands beside an article: the fields a feed would give, read from JSON. Pure."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time


@dataclass(frozen=True, slots=True)
class Metadata:
    """`published_at` is aware; a day alone counts as noon UTC, which is that day in almost every zone."""

    title: str | None = None
    url: str | None = None
    published_at: datetime | None = None
    language: str | None = None


def parse_published(value: str) -> datetime:
    """An ISO 8601 day or moment. Raises ValueError for anything else."""
    text = value.strip()
    try:
        return datetime.combine(date.fromisoformat(text), time(12), tzinfo=UTC)
    except ValueError:
        moment = datetime.fromisoformat(text)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def parse_object(text: str) -> Mapping[str, object]:
    """A JSON object. Raises ValueError where the text is none."""
    try:
        value = json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(value, dict):
        raise ValueError("not a JSON object")
    return value


def parse_metadata(fields: Mapping[str, object]) -> Metadata:
    """The known keys; others are ignored. Raises ValueError for a `published` that is no date."""

    def text_of(key: str) -> str | None:
        value = fields.get(key)
        return value.strip() or None if isinstance(value, str) else None

    published = text_of("published")
    return Metadata(text_of("title"), text_of("url"), parse_published(published) if published else None, text_of("language"))
