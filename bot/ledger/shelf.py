"""Edge: accounts in the database, and the merge applied to them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, exists, insert, select, union, update

from bot.ledger.account import Account, Attendee, Kind, Window
from bot.ledger.merge import Merge, Regrouped, renumber
from bot.ledger.tables import account_people, accounts, events
from bot.model.claims import Mode
from bot.model.period import Period

_DAY = timedelta(days=1)
# Far below the limits of both databases (SQLite 250,000 variables, PostgreSQL 65,535).
_CHUNK = 500

_NEAR = union(
    select(accounts.c.event_id)
    .join(account_people, account_people.c.account_id == accounts.c.id)
    .where(
        account_people.c.key.in_(bindparam("keys", expanding=True)),
        account_people.c.last_on >= bindparam("since"),
        accounts.c.first_on <= bindparam("until"),
    ),
    select(accounts.c.event_id).where(
        accounts.c.channel_id == bindparam("channel_id"),
        accounts.c.kind == bindparam("kind"),
        accounts.c.last_on >= bindparam("since"),
        accounts.c.first_on <= bindparam("until"),
        # Without a common participant, only those that name nobody of the same side can be linked
        # by the channel; on a busy channel that spares reading most of it.
        ~exists().where(account_people.c.account_id == accounts.c.id, account_people.c.side.in_(bindparam("sides", expanding=True))),
    ),
)
_OF_EVENTS = select(accounts).where(accounts.c.event_id.in_(bindparam("events", expanding=True)))
_EVENTS = select(accounts.c.event_id).distinct().where(accounts.c.id.in_(bindparam("ids", expanding=True)))
_BY_SIGNATURE = select(accounts.c.signature, accounts.c.id, accounts.c.event_id).where(
    accounts.c.signature.in_(bindparam("signatures", expanding=True))
)


class StoredNeighbourhood:
    """What the database holds around accounts, read at most once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._seen: set[int] = set()

    def around(self, accounts: Collection[Account]) -> Iterable[tuple[Account, int]]:
        found = {event for _, event in _events_of(self._connection, [each.signature for each in accounts]).values() if event is not None}
        for values in _searches(accounts):
            found |= {event for (event,) in self._connection.execute(_NEAR, values) if event is not None}
        fresh = sorted(found - self._seen)
        self._seen |= found
        for part in _parts(fresh):
            for row in self._connection.execute(_OF_EVENTS, {"events": part}):
                yield account_of_row(row), row.event_id


def _searches(accounts: Iterable[Account]) -> Iterable[dict[str, object]]:
    """What to look for so that nothing near one of these accounts is missed.

    Accounts of the same company are looked for at once, in all their days: those of one event
    mostly are, and lie close together."""
    windows: dict[tuple[tuple[Attendee, ...], str | None, Kind], Window] = {}
    for account in accounts:
        if account.window is not None:
            company = (account.people, account.channel_id, account.kind)
            known = windows.get(company, account.window)
            windows[company] = Window(min(known.first, account.window.first), max(known.last, account.window.last))
    for (people, channel_id, kind), window in windows.items():
        since = window.first - _DAY if window.first > date.min else date.min
        until = window.last + _DAY if window.last < date.max else date.max
        keys, sides = [each.key for each in people], sorted({each.side for each in people})
        yield {"keys": keys, "sides": sides, "channel_id": channel_id, "kind": kind.value, "since": since, "until": until}


@dataclass(frozen=True, slots=True)
class Shelved:
    """Where accounts stand now: their row, and the events whose accounts changed.

    `ids` holds the rows of the accounts that were asked for, by signature; `rebuilt` are events
    that gained or lost accounts which had been told before, `born` those that are new to the
    ledger, `gone` those whose number now leads elsewhere or nowhere."""

    ids: dict[str, int]
    rebuilt: frozenset[int] = frozenset()
    born: frozenset[int] = frozenset()
    gone: frozenset[int] = frozenset()


def shelve(connection: Connection, wanted: Iterable[Account]) -> Shelved:
    """Make sure that all these accounts stand in an event; those that do already are left."""
    unique = {account.signature: account for account in wanted}
    known = _events_of(connection, list(unique))
    ids = {signature: row for signature, (row, _) in known.items()}
    fresh = [account for signature, account in unique.items() if signature not in known]
    ids |= _insert(connection, fresh)
    # An account whose claims were all retracted is on the shelf but in no event; now it is told again.
    again = [unique[signature] for signature, (_, event) in known.items() if event is None]
    return _regroup(connection, fresh, again, [], ids) if fresh or again else Shelved(ids)


def unshelve(connection: Connection, account_ids: Sequence[int]) -> Shelved:
    """Take accounts out of their events: nobody says them any more."""
    removed = [
        account_of_row(row)
        for part in _parts(account_ids)
        for row in connection.execute(select(accounts).where(accounts.c.id.in_(part), accounts.c.event_id.is_not(None)))
    ]
    return _regroup(connection, [], [], removed, {})


