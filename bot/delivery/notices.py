"""Telling the owners what went wrong, through the same outbox."""

from collections.abc import Callable, Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.delivery.store import Store
from bot.delivery.values import Delivery, Kind
from bot.delivery.verdict import Verdict
from bot.i18n import Texts, texts_for
from bot.model.chat import ChatAddress, ShutOut
from bot.model.document import Document, Paragraph, plain


class Notices:
    """Queues a notice to each owner's own chat.

    `owners` are keys as in BACKCHANNEL_OWNERS; `zone` and `language` are what an owner's chat
    begins with that never wrote to us."""

    def __init__(self, owners: Collection[str], zone: ZoneInfo, language: str) -> None:
        self._addresses = [owner_address(owner) for owner in sorted(owners)]
        self._zone = zone
        self._language = language

    def queue(self, store: Store, delivery: Delivery, verdict: Verdict, now: datetime) -> None:
        """Owe each owner a word on a delivery that failed; never on a notice itself, nor to the chat that failed."""
        if delivery.kind is not Kind.NOTICE:
            self._queue(store, f"notice:{delivery.id}", {delivery.chat_id}, lambda texts: _failure(delivery, verdict, texts), now)

    def queue_lost(self, store: Store, address: ChatAddress, reason: str, update_key: str, now: datetime) -> None:
        """Owe each owner a word on a room that put the bot out; not to that room."""
        lost = {chat.id for chat in store.chats.in_room(address)}
        self._queue(store, f"lost:{update_key}", lost, lambda texts: _lost(address, reason, texts), now)

    def _queue(
        self, store: Store, key: str, but: Collection[int], document: Callable[[Texts], Document], now: datetime, *, not_on: str = ""
    ) -> None:
        for address in self._addresses:
            if address.platform == not_on:
                continue
            chat = store.chats.ensure(address, self._zone, self._language, now)
            if chat.id not in but:
                store.outbox.queue(f"{key}:{chat.id}", Kind.NOTICE, chat.id, document(texts_for(chat.language)), now)

    def queue_shut_out(self, store: Store, event: ShutOut, now: datetime) -> None:
        """Owe each owner on another platform a word on one that shut us out, once a day: two processes, or
        one that is started again and again, all meet the same refusal."""
        key = f"shut-out:{event.platform}:{now.date()}"
        self._queue(store, key, (), lambda texts: _shut_out(event, texts), now, not_on=event.platform)


def owner_address(key: str) -> ChatAddress:
    """Where an owner is written to in private: Telegram and Slack take a person's id for their chat with us."""
    platform, _, person = key.partition(":")
    workspace, _, user = person.rpartition("/")
    return ChatAddress(platform, user, workspace)


def _failure(delivery: Delivery, verdict: Verdict, texts: Texts) -> Document:
    key = "lost_chat" if verdict.loses_chat else str(verdict.state)
    what = texts(f"delivery.kind_{delivery.kind}")
    text = texts(f"delivery.notice_{key}", what=what, chat=str(delivery.address), reason=verdict.reason or "")
    return _notice(text, texts)


def _lost(address: ChatAddress, reason: str, texts: Texts) -> Document:
    return _notice(texts("delivery.notice_lost_room", chat=str(address), reason=texts(reason)), texts)


def _shut_out(event: ShutOut, texts: Texts) -> Document:
    return _notice(texts("delivery.notice_shut_out", platform=event.platform.capitalize(), reason=event.reason), texts)


def _notice(text: str, texts: Texts) -> Document:
    return Document(texts("delivery.notice_title"), (Paragraph(plain(text)),), summary=text, language=texts.language)
