"""What was made of each event that an article gave cause for, so that `why` can tell.

Each method works within the caller's transaction."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from bot.delivery.tables import decisions


class Outcome(StrEnum):
    """What was decided. The first two are for all chats, the others for one subscription."""

    DUE = "due"
    SILENT = "silent"
    QUEUED = "queued"
    HELD = "held"
    FILTERED = "filtered"
    TOLD = "told"
    CORRECTED = "corrected"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"
    APPROVED = "approved"
    REJECTED = "rejected"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Decision:
    """`rule` is what decided: why it is silent for all, the facet that filtered it, what holds it,
    how it was corrected, why it was withdrawn; empty where nothing stood against it. `key` is the alert's, such as
    `C-57:suspended`; `subscription_id` None says: for all."""

    article_id: int
    key: str
    outcome: Outcome
    rule: str
    decided_at: datetime
    subscription_id: int | None = None

    @property
    def subject(self) -> str:
        """The event's short id at that time."""
        return self.key.partition(":")[0]


class Decisions:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note(self, made: Sequence[Decision]) -> None:
        rows = [
            {
                "article_id": one.article_id,
                "subject": one.subject,
                "key": one.key,
                "subscription_id": one.subscription_id,
                "verdict": one.outcome,
                "rule": one.rule,
                "decided_at": one.decided_at,
            }
            for one in made
        ]
        if rows:
            self._connection.execute(insert(decisions), rows)

    def of_subjects(self, subjects: Collection[str], subscription_id: int | None) -> Sequence[Decision]:
        """On these events, for all and for one subscription, as they were made."""
        return self._read(decisions.c.subject.in_(sorted(subjects)), subscription_id)

    def of_article(self, article_id: int, subscription_id: int | None) -> Sequence[Decision]:
        """On all that one article told."""
        return self._read(decisions.c.article_id == article_id, subscription_id)

    def due_since(self, moment: datetime) -> Sequence[Decision]:
        """All that was cause for an alert from this moment on, as it was decided."""
        return self._read((decisions.c.verdict == Outcome.DUE) & (decisions.c.decided_at >= moment), None)

    def forget_before(self, moment: datetime) -> int:
        """Drop old ones; how many there were."""
        return self._connection.execute(delete(decisions).where(decisions.c.decided_at < moment)).rowcount

    def _read(self, which: ColumnElement[bool], subscription_id: int | None) -> Sequence[Decision]:
        mine = decisions.c.subscription_id.is_(None) | (decisions.c.subscription_id == subscription_id)
        rows = self._connection.execute(select(decisions).where(which, mine).order_by(decisions.c.id))
        return [Decision(row.article_id, row.key, Outcome(row.verdict), row.rule, row.decided_at, row.subscription_id) for row in rows]
