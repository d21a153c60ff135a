"""Which contacts a question is about, and how many they are."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from bot.answers.context import Context
from bot.answers.grammar.question import Span
from bot.answers.names import Candidate
from bot.briefing.sources import independent, is_unverified, only_chronicle
from bot.model.claims import MeetingState, Mode
from bot.model.ledger import Change, Meeting, MeetingQuery, Report
from bot.model.period import PartialDate

_UNDATED_WAITS = timedelta(days=180)
"""So long a plan without a date is taken to lie ahead: "will visit Washington", read in an article
of 2011, is not the next meeting."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; every field narrows. `place` is the id of a place."""

    people: tuple[Candidate, ...] = ()
    channel: str | None = None
    states: tuple[MeetingState, ...] = ()
    modes: tuple[Mode, ...] = ()
    place: str | None = None
    span: Span = field(default_factory=Span)

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(person.key for person in self.people)

    def at_any_time(self) -> "Wanted":
        return replace(self, span=Span())

    @property
    def bare(self) -> "Wanted":
        """The same people, whenever, wherever and however."""
        return Wanted(people=self.people)


@dataclass(frozen=True, slots=True)
class Contacts:
    """What the ledger has, newest first. `unverified` rest on nothing but unchecked chronicle
    entries: they count for nothing and are shown on request only."""

    told: tuple[Meeting, ...]
    unverified: tuple[Meeting, ...] = ()

    def shown(self, *, unverified: bool) -> tuple[Meeting, ...]:
        return (*self.told, *self.unverified) if unverified else self.told

    def in_state(self, *states: MeetingState) -> tuple[Meeting, ...]:
        return tuple(meeting for meeting in self.told if meeting.state in states)


def find_contacts(wanted: Wanted, context: Context) -> Contacts:
    """All contacts that match, the unverified apart."""
    query = MeetingQuery(
        people=wanted.keys,
        channel_ids=channels_of(wanted.channel, context),
        states=wanted.states,
        since=wanted.span.since.first if wanted.span.since else None,
        until=wanted.span.until.last if wanted.span.until else None,
        unverified=True,
    )
    found = [meeting for meeting in context.ledger.meetings(query) if _fits(meeting, wanted, context)]
    told = tuple(meeting for meeting in found if not is_unverified(meeting.reports))
    return Contacts(told, tuple(meeting for meeting in found if is_unverified(meeting.reports)))


def channels_of(channel: str | None, context: Context) -> tuple[str, ...]:
    """The channel and the finer ones beneath it; the relationship as a whole stands for itself."""
    if channel is None:
        return ()
    return (channel, *(one.id for one in context.knowledge.channels.values() if one.parent_id == channel and not one.annotation))


def _fits(meeting: Meeting, wanted: Wanted, context: Context) -> bool:
    if wanted.modes and meeting.mode not in wanted.modes:
        return False
    return wanted.place is None or meeting.place in _names_of_place(wanted.place, context)


def _names_of_place(place_id: str, context: Context) -> set[str]:
    place = context.knowledge.places[place_id]
    city = context.knowledge.places.get(place.city) if place.city else None
    return {place.name, *([city.name] if city else [])}


def ahead(meetings: Sequence[Meeting], today: date) -> tuple[Meeting, ...]:
    """Those that lie ahead, the nearest first; then those without a date that were told of lately."""
    waiting = [meeting for meeting in meetings if _may_come(meeting, today)]
    return tuple(sorted(waiting, key=lambda meeting: meeting.period.first if meeting.period else date.max))


def overdue(meetings: Sequence[Meeting], today: date) -> tuple[Meeting, ...]:
    """Planned contacts whose time has passed without a report that they took place."""
    return tuple(meeting for meeting in meetings if not _may_come(meeting, today))


def _may_come(meeting: Meeting, today: date) -> bool:
    if meeting.period is not None:
        return meeting.period.last >= today
    return any(_told_on(report) >= today - _UNDATED_WAITS for report in meeting.reports)


def _told_on(report: Report) -> date:
    """The day of the article; the chronicle's plans without a day were made long ago."""
    if report.article is None:
        return date.min
    return report.article.dated.last if report.article.dated else report.article.seen_at.date()


def earliest(subjects: Sequence[Meeting | Change]) -> PartialDate | None:
    """When the earliest of them began, as precisely as it was told."""
    starts = [subject.period.start for subject in subjects if subject.period is not None]
    return min(starts, key=lambda start: start.first, default=None)


def carrying(subject: Meeting | Change) -> tuple[Report, ...]:
    """The checked reports that say what the ledger concludes, copies of one text once."""
    concluded = str(subject.state if isinstance(subject, Meeting) else subject.status)
    return tuple(report for report in independent(subject.reports) if report.checked and report.state == concluded)


def by_chronicle(subject: Meeting | Change) -> bool:
    """True where only the chronicle says what the ledger concludes: articles may have said less."""
    return only_chronicle(subject)
