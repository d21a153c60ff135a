"""Edge: which events a question means, by index lookups in what `versions` wrote."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Connection, Row, Select, and_, bindparam, or_, select

from bot.database.schema import Moment
from bot.ledger.account import Kind
from bot.ledger.status import ChangeMark, ContactMark
from bot.ledger.tables import accounts, claims, event_people, event_versions, events
from bot.model.claims import MeetingState, Status
from bot.model.ledger import ChangeQuery, MeetingQuery

_VERSIONS = event_versions.c
_HELD = MeetingState.HELD.value
_PLANNED = MeetingState.PLANNED.value
# A plan of a whole year begins this long before its last day; longer ones are no next contact.
_LONGEST_PLAN_DAYS = 366


_MARKS = select(
    _VERSIONS.event_id,
    _VERSIONS.channel_id,
    _VERSIONS.state,
    _VERSIONS.first_on,
    _VERSIONS.last_on,
    _VERSIONS.settled_on,
    _VERSIONS.confirmed_on,
    _VERSIONS.weight,
).where(_VERSIONS.kind == Kind.CHANGE.value)


def meeting_ids(connection: Connection, query: MeetingQuery) -> Sequence[int]:
    """The meetings that match, in the order of the answer."""
    wanted = _asked(query, Kind.MEETING, query.states)
    for key in query.people:
        present = select(event_people.c.version_id).where(event_people.c.key == key)
        wanted = wanted.where(_VERSIONS.id.in_(present))
    return _ordered(connection, wanted, query.limit)


def change_ids(connection: Connection, query: ChangeQuery) -> Sequence[int]:
    """The changes that match, in the order of the answer."""
    return _ordered(connection, _asked(query, Kind.CHANGE, query.statuses), query.limit)


def lead(connection: Connection, number: int, kind: Kind) -> int | None:
    """Where a number leads: itself, or the event that it was merged into."""
    row = connection.execute(select(events).where(events.c.id == number, events.c.kind == kind.value)).one_or_none()
    return None if row is None else (row.merged_into or row.id)


def merged_into(connection: Connection, event_ids: Collection[int]) -> dict[int, tuple[int, ...]]:
    """The numbers that lead to each of these events since they were merged away."""
    statement = select(events.c.id, events.c.merged_into).where(events.c.merged_into.in_(sorted(event_ids))).order_by(events.c.id)
    found: dict[int, tuple[int, ...]] = dict.fromkeys(event_ids, ())
    for row in connection.execute(statement):
        found[row.merged_into] += (row.id,)
    return found


def marks_of(connection: Connection, channel_ids: Sequence[str], asof: date, known_at: datetime | None) -> dict[str, list[ChangeMark]]:
    """Each channel's verified changes up to a day, as known at a moment."""
    statement = _MARKS.where(_VERSIONS.channel_id.in_(channel_ids), _VERSIONS.sort_on <= asof, _VERSIONS.verified, _known(known_at))
    marks: dict[str, list[ChangeMark]] = {channel_id: [] for channel_id in channel_ids}
    for row in connection.execute(statement):
        mark = _mark(row)
        if mark is not None and mark.first <= asof:
            marks[row.channel_id].append(replace(mark, confirmed_on=min(mark.confirmed_on, asof)))
    return marks


def contemporaries(
    connection: Connection, change_ids: Sequence[int], known_at: datetime | None
) -> Iterable[tuple[ChangeMark, list[ChangeMark]]]:
    """Each of these changes with the verified ones of its channel that may be of the same days."""
    own = connection.execute(_MARKS.where(_VERSIONS.event_id.in_(change_ids), _VERSIONS.verified, _known(known_at))).all()
    dated = [(row.channel_id, mark) for row in own if row.first_on is not None and (mark := _mark(row)) is not None]
    if not dated:
        return
    channels = sorted({channel_id for channel_id, _ in dated})
    others = marks_of(connection, channels, max(mark.last for _, mark in dated), known_at)
    for channel_id, mark in dated:
        yield mark, [other for other in others[channel_id] if other.id != mark.id]


def _mark(row: Row[*tuple[Any, ...]]) -> ChangeMark | None:
    last = row.settled_on or row.last_on
    if last is None:
        return None  # neither the report nor its article has a date: it has no place in time
    first = min(row.first_on or last, last)
    return ChangeMark(
        row.event_id, Status(row.state), first, last, max(row.confirmed_on or last, first), row.weight, row.first_on is not None
    )


class StoredContacts:
    """The contacts held on one channel, as known at a moment; disputed ones open nothing."""

    def __init__(self, connection: Connection, channel_id: str, known_at: datetime | None) -> None:
        self._connection = connection
        self._known = known_at is not None
        self._values = _channel_values(channel_id, _HELD, known_at)

    def first_within(self, after: date, until: date) -> ContactMark | None:
        return self._one(_FIRST_WITHIN[self._known], self._values | {"after": after, "until": until})

    def last_until(self, until: date) -> ContactMark | None:
        return self._one(_LAST_UNTIL[self._known], self._values | {"until": until})

    def _one(self, statement: Select[int, date, date], values: dict[str, object]) -> ContactMark | None:
        row = self._connection.execute(statement, values).one_or_none()
        return ContactMark(row.event_id, row.first_on, row.settled_on) if row else None


