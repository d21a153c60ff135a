"""Edge: the ledger as the other stages see it, on one connection of the caller's."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, select

from bot.ledger import chronicle as curated
from bot.ledger import queries, reading, recording
from bot.ledger.account import Kind
from bot.ledger.status import ChangeMark, Rules, Stand, stand_of
from bot.ledger.tables import names
from bot.model.article import Article, Reading, Standing
from bot.model.knowledge import Chronicle, Person, Side
from bot.model.ledger import (
    ArticleRef,
    Change,
    ChangeQuery,
    ChannelStatus,
    KnownName,
    Meeting,
    MeetingQuery,
    Recorded,
)


@dataclass(frozen=True, slots=True)
class LedgerSettings:
    """`stale_days`: a status that nobody confirmed for longer is marked so. `settled_days`: so long
    a wish or an agreement does not undo a channel that works. `voices`: which side the sources of
    a standing speak for; two sides may give one event two dates."""

    stale_days: int = 730
    settled_days: int = 182
    voices: Mapping[Standing, str] = field(default_factory=dict)

    @property
    def rules(self) -> Rules:
        return Rules(stale=timedelta(days=self.stale_days), settled=timedelta(days=self.settled_days))


def voices_of(sides: Iterable[Side]) -> dict[Standing, str]:
    """Which side the sources of each standing speak for."""
    return {standing: side.id for side in sides for standing in side.voices}


class Ledger:
    """Implements LedgerReader and LedgerWriter of model/ledger.py.

    One connection, one thread at a time. The caller owns the transaction: `writing(engine)` for
    `record` and `import_chronicle`, `reading(engine)` for the rest, which then sees one state of
    the ledger whatever others write meanwhile."""

    def __init__(self, connection: Connection, settings: LedgerSettings | None = None) -> None:
        self._connection = connection
        self._settings = settings or LedgerSettings()

    def record(self, article: Article, reading: Reading, now: datetime) -> Recorded:
        return recording.record(self._connection, article, reading, now, self._settings.voices)

    def import_chronicle(self, chronicle: Chronicle, people: Mapping[str, Person], now: datetime) -> curated.Imported:
        """Make the chronicle's claims equal to the configuration's; costs nothing where they are."""
        return curated.import_chronicle(self._connection, chronicle, people, now)

    def has_chronicle(self, chronicle: Chronicle, people: Mapping[str, Person]) -> bool:
        """True where an import of this chronicle would change nothing."""
        return curated.is_imported(self._connection, chronicle, people)

    def meetings(self, query: MeetingQuery) -> Sequence[Meeting]:
        ids = queries.meeting_ids(self._connection, query)
        found = reading.meetings_of(self._connection, ids, query.known_at, unverified=query.unverified)
        return [found[event] for event in ids]

    def changes(self, query: ChangeQuery) -> Sequence[Change]:
        ids = queries.change_ids(self._connection, query)
        found = reading.changes_of(self._connection, ids, query.known_at, unverified=query.unverified)
        return [found[event] for event in ids]

    def find_meeting(self, meeting_id: int) -> Meeting | None:
        """One meeting with all its reports: who asks by number asks for unverified ones too."""
        event = queries.lead(self._connection, meeting_id, Kind.MEETING)
        return reading.meetings_of(self._connection, [event], None, unverified=True).get(event) if event else None

    def find_change(self, change_id: int) -> Change | None:
        """One change, as find_meeting."""
        event = queries.lead(self._connection, change_id, Kind.CHANGE)
        return reading.changes_of(self._connection, [event], None, unverified=True).get(event) if event else None

    def merged_into(self, event_ids: Collection[int]) -> Mapping[int, Sequence[int]]:
        return queries.merged_into(self._connection, event_ids)

    def find_address(self, address: str) -> int | None:
        return reading.find_address(self._connection, address)

    def find_article(self, article_id: int) -> tuple[ArticleRef, Article] | None:
        return reading.find_article(self._connection, article_id)

    def articles(
        self, *, learned_after: datetime | None = None, relevant: bool | None = None, limit: int | None = None
    ) -> Sequence[ArticleRef]:
        return reading.article_refs(self._connection, learned_after, relevant, limit)

    def names(self) -> Sequence[KnownName]:
        rows = self._connection.execute(select(names.c.key, names.c.name, names.c.side, names.c.title).order_by(names.c.key))
        return [KnownName(row.key, row.name, row.side, row.title) for row in rows]

    def statuses(self, channel_ids: Sequence[str], asof: date, known_at: datetime | None = None) -> Sequence[ChannelStatus]:
        marks = queries.marks_of(self._connection, channel_ids, asof, known_at)
        outlines = [self._outline(channel_id, marks[channel_id], asof, known_at) for channel_id in channel_ids]
        changes = reading.changes_of(
            self._connection, sorted({key for each in outlines for key in each.changes}), known_at, unverified=False
        )
        meetings = reading.meetings_of(
            self._connection, sorted({key for each in outlines for key in each.meetings}), known_at, unverified=False
        )
        return [self._status(outline, changes, meetings, asof) for outline in outlines]

    def _outline(self, channel_id: str, marks: Sequence[ChangeMark], asof: date, known_at: datetime | None) -> "_Outline":
        contacts = queries.StoredContacts(self._connection, channel_id, known_at)
        last = contacts.last_until(asof)
        return _Outline(
            channel_id,
            stand_of(marks, contacts, asof, self._settings.rules),
            last.id if last else None,
            queries.next_planned(self._connection, channel_id, asof, known_at),
        )

    def _status(self, outline: "_Outline", changes: Mapping[int, Change], meetings: Mapping[int, Meeting], asof: date) -> ChannelStatus:
        stand = outline.stand
        change = changes[stand.change_id] if stand.change_id is not None else None
        contact = meetings[stand.contact_id] if stand.contact_id is not None else None
        confirmed = _confirmed(stand, change, asof)
        return ChannelStatus(
            outline.channel_id,
            stand.status,
            since=change.period if change else contact.period if contact else None,
            change=change,
            inferred_from=contact,
            confirmed_on=confirmed,
            stale=confirmed is not None and asof - confirmed > self._settings.rules.stale,
            rivals=tuple(changes[key] for key in stand.rival_ids),
            last_contact=meetings[outline.last_id] if outline.last_id is not None else None,
            next_contact=meetings[outline.next_id] if outline.next_id is not None else None,
        )


@dataclass(frozen=True, slots=True)
class _Outline:
    """One channel's status by numbers, before changes and meetings are read with their reports."""

    channel_id: str
    stand: Stand
    last_id: int | None
    next_id: int | None

    @property
    def changes(self) -> set[int]:
        return {key for key in (self.stand.change_id, *self.stand.rival_ids) if key is not None}

    @property
    def meetings(self) -> set[int]:
        return {key for key in (self.stand.contact_id, self.last_id, self.next_id) if key is not None}


def _confirmed(stand: Stand, change: Change | None, asof: date) -> date | None:
    """The last day that anything spoke for the status, to the day: versions only follow by quarters."""
    if stand.status is None:
        return None
    told = [report.article.dated.first for report in (change.reports if change else ()) if report.article and report.article.dated]
    days = [day for day in (*told, stand.confirmed_by(asof)) if day is not None and day <= asof]
    return max(days, default=None)
