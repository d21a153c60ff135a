"""Edge: writing articles with their claims, one transaction of the caller's each."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, bindparam, func, insert, or_, select, text
from sqlalchemy.dialects import postgresql, sqlite

from bot.ledger.account import Account, Kind, account_of_change, account_of_meeting
from bot.ledger.shelf import Shelved, events_of_accounts, shelve
from bot.ledger.tables import article_people, articles, claims, events, names
from bot.ledger.versions import write_versions
from bot.model.article import Article, Reading, Standing
from bot.model.claims import ChangeClaim, MeetingClaim, Participant
from bot.model.ledger import Outcome, Recorded
from bot.model.period import Period

# Any number, the same in all our processes, another than the migration's.
_WRITER_LOCK = 0x6C656467  # "ledg"

# Statements of every article, built once: building one takes longer than running it.
_KNOWN = select(articles.c.id).where(articles.c.digest == bindparam("digest"))
_INSERT_ARTICLE = insert(articles).returning(articles.c.id)
_INSERT_PEOPLE = insert(article_people)
_INSERT_CLAIMS = insert(claims)
_KINDS = select(events.c.id, events.c.kind).where(events.c.id.in_(bindparam("ids", expanding=True))).order_by(events.c.id)


def record(connection: Connection, article: Article, reading: Reading, now: datetime, voices: Mapping[Standing, str]) -> Recorded:
    """Write one article with its claims and merge them; see LedgerWriter.record."""
    told: list[MeetingClaim | ChangeClaim] = [*reading.meetings, *reading.changes]
    for claim in told:
        _check_evidence(article, claim)
    lock_ledger(connection)
    digest = digest_of(article.text)
    known = connection.execute(_KNOWN, {"digest": digest}).scalar()
    if known is not None:
        return Recorded(known, Outcome.KNOWN)
    article_id = _insert_article(connection, article, reading, digest, now)
    _insert_people(connection, article_id, reading.people)
    spoken = _spoken(article, reading)
    remember_names(connection, _everybody(reading), spoken.first if spoken else None)
    if not told:
        return Recorded(article_id, Outcome.TAKEN)
    found = [_account(claim, spoken, claim.says or voices.get(article.standing)) for claim in told]
    shelved = shelve(connection, found)
    rows = [
        claim_row(claim, now, spoken.first if spoken else None)
        | {"account_id": shelved.ids[account.signature], "article_id": article_id, "standing": article.standing.value}
        | {"span_start": claim.evidence.start, "span_end": claim.evidence.end, "quote": storable(claim.evidence.quote)}
        for claim, account in zip(told, found, strict=True)
    ]
    connection.execute(_INSERT_CLAIMS, rows)
    reported = events_of_accounts(connection, shelved.ids.values())
    write_versions(connection, reported | shelved.rebuilt, shelved, now)
    return _recorded(connection, article_id, reported, shelved)


def lock_ledger(connection: Connection) -> None:
    """One writer of the ledger at a time: what merges with what depends on all that is there.

    On SQLite the transaction has the lock already (`writing`); PostgreSQL's ends with it."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _WRITER_LOCK})


def remember_names(connection: Connection, people: Iterable[Participant], spoken_on: date | None) -> None:
    """Keep everybody's name and title as the newest article that gives them has them."""
    rows = {}
    for each in people:
        key = storable(each.key)
        row = {"key": key, "name": storable(each.name), "side": each.side, "title": storable(each.title)}
        rows[key] = row | {"titled_on": spoken_on, "in_articles": True}
    if rows:
        connection.execute(_name_upsert(connection.dialect.name), list(rows.values()))


@cache
def _name_upsert(dialect: str) -> sqlite.Insert | postgresql.Insert:
    statement = upsert(dialect, names)
    fresher = or_(names.c.titled_on.is_(None), statement.excluded.titled_on >= names.c.titled_on)
    changes: dict[str, ColumnElement[Any]] = {key: statement.excluded[key] for key in ("name", "side", "titled_on", "in_articles")}
    changes["title"] = func.coalesce(statement.excluded.title, names.c.title)
    return statement.on_conflict_do_update(index_elements=["key"], set_=changes, where=fresher)


