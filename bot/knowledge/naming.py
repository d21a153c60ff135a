"""Which names everything known goes by, and in which form."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from bot.knowledge.expansion import expand
from bot.knowledge.fold import is_han
from bot.knowledge.names import Form, Kind, Name, NameIndex
from bot.knowledge.spelling import Spelling
from bot.model.knowledge import Channel, NamedEvent, Names, Office, Person, Place, Side


def all_names(
    *,
    sides: Collection[Side],
    people: Iterable[Person],
    offices: Iterable[Office],
    channels: Iterable[Channel],
    places: Iterable[Place],
    events: Iterable[NamedEvent],
    spellings: Mapping[str, Spelling],
) -> Iterator[Name]:
    """Every name of everything, in the order of the configuration."""
    side_names = [name for side in sides for name in _side_names(side)]
    yield from side_names
    for person in people:
        yield from _person_names(person)
    yield from _office_names(offices, NameIndex(side_names, spellings))
    for channel in channels:
        yield from _channel_names(channel)
    for place in places:
        yield from _place_names(place)
    for event in events:
        yield from _event_names(event)


def _side_names(side: Side) -> Iterator[Name]:
    yield Name(side.name, Kind.SIDE, side.id, "")
    for names, form in ((side.names, Form.FULL), (side.metonyms, Form.METONYM), (side.adjectives, Form.ADJECTIVE)):
        for language, text in _each(names):
            yield Name(text, Kind.SIDE, side.id, language, form)


def _person_names(person: Person) -> Iterator[Name]:
    yield Name(person.name, Kind.PERSON, person.id, "")
    for language, text in _each(person.names):
        if len(text) == 1:
            continue  # a single character (雷 for Ray) stands in half of all texts
        yield Name(text, Kind.PERSON, person.id, language, _person_form(person, text))
    yield Name(person.family, Kind.PERSON, person.id, "", Form.FAMILY)


def _person_form(person: Person, text: str) -> Form:
    """Chinese writes a foreigner's surname alone as one word, his full name with a dot between its
    parts, and the names of those who put their surname first in full."""
    if not is_han(text[0]) or "·" in text or person.name.startswith(person.family + " "):
        return Form.FULL
    return Form.TRANSLITERATION


def _office_names(offices: Iterable[Office], sides: NameIndex) -> Iterator[Name]:
    names = [(office.id, language, text) for office in offices for language, text in [("", office.title), *_each(office.names)]]
    # One text of all of them is looked through at once: a thousand single ones take 20 ms.
    lines = "\n".join(text for _, _, text in names)
    named = {lines.count("\n", 0, hit.start) for hit in sides.find(lines)}
    for line, (office_id, language, text) in enumerate(names):
        yield Name(text, Kind.OFFICE, office_id, language, Form.FULL if line in named else Form.BARE)


def _event_names(event: NamedEvent) -> Iterator[Name]:
    yield Name(event.name, Kind.EVENT, event.id, "")
    for language, wording in _each(event.names):
        for text in expand(wording):
            yield Name(text, Kind.EVENT, event.id, language)
    for language, groups in event.words.items():
        for number, group in enumerate(groups):
            for text in group:
                yield Name(text, Kind.EVENT, event.id, language, Form.DESCRIBED, part=number, parts=len(groups))


def _channel_names(channel: Channel) -> Iterator[Name]:
    """Without its own `name`: a heading for boards ("Presidents"), that articles use for much else."""
    for language, text in _each(channel.names):
        yield Name(text, Kind.CHANNEL, channel.id, language)


def _place_names(place: Place) -> Iterator[Name]:
    yield Name(place.name, Kind.PLACE, place.id, "")
    for language, text in _each(place.names):
        yield Name(text, Kind.PLACE, place.id, language)


def _each(names: Names) -> Iterator[tuple[str, str]]:
    return ((language, text) for language, texts in names.items() for text in texts)
