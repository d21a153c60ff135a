"""Edge: the curated history in the ledger, kept equal to the configuration.

An entry counts as known from the last day of its period, as if one had followed events: a
board "as known on" an early day shows nothing of later ones. What is still to come counts as
known from the import. An entry that was edited or taken out was a mistake of ours: its old
claim is retracted and counts at no moment any more, though it stays in the table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import Connection, and_, case, delete, insert, select, update

from bot.ledger.account import Account, account_of_change, account_of_meeting
from bot.ledger.recording import claim_row, digest_of, lock_ledger, storable, upsert
from bot.ledger.shelf import events_of_accounts, shelve, unshelve
from bot.ledger.tables import accounts, chronicle_entries, chronicle_state, claims, events, names
from bot.ledger.versions import rebuild_versions
from bot.model.claims import ChangeClaim, Evidence, MeetingClaim, Participant
from bot.model.knowledge import THIRD, Chronicle, ChronicleChange, ChronicleMeeting, Person

# Raise it where the same entry is to be written in another way: all entries are then replaced.
_FORM = 1
_CONFIDENCE = {"high": 1.0, "medium": 0.8, "low": 0.5}
_NO_EVIDENCE = Evidence(0, 0, "")


@dataclass(frozen=True, slots=True)
class Imported:
    """How many entries an import added, found changed, and dropped."""

    added: int = 0
    changed: int = 0
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry as the claim it makes. `digest` changes with anything that it says."""

    id: str
    digest: str
    claim: MeetingClaim | ChangeClaim
    account: Account
    quote: str
    source: str | None
    last_day: date


def import_chronicle(connection: Connection, chronicle: Chronicle, people: Mapping[str, Person], now: datetime) -> Imported:
    """Add what is new, replace what changed, retract what is gone. Unchanged, it reads one row."""
    if is_imported(connection, chronicle, people):
        return Imported()
    digest = _digest_of_all(chronicle, people)
    lock_ledger(connection)
    entries = {entry.id: entry for entry in _entries(chronicle, people)}
    known = {row.id: (row.digest, row.claim_id) for row in connection.execute(select(chronicle_entries))}
    fresh = [entry for entry in entries.values() if entry.id not in known or known[entry.id][0] != entry.digest]
    dropped = sorted(known.keys() - entries.keys())
    retracted = {key: known[key][1] for key in [*dropped, *(entry.id for entry in fresh if entry.id in known)]}
    touched, gone = _replace(connection, fresh, retracted, now)
    connection.execute(delete(chronicle_entries).where(chronicle_entries.c.id.in_(dropped)))
    _remember_names(connection, entries.values())
    state = upsert(connection.dialect.name, chronicle_state).values(id=1, digest=digest)
    connection.execute(state.on_conflict_do_update(index_elements=["id"], set_={"digest": digest}))
    rebuild_versions(connection, touched, gone)
    changed = len(retracted) - len(dropped)
    return Imported(len(fresh) - changed, changed, len(dropped))


def is_imported(connection: Connection, chronicle: Chronicle, people: Mapping[str, Person]) -> bool:
    """True where the ledger holds just this chronicle. Only reads: most starts need no more."""
    return connection.execute(select(chronicle_state.c.digest)).scalar() == _digest_of_all(chronicle, people)


def _digest_of_all(chronicle: Chronicle, people: Mapping[str, Person]) -> str:
    """Changes with anything that an import would write. Cheap, because every start asks for it."""
    named = sorted({key for meeting in chronicle.meetings for key in meeting.participants})
    return digest_of(repr((_FORM, chronicle, [(person.name, person.side, person.tenures) for person in map(people.__getitem__, named)])))


def _replace(
    connection: Connection, fresh: Sequence[_Entry], retracted: Mapping[str, int], now: datetime
) -> tuple[set[int], frozenset[int]]:
    """Write new claims and retract old ones; gives the events that changed and those that are gone.

    New ones first: an entry of which only the wording changed keeps its event and number."""
    shelved = shelve(connection, [entry.account for entry in fresh])
    written = _insert(connection, fresh, shelved.ids, now)
    old = {
        row.id: (row.account_id, row.event_id)
        for row in connection.execute(
            select(claims.c.id, claims.c.account_id, accounts.c.event_id)
            .join(accounts, accounts.c.id == claims.c.account_id)
            .where(claims.c.id.in_(list(retracted.values())))
        )
    }
    for key, claim_id in retracted.items():
        values = {"retracted_at": now, "superseded_by": written.get(key)}
        connection.execute(update(claims).where(claims.c.id == claim_id).values(values))
    left = unshelve(connection, _unspoken(connection, [account for account, _ in old.values()]))
    events_now = events_of_accounts(connection, [*shelved.ids.values(), *(account for account, _ in old.values())])
    gone = shelved.gone | left.gone
    _lead_on(connection, {old[claim][1]: written.get(key) for key, claim in retracted.items() if old[claim][1] in gone})
    return (events_now | shelved.rebuilt | left.rebuilt) - gone, gone


