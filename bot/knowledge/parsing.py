"""Entries of config/knowledge become Knowledge; whatever is wrong with one is a ConfigError with its cure."""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import partial

from bot.errors import ConfigError
from bot.knowledge.expansion import expand
from bot.knowledge.fields import Entry, Fields, suggestion
from bot.knowledge.knowledge import TRUST_MONTHS, Knowledge
from bot.knowledge.names import Kind
from bot.knowledge.spelling import Declension, Spelling
from bot.model.article import Standing
from bot.model.claims import BOTH, MeetingState, Mode, Status
from bot.model.knowledge import (
    THIRD,
    Channel,
    Chronicle,
    ChronicleChange,
    ChronicleMeeting,
    NamedEvent,
    Office,
    Person,
    Place,
    Side,
    Tenure,
)
from bot.model.period import PartialDate, Period

Documents = Mapping[str, Sequence[Entry]]

_SECTIONS = ("sides", "third", "roster", "languages", "people", "offices", "channels", "places", "events", "changes", "meetings")
_PLACE_KINDS = ("city", "region", "site", "water")
_CONFIDENCES = ("high", "medium", "low")


def parse_knowledge(documents: Documents, *, trust_months: int = TRUST_MONTHS) -> Knowledge:
    """Build everything, checking every reference between entries.

    Raises ConfigError for unknown sections and keys, missing or malformed values, ids that nobody
    defines, and periods that end before they begin."""
    for section, entries in documents.items():
        if section not in _SECTIONS and entries:
            raise ConfigError(
                file=entries[0].file, entry=section, reason=f"unknown section `{section}`", cure=suggestion(section, _SECTIONS)
            )
    ids = {section: {entry.id for entry in documents.get(section, ())} for section in _SECTIONS}
    sides = {entry.id: _side(Fields(entry)) for entry in documents.get("sides", ())}
    third = {entry.id: _side(Fields(entry)) for entry in documents.get("third", ())}
    known_sides = [*sides, THIRD]
    people = {entry.id: _person(Fields(entry), known_sides, ids["offices"]) for entry in documents.get("people", ())}
    return Knowledge(
        sides=sides,
        third_parties=third,
        people=people,
        offices={entry.id: _office(Fields(entry), known_sides, ids) for entry in documents.get("offices", ())},
        channels=_channels(documents.get("channels", ()), ids["channels"]),
        places=_places(documents.get("places", ()), sides, third),
        events={entry.id: _event(Fields(entry)) for entry in documents.get("events", ())},
        chronicle=Chronicle(
            meetings=tuple(_meeting(Fields(entry), ids) for entry in documents.get("meetings", ())),
            changes=tuple(_change(Fields(entry), ids, [*sides, BOTH]) for entry in documents.get("changes", ())),
        ),
        as_of=_roster_date(documents.get("roster", ())).last,
        spellings={entry.id: _spelling(Fields(entry)) for entry in documents.get("languages", ())},
        trust_months=trust_months,
    )


def _roster_date(entries: Sequence[Entry]) -> PartialDate:
    if not entries:
        cure = "write `roster:` and below it `- {id: people, as_of: 2026-06}`"
        raise ConfigError(file="people.yaml", entry="roster", reason="nobody says which day the roster speaks for", cure=cure)
    fields = Fields(entries[0])
    as_of = fields.date("as_of")
    fields.done()
    return as_of


def _side(fields: Fields) -> Side:
    side = Side(
        id=fields.entry.id,
        name=fields.text("name"),
        names=fields.names("names"),
        adjectives=fields.names("adjectives"),
        metonyms=fields.names("metonyms"),
        voices=tuple(_standing(fields, voice) for voice in fields.texts("voices")),
    )
    fields.done()
    return side


def _standing(fields: Fields, voice: str) -> Standing:
    return fields.checked(lambda: Standing(voice), "use one of: " + ", ".join(Standing))


def _person(fields: Fields, sides: Collection[str], offices: Collection[str]) -> Person:
    person = Person(
        id=fields.entry.id,
        name=fields.text("name"),
        side=fields.reference("side", sides, "a side"),
        family=fields.text("family"),
        names=fields.names("names"),
        tenures=tuple(_tenure(part, fields.entry.id, offices) for part in fields.parts("offices")),
    )
    fields.done()
    return person


def _tenure(fields: Fields, person_id: str, offices: Collection[str]) -> Tenure:
    start, end = fields.date("start"), fields.find_date("end")
    if end is not None and end.last < start.first:
        fields.fail(f"ends on {end}, before it starts on {start}", "correct `start` or `end`")
    tenure = Tenure(
        person_id=person_id,
        office_id=fields.reference("office", offices, "an office"),
        title=fields.text("title"),
        start=start,
        end=end,
        acting=fields.flag("acting"),
    )
    fields.done()
    return tenure


def _office(fields: Fields, sides: Collection[str], ids: Mapping[str, Collection[str]]) -> Office:
    office = Office(
        id=fields.entry.id,
        title=fields.text("title"),
        side=fields.reference("side", sides, "a side"),
        names=fields.names("names"),
        single_holder=fields.flag("single_holder", default=True),
        channel_id=fields.find_reference("channel", ids["channels"], "a channel"),
        counterpart_id=fields.find_reference("counterpart", ids["offices"], "an office"),
    )
    fields.done()
    return office


