"""The chats we know. Each method works within the caller's transaction."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, Select, delete, select, update

from bot.delivery.insert import insert_new
from bot.delivery.tables import chats, outbox, rooms, subscriptions
from bot.delivery.values import Chat, Quiet
from bot.model.chat import ChatAddress

_QUIET = (chats.c.quiet_from, chats.c.quiet_to, chats.c.quiet_except)
CHAT_COLUMNS = (chats.c.id, rooms.c.platform, rooms.c.workspace, rooms.c.chat, chats.c.thread, chats.c.zone, chats.c.language, *_QUIET)
_TIME = "%H:%M"


class Chats:
    """Rooms and topics by address. Nobody is kept here before they asked for something."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, address: ChatAddress) -> Chat | None:
        row = self._connection.execute(_select().where(*_here(address), chats.c.thread == address.thread)).one_or_none()
        return read_chat(row) if row else None

    def ensure(self, address: ChatAddress, zone: ZoneInfo, language: str, now: datetime) -> Chat:
        """The chat at an address; one not known yet begins with this zone and language."""
        names = {"platform": address.platform, "workspace": address.workspace, "chat": address.chat}
        insert_new(self._connection, rooms, tuple(names), **names)
        room_id = self._connection.execute(select(rooms.c.id).where(*_here(address))).scalar_one()
        values = {"room_id": room_id, "thread": address.thread}
        insert_new(self._connection, chats, tuple(values), **values, zone=zone.key, language=language, created_at=now)
        chat = self.find(address)
        assert chat is not None
        return chat

    def set_zone(self, chat_id: int, zone: ZoneInfo) -> None:
        self._connection.execute(update(chats).where(chats.c.id == chat_id).values(zone=zone.key))

    def set_language(self, chat_id: int, language: str) -> None:
        self._connection.execute(update(chats).where(chats.c.id == chat_id).values(language=language))

    def set_quiet(self, chat_id: int, quiet: Quiet | None) -> None:
        values = dict[str, Any].fromkeys(column.name for column in _QUIET)
        if quiet is not None:
            hours = (quiet.since.strftime(_TIME), quiet.until.strftime(_TIME))
            values = dict(zip(values, (*hours, quiet.breach), strict=True))
        self._connection.execute(update(chats).where(chats.c.id == chat_id).values(**values))

    def used_by(self, address: ChatAddress) -> ChatAddress | None:
        """The channel that is set up from this chat, None where it speaks for itself."""
        mine = select(chats.c.used).join_from(chats, rooms).where(*_here(address), chats.c.thread == address.thread)
        used = self._connection.execute(mine).scalar_one_or_none()
        return ChatAddress(address.platform, used, address.workspace) if used else None

    def use(self, chat_id: int, channel: ChatAddress | None) -> None:
        """From now on this chat sets up a channel of its platform; None: itself again."""
        self._connection.execute(update(chats).where(chats.c.id == chat_id).values(used=channel.chat if channel else None))

    def in_room(self, address: ChatAddress) -> Sequence[Chat]:
        """The room's chat and those of its topics."""
        return [read_chat(row) for row in self._connection.execute(_select().where(*_here(address)).order_by(chats.c.id))]

    def forget(self, address: ChatAddress) -> bool:
        """Delete a chat with its subscriptions and all messages to it; False where there was none."""
        chat = self.find(address)
        if chat is None:
            return False
        room_id = self._room_of(chat.id)
        self._connection.execute(delete(chats).where(chats.c.id == chat.id))
        self._drop_if_empty(room_id)
        return True

    def private_of(self, key: str) -> Sequence[ChatAddress]:
        """The chats with us that only this person reads: those under their own id, and Slack's direct
        messages, which have ids of their own, where the person subscribed."""
        at = person_address(key)
        subscribed = select(subscriptions.c.chat_id).where(subscriptions.c.created_by == key)
        direct = (rooms.c.platform == "slack") & rooms.c.chat.startswith("D", autoescape=True) & chats.c.id.in_(subscribed)
        here = (rooms.c.platform == at.platform, rooms.c.workspace == at.workspace, (rooms.c.chat == at.chat) | direct)
        return [read_chat(row).address for row in self._connection.execute(_select().where(*here))]

    def hold_room(self, address: ChatAddress, until: datetime) -> None:
        """Send nothing to the whole room before a moment; a later one that holds already stays."""
        earlier = rooms.c.free_at.is_(None) | (rooms.c.free_at < until)
        self._connection.execute(update(rooms).where(*_here(address), earlier).values(free_at=until))

    def follow(self, old: ChatAddress, new: ChatAddress) -> None:
        """A chat lives on under another address; its subscriptions and messages go with it.

        Where the room itself has moved, so have all its topics; a topic that is closed goes to
        another of its room. What the new chat already has of the same wish stays."""
        old_room = self._room_at(old)
        if old_room is None:
            return
        if _room_key(old) == _room_key(new):
            new_room = old_room
        elif (known := self._room_at(new)) is None:
            names = {"platform": new.platform, "workspace": new.workspace, "chat": new.chat}
            self._connection.execute(update(rooms).where(rooms.c.id == old_room).values(**names))
            new_room = old_room
        else:
            new_room = known
        for chat_id, thread in self._chats_in(old_room):
            self._move(chat_id, new_room, new.thread if thread == old.thread else thread)
        self._drop_if_empty(old_room)

    def _move(self, chat_id: int, room_id: int, thread: str) -> None:
        there = self._connection.execute(
            select(chats.c.id).where(chats.c.room_id == room_id, chats.c.thread == thread)
        ).scalar_one_or_none()
        if there is None:
            self._connection.execute(update(chats).where(chats.c.id == chat_id).values(room_id=room_id, thread=thread))
        elif there != chat_id:
            self._merge(chat_id, there)

    def _merge(self, chat_id: int, into: int) -> None:
        wishes = self._connection.execute(select(subscriptions.c.wish).where(subscriptions.c.chat_id == into)).scalars().all()
        free = (subscriptions.c.chat_id == chat_id) & subscriptions.c.wish.not_in(wishes)
        self._connection.execute(update(subscriptions).where(free).values(chat_id=into))
        # Those whose wish the chat has already go with the old chat; what they still owe is sent all the same.
        left = select(subscriptions.c.id).where(subscriptions.c.chat_id == chat_id)
        self._connection.execute(update(outbox).where(outbox.c.subscription_id.in_(left)).values(subscription_id=None))
        self._connection.execute(update(outbox).where(outbox.c.chat_id == chat_id).values(chat_id=into))
        self._connection.execute(delete(chats).where(chats.c.id == chat_id))

    def _room_at(self, address: ChatAddress) -> int | None:
        return self._connection.execute(select(rooms.c.id).where(*_here(address))).scalar_one_or_none()

    def _chats_in(self, room_id: int) -> Sequence[tuple[int, str]]:
        rows = self._connection.execute(select(chats.c.id, chats.c.thread).where(chats.c.room_id == room_id))
        return [(row.id, row.thread) for row in rows]

    def _room_of(self, chat_id: int) -> int:
        room_id: int = self._connection.execute(select(chats.c.room_id).where(chats.c.id == chat_id)).scalar_one()
        return room_id

    def _drop_if_empty(self, room_id: int) -> None:
        if not self._chats_in(room_id):
            self._connection.execute(delete(rooms).where(rooms.c.id == room_id))


