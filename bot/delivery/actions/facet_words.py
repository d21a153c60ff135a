"""Facets as people type them: `2 mmca, hotline; people Dong Jun, Hegseth; states suspended; sides China`. Pure."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.answers.names import NameBook, Nobody, One, Several
from bot.delivery.errors import ChannelSuggested, ChannelUnknown, FacetUnknown, NameShared, SeverityUnknown
from bot.delivery.facets import Facet
from bot.delivery.values import HIGHEST_SEVERITY, LOWEST_SEVERITY, Facets
from bot.knowledge.knowledge import Knowledge
from bot.model.claims import MeetingState, Status

STATES = tuple(dict.fromkeys(str(one) for one in (*MeetingState, *Status)))
_ALL = "all"
_NUMBER = re.compile(r"-?\d+\Z")
_KEYWORDS = {
    "severity": Facet.SEVERITY,
    "channel": Facet.CHANNELS,
    "channels": Facet.CHANNELS,
    "person": Facet.PEOPLE,
    "people": Facet.PEOPLE,
    "side": Facet.SIDES,
    "sides": Facet.SIDES,
    "state": Facet.STATES,
    "states": Facet.STATES,
    "status": Facet.STATES,
}
_SPELLINGS = {"canceled": "cancelled"}
_AND = re.compile(r"\s+(?:and|und|or|oder)\s+", re.IGNORECASE)

Find = Callable[[str], str | None]


def parse_facets(text: str, before: Facets, names: NameBook, knowledge: Knowledge) -> Facets:
    """What the words change; what they don't name stays as it was. `all` clears every list, `people all` one;
    names without a word before them are taken for whatever bears them.

    Raises SeverityUnknown, ChannelUnknown, ChannelSuggested, NameShared, FacetUnknown."""
    facets = before
    for clause in (part.strip() for part in text.split(";")):
        if clause:
            facets = _Clause(facets, names, knowledge).read(clause)
    return facets


class _Clause:
    """One part between semicolons."""

    def __init__(self, facets: Facets, names: NameBook, knowledge: Knowledge) -> None:
        self._facets = facets
        self._names = names
        self._sides = knowledge.sides

    def read(self, clause: str) -> Facets:
        words = clause.split()
        if words[0].lower() == "on":
            del words[0]
        if words and _NUMBER.match(words[0].rstrip(",")):
            self._facets = replace(self._facets, severity=_severity(words.pop(0).rstrip(",")))
        facet = _KEYWORDS.get(words[0].lower()) if words else None
        rest = " ".join(words[1:] if facet else words)
        if facet is Facet.SEVERITY:
            return replace(self._facets, severity=_severity(rest))
        if facet is not None:
            named: Mapping[str, Any] = {str(facet): self._listed(facet, rest)}
            return replace(self._facets, **named)
        if rest.lower() == _ALL:
            return replace(self._facets, channels=(), people=(), sides=(), states=())
        return self._of_any_kind(rest) if rest else self._facets

    def _listed(self, facet: Facet, text: str) -> tuple[str, ...]:
        if text.lower() == _ALL:
            return ()
        find: Find = {Facet.CHANNELS: self._names.find_channel, Facet.PEOPLE: self._person, Facet.SIDES: self._side, Facet.STATES: _state}[
            facet
        ]
        found = tuple(dict.fromkeys(find(part) or self._unknown(facet, part) for part in _parts(text, find)))
        return found or (self._unknown(facet, text),)

    def _of_any_kind(self, text: str) -> Facets:
        """Each name to the facet it belongs to; only facets that are named change."""
        found: dict[str, dict[str, None]] = {}
        for part in _parts(text, lambda name: self._kind(name) and name):
            facet, value = self._kind(part) or (Facet.CHANNELS, self._unknown(Facet.CHANNELS, part))
            found.setdefault(facet, {})[value] = None
        lists: Mapping[str, Any] = {str(facet): tuple(values) for facet, values in found.items()}
        return replace(self._facets, **lists)

    def _kind(self, name: str) -> Any:
        finders = (
            (Facet.STATES, _state),
            (Facet.CHANNELS, self._names.find_channel),
            (Facet.SIDES, self._side),
            (Facet.PEOPLE, self._person),
        )
        return next(((facet, value) for facet, find in finders if (value := find(name)) is not None), None)

    def _person(self, name: str) -> str | None:
        """Raises NameShared."""
        match self._names.resolve(name):
            case One(person=person):
                return person.key
            case Several(candidates=candidates):
                raise NameShared(text=name, names=", ".join(one.name for one in candidates))
            case Nobody():
                return None

    def _side(self, name: str) -> str | None:
        wanted = name.casefold()
        for side in self._sides.values():
            called = (side.id, side.name, *(one for some in (*side.names.values(), *side.adjectives.values()) for one in some))
            if wanted in (one.casefold() for one in called):
                return side.id
        return None

    def _unknown(self, facet: Facet, text: str) -> str:
        """Raises what says what there is instead."""
        if facet is Facet.CHANNELS:
            alike = (*self._names.similar_channels(text), *(one.name for one in self._names.similar(text)))
            raise ChannelSuggested(text=text, names=", ".join(alike)) if alike else ChannelUnknown(text=text)
        known: Iterable[str] = STATES
        if facet is Facet.PEOPLE:
            known = (one.name for one in self._names.similar(text))
        elif facet is Facet.SIDES:
            known = (side.name for side in self._sides.values())
        raise FacetUnknown(text=text, facet=str(facet), names=", ".join(known) or "–")


def _severity(text: str) -> int:
    if not _NUMBER.match(text) or not LOWEST_SEVERITY <= int(text) <= HIGHEST_SEVERITY:
        raise SeverityUnknown(text=text)
    return int(text)


def _state(word: str) -> str | None:
    low = word.strip().lower()
    low = _SPELLINGS.get(low, low)
    return low if low in STATES else None


def _parts(text: str, find: Find) -> Sequence[str]:
    """Names between commas, where a name may hold commas itself; without a comma also between "and" or spaces."""
    pieces = [piece.strip() for piece in text.split(",") if piece.strip()]
    parts: list[str] = []
    while pieces:
        longest = next((n for n in range(len(pieces), 0, -1) if find(", ".join(pieces[:n]))), 0)
        if longest:
            parts.append(", ".join(pieces[:longest]))
            del pieces[:longest]
        else:
            parts += _smaller(pieces.pop(0), find)
    return parts


def _smaller(text: str, find: Find) -> Sequence[str]:
    for parts in (_AND.split(text), text.split()):
        if len(parts) > 1 and all(find(part) for part in parts):
            return parts
    return [text]
