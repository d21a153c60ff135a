"""What happens to rooms, rather than in them, the same on every platform.

added ──▶ a greeting · removed ──▶ subscriptions end, owners are told · relocated ──▶ all goes along"""

import asyncio
import logging
from collections.abc import Callable
from typing import Protocol, assert_never

from sqlalchemy import Engine

from bot.clock import Clock
from bot.database.engine import reading, writing
from bot.delivery.notices import Notices
from bot.delivery.store import Store
from bot.i18n import Texts, texts_for
from bot.model.chat import Added, ChatAddress, Relocated, Removed, RoomEvent
from bot.model.document import Action, Document, Item, Paragraph, plain

_log = logging.getLogger(__name__)


class Rooms(Protocol):
    """What a platform tells of rooms and asks about them. Safe to use from many tasks at once; never raises."""

    async def happened(self, event: RoomEvent) -> Document | None:
        """Take note of an event; what is to be said to whoever caused it, None where nothing is."""

    async def used_by(self, address: ChatAddress) -> ChatAddress | None:
        """The channel that is set up from this chat, None where there is none."""


class KnownRooms:
    """Rooms as the database knows them. `may_use` says of a speaker's key whether they may use the bot."""

    def __init__(self, engine: Engine, clock: Clock, notices: Notices, may_use: Callable[[str], bool], language: str = "en") -> None:
        self._engine = engine
        self._clock = clock
        self._notices = notices
        self._may_use = may_use
        self._language = language

    async def happened(self, event: RoomEvent) -> Document | None:
        try:
            return await asyncio.to_thread(self._happened, event)
        except Exception:  # the boundary: the bot lives on
            _log.exception("room event failed", extra={"event": type(event).__name__})
            return None

    async def used_by(self, address: ChatAddress) -> ChatAddress | None:
        try:
            return await asyncio.to_thread(self._used_by, address)
        except Exception:  # the boundary; what is said next meets the same database, and its answer says what is wrong
            _log.exception("room unknown", extra={"chat": str(address)})
            return None

    def _used_by(self, address: ChatAddress) -> ChatAddress | None:
        with reading(self._engine) as connection:
            return Store(connection).chats.used_by(address)

    def _happened(self, event: RoomEvent) -> Document | None:
        welcome = isinstance(event, Added) and self._may_use(event.speaker.key)
        now = self._clock.now()
        with writing(self._engine) as connection:
            store = Store(connection)
            if not store.updates.note(event.update_key, now):
                return None
            match event:
                case Added():
                    chat = store.chats.find(event.address)
                    texts = texts_for(chat.language if chat else self._language)
                    return _greeting(event, texts) if welcome else _refusal(event, texts)
                case Removed():
                    # A list: each chat of the room ends, not only those up to the first that was running.
                    running = [store.outbox.lose_chat(chat.id, self._texts(event.reason)) for chat in store.chats.in_room(event.address)]
                    if any(running):
                        self._notices.queue_lost(store, event.address, event.reason, event.update_key, now)
                case Relocated():
                    store.chats.follow(event.old, event.new)
                case _:
                    assert_never(event)
        _log.info("room event", extra={"event": type(event).__name__, "chat": str(_address(event))})
        return None

    def _texts(self, key: str) -> str:
        return texts_for(self._language)(key)


def _address(event: Added | Removed | Relocated) -> ChatAddress:
    return event.new if isinstance(event, Relocated) else event.address


def _greeting(event: Added, texts: Texts) -> Document:
    if event.broadcast:
        text = texts("access.added_broadcast", title=event.title)
        return Document(texts("access.added_title"), (Paragraph(plain(text)),), summary=text, language=texts.language)
    heard = texts("access.hears_all" if event.hears_all else "access.hears_some")
    blocks = (Paragraph(plain(texts("access.added"))), Item(plain(heard)), Item(plain(texts("access.added_manage"))))
    buttons = (
        Action(texts("delivery.start_board"), "board"),
        Action(texts("delivery.button_subscribe"), "subscribe"),
        Action(texts("delivery.start_help"), "help"),
    )
    return Document(texts("access.added_title"), blocks, summary=texts("access.added"), language=texts.language, actions=buttons)


def _refusal(event: Added, texts: Texts) -> Document:
    text = texts("access.added_stranger", id=event.speaker.key)
    return Document(texts("access.stranger_title"), (Paragraph(plain(text)),), summary=text, language=texts.language)