def _insert(connection: Connection, fresh: Sequence[_Entry], account_ids: Mapping[str, int], now: datetime) -> dict[str, int]:
    if not fresh:
        return {}
    rows = [
        claim_row(entry.claim, _known_at(entry, now), None)
        | {"account_id": account_ids[entry.account.signature], "entry_id": entry.id, "standing": None}
        | {"span_start": None, "span_end": None, "quote": storable(entry.quote), "chronicle_source": storable(entry.source)}
        for entry in fresh
    ]
    statement = insert(claims).returning(claims.c.id, sort_by_parameter_order=True)
    numbers = connection.execute(statement, rows).scalars().all()
    written = dict(zip((entry.id for entry in fresh), numbers, strict=True))
    kept = upsert(connection.dialect.name, chronicle_entries)
    kept = kept.on_conflict_do_update(index_elements=["id"], set_={"digest": kept.excluded.digest, "claim_id": kept.excluded.claim_id})
    connection.execute(kept, [{"id": entry.id, "digest": entry.digest, "claim_id": written[entry.id]} for entry in fresh])
    return written


def _unspoken(connection: Connection, account_ids: Sequence[int]) -> list[int]:
    """Those of the accounts that no claim tells any more."""
    spoken = select(claims.c.account_id).where(claims.c.account_id.in_(account_ids), claims.c.retracted_at.is_(None))
    still = set(connection.execute(spoken).scalars())
    return sorted(set(account_ids) - still)


def _lead_on(connection: Connection, successors: Mapping[int | None, int | None]) -> None:
    """The number of an event that only a changed entry told leads to where the entry is now."""
    for old, claim in successors.items():
        new = connection.execute(
            select(accounts.c.event_id).join(claims, claims.c.account_id == accounts.c.id).where(claims.c.id == claim)
        ).scalar()
        if new is not None and new != old:
            connection.execute(update(events).where((events.c.id == old) | (events.c.merged_into == old)).values(merged_into=new))


def _remember_names(connection: Connection, entries: Iterable[_Entry]) -> None:
    """Everybody that checked entries name; those that no entry and no article names are dropped."""
    people: dict[str, Participant] = {}
    for entry in sorted(entries, key=lambda each: each.last_day):
        if entry.account.verified and isinstance(entry.claim, MeetingClaim):
            people |= {each.key: each for each in entry.claim.participants}
    connection.execute(update(names).values(in_chronicle=False))
    if people:
        statement = upsert(connection.dialect.name, names)
        rows = [
            {"key": each.key, "name": each.name, "side": each.side, "title": each.title, "in_chronicle": True, "in_articles": False}
            for each in people.values()
        ]
        fresh = {
            "in_chronicle": True,
            "name": statement.excluded.name,
            "title": case((and_(names.c.in_articles, names.c.title.is_not(None)), names.c.title), else_=statement.excluded.title),
        }
        connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_=fresh), rows)
    connection.execute(delete(names).where(names.c.in_chronicle.is_(False), names.c.in_articles.is_(False)))


def _known_at(entry: _Entry, now: datetime) -> datetime:
    return min(datetime.combine(entry.last_day, time(), UTC), now)


def _entries(chronicle: Chronicle, people: Mapping[str, Person]) -> Iterable[_Entry]:
    sides = tuple(sorted({person.side for person in people.values()} - {THIRD}))
    for meeting in chronicle.meetings:
        claim = _meeting_claim(meeting, people, sides)
        account = account_of_meeting(claim, None, None, verified=meeting.checked, approximate=meeting.approximate)
        yield _entry(meeting, claim, account, meeting.note)
    for change in chronicle.changes:
        told = ChangeClaim(
            change.channel_id,
            change.status,
            change.period,
            change.by,
            change.reason,
            _NO_EVIDENCE,
            confidence=_CONFIDENCE.get(change.confidence, 0.5),
        )
        yield _entry(change, told, account_of_change(told, None, None, verified=change.checked), change.reason)


def _entry(curated: ChronicleMeeting | ChronicleChange, claim: MeetingClaim | ChangeClaim, account: Account, words: str | None) -> _Entry:
    content = repr((_FORM, curated, claim))
    source = curated.source or curated.see
    return _Entry(f"{account.kind.value}/{curated.id}", digest_of(content), claim, account, words or "", source, curated.period.last)


def _meeting_claim(meeting: ChronicleMeeting, people: Mapping[str, Person], sides: tuple[str, ...]) -> MeetingClaim:
    return MeetingClaim(
        participants=tuple(_participant(people[key], meeting.period.first) for key in meeting.participants),
        sides=sides,
        state=meeting.state,
        mode=meeting.mode,
        period=meeting.period,
        place=meeting.place,
        channel_id=meeting.channel_id,
        evidence=_NO_EVIDENCE,
        confidence=_CONFIDENCE.get(meeting.confidence, 0.5),
    )


def _participant(person: Person, day: date) -> Participant:
    """Somebody with the office held on the day, the one that began last where there are several."""
    tenures = [tenure for tenure in person.tenures if tenure.covers(day)]
    title = max(tenures, key=lambda tenure: tenure.start).title if tenures else None
    return Participant(name=person.name, side=person.side, person_id=person.id, title=title)
