"""Edge: what follows from events, written down for each span of knowing, so that queries are lookups."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from bot.ledger.account import Account
from bot.ledger.shelf import Shelved, account_of_row
from bot.ledger.tables import accounts, claims, event_people, event_versions
from bot.ledger.telling import Told, Voice, confirmed_further, tell, versions
from bot.model.article import Standing

_CHUNK = 500

_ACCOUNTS = select(accounts).where(accounts.c.event_id.in_(bindparam("events", expanding=True)))
_VOICES = (
    select(claims.c.account_id, claims.c.standing, claims.c.said_on, func.min(claims.c.known_at).label("known_at"))
    .where(claims.c.account_id.in_(bindparam("accounts", expanding=True)), claims.c.retracted_at.is_(None))
    .group_by(claims.c.account_id, claims.c.standing, claims.c.said_on)
)
_WRITTEN = (
    select(event_versions).where(event_versions.c.event_id.in_(bindparam("events", expanding=True))).order_by(event_versions.c.known_from)
)
_WRITTEN_PEOPLE = (
    select(event_people.c.version_id, event_people.c.key)
    .join(event_versions, event_versions.c.id == event_people.c.version_id)
    .where(event_versions.c.event_id.in_(bindparam("events", expanding=True)))
)
_INSERT = insert(event_versions).returning(event_versions.c.id, sort_by_parameter_order=True)
_INSERT_PEOPLE = insert(event_people)
_DROP = delete(event_versions).where(event_versions.c.event_id.in_(bindparam("events", expanding=True)))
_CLOSE = (
    update(event_versions)
    .where(event_versions.c.event_id == bindparam("event"), event_versions.c.known_until.is_(None))
    .values(known_until=bindparam("until"))
)
# A row of `event_versions` without its number, and the keys of its participants.
_Version = tuple[dict[str, Any], frozenset[str]]


def write_versions(connection: Connection, event_ids: Collection[int], shelved: Shelved, now: datetime) -> None:
    """Bring the versions of these events up to date after claims that became known `now`.

    Where nothing but those claims came, and not before what is written, only the newest version
    can differ; else all are told anew."""
    rebuilt = set(shelved.rebuilt)
    grown = sorted(set(event_ids) - rebuilt - shelved.born)
    if grown:
        rebuilt |= _grow(connection, grown, now)
    rebuild_versions(connection, rebuilt | shelved.born, shelved.gone)


def rebuild_versions(connection: Connection, event_ids: Collection[int], gone: Collection[int] = ()) -> None:
    """Tell these events anew; the versions of those that are `gone` are dropped."""
    if gone:
        connection.execute(delete(event_versions).where(event_versions.c.event_id.in_(gone)))
    ordered = sorted(event_ids)
    for start in range(0, len(ordered), _CHUNK):
        _rebuild(connection, ordered[start : start + _CHUNK])


def _rebuild(connection: Connection, event_ids: list[int]) -> None:
    voices = _voices(connection, event_ids)
    written = _written(connection, event_ids)
    stale: list[int] = []
    fresh: list[_Version] = []
    for event in event_ids:
        rows = list(_rows(event, versions(voices[event]))) if voices[event] else []
        if rows != written[event]:
            stale += [event] if written[event] else []
            fresh += rows
    if stale:
        connection.execute(_DROP, {"events": stale})
    _insert(connection, fresh)


def _grow(connection: Connection, event_ids: list[int], now: datetime) -> set[int]:
    """Add a version to each of these events where its newest claims change it; gives those that
    must be told anew."""
    voices = _voices(connection, event_ids)
    written = _written(connection, event_ids)
    again: set[int] = set()
    fresh: list[_Version] = []
    for event in event_ids:
        before = written[event]
        if not before or before[-1][0]["known_from"] >= now:
            again.add(event)
            continue
        row, people = next(iter(_rows(event, [(now, tell(voices[event]))])))
        if _differ(before[-1], (row, people)):
            fresh.append((row, people))
    if fresh:
        connection.execute(_CLOSE, [{"event": row["event_id"], "until": now} for row, _ in fresh])
        _insert(connection, fresh)
    return again


def _differ(before: _Version, after: _Version) -> bool:
    """As `versions` tells neighbours apart."""
    asked = before[0].keys() - {"known_from", "known_until", "confirmed_on"}
    if before[1] != after[1] or any(before[0][column] != after[0][column] for column in asked):
        return True
    return confirmed_further(before[0]["confirmed_on"], after[0]["confirmed_on"])


def _written(connection: Connection, event_ids: list[int]) -> Mapping[int, list[_Version]]:
    people: dict[int, set[str]] = defaultdict(set)
    for version, key in connection.execute(_WRITTEN_PEOPLE, {"events": event_ids}):
        people[version].add(key)
    found: dict[int, list[_Version]] = defaultdict(list)
    for row in connection.execute(_WRITTEN, {"events": event_ids}):
        values = dict(row._mapping)
        found[row.event_id].append((values, frozenset(people[values.pop("id")])))
    return found


def _insert(connection: Connection, fresh: list[_Version]) -> None:
    if not fresh:
        return
    numbers = connection.execute(_INSERT, [row for row, _ in fresh]).scalars().all()
    people = [{"version_id": number, "key": key} for number, (_, keys) in zip(numbers, fresh, strict=True) for key in keys]
    if people:
        connection.execute(_INSERT_PEOPLE, people)


def _voices(connection: Connection, event_ids: list[int]) -> Mapping[int, list[Voice]]:
    known: dict[int, tuple[Account, int]] = {
        row.id: (account_of_row(row), row.event_id) for row in connection.execute(_ACCOUNTS, {"events": event_ids})
    }
    found: dict[int, list[Voice]] = defaultdict(list)
    for row in connection.execute(_VOICES, {"accounts": list(known)}):
        account, event = known[row.account_id]
        found[event].append(Voice(account, row.known_at, row.said_on, Standing(row.standing) if row.standing else None))
    return found


def _rows(event: int, told: list[tuple[datetime, Told]]) -> Iterable[_Version]:
    ends: list[datetime | None] = [known_from for known_from, _ in told[1:]]
    for (known_from, version), known_until in zip(told, [*ends, None], strict=True):
        period = version.period
        yield (
            {
                "event_id": event,
                "kind": version.kind.value,
                "known_from": known_from,
                "known_until": known_until,
                "state": version.state,
                "channel_id": version.channel_id,
                "verified": version.verified,
                "disputed": version.disputed,
                "weight": version.rank,
                "first_on": period.first if period else None,
                "last_on": period.last if period else None,
                "sort_on": period.first if period else date.min,
                "settled_on": version.settled_on,
                "confirmed_on": version.confirmed_on,
                "learned_at": version.learned_at,
            },
            frozenset(version.people),
        )