def upsert(dialect: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that takes ON CONFLICT, which both databases write alike."""
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)


def claim_row(claim: MeetingClaim | ChangeClaim, known_at: datetime, said_on: date | None) -> dict[str, object]:
    """The columns that claims of articles and of the chronicle share."""
    people = claim.participants if isinstance(claim, MeetingClaim) else ()
    return {
        "known_at": known_at,
        "said_on": said_on,
        "says": claim.says,
        "confidence": claim.confidence,
        "participants": [[storable(each.name), each.side, each.person_id, storable(each.title), each.inferred] for each in people],
        "reason": storable(claim.reason) if isinstance(claim, ChangeClaim) else None,
        "why": [storable(each) for each in claim.why],
    }


def digest_of(content: str) -> str:
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def storable(value: str | None) -> str | None:
    """A text as databases take it. Character for character, so that offsets stay right:
    PostgreSQL knows no NUL, and half of a surrogate pair is no UTF-8."""
    if value is None or (value.isascii() and "\x00" not in value):
        return value
    return "".join("\ufffd" if each == "\x00" or "\ud800" <= each <= "\udfff" else each for each in value)


def _check_evidence(article: Article, claim: MeetingClaim | ChangeClaim) -> None:
    evidence = claim.evidence
    if not evidence.quote or article.text[evidence.start : evidence.end] != evidence.quote:
        raise ValueError(f"evidence {evidence.start}:{evidence.end} does not give its quote in {article.address}: {evidence.quote!r}")


def _insert_article(connection: Connection, article: Article, reading: Reading, digest: str, now: datetime) -> int:
    dated = reading.dated
    row = {
        "digest": digest,
        "source": article.source,
        "address": storable(article.address),
        "title": storable(article.title or reading.headline),
        "language": reading.language,
        "given_language": article.language,
        "standing": article.standing.value,
        "published_at": article.published_at,
        "dated_start": str(dated.start) if dated else None,
        "dated_end": str(dated.end) if dated and dated.end else None,
        "dated_by": reading.dated_by,
        "seen_at": now,
        "relevant": reading.relevant,
        "text": storable(article.text),
    }
    return int(connection.execute(_INSERT_ARTICLE, row).scalar_one())


def _insert_people(connection: Connection, article_id: int, people: Sequence[Participant]) -> None:
    rows = [
        {
            "article_id": article_id,
            "position": position,
            "key": storable(each.key),
            "name": storable(each.name),
            "side": each.side,
            "title": storable(each.title),
            "inferred": each.inferred,
        }
        for position, each in enumerate(people)
    ]
    if rows:
        connection.execute(_INSERT_PEOPLE, rows)


def _everybody(reading: Reading) -> list[Participant]:
    """Participants first: where one is among the people too, what the article says of them counts."""
    return [each for meeting in reading.meetings for each in meeting.participants] + list(reading.people)


def _spoken(article: Article, reading: Reading) -> Period | None:
    """The day or month in which the article speaks, None where neither text nor source tell."""
    if reading.dated is not None:
        return reading.dated
    return Period.of_day(article.published_at.date()) if article.published_at else None


def _account(claim: MeetingClaim | ChangeClaim, spoken: Period | None, voice: str | None) -> Account:
    if isinstance(claim, MeetingClaim):
        return account_of_meeting(claim, spoken, voice)
    return account_of_change(claim, spoken, voice)


def _recorded(connection: Connection, article_id: int, reported: Collection[int], shelved: Shelved) -> Recorded:
    kinds = {row.id: row.kind for row in connection.execute(_KINDS, {"ids": sorted({*reported, *shelved.rebuilt})})}

    def of(kind: Kind, ids: Iterable[int]) -> tuple[int, ...]:
        return tuple(sorted(one for one in ids if kinds[one] == kind.value))

    born, grown = shelved.born & set(reported), set(reported) - shelved.born
    regrouped = shelved.rebuilt - set(reported)
    return Recorded(
        article_id,
        Outcome.TAKEN,
        new_meetings=of(Kind.MEETING, born),
        new_changes=of(Kind.CHANGE, born),
        updated_meetings=of(Kind.MEETING, grown),
        updated_changes=of(Kind.CHANGE, grown),
        regrouped_meetings=of(Kind.MEETING, regrouped),
        regrouped_changes=of(Kind.CHANGE, regrouped),
    )
