"""Telegram's own text parser (TDLib, offline), as the fake server and the rendering tests ask it."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

import tdjson

# Letters by category, blank by looks.
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")


class EntitiesRefused(Exception):
    """What TDLib says of markup it can't parse."""


@dataclass(frozen=True, slots=True)
class ParsedText:
    """What a reader sees, with entities as (type, offset, length, url) in UTF-16 units."""

    text: str
    entities: tuple[tuple[str, int, int, str], ...]

    @property
    def units(self) -> int:
        return len(self.text.encode("utf-16-le", "surrogatepass")) // 2

    def links(self) -> list[str]:
        return [url for kind, _, _, url in self.entities if kind == "TextUrl"]

    def covered(self, kind: str) -> list[str]:
        """The stretches of text that entities of one kind cover."""
        units = self.text.encode("utf-16-le", "surrogatepass")
        return [
            units[2 * start : 2 * (start + length)].decode("utf-16-le", "surrogatepass")
            for found, start, length, _ in self.entities
            if found == kind
        ]


def parse_html(html: str) -> ParsedText:
    """Parse as `parse_mode=HTML` does. Raises EntitiesRefused with Telegram's own words."""
    answer = _ask({"@type": "parseTextEntities", "text": html, "parse_mode": {"@type": "textParseModeHTML"}})
    if answer["@type"] == "error":
        raise EntitiesRefused(answer["message"])
    return ParsedText(answer["text"], tuple(_entity(entity) for entity in answer["entities"]))


def found_entities(text: str) -> tuple[tuple[str, int, int, str], ...]:
    """What Telegram finds in plain text by itself: commands, mentions, addresses."""
    return tuple(_entity(entity) for entity in _ask({"@type": "getTextEntities", "text": text})["entities"])


def is_blank(text: str) -> bool:
    """True where Telegram would call the text empty: nothing in it leaves a mark."""
    return all(character.isspace() or not character.isprintable() or character in _BLANK_LETTERS for character in text)


def _entity(entity: dict[str, Any]) -> tuple[str, int, int, str]:
    kind = entity["type"]
    return kind["@type"].removeprefix("textEntityType"), entity["offset"], entity["length"], kind.get("url", "")


def _ask(request: dict[str, Any]) -> dict[str, Any]:
    _quieten()
    answer = tdjson.td_execute(json.dumps(request).encode())
    assert answer is not None, request["@type"]
    parsed: dict[str, Any] = json.loads(answer)
    return parsed


@cache
def _quieten() -> None:
    tdjson.td_execute(json.dumps({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0}).encode())
