"""Which articles' alerts editors see first, and what was decided. Each method works within the caller's transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, select, update

from bot.delivery.decisions import Decision, Decisions, Outcome
from bot.delivery.insert import insert_new
from bot.delivery.tables import chats, outbox, reviews
from bot.delivery.told import ToldEvents
from bot.delivery.values import Kind, State


class Ruling(StrEnum):
    """What became of a review; `expired` where it had grown too old for an alert, or nobody waited any more."""

    APPROVED = "approved"
    REJECTED = "rejected"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Review:
    """The review of one article's alerts. `ruling` is None until somebody has decided; `by` is that person's name."""

    article_id: int
    begun_at: datetime
    ruling: Ruling | None
    by: str

    @property
    def is_against(self) -> bool:
        """True where nobody is to get an alert on the article any more."""
        return self.ruling in (Ruling.REJECTED, Ruling.EXPIRED)

    @property
    def short_id(self) -> str:
        return f"A-{self.article_id}"


@dataclass(frozen=True, slots=True)
class Asked:
    """The message by which one editor was asked."""

    delivery_id: int
    language: str


class Reviews:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def begin(self, article_id: int, now: datetime) -> None:
        """Hold this article's alerts until somebody decides."""
        insert_new(self._connection, reviews, ("article_id",), article_id=article_id, begun_at=now)

    def find(self, article_id: int) -> Review | None:
        row = self._connection.execute(select(reviews).where(reviews.c.article_id == article_id)).one_or_none()
        return _review(row) if row else None

    def open(self) -> Sequence[Review]:
        """Those that nobody has decided, oldest first."""
        return self._read(reviews.c.verdict.is_(None))

    def unclosed(self) -> Sequence[Review]:
        """Those, and the decided ones of which the editors have not heard yet."""
        return self._read(reviews.c.closed_at.is_(None))

    def waiting(self, article_id: int) -> Sequence[int]:
        """The deliveries that wait for it."""
        mine = (outbox.c.article_id == article_id) & (outbox.c.kind == Kind.ALERT) & (outbox.c.state == State.HELD)
        return list(self._connection.execute(select(outbox.c.id).where(mine).order_by(outbox.c.id)).scalars())

    def asked(self, article_id: int) -> Sequence[Asked]:
        """All messages that asked an editor."""
        columns = select(outbox.c.id, chats.c.language).join_from(outbox, chats, outbox.c.chat_id == chats.c.id)
        rows = self._connection.execute(columns.where(outbox.c.key.startswith(asking_key(article_id))).order_by(outbox.c.id))
        return [Asked(row.id, row.language) for row in rows]

    def rule(self, article_id: int, ruling: Ruling, by: str, now: datetime) -> int | None:
        """Decide, and withdraw what waits unless it is approved; how many chats waited, None where it was decided before."""
        undecided = (reviews.c.article_id == article_id) & reviews.c.verdict.is_(None)
        values = {"verdict": ruling, "decided_by": by, "decided_at": now}
        if self._connection.execute(update(reviews).where(undecided).values(**values)).rowcount != 1:
            return None
        waiting, told = self.waiting(article_id), ToldEvents(self._connection)
        made = [Decision(article_id, one.key, Outcome(ruling), "", now, one.subscription_id) for one in told.in_messages(waiting)]
        Decisions(self._connection).note(made)
        if ruling is not Ruling.APPROVED:
            withdrawn = {"state": State.FAILED, "reason": str(ruling)}
            self._connection.execute(update(outbox).where(outbox.c.id.in_(waiting)).values(**withdrawn))
            # Who was not told of it needs no correction of it either.
            told.forget(waiting)
        return len(waiting)

    def close(self, article_id: int, now: datetime) -> None:
        """The editors have heard how it was decided."""
        self._connection.execute(update(reviews).where(reviews.c.article_id == article_id).values(closed_at=now))

    def _read(self, *conditions: Any) -> Sequence[Review]:
        rows = self._connection.execute(select(reviews).where(*conditions).order_by(reviews.c.article_id))
        return [_review(row) for row in rows]


def asking_key(article_id: int) -> str:
    """What the keys of the messages that ask about it begin with."""
    return f"review:A-{article_id}:"


def _review(row: Row[Any]) -> Review:
    return Review(row.article_id, row.begun_at, Ruling(row.verdict) if row.verdict else None, row.decided_by or "")