def next_planned(connection: Connection, channel_id: str, asof: date, known_at: datetime | None) -> int | None:
    """The nearest planned meeting on a channel that is not over on `asof`."""
    since = date.fromordinal(max(1, asof.toordinal() - _LONGEST_PLAN_DAYS))
    values = _channel_values(channel_id, _PLANNED, known_at) | {"since": since, "until": asof}
    return connection.execute(_NEXT_PLANNED[known_at is not None], values).scalar()


def _asked(query: MeetingQuery | ChangeQuery, kind: Kind, states: Sequence[str]) -> Select[int]:
    bounds: list[ColumnElement[bool]] = [_VERSIONS.kind == kind.value, _known(query.known_at)]
    if query.channel_ids:
        bounds.append(_VERSIONS.channel_id.in_(query.channel_ids))
    if states:
        bounds.append(_VERSIONS.state.in_([str(state) for state in states]))
    if query.since is not None:
        bounds.append(_VERSIONS.last_on >= query.since)
    if query.until is not None:
        bounds.append(_VERSIONS.first_on <= query.until)
    if query.article_ids:
        bounds.append(_VERSIONS.event_id.in_(_reported_by(query.article_ids)))
    if query.learned_after is not None:
        bounds.append(_VERSIONS.learned_at > query.learned_after)
    if query.learned_until is not None:
        bounds.append(_VERSIONS.learned_at <= query.learned_until)
    if not query.unverified:
        bounds.append(_VERSIONS.verified)
    return select(_VERSIONS.event_id).where(*bounds)


def _reported_by(article_ids: Sequence[int]) -> Select[int | None]:
    """The events that any of these articles tells. The numbers are written into the statement: a
    brief may ask for more articles than a statement may have parameters."""
    wanted: BindParameter[int] = bindparam("article_ids", list(article_ids), expanding=True, literal_execute=True)
    told = claims.c.article_id.in_(wanted) & claims.c.retracted_at.is_(None)
    return select(accounts.c.event_id).join(claims, claims.c.account_id == accounts.c.id).where(told)


def _ordered(connection: Connection, statement: Select[int], limit: int | None) -> Sequence[int]:
    newest_first = statement.order_by(_VERSIONS.sort_on.desc(), _VERSIONS.last_on.desc(), _VERSIONS.event_id.desc())
    return connection.execute(newest_first.limit(limit)).scalars().all()


def _known(known_at: datetime | BindParameter[datetime] | None) -> ColumnElement[bool]:
    """The version of a moment; None asks for all that is known."""
    if known_at is None:
        return _VERSIONS.known_until.is_(None)
    return and_(_VERSIONS.known_from <= known_at, or_(_VERSIONS.known_until.is_(None), _VERSIONS.known_until > known_at))


def _channel_values(channel_id: str, state: str, known_at: datetime | None) -> dict[str, object]:
    return {"channel_id": channel_id, "state": state} | ({} if known_at is None else {"known_at": known_at})


def _on_channel(*, known: bool) -> Select[int, date, date]:
    return (
        select(_VERSIONS.event_id, _VERSIONS.first_on, _VERSIONS.settled_on)
        .where(
            _VERSIONS.channel_id == bindparam("channel_id"),
            _VERSIONS.kind == Kind.MEETING.value,
            _VERSIONS.state == bindparam("state"),
            _VERSIONS.verified,
            _known(bindparam("known_at", type_=Moment) if known else None),
        )
        .limit(1)
    )


def _first_within(*, known: bool) -> Select[int, date, date]:
    return (
        _on_channel(known=known)
        .where(_VERSIONS.disputed.is_(False), _VERSIONS.first_on.is_not(None))
        .where(_VERSIONS.sort_on > bindparam("after"), _VERSIONS.sort_on <= bindparam("until"))
        .where(_VERSIONS.settled_on <= bindparam("until"))
        .order_by(_VERSIONS.sort_on, _VERSIONS.settled_on, _VERSIONS.event_id)
    )


def _last_until(*, known: bool) -> Select[int, date, date]:
    return (
        _on_channel(known=known)
        .where(_VERSIONS.disputed.is_(False), _VERSIONS.first_on.is_not(None))
        .where(_VERSIONS.sort_on <= bindparam("until"), _VERSIONS.settled_on <= bindparam("until"))
        .order_by(_VERSIONS.sort_on.desc(), _VERSIONS.settled_on.desc(), _VERSIONS.event_id.desc())
    )


def _next_planned(*, known: bool) -> Select[int, date, date]:
    return (
        _on_channel(known=known)
        .where(_VERSIONS.sort_on >= bindparam("since"), _VERSIONS.last_on >= bindparam("until"))
        .order_by(_VERSIONS.sort_on, _VERSIONS.last_on, _VERSIONS.event_id)
    )


# A board asks these for each channel. They are built once, by whether a moment of knowing is
# given: building a statement takes SQLAlchemy several times longer than the lookup.
_FIRST_WITHIN = {known: _first_within(known=known) for known in (False, True)}
_LAST_UNTIL = {known: _last_until(known=known) for known in (False, True)}
_NEXT_PLANNED = {known: _next_planned(known=known) for known in (False, True)}
