"""Handing over what was held, as soon as nothing holds it any more.

what waits ──▶ what holds it now? ──▶ hold │ hand over, as the ledger has it by now"""

import logging
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection

from bot.briefing.alerts import alert
from bot.database.engine import reading, writing
from bot.delivery.decisions import Decision, Outcome
from bot.delivery.held import Waiting
from bot.delivery.holding import held_by
from bot.delivery.horizon import wait_for_recording
from bot.delivery.store import Store
from bot.delivery.told import Told
from bot.delivery.values import Hold, Kind, State
from bot.errors import BotError
from bot.i18n import Texts
from bot.jobs.corrections import Events
from bot.jobs.desk import Desk
from bot.jobs.retelling import alerts_now
from bot.model.document import Block, Document

MOST_SINGLY = 3
"""More than these to one chat come as one message."""

_NOTHING_LEFT = "the ledger holds nothing of it any more"
_UNSUBSCRIBED = "unsubscribed"

_log = logging.getLogger(__name__)


def release(desk: Desk, now: datetime) -> int:
    """Hold what has to wait and hand over what may go, each chat in a transaction of its own; how many
    messages were handed over.

    Blocks. Doing it again changes nothing. Raises DatabaseUnusable."""
    with reading(desk.engine) as connection:
        turning = {one.chat_id for one in Store(connection).held.waiting() if _turns(one, now)}
    handed_over = 0
    for chat_id in sorted(turning):
        try:
            handed_over += _release_chat(desk, chat_id, now)
        except BotError:
            raise
        except Exception:  # the boundary: one chat's failure is never another's
            _log.exception("release failed", extra={"chat": chat_id})
    return handed_over


def _turns(one: Waiting, now: datetime) -> bool:
    """Whether it stands otherwise than what holds it now says."""
    if one.wish_ended is not None:
        return one.state is State.HELD
    by = held_by(one.situation, now)
    if one.state is State.QUEUED:
        return by is not None
    return by is None or by != one.held_by


def _release_chat(desk: Desk, chat_id: int, now: datetime) -> int:
    with writing(desk.engine) as connection:
        # A correction that is being written, of an alert that is handed over here, would find it gone.
        wait_for_recording(connection)
        held = Store(connection).held
        free: list[Waiting] = []
        for one in held.waiting(chat_id):
            by = held_by(one.situation, now)
            if one.wish_ended is not None:
                if one.state is State.HELD:
                    held.withdraw(one, one.wish_ended or _UNSUBSCRIBED)
            elif by is not None:
                held.hold(one, by)
            elif one.state is State.HELD:
                free.append(one)
        return _HandOver(desk, connection, now).all(free) if free else 0


class _HandOver:
    """Hands over what one chat waited for, in the order in which it was queued."""

    def __init__(self, desk: Desk, connection: Connection, now: datetime) -> None:
        self._store = Store(connection)
        self._held = self._store.held
        self._events = Events(desk.ledger(connection))
        self._desk = desk
        self._now = now
        self._told: Mapping[int, Sequence[Told]] = {}

    def all(self, free: Sequence[Waiting]) -> int:
        waited = {one.id for one in free}
        self._told = self._by_message(waited)
        # What waited as long as the alert that it corrects has nothing to add: the alert says what holds now.
        late = [one for one in free if one.target_id in waited]
        documents = self._as_it_is_now([one for one in free if one.situation.kind is Kind.ALERT])
        if len(documents) > MOST_SINGLY:
            self._as_one(documents)
        else:
            for one, document in documents:
                self._held.release(one, document, self._now)
        for one in late:
            assert one.target_id is not None
            self._held.merge(one, one.target_id)
        others = [one for one in free if one.situation.kind is not Kind.ALERT and one not in late]
        for one in others:
            self._held.release(one, None, self._now)
        count = len(others) + (1 if len(documents) > MOST_SINGLY else len(documents))
        _log.info("handed over", extra={"chat": free[0].chat_id, "waited": len(free), "messages": count})
        return count

    def _by_message(self, numbers: Collection[int]) -> Mapping[int, Sequence[Told]]:
        found: dict[int, list[Told]] = defaultdict(list)
        for one in self._store.told.in_messages(numbers):
            assert one.outbox_id is not None
            found[one.outbox_id].append(one)
        return found

    def _as_it_is_now(self, alerts: Sequence[Waiting]) -> list[tuple[Waiting, Document]]:
        """What each has to say; an event of which several tell is told by the last of them alone."""
        documents: list[tuple[Waiting, Document]] = []
        teller: dict[str, Waiting] = {}
        for one in reversed(alerts):
            if one.id not in self._told:
                documents.append((one, self._held.document(one.id)))  # from a version that kept no events of it
                continue
            view = self._desk.view(one.language)
            by_now = alerts_now(self._told[one.id], one.article_id, self._events, view)
            own = tuple(each for each in by_now if each.short_id not in teller)
            if own:
                teller |= {each.short_id: one for each in own}
                documents.append((one, alert(own, view).document))
            elif by_now:
                self._merge(one, teller[by_now[0].short_id].id)
            elif self._held.withdraw(one, _NOTHING_LEFT):
                self._note(one, Outcome.WITHDRAWN)
        return documents[::-1]

    def _as_one(self, documents: Sequence[tuple[Waiting, Document]]) -> None:
        waited = [one for one, _ in documents]
        first, last = waited[0], waited[-1]
        document = _bundle(documents, self._desk.view(first.language).texts)
        severity = max(one.situation.severity or 0 for one in waited)
        number = self._held.queue_bundle(f"held:{first.id}-{last.id}", first, document, severity, self._now)
        for one in waited:
            self._merge(one, number)

    def _merge(self, one: Waiting, into: int) -> None:
        if self._held.merge(one, into):
            self._note(one, Outcome.MERGED)

    def _note(self, one: Waiting, outcome: Outcome) -> None:
        """So that `why` tells what became of it."""
        if one.article_id is not None:
            told = self._told.get(one.id, ())
            self._store.decisions.note([Decision(one.article_id, each.key, outcome, "", self._now, one.subscription_id) for each in told])


def _bundle(documents: Sequence[tuple[Waiting, Document]], texts: Texts) -> Document:
    """All of them beneath each other, under what kept them."""
    held_by = {one.held_by for one, _ in documents}
    key = "delivery.held_quiet" if Hold.QUIET in held_by else "delivery.held_paused"
    title = texts(key, count=len(documents))
    blocks: list[Block] = [block for _, document in documents for block in document.blocks]
    actions = dict.fromkeys(action for _, document in documents for action in document.actions)
    summary = f"{title} {'; '.join(document.title for _, document in documents)}"
    return Document(title, tuple(blocks), summary=summary, language=texts.language, actions=tuple(actions))