def _channels(entries: Sequence[Entry], ids: Collection[str]) -> dict[str, Channel]:
    channels = {entry.id: _channel(Fields(entry), ids) for entry in entries}
    for entry in entries:
        seen, channel = {entry.id}, channels[entry.id]
        while channel.parent_id is not None:
            if channel.parent_id in seen:
                Fields(entry).fail("is its own ancestor by way of `parent`", "let the topmost channel have no parent")
            seen.add(channel.parent_id)
            channel = channels[channel.parent_id]
        if not channel.annotation and len(seen) == 1:
            Fields(entry).fail("has `annotation: false` and no `parent` to be rolled up to", "name its `parent`")
    return channels


def _channel(fields: Fields, ids: Collection[str]) -> Channel:
    channel = Channel(
        id=fields.entry.id,
        name=fields.text("name"),
        names=fields.names("names"),
        level=fields.text("level"),
        parent_id=fields.find_reference("parent", ids, "a channel"),
        about=fields.text("about"),
        since=fields.find_date("since"),
        annotation=fields.flag("annotation", default=True),
    )
    fields.done()
    return channel


def _places(entries: Sequence[Entry], sides: Collection[str], third: Collection[str]) -> dict[str, Place]:
    cities = {entry.id: entry.fields.get("name") for entry in entries if entry.fields.get("kind") == "city"}
    return {entry.id: _place(Fields(entry), cities, sides, third) for entry in entries}


def _place(fields: Fields, cities: Mapping[str, object], sides: Collection[str], third: Collection[str]) -> Place:
    name = fields.text("name")
    kind = fields.reference("kind", _PLACE_KINDS, "a kind of place")
    country = fields.find_reference("country", [*sides, *third], "a side or third party")
    city = fields.find_reference("city", cities, "a city")
    place = Place(
        id=fields.entry.id,
        name=name,
        names=fields.names("names"),
        kind=kind,
        country=country,
        side=(country if country in sides else THIRD) if country else None,
        city=name if kind == "city" else str(cities[city]) if city else None,
    )
    fields.done()
    return place


def _event(fields: Fields) -> NamedEvent:
    start, end = fields.date("start"), fields.find_date("end")
    period = _period(fields, start, end)
    names = fields.names("names")
    for wordings in names.values():
        for wording in wordings:
            fields.checked(partial(expand, wording), "write (a|b) without brackets inside, or tell the event by `words`")
    event = NamedEvent(fields.entry.id, fields.text("name"), names, period, fields.word_groups("words"))
    fields.done()
    return event


def _change(fields: Fields, ids: Mapping[str, Collection[str]], sides: Collection[str]) -> ChronicleChange:
    change = ChronicleChange(
        id=fields.entry.id,
        channel_id=fields.reference("channel", ids["channels"], "a channel"),
        status=fields.choice("status", Status),
        period=_period(fields, fields.date("date"), None),
        by=fields.find_reference("by", sides, "a side"),
        reason=fields.find_text("reason"),
        confidence=_confidence(fields),
        source=fields.find_text("source"),
        see=fields.find_text("see"),
        checked=fields.flag("checked"),
    )
    fields.done()
    return change


def _meeting(fields: Fields, ids: Mapping[str, Collection[str]]) -> ChronicleMeeting:
    meeting = ChronicleMeeting(
        id=fields.entry.id,
        participants=fields.references("participants", ids["people"], "a person"),
        period=_period(fields, fields.date("start"), fields.find_date("end")),
        state=fields.choice("state", MeetingState),
        mode=fields.choice("mode", Mode),
        place=fields.find_text("place"),
        channel_id=fields.find_reference("channel", ids["channels"], "a channel"),
        note=fields.find_text("note"),
        confidence=_confidence(fields),
        source=fields.find_text("source"),
        see=fields.find_text("see"),
        checked=fields.flag("checked"),
        approximate=fields.flag("approximate"),
    )
    fields.done()
    return meeting


def _confidence(fields: Fields) -> str:
    return fields.reference("confidence", _CONFIDENCES, "a confidence")


def _period(fields: Fields, start: PartialDate, end: PartialDate | None) -> Period:
    """A day ends on itself; a month or a year given alone, or twice, is one coarse date."""
    if end is None or end == start:
        end = start if start.day else None
    return fields.checked(lambda: Period(start, end), "correct `start` or `end`")


def _spelling(fields: Fields) -> Spelling:
    endings = fields.names("endings")
    for kind in endings:
        if kind not in list(Kind):
            fields.fail(f"`endings` names a kind of name that nobody defines: {kind}", suggestion(kind, list(Kind)))
    spelling = Spelling(
        language=fields.entry.id,
        endings=endings,
        adjective_endings=fields.texts("adjective_endings"),
        declensions=tuple(_declension(part) for part in fields.parts("declensions")),
    )
    fields.done()
    return spelling


def _declension(fields: Fields) -> Declension:
    declension = Declension(
        words=_pattern(fields),
        cut=fields.text("cut"),
        endings=fields.texts("endings"),
        last=fields.flag("last"),
    )
    fields.done()
    return declension


def _pattern(fields: Fields) -> re.Pattern[str]:
    text = fields.text("words")
    try:
        return re.compile(text)
    except re.error as error:
        fields.fail(f"`words` is no regular expression: {error}", "see the entries that ship for examples")
