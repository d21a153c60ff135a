"""What an update of Telegram says to us. Pure; platform objects go no further than here."""

from dataclasses import dataclass, replace

from telegram import Chat, Message, MessageEntity, Update, User

from bot.model.chat import ChatAddress, Incoming, Speaker

PLATFORM = "telegram"
# What we ask Telegram for. Edited messages are left out on purpose: an answer given once stands.
ALLOWED_UPDATES = (Update.MESSAGE, Update.CALLBACK_QUERY)


@dataclass(frozen=True, slots=True)
class Heard:
    """Something said to the bot. `incoming.speaker.may_manage` is False where only Telegram can
    tell: then `role_of` is the user whose role in the chat decides. `callback_id` is the button
    press that waits to be acknowledged."""

    incoming: Incoming
    role_of: int | None = None
    callback_id: str | None = None

    def managed(self, may_manage: bool) -> Incoming:
        return replace(self.incoming, speaker=replace(self.incoming.speaker, may_manage=may_manage))


def find_heard(update: Update, me: User) -> Heard | None:
    """What was said to the bot, or None: not to it, not by a person, or no kind we know."""
    if update.callback_query is not None:
        return _press(update)
    if update.message is not None:
        return _message(update.update_id, update.message, me)
    return None


def _press(update: Update) -> Heard | None:
    query = update.callback_query
    # A message older than two days comes as inaccessible, but still with its chat.
    if query is None or query.message is None or not query.data:
        return None
    chat = query.message.chat
    thread = _thread(query.message) if isinstance(query.message, Message) else ""
    speaker = Speaker(f"{PLATFORM}:{query.from_user.id}", query.from_user.full_name, may_manage=chat.type == Chat.PRIVATE)
    incoming = Incoming(_address(chat, thread), speaker, query.data, str(update.update_id), private=speaker.may_manage)
    return Heard(incoming, None if speaker.may_manage else query.from_user.id, query.id)


def _message(update_id: int, message: Message, me: User) -> Heard | None:
    said = _said(message, me)
    if said is None:
        return None
    speaker, role_of = _speaker(message)
    if speaker is None:
        return None
    address, private = _address(message.chat, _thread(message)), message.chat.type == Chat.PRIVATE
    return Heard(Incoming(address, speaker, said, str(update_id), private=private, bot_name=me.username or ""), role_of)


def _speaker(message: Message) -> tuple[Speaker | None, int | None]:
    """Who wrote, and the user whose role in the chat is still to be asked for.

    An anonymous administrator writes as the group itself; somebody else may write as a channel
    of theirs and then runs nothing here."""
    if message.sender_chat is not None:
        name = message.sender_chat.effective_name or ""
        return Speaker(f"{PLATFORM}:{message.sender_chat.id}", name, may_manage=message.sender_chat.id == message.chat.id), None
    user = message.from_user
    if user is None or user.is_bot:
        return None, None
    private = message.chat.type == Chat.PRIVATE
    return Speaker(f"{PLATFORM}:{user.id}", user.full_name, may_manage=private), None if private else user.id


def _address(chat: Chat, thread: str) -> ChatAddress:
    return ChatAddress(PLATFORM, str(chat.id), thread=thread)


def _thread(message: Message) -> str:
    """The topic. Replies in groups without topics carry a thread id too; sending to that would fail."""
    return str(message.message_thread_id) if message.is_topic_message and message.message_thread_id else ""


def _said(message: Message, me: User) -> str | None:
    """The words without the bot's name; None where the bot is not meant.

    In private everything is meant, a picture or sticker too (as an empty question). In a group
    only commands, mentions and replies to the bot."""
    if message.is_automatic_forward or (message.text is None and message.effective_attachment is None):
        return None  # a channel's post mirrored into its group; members joining, titles changing
    words = message.text or message.caption or ""
    entities = message.entities or message.caption_entities
    command = _command(words, entities)
    if command is not None:
        name, _, addressee = words[: command.length].partition("@")
        if addressee and addressee.lower() != (me.username or "").lower():
            return None
        return name + words[command.length :]
    plain, mentioned = _without_mentions(words, entities, me)
    if message.chat.type == Chat.PRIVATE or mentioned or _is_reply_to(message, me):
        return plain
    return None


def _command(words: str, entities: tuple[MessageEntity, ...]) -> MessageEntity | None:
    return next((entity for entity in entities if entity.type == MessageEntity.BOT_COMMAND and entity.offset == 0), None) if words else None


def _without_mentions(words: str, entities: tuple[MessageEntity, ...], me: User) -> tuple[str, bool]:
    """The words without mentions of the bot, and whether there were any. Offsets are UTF-16 units."""
    units = words.encode("utf-16-le")
    mentioned = False
    for entity in sorted(entities, key=lambda entity: entity.offset, reverse=True):
        start, end = 2 * entity.offset, 2 * (entity.offset + entity.length)
        name = units[start:end].decode("utf-16-le", "replace")
        by_name = entity.type == MessageEntity.MENTION and name.lower() == f"@{me.username}".lower()
        by_id = entity.type == MessageEntity.TEXT_MENTION and entity.user is not None and entity.user.id == me.id
        if by_name or by_id:
            mentioned = True
            units = units[:start] + units[end:]
    plain = units.decode("utf-16-le", "replace")
    return (" ".join(plain.split()) if mentioned else plain), mentioned


def _is_reply_to(message: Message, me: User) -> bool:
    replied = message.reply_to_message
    if replied is None or replied.from_user is None or replied.from_user.id != me.id:
        return False
    # Every message of a topic formally replies to the one that opened it, which may be the bot's.
    return replied.forum_topic_created is None
