"""Feeds from feeds.yaml, and the transport that opens each kind."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bot.errors import ConfigError
from bot.feeds.folder import Folder
from bot.feeds.source import Source
from bot.model.article import Standing
from bot.model.feed import Feed

_KEYS = {"id", "kind", "address", "standing", "background"}


def parse_feed(fields: Mapping[str, object], file: str) -> Feed:
    """One entry of feeds.yaml. Raises ConfigError that names file, entry and cure."""
    name = str(fields.get("id", "?"))
    if unknown := set(fields) - _KEYS:
        raise ConfigError(file=file, entry=name, reason=f"unknown key {sorted(unknown)[0]!r}", cure=f"use {', '.join(sorted(_KEYS))}")
    if missing := {"id", "kind", "address"} - set(fields):
        raise ConfigError(file=file, entry=name, reason=f"{sorted(missing)[0]!r} is missing", cure="add it")
    kind, standing = str(fields["kind"]), str(fields.get("standing", Standing.PRESS))
    if kind not in _TRANSPORTS:
        raise ConfigError(file=file, entry=name, reason=f"there is no kind {kind!r}", cure=f"use {', '.join(sorted(_TRANSPORTS))}")
    if standing not in list(Standing):
        raise ConfigError(file=file, entry=name, reason=f"there is no standing {standing!r}", cure=f"use {', '.join(Standing)}")
    return Feed(name, kind, str(fields["address"]), Standing(standing), background=fields.get("background") is True)


def open_sources(feeds: Sequence[Feed], *, shipped: Path, max_bytes: int, only: str = "") -> list[Source]:
    """The feeds whose address begins with `only`, opened; relative addresses lie beside `shipped`."""
    return [_TRANSPORTS[feed.kind](feed, shipped, max_bytes) for feed in feeds if feed.address.startswith(only)]


def _folder(feed: Feed, shipped: Path, max_bytes: int) -> Source:
    return Folder(feed, shipped.parent / Path(feed.address).expanduser(), max_bytes=max_bytes)


_TRANSPORTS: dict[str, Callable[[Feed, Path, int], Source]] = {"folder": _folder}
