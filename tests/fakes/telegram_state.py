"""Telegram's side of the story: rooms, messages, and what the Bot API refuses to store."""

import time
from dataclasses import dataclass, field, replace
from typing import Any

from tests.fakes.server import as_object
from tests.fakes.telegram_text import EntitiesRefused, ParsedText, found_entities, is_blank, parse_html

JsonObject = dict[str, Any]

# core.telegram.org/bots/api and python-telegram-bot's constants.
TEXT_UNITS = 4_096
ENTITIES = 100
CALLBACK_BYTES = 64
BUTTONS, BUTTONS_IN_ROW = 100, 8


class Refused(Exception):
    """An answer with `ok: false`."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def bad_request(description: str) -> Refused:
    return Refused(400, f"Bad Request: {description}")


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A message the bot sent, as a reader sees it; `buttons` are rows of (label, callback data).

    `dropped_entities` counts those past the hundredth, which Telegram loses without a word."""

    chat: int
    message_id: int
    text: str
    html: str
    thread: int | None = None
    buttons: tuple[tuple[tuple[str, str], ...], ...] = ()
    entities: tuple[tuple[str, int, int, str], ...] = ()
    dropped_entities: int = 0
    preview: bool = True
    reply_to: int | None = None
    edited: int = 0


@dataclass(slots=True)
class Room:
    """A chat as the server knows it; `refusal` is what every message to it is met with."""

    id: int
    kind: str
    title: str
    members: dict[int, str] = field(default_factory=dict)
    topics: set[int] = field(default_factory=set)
    refusal: Refused | None = None
    closed: set[int] = field(default_factory=set)
    username: str = ""

    def as_json(self) -> JsonObject:
        name = {"first_name": self.title} if self.kind == "private" else {"title": self.title}
        forum = {"is_forum": True} if self.topics else {}
        handle = {"username": self.username} if self.username else {}
        return {"id": self.id, "type": self.kind, **name, **forum, **handle}


class TelegramState:
    """Rooms and the messages in them."""

    def __init__(self) -> None:
        self.rooms: dict[int, Room] = {}
        self.sent: list[SentMessage] = []
        self._next_message = 0

    def room(self, chat: object) -> Room:
        try:
            return self.rooms[int(str(chat))]
        except (KeyError, ValueError):
            raise bad_request("chat not found") from None

    def message(self, room: Room, sender: JsonObject, text: str | None, thread: int | None) -> JsonObject:
        """A message as updates and answers show it, with the entities Telegram finds in its text."""
        self._next_message += 1
        message: JsonObject = {"message_id": self._next_message, "date": int(time.time()), "chat": room.as_json(), "from": sender}
        if text is not None:
            message["text"] = text
            message["entities"] = [entity for found in found_entities(text) if (entity := _entity(*found))]
        if thread is not None:
            message |= {"message_thread_id": thread, "is_topic_message": True}
        return message

    def send(self, parameters: JsonObject, me: JsonObject) -> JsonObject:
        """Store a message of the bot's. Raises Refused, as sendMessage does."""
        room = self.room(parameters.get("chat_id"))
        if room.refusal is not None:
            raise room.refusal
        thread = parameters.get("message_thread_id")
        if thread is not None and int(thread) not in room.topics:
            raise bad_request("message thread not found")
        if thread is not None and int(thread) in room.closed:
            raise bad_request("TOPIC_CLOSED")
        if room.kind == "channel" and room.members.get(int(me["id"])) != "administrator":
            raise Refused(403, "Forbidden: bot is not a member of the channel chat")
        shown = _shown(parameters)
        reply_to = self._replied_to(room, as_object(parameters.get("reply_parameters") or "{}"))
        topic = int(thread) if thread is not None else None
        message = self.message(room, me, shown["text"], topic)
        self.sent.append(SentMessage(chat=room.id, message_id=message["message_id"], thread=topic, reply_to=reply_to, **shown))
        return message

    def edit(self, parameters: JsonObject, me: JsonObject) -> JsonObject:
        """Change a message of the bot's. Raises Refused, as editMessageText does."""
        room = self.room(parameters.get("chat_id"))
        if room.refusal is not None:
            raise room.refusal
        place = self._place(room, int(parameters.get("message_id") or 0))
        if place is None:
            raise bad_request("message to edit not found")
        before = self.sent[place]
        after = replace(before, **_shown(parameters))
        if after == before:
            same = (
                "specified new message content and reply markup are exactly the same as a current content and reply markup of the message"
            )
            raise bad_request(f"message is not modified: {same}")
        self.sent[place] = replace(after, edited=before.edited + 1)
        return self.message(room, me, after.text, after.thread) | {"message_id": before.message_id}

    def delete(self, chat: int, message_id: int) -> None:
        """Somebody deletes a message of the bot's."""
        place = self._place(self.rooms[chat], message_id)
        assert place is not None
        del self.sent[place]

    def _place(self, room: Room, message_id: int) -> int | None:
        found = (place for place, one in enumerate(self.sent) if (one.chat, one.message_id) == (room.id, message_id))
        return next(found, None)

    def _replied_to(self, room: Room, reply: JsonObject) -> int | None:
        if not reply or self._place(room, int(reply["message_id"])) is not None:
            return int(reply["message_id"]) if reply else None
        if not reply.get("allow_sending_without_reply"):
            raise bad_request("message to be replied not found")
        return None


def _shown(parameters: JsonObject) -> JsonObject:
    """What a reader sees of a message, as fields of SentMessage."""
    html, parsed = _checked_text(parameters)
    preview = as_object(parameters.get("link_preview_options") or "{}")
    return {
        "text": parsed.text,
        "html": html,
        "buttons": _checked_buttons(parameters.get("reply_markup")),
        "entities": parsed.entities[:ENTITIES],
        "dropped_entities": max(0, len(parsed.entities) - ENTITIES),
        "preview": not preview.get("is_disabled", False),
    }


def _checked_text(parameters: JsonObject) -> tuple[str, ParsedText]:
    html = str(parameters.get("text", ""))
    mode = parameters.get("parse_mode")
    if mode not in (None, "HTML"):
        raise bad_request("unsupported parse_mode")
    try:
        parsed = parse_html(html) if mode else ParsedText(html, ())
    except EntitiesRefused as error:
        raise bad_request(str(error)[0].lower() + str(error)[1:]) from None
    if is_blank(parsed.text):
        raise bad_request("message text is empty")
    if parsed.units > TEXT_UNITS:
        raise bad_request("message is too long")
    return html, parsed


def _checked_buttons(reply_markup: object) -> tuple[tuple[tuple[str, str], ...], ...]:
    markup = as_object(reply_markup) if reply_markup else {}
    rows = markup.get("inline_keyboard", [])
    if sum(len(row) for row in rows) > BUTTONS or any(len(row) > BUTTONS_IN_ROW for row in rows):
        raise bad_request("reply markup is too long")
    return tuple(tuple(_checked_button(button) for button in row) for row in rows)


def _checked_button(button: JsonObject) -> tuple[str, str]:
    label, data = str(button.get("text", "")), str(button.get("callback_data", ""))
    if is_blank(label):
        raise bad_request("can't parse inline keyboard button: text buttons are unallowed in the inline keyboard")
    if not 1 <= len(data.encode()) <= CALLBACK_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    return label, data


def _entity(kind: str, offset: int, length: int, _url: str) -> JsonObject | None:
    name = {"BotCommand": "bot_command", "Mention": "mention", "Url": "url", "Hashtag": "hashtag", "EmailAddress": "email"}.get(kind)
    return {"type": name, "offset": offset, "length": length} if name else None