def person_address(key: str) -> ChatAddress:
    """Where a person is written to in private: Telegram and Slack take a person's id for their chat with us."""
    platform, _, person = key.partition(":")
    workspace, _, user = person.rpartition("/")
    return ChatAddress(platform, user, workspace)


def read_chat(row: Row[Any]) -> Chat:
    """A chat from a row that holds CHAT_COLUMNS first."""
    chat_id, platform, workspace, chat, thread, zone, language, *quiet = row[: len(CHAT_COLUMNS)]
    return Chat(chat_id, ChatAddress(platform, chat, workspace, thread), ZoneInfo(zone), language, read_quiet(*quiet))


def read_quiet(since: str | None, until: str | None, breach: int | None) -> Quiet | None:
    """Quiet hours as a chat's row has them."""
    if since is None or until is None:
        return None
    return Quiet(time.fromisoformat(since), time.fromisoformat(until), breach)


def _select() -> Select[Any]:
    return select(*CHAT_COLUMNS).join_from(chats, rooms)


def _room_key(address: ChatAddress) -> tuple[str, str, str]:
    return address.platform, address.workspace, address.chat


def _here(address: ChatAddress) -> tuple[Any, ...]:
    return rooms.c.platform == address.platform, rooms.c.workspace == address.workspace, rooms.c.chat == address.chat
