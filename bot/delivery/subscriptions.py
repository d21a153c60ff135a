"""What chats asked for. Each method works within the caller's transaction."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Connection, Row, Select, select, update

from bot.delivery.chats import CHAT_COLUMNS, read_chat
from bot.delivery.horizon import close_until
from bot.delivery.insert import insert_new
from bot.delivery.rhythm import DAILY, Every, Rhythm, WhenQuiet
from bot.delivery.tables import chats, outbox, rooms, subscriptions
from bot.delivery.values import Course, Facets, Hold, State, Subscription, Wish

_TIME = "%H:%M"
_LISTS = ("channels", "people", "sides", "states")


class Subscriptions:
    """At most one of each wish per chat; one that ended and is asked for again goes on as itself."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, chat_id: int) -> Sequence[Subscription]:
        """All of one chat, also ended ones."""
        return self._read(subscriptions.c.chat_id == chat_id)

    def find(self, chat_id: int, wish: Wish) -> Subscription | None:
        return next((one for one in self.of(chat_id) if one.wish is wish), None)

    def with_wish(self, wish: Wish, *courses: Course) -> Sequence[Subscription]:
        """All of one wish, of all chats, on these courses."""
        return self._read(subscriptions.c.wish == wish, subscriptions.c.course.in_(courses))

    def want_alerts(self, chat_id: int, facets: Facets, by: str, now: datetime) -> None:
        lists = {name: list(getattr(facets, name)) for name in _LISTS}
        self._want(chat_id, Wish.ALERTS, by, now, severity=facets.severity, **lists)

    def want_digest(
        self, chat_id: int, at: time, by: str, now: datetime, rhythm: Rhythm = DAILY, when_quiet: WhenQuiet = WhenQuiet.LINE
    ) -> None:
        """A digest at this local time on the dates of the rhythm. One that starts or starts again tells what
        is learned from now on; one whose hour or rhythm changes goes on where its last one ended."""
        running = self.find(chat_id, Wish.DIGEST)
        covered = running.covered_until if running and running.course is not Course.ENDED else None
        if covered is None:
            # What a run records from now on that began before must not count as told.
            close_until(self._connection, now)
            covered = now
        comes = {"local_time": at.strftime(_TIME), "rhythm": rhythm.every, "day": rhythm.day, "when_quiet": when_quiet}
        self._want(chat_id, Wish.DIGEST, by, now, covered_until=covered, **comes)

    def rearm(self, chat_id: int, now: datetime) -> None:
        """The chat's clock was set to another zone: moments before `now` no longer count."""
        self._connection.execute(update(subscriptions).where(subscriptions.c.chat_id == chat_id).values(armed_at=now))

    def end(self, chat_id: int, wish: Wish | None, reason: str) -> bool:
        """End one wish of a chat, or all of them; False where none was running. What was held for it is not sent."""
        mine = [subscriptions.c.chat_id == chat_id, subscriptions.c.course != Course.ENDED]
        if wish is not None:
            mine.append(subscriptions.c.wish == wish)
        ended = [row.id for row in self._connection.execute(select(subscriptions.c.id).where(*mine))]
        held = outbox.c.subscription_id.in_(ended) & (outbox.c.state == State.HELD)
        self._connection.execute(update(outbox).where(held).values(state=State.FAILED, reason=reason or "unsubscribed"))
        self._connection.execute(update(subscriptions).where(subscriptions.c.id.in_(ended)).values(course=Course.ENDED, reason=reason))
        return bool(ended)

    def pause(self, subscription_id: int, until: datetime | None = None) -> None:
        """Hold what it is owed: alerts wait in the outbox, digests are not made. Until a moment, or until resumed."""
        mine = (subscriptions.c.id == subscription_id) & (subscriptions.c.course != Course.ENDED)
        if self._connection.execute(update(subscriptions).where(mine).values(course=Course.PAUSED, paused_until=until)).rowcount:
            owed = (outbox.c.subscription_id == subscription_id) & (outbox.c.state == State.QUEUED)
            self._connection.execute(update(outbox).where(owed).values(state=State.HELD, held_by=Hold.PAUSED))

    def resume(self, subscription_id: int) -> None:
        """Go on: what nothing else holds is handed over by the job `release`, and one digest tells of the dates in between."""
        mine = (subscriptions.c.id == subscription_id) & (subscriptions.c.course == Course.PAUSED)
        self._connection.execute(update(subscriptions).where(mine).values(course=Course.ACTIVE, paused_until=None))

    def pauses_over(self, now: datetime) -> Sequence[Subscription]:
        """Those whose pause ends by the clock, and has."""
        return self._read(subscriptions.c.course == Course.PAUSED, subscriptions.c.paused_until <= now)

    def note_digest(self, subscription: Subscription, on: date, until: datetime) -> bool:
        """Remember that the digest of a date was made; False where another worker was faster or the wish has changed."""
        statement = (
            update(subscriptions)
            .where(
                subscriptions.c.id == subscription.id,
                subscriptions.c.course == Course.ACTIVE,
                subscriptions.c.armed_at == subscription.armed_at,
                subscriptions.c.last_on.is_(None) | (subscriptions.c.last_on < on),
            )
            .values(last_on=on, covered_until=until)
        )
        return self._connection.execute(statement).rowcount == 1

    def _want(self, chat_id: int, wish: Wish, by: str, now: datetime, **what: Any) -> None:
        values = {"course": Course.ACTIVE, "reason": None, "created_by": by, "armed_at": now} | what
        key = {"chat_id": chat_id, "wish": wish}
        if not insert_new(self._connection, subscriptions, tuple(key), **key, created_at=now, **values):
            mine = (subscriptions.c.chat_id == chat_id) & (subscriptions.c.wish == wish)
            for paused in self._read(mine, subscriptions.c.course == Course.PAUSED):
                self.resume(paused.id)
            self._connection.execute(update(subscriptions).where(mine).values(**values))

    def _read(self, *conditions: Any) -> Sequence[Subscription]:
        rows = self._connection.execute(_select().where(*conditions).order_by(subscriptions.c.id))
        return [_subscription(row) for row in rows]


def _select() -> Select[Any]:
    return select(*CHAT_COLUMNS, subscriptions).join_from(subscriptions, chats).join(rooms)


def _subscription(row: Row[Any]) -> Subscription:
    values = row._mapping
    at = values[subscriptions.c.local_time]
    return Subscription(
        id=values[subscriptions.c.id],
        chat=read_chat(row),
        wish=Wish(values[subscriptions.c.wish]),
        course=Course(values[subscriptions.c.course]),
        armed_at=values[subscriptions.c.armed_at],
        created_by=values[subscriptions.c.created_by],
        facets=Facets(values[subscriptions.c.severity] or 0, *(tuple(values[subscriptions.c[name]] or ()) for name in _LISTS)),
        at=time.fromisoformat(at) if at else None,
        rhythm=Rhythm(Every(values[subscriptions.c.rhythm] or Every.DAY), values[subscriptions.c.day] or 0),
        when_quiet=WhenQuiet(values[subscriptions.c.when_quiet] or WhenQuiet.LINE),
        last_on=values[subscriptions.c.last_on],
        covered_until=values[subscriptions.c.covered_until],
        reason=values[subscriptions.c.reason],
        paused_until=values[subscriptions.c.paused_until],
    )
