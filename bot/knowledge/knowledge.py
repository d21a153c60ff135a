"""Questions to what is known: who held which office when, who is whose counterpart, what a name means."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from bot.knowledge.fold import fold
from bot.knowledge.names import NameIndex
from bot.knowledge.naming import all_names
from bot.knowledge.spelling import Spelling
from bot.model.claims import Status
from bot.model.knowledge import Channel, Chronicle, ChronicleMeeting, NamedEvent, Names, Office, Person, Place, Side, Tenure
from bot.model.period import PartialDate, Period

TRUST_MONTHS = 18
"""How long past the roster's date a tenure without a known end is trusted."""

_MONTH = 31

# The annotation guide writes titles in English, as of the article; this is its form for people out of office.
_FORMER = "former {title}"


@dataclass(frozen=True)
class Knowledge:
    """Everything known before reading, by id and in the order of the configuration.

    `sides` are the two sides of the watch, `third_parties` all others with a name. The order of
    `offices` is one of telling: of several offices held at once the first is the one to name.
    `as_of` is the last day the roster speaks for."""

    sides: Mapping[str, Side]
    third_parties: Mapping[str, Side]
    people: Mapping[str, Person]
    offices: Mapping[str, Office]
    channels: Mapping[str, Channel]
    places: Mapping[str, Place]
    events: Mapping[str, NamedEvent]
    chronicle: Chronicle
    as_of: date
    spellings: Mapping[str, Spelling] = field(default_factory=dict)
    trust_months: int = TRUST_MONTHS

    @cached_property
    def names(self) -> NameIndex:
        """All names in all languages; compiled when first asked for."""
        return NameIndex(
            all_names(
                sides=[*self.sides.values(), *self.third_parties.values()],
                people=self.people.values(),
                offices=self.offices.values(),
                channels=self.channels.values(),
                places=self.places.values(),
                events=self.events.values(),
                spellings=self.spellings,
            ),
            self.spellings,
        )

    def holders(self, office_id: str, on: date) -> tuple[Person, ...]:
        """Everybody who may have held the office on that day; partial dates count with all their days."""
        held = [tenure for tenure in self._by_office.get(office_id, ()) if self._may_cover(tenure, on)]
        return tuple(self.people[person_id] for person_id in dict.fromkeys(tenure.person_id for tenure in held))

    def holder(self, office_id: str, on: date) -> Person | None:
        """The one person known to have held the office all that day; None where nobody is known to,
        or where two may have: on the day of a handover, in the month of one whose day is unknown.

        Somebody acting stands back behind a holder proper."""
        held = [tenure for tenure in self._by_office.get(office_id, ()) if self._may_cover(tenure, on)]
        proper = [tenure for tenure in held if not tenure.acting]
        if any(_surely_covers(tenure, on) for tenure in proper):
            held = proper
        people = {tenure.person_id for tenure in held}
        known = any(_surely_covers(tenure, on) for tenure in held)
        return self.people[people.pop()] if known and len(people) == 1 else None

    def tenures_on(self, person_id: str, on: date | None) -> tuple[Tenure, ...]:
        """The offices a person may have held on that day, most telling first; on no day, all ever held."""
        held = self._tenures.get(person_id, ())
        return held if on is None else tuple(tenure for tenure in held if self._may_cover(tenure, on))

    def title_on(self, person_id: str, on: date | None) -> str | None:
        """The English title on that day, `former …` after the last one; None before the first, where
        nothing is known, and, without a day, for people who held more than one office."""
        tenures = self.tenures_on(person_id, on)
        if on is None:
            titles = {tenure.title for tenure in tenures}
            return titles.pop() if len(titles) == 1 else None
        if tenures:
            return tenures[0].title
        last = self._last_before(person_id, on)
        return _FORMER.format(title=last.title) if last else None

    def counterpart(self, person_id: str, on: date) -> Person | None:
        """Who is known to have held, on that day, the office across the table from this person's most telling one."""
        for tenure in self.tenures_on(person_id, on):
            office = self.offices[tenure.office_id]
            if office.counterpart_id is not None:
                return self.holder(office.counterpart_id, on)
        return None

    def met_among(self, people: Collection[str]) -> list[ChronicleMeeting]:
        """The chronicle's contacts of two or more whose month at least is known, all of whom are among these; in its order."""
        begun = sorted(at for person in people for at in self._by_first.get(person, ()))
        meetings = (self.chronicle.meetings[at] for at in begun)
        return [meeting for meeting in meetings if all(person in people for person in meeting.participants)]

    def channel_between(self, office_id: str, other_id: str) -> str | None:
        """The channel that contact between the two offices belongs to; None where they meet across levels."""
        one, other = self.offices[office_id], self.offices[other_id]
        if one.channel_id == other.channel_id:
            return one.channel_id
        if one.counterpart_id == other.id:
            return one.channel_id
        return other.channel_id if other.counterpart_id == one.id else None

    def guide_channel(self, channel_id: str) -> str:
        """The channel of the annotation guide that this one counts as: itself, or the nearest above it."""
        channel = self.channels[channel_id]
        while not channel.annotation and channel.parent_id is not None:
            channel = self.channels[channel.parent_id]
        return channel.id

    def find_channel(self, text: str) -> Channel | None:
        """By id, name, or any name in any language, whatever its case; None where unknown or shared by several."""
        found = self._channel_names.get(_key(text), ())
        return self.channels[found[0]] if len(found) == 1 else None

    def find_office(self, text: str) -> tuple[Office, ...]:
        """By id, title or any name in any language; several may share one."""
        return tuple(self.offices[office_id] for office_id in self._office_names.get(_key(text), ()))

    def find_people(self, text: str) -> tuple[Person, ...]:
        """By id or any name in any script, whatever its case; a surname alone may give several."""
        return tuple(self.people[person_id] for person_id in self._people_names.get(_key(text), ()))

    def _may_cover(self, tenure: Tenure, on: date) -> bool:
        return tenure.covers(on) and (tenure.end is not None or on <= self._trusted_until)

    def _telling(self, tenure: Tenure) -> tuple[int, date]:
        return self._ranks[tenure.office_id], tenure.start.first

    def _last_before(self, person_id: str, on: date) -> Tenure | None:
        person = self.people.get(person_id)
        ended = [tenure for tenure in person.tenures if tenure.end and tenure.end.last < on] if person else []
        return max(ended, key=lambda tenure: (tenure.end or tenure.start).last, default=None)

    @cached_property
    def title_words(self) -> frozenset[str]:
        """The words of all titles of offices: "President Obama" gives nobody a given name."""
        return frozenset(word for office in self.offices.values() for word in office.title.replace(",", "").split())

    @cached_property
    def changes_known(self) -> Mapping[tuple[str, bool], Sequence[Period]]:
        """When the chronicle has changes of a channel or of what is above it, by the guide's channel and whether it closed."""
        out: dict[tuple[str, bool], list[Period]] = {}
        for change in self.chronicle.changes:
            out.setdefault((self.guide_channel(change.channel_id), change.status is Status.SUSPENDED), []).append(change.period)
        return out

    @cached_property
    def _trusted_until(self) -> date:
        month = self.as_of.month - 1 + self.trust_months
        return PartialDate(self.as_of.year + month // 12, month % 12 + 1).last

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return {office_id: rank for rank, office_id in enumerate(self.offices)}

    @cached_property
    def _tenures(self) -> dict[str, tuple[Tenure, ...]]:
        """By person all offices ever held, most telling first."""
        return {person.id: tuple(sorted(person.tenures, key=self._telling)) for person in self.people.values()}

    @cached_property
    def _by_first(self) -> dict[str, list[int]]:
        """Which of the chronicle's contacts somebody is the first participant of: of the others nobody need be asked."""
        found: dict[str, list[int]] = {}
        for at, meeting in enumerate(self.chronicle.meetings):
            if len(meeting.participants) >= 2 and meeting.period.days <= _MONTH:
                found.setdefault(meeting.participants[0], []).append(at)
        return found

    @cached_property
    def _by_office(self) -> dict[str, list[Tenure]]:
        held: dict[str, list[Tenure]] = {}
        for person in self.people.values():
            for tenure in person.tenures:
                held.setdefault(tenure.office_id, []).append(tenure)
        return {office_id: sorted(tenures, key=lambda tenure: tenure.start.first) for office_id, tenures in held.items()}

    @cached_property
    def _channel_names(self) -> dict[str, list[str]]:
        return _lookup((channel.id, (channel.name, *_every(channel.names))) for channel in self.channels.values())

    @cached_property
    def _office_names(self) -> dict[str, list[str]]:
        return _lookup((office.id, (office.title, *_every(office.names))) for office in self.offices.values())

    @cached_property
    def _people_names(self) -> dict[str, list[str]]:
        return _lookup((person.id, (person.name, person.family, *_every(person.names))) for person in self.people.values())


def _surely_covers(tenure: Tenure, on: date) -> bool:
    """True where `on` lies within whichever days the partial dates stand for."""
    return tenure.start.last <= on and (tenure.end is None or on <= tenure.end.first)


def _every(names: Names) -> Iterable[str]:
    return (name for some in names.values() for name in some)


def _key(text: str) -> str:
    return " ".join(fold(text).casefold().replace("-", " ").split())


def _lookup(named: Iterable[tuple[str, Iterable[str]]]) -> dict[str, list[str]]:
    """From each name to the ids that bear it; an id stands for itself alone, whoever else is called so."""
    names: dict[str, list[str]] = {}
    own: dict[str, list[str]] = {}
    for identity, called in named:
        own[_key(identity)] = [identity]
        for key in dict.fromkeys(map(_key, called)):
            names.setdefault(key, []).append(identity)
    return names | own
