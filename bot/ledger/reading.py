"""Edge: events as readers get them, with the reports behind them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from bot.ledger.account import Account
from bot.ledger.queries import contemporaries
from bot.ledger.shelf import account_of_row
from bot.ledger.status import rivals
from bot.ledger.tables import accounts, articles, claims
from bot.ledger.telling import Told, Voice, tell
from bot.model.article import Article, Standing
from bot.model.claims import MeetingState, Participant, Status
from bot.model.ledger import ArticleRef, Change, Meeting, Report
from bot.model.period import Period

_CHUNK = 500
_REF = (
    articles.c.id,
    articles.c.source,
    articles.c.address,
    articles.c.title,
    articles.c.language,
    articles.c.standing,
    articles.c.dated_start,
    articles.c.dated_end,
    articles.c.seen_at,
    articles.c.relevant,
)
_CLAIM = (
    claims.c.id,
    claims.c.account_id,
    claims.c.article_id,
    claims.c.known_at,
    claims.c.said_on,
    claims.c.standing,
    claims.c.says,
    claims.c.confidence,
    claims.c.span_start,
    claims.c.span_end,
    claims.c.quote,
    claims.c.participants,
    claims.c.reason,
    claims.c.chronicle_source,
)


@dataclass(frozen=True, slots=True)
class _Claim:
    """One claim with what it tells, in whose mouth, and as readers see it."""

    voice: Voice
    report: Report
    participants: tuple[Participant, ...]
    reason: str | None


def meetings_of(connection: Connection, event_ids: Sequence[int], known_at: datetime | None, *, unverified: bool) -> dict[int, Meeting]:
    """Meetings by number, as known at a moment. Reports of unverified entries are shown where
    `unverified` is True; they shape a meeting only where nothing else tells it."""
    told = _claims_of(connection, event_ids, known_at)
    return {event: _meeting(event, found, unverified=unverified) for event, found in told.items()}


def changes_of(connection: Connection, event_ids: Sequence[int], known_at: datetime | None, *, unverified: bool) -> dict[int, Change]:
    """Changes by number, as meetings_of."""
    told = _claims_of(connection, event_ids, known_at)
    disputed = _disputed(connection, event_ids, known_at)
    return {event: _change(event, found, unverified=unverified, disputed=event in disputed) for event, found in told.items()}


def article_ref(row: Row[*tuple[Any, ...]]) -> ArticleRef:
    return ArticleRef(
        id=row.id,
        source=row.source,
        address=row.address,
        title=row.title,
        language=row.language,
        standing=Standing(row.standing),
        dated=Period.parse(row.dated_start, row.dated_end) if row.dated_start else None,
        seen_at=row.seen_at,
        relevant=row.relevant,
    )


def article_refs(connection: Connection, learned_after: datetime | None, relevant: bool | None, limit: int | None) -> list[ArticleRef]:
    statement = select(*_REF).order_by(articles.c.seen_at.desc(), articles.c.id.desc()).limit(limit)
    if learned_after is not None:
        statement = statement.where(articles.c.seen_at > learned_after)
    if relevant is not None:
        statement = statement.where(articles.c.relevant == relevant)
    return [article_ref(row) for row in connection.execute(statement)]


def find_article(connection: Connection, article_id: int) -> tuple[ArticleRef, Article] | None:
    row = connection.execute(select(articles).where(articles.c.id == article_id)).one_or_none()
    if row is None:
        return None
    article = Article(
        text=row.text,
        source=row.source,
        address=row.address,
        title=row.title,
        published_at=row.published_at,
        language=row.given_language,
        standing=Standing(row.standing),
    )
    return article_ref(row), article


def find_address(connection: Connection, address: str) -> int | None:
    bare = address.partition("#")[0].rstrip("/")
    alike = select(articles.c.id).where(articles.c.address.in_(sorted({address, bare, f"{bare}/"})))
    return connection.execute(alike.order_by(articles.c.id.desc()).limit(1)).scalar()


def _claims_of(connection: Connection, event_ids: Sequence[int], known_at: datetime | None) -> Mapping[int, list[_Claim]]:
    """All claims of these events that were known at the moment, in the order they became known."""
    found: dict[int, list[_Claim]] = defaultdict(list)
    for start in range(0, len(event_ids), _CHUNK):
        part = event_ids[start : start + _CHUNK]
        rows = connection.execute(select(accounts).where(accounts.c.event_id.in_(part)))
        known = {row.id: (account_of_row(row), row.event_id) for row in rows}
        # By their accounts rather than a join: without statistics PostgreSQL would read all claims.
        statement = select(*_CLAIM).where(claims.c.account_id.in_(list(known)), claims.c.retracted_at.is_(None))
        statement = statement.order_by(claims.c.known_at, claims.c.id)
        if known_at is not None:
            statement = statement.where(claims.c.known_at <= known_at)
        claim_rows = connection.execute(statement).all()
        refs = _refs(connection, [row.article_id for row in claim_rows if row.article_id is not None])
        for row in claim_rows:
            account, event = known[row.account_id]
            found[event].append(_claim(row, account, refs))
    return found


def _refs(connection: Connection, article_ids: Iterable[int]) -> dict[int, ArticleRef]:
    wanted = sorted(set(article_ids))
    return {
        row.id: article_ref(row)
        for start in range(0, len(wanted), _CHUNK)
        for row in connection.execute(select(*_REF).where(articles.c.id.in_(wanted[start : start + _CHUNK])))
    }


def _claim(row: Row[*tuple[Any, ...]], account: Account, refs: Mapping[int, ArticleRef]) -> _Claim:
    article = refs[row.article_id] if row.article_id is not None else None
    standing = Standing(row.standing) if row.standing else None
    people = tuple(Participant(name, side, person_id, title, inferred) for name, side, person_id, title, inferred in row.participants)
    report = Report(
        claim_id=row.id,
        state=account.state,
        period=account.period,
        says=row.says,
        quote=row.quote,
        known_at=row.known_at,
        confidence=row.confidence,
        article=article,
        start=row.span_start,
        end=row.span_end,
        chronicle_source=row.chronicle_source,
        checked=account.verified,
        participants=people,
        mode=account.mode,
        place=account.place,
    )
    return _Claim(Voice(account, row.known_at, row.said_on, standing), report, people, row.reason)


def _meeting(event: int, found: Sequence[_Claim], *, unverified: bool) -> Meeting:
    told = tell([claim.voice for claim in found])
    return Meeting(
        id=event,
        participants=_participants(told, found),
        sides=told.sides,
        state=MeetingState(told.state),
        mode=told.mode,
        period=told.period,
        periods=told.periods,
        place=told.place,
        channel_id=told.channel_id,
        reports=_reports(told, found, unverified=unverified),
        disputed=told.disputed,
    )


def _change(event: int, found: Sequence[_Claim], *, unverified: bool, disputed: bool) -> Change:
    told = tell([claim.voice for claim in found])
    return Change(
        id=event,
        channel_id=told.channel_id or "",
        status=Status(told.state),
        period=told.period,
        by=told.side_of_change,
        reason=next((claim.reason for claim in _weightiest(told, found) if claim.reason), None),
        reports=_reports(told, found, unverified=unverified),
        disputed=disputed,
    )


def _reports(told: Told, found: Iterable[_Claim], *, unverified: bool) -> tuple[Report, ...]:
    shown = unverified or not told.verified
    return tuple(claim.report for claim in found if shown or claim.report.checked)


def _weightiest(told: Told, found: Iterable[_Claim]) -> list[_Claim]:
    """The claims that count, those of the weightiest source first, then as they became known."""
    counting = [claim for claim in found if claim.report.checked == told.verified]
    return sorted(counting, key=lambda claim: -claim.voice.rank)


def _participants(told: Told, found: Iterable[_Claim]) -> tuple[Participant, ...]:
    """Everybody who takes part, as the weightiest report that names them has name and title."""
    best: dict[str, Participant] = {}
    for claim in _weightiest(told, found):
        for each in claim.participants:
            known = best.get(each.key)
            if known is None or (known.inferred, known.title is None) > (each.inferred, each.title is None):
                best[each.key] = each
    return tuple(best[key] for key in told.people)


def _disputed(connection: Connection, event_ids: Sequence[int], known_at: datetime | None) -> set[int]:
    """Those of these changes that a report of equal weight contradicts for the same days."""
    return {
        mine.id
        for mine, others in contemporaries(connection, event_ids, known_at)
        if any(other.weight == mine.weight and rivals(mine, other) for other in others)
    }
