"""Feeds, and what they hold before anybody has read it."""

from dataclasses import dataclass
from enum import StrEnum

from bot.model.article import Standing


@dataclass(frozen=True, slots=True)
class Feed:
    """One entry of feeds.yaml. `background` marks old news that must never alert."""

    id: str
    kind: str
    address: str
    standing: Standing = Standing.PRESS
    background: bool = False


class Form(StrEnum):
    """How an entry's body is written."""

    TEXT = "text"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed, as it was sent. `metadata` is the JSON that lay beside a text, undecoded."""

    address: str
    body: bytes
    form: Form = Form.TEXT
    metadata: bytes | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """Something a feed held that is no article for us; `reason` is a key under `left` in i18n/."""

    address: str
    reason: str
