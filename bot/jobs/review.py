"""Asking the editors about alerts that wait for them, and telling them how it was decided.

what waits for a review ──▶ a message to each editor, as the ledger has it by now ──▶ (approve, reject, too old) ──▶ the message says so"""

import logging
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.briefing.alerts import Alert, alert
from bot.database.engine import reading, writing
from bot.delivery.chats import person_address
from bot.delivery.horizon import wait_for_recording
from bot.delivery.reviews import Review, Ruling, asking_key
from bot.delivery.roles import Role
from bot.delivery.store import Store
from bot.delivery.told import Told
from bot.delivery.values import Chat, Kind
from bot.errors import BotError
from bot.i18n import Texts, texts_for
from bot.jobs.corrections import Events
from bot.jobs.desk import Desk
from bot.jobs.retelling import alerts_now
from bot.model.document import Action, Document, Paragraph, plain

_DECIDING = ("approve", "reject")

_log = logging.getLogger(__name__)


class AskEditors:
    """`owners` are keys as in BACKCHANNEL_OWNERS; `zone` and `language` are what an editor's chat begins with."""

    def __init__(self, desk: Desk, owners: Collection[str], zone: ZoneInfo, language: str) -> None:
        self._desk = desk
        self._owners = frozenset(owners)
        self._zone = zone
        self._language = language

    def __call__(self, now: datetime) -> None:
        """Each review in a transaction of its own. Blocks; doing it again changes nothing. Raises DatabaseUnusable."""
        with reading(self._desk.engine) as connection:
            unclosed = Store(connection).reviews.unclosed()
        for review in unclosed:
            try:
                with writing(self._desk.engine) as connection:
                    wait_for_recording(connection)
                    self._attend(connection, review.article_id, now)
            except BotError:
                raise
            except Exception:  # the boundary: one review's failure is never another's
                _log.exception("review failed", extra={"article": review.article_id})

    def _attend(self, connection: Connection, article_id: int, now: datetime) -> None:
        store = Store(connection)
        review = store.reviews.find(article_id)
        if review is None:
            return
        waiting = store.reviews.waiting(article_id)
        told = store.told.in_messages(waiting)
        events = Events(self._desk.ledger(connection))
        if review.ruling is None and self._is_over(review, told, events, now):
            store.reviews.rule(article_id, Ruling.EXPIRED, "", now)
            review = replace(review, ruling=Ruling.EXPIRED)
        if review.ruling is not None:
            self._tell(store, review, now)
            store.reviews.close(article_id, now)
            return
        for chat in self._chats(store, now):
            view = self._desk.view(chat.language)
            document = _request(alert(alerts_now(told, article_id, events, view), view).document, review, view.texts)
            key = f"{asking_key(article_id)}{chat.id}"
            if not store.outbox.queue(key, Kind.NOTICE, chat.id, document, now, article_id=article_id):
                _renew(store, store.outbox.get_id(key), document, article_id, now)

    def _chats(self, store: Store, now: datetime) -> list[Chat]:
        members = {one.key for one in store.members.all() if one.role.may(Role.EDITOR)}
        addresses = [person_address(key) for key in sorted(self._owners | members)]
        return [store.chats.ensure(address, self._zone, self._language, now) for address in addresses]

    def _is_over(self, review: Review, told: Sequence[Told], events: Events, now: datetime) -> bool:
        """Whether nobody waits, or what it tells is too old to alert anybody by now: the digest tells it."""
        alerts = alerts_now(told, review.article_id, events, self._desk.view(self._language))
        return all(self._is_old(one, review, now) for one in alerts)

    def _is_old(self, one: Alert, review: Review, now: datetime) -> bool:
        period = one.subject.period
        last = period.last if period else review.begun_at.date()
        return now.date() - last > self._desk.briefing_settings.background_after

    def _tell(self, store: Store, review: Review, now: datetime) -> None:
        """Have the messages that asked say how it was decided, without the buttons."""
        for asked in store.reviews.asked(review.article_id):
            said = store.corrections.open({asked.delivery_id})[asked.delivery_id].document
            text = texts_for(asked.language)(f"review.was_{review.ruling}", by=review.by)
            actions = tuple(one for one in said.actions if one.command.partition(" ")[0] not in _DECIDING)
            document = replace(said, blocks=(*said.blocks[:-1], Paragraph(plain(text))), actions=actions)
            _renew(store, asked.delivery_id, document, review.article_id, now)


def _request(document: Document, review: Review, texts: Texts) -> Document:
    """The alert as it would go out, with what to do about it as its last block."""
    title = texts("review.title", title=document.title)
    how = Paragraph(plain(texts("review.how", id=review.short_id)))
    buttons = (Action(texts("review.approve"), f"approve {review.short_id}"), Action(texts("review.reject"), f"reject {review.short_id}"))
    summary = texts("review.title", title=document.summary or document.title)
    return replace(document, title=title, blocks=(*document.blocks, how), summary=summary, actions=(*buttons, *document.actions))


def _renew(store: Store, delivery_id: int, document: Document, article_id: int, now: datetime) -> None:
    """Have the message say this, whether it was sent or not; one that was lost stays so."""
    message = store.corrections.open({delivery_id})[delivery_id]
    if message.document == document:
        return
    if message.is_unsent or message.is_sent_again:
        store.corrections.replace(message, document, None)
    elif message.can_be_edited:
        store.corrections.edit(message, document, now, at_once=True, held_by=None, article_id=article_id)