def _regroup(
    connection: Connection, fresh: Sequence[Account], again: Sequence[Account], removed: Sequence[Account], ids: dict[str, int]
) -> Shelved:
    regrouped = Merge(StoredNeighbourhood(connection)).change([*fresh, *again], removed)
    numbering = renumber(regrouped)
    born = {event: _new_event(connection, regrouped, event) for event, number in numbering.numbers.items() if number is None}
    numbers = {event: born[event] if number is None else number for event, number in numbering.numbers.items()}
    moves: dict[str, int | None] = {
        signature: numbers[event] for signature, event in regrouped.after.items() if regrouped.before.get(signature) != numbers[event]
    }
    moves |= {account.signature: None for account in removed}
    if moves:
        statement = update(accounts).where(accounts.c.signature == bindparam("which")).values(event_id=bindparam("event"))
        connection.execute(statement, [{"which": signature, "event": event} for signature, event in moves.items()])
    for old, new in numbering.redirects.items():
        connection.execute(update(events).where((events.c.id == old) | (events.c.merged_into == old)).values(merged_into=new))
    untold = {account.signature for account in fresh}
    left = {regrouped.before[signature] for signature in moves if signature in regrouped.before}
    entered = {event for signature, event in moves.items() if event is not None and signature not in untold}
    alive = set(numbers.values())
    return Shelved(ids, frozenset(left & alive | entered), frozenset(born.values()), frozenset(left - alive))


def _new_event(connection: Connection, regrouped: Regrouped, event: int) -> int:
    member = next(signature for signature, at in regrouped.after.items() if at == event)
    return int(connection.execute(insert(events).values(kind=regrouped.accounts[member].kind.value).returning(events.c.id)).scalar_one())


def events_of_accounts(connection: Connection, account_ids: Iterable[int]) -> set[int]:
    """The events that these accounts stand in."""
    wanted = sorted(set(account_ids))
    return {event for part in _parts(wanted) for (event,) in connection.execute(_EVENTS, {"ids": part}) if event is not None}


def _events_of(connection: Connection, signatures: Sequence[str]) -> dict[str, tuple[int, int | None]]:
    """Row and event of the accounts that are known."""
    return {
        row.signature: (row.id, row.event_id)
        for part in _parts(signatures)
        for row in connection.execute(_BY_SIGNATURE, {"signatures": part})
    }


def _insert(connection: Connection, fresh: Sequence[Account]) -> dict[str, int]:
    if not fresh:
        return {}
    statement = insert(accounts).returning(accounts.c.id, sort_by_parameter_order=True)
    numbers = connection.execute(statement, [_row_of(account) for account in fresh]).scalars().all()
    people = [
        {
            "account_id": number,
            "key": attendee.key,
            "side": attendee.side,
            "inferred": attendee.inferred,
            "last_on": account.window.last if account.window else None,
        }
        for number, account in zip(numbers, fresh, strict=True)
        for attendee in account.people
    ]
    if people:
        connection.execute(insert(account_people), people)
    return {account.signature: number for number, account in zip(numbers, fresh, strict=True)}


def _row_of(account: Account) -> dict[str, object]:
    period, window = account.period, account.window
    return {
        "signature": account.signature,
        "kind": account.kind.value,
        "state": account.state,
        "channel_id": account.channel_id,
        "mode": account.mode.value if account.mode else None,
        "place": account.place,
        "sides": list(account.sides),
        "side_of_change": account.side_of_change,
        "voice": account.voice,
        "people": [[attendee.key, attendee.side, attendee.inferred] for attendee in account.people],
        "period_start": str(period.start) if period else None,
        "period_end": str(period.end) if period and period.end else None,
        "first_on": window.first if window else None,
        "last_on": window.last if window else None,
        "guessed": window.guessed if window else False,
        "verified": account.verified,
    }


def account_of_row(row: Row[*tuple[Any, ...]]) -> Account:
    """An account from a row that has all columns of `accounts`."""
    return Account(
        kind=Kind(row.kind),
        state=row.state,
        channel_id=row.channel_id,
        people=tuple(Attendee(*attendee) for attendee in row.people),
        sides=tuple(row.sides),
        mode=Mode(row.mode) if row.mode else None,
        place=row.place,
        side_of_change=row.side_of_change,
        voice=row.voice,
        period=Period.parse(row.period_start, row.period_end) if row.period_start else None,
        window=Window(row.first_on, row.last_on, row.guessed) if row.first_on else None,
        verified=row.verified,
        signature=row.signature,
    )


def _parts(values: Sequence[object]) -> Iterable[Sequence[object]]:
    return (values[start : start + _CHUNK] for start in range(0, len(values), _CHUNK))
