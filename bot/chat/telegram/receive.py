"""What an update of Telegram says to us. Pure; platform objects go no further than here."""

import re
from dataclasses import dataclass, replace

from telegram import Chat, ChatMember, ChatMemberRestricted, ChatMemberUpdated, Message, MessageEntity, MessageOriginChannel, Update, User
from telegram.constants import ChatID, ChatMemberStatus

from bot.model.chat import Added, ChatAddress, Elsewhere, Incoming, Relocated, Removed, RoomEvent, Speaker

PLATFORM = "telegram"
# What we ask Telegram for. Edited messages are left out on purpose: an answer given once stands. So are
# the posts of channels: nobody talks to us there, they are set up from a private chat.
ALLOWED_UPDATES = (Update.MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER)

# "use @channel", its link, or the id that private channels have instead of a name; "use here" names none.
_USE = re.compile(r"/?use\s+(?P<name>\S.*)\Z", re.IGNORECASE | re.DOTALL)
_CHANNEL = re.compile(r"(?:https?://t\.me/|@)(?P<name>[A-Za-z]\w{3,31})/?|(?P<id>-100\d{1,15})")
# The id of a forum's General topic; sending to it by its id is refused.
_GENERAL = 1
_MEMBERS = (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.MEMBER)


@dataclass(frozen=True, slots=True)
class Heard:
    """Something said to the bot. `incoming.speaker.may_manage` is False where only Telegram can
    tell: then `role_of` is the user whose role in the chat decides. `callback_id` is the button
    press that waits to be acknowledged.

    What is said in private may be about a broadcast channel: `channel` is its @name or id as Telegram
    takes it; empty where it is about none; None where that is a matter of what was said before.
    `away` says that the answer goes to another chat than the one the button is in."""

    incoming: Incoming
    role_of: int | None = None
    callback_id: str | None = None
    channel: str | None = ""
    away: bool = False

    def managed(self, may_manage: bool, elsewhere: Elsewhere | None = None) -> Incoming:
        speaker = replace(self.incoming.speaker, may_manage=may_manage)
        return replace(self.incoming, speaker=speaker, elsewhere=elsewhere)


def find_heard(update: Update, me: User) -> Heard | None:
    """What was said to the bot, or None: not to it, not by a person, or no kind we know."""
    if update.callback_query is not None:
        return _press(update)
    if update.message is not None:
        return _message(update.update_id, update.message, me)
    return None


def find_event(update: Update, me: User) -> RoomEvent | None:
    """What happened to a room rather than in it, or None."""
    if update.my_chat_member is not None:
        return _turn(update.update_id, update.my_chat_member, me)
    message, key = update.message, str(update.update_id)
    if message is not None and message.migrate_to_chat_id is not None:
        return Relocated(_address(message.chat, ""), ChatAddress(PLATFORM, str(message.migrate_to_chat_id)), key)
    if message is not None and message.migrate_from_chat_id is not None:
        return Relocated(ChatAddress(PLATFORM, str(message.migrate_from_chat_id)), _address(message.chat, ""), key)
    return None


def _turn(update_id: int, change: ChatMemberUpdated, me: User) -> RoomEvent | None:
    """Added or removed; None where only our rights changed, or somebody unblocked us in private."""
    was, now = _is_in(change.old_chat_member), _is_in(change.new_chat_member)
    private = change.chat.type == Chat.PRIVATE
    address, key = _address(change.chat, ""), str(update_id)
    if was and not now:
        return Removed(address, "access.reason_blocked" if private else "access.reason_removed", key)
    if was or not now or private:
        return None
    by = change.from_user
    speaker = Speaker(f"{PLATFORM}:{by.id}", by.full_name)
    if by.id == ChatID.ANONYMOUS_ADMIN:
        speaker = Speaker(f"{PLATFORM}:{change.chat.id}", change.chat.title or "")
    hears_all = bool(me.can_read_all_group_messages) or change.new_chat_member.status == ChatMemberStatus.ADMINISTRATOR
    return Added(address, speaker, change.chat.title or "", key, hears_all, broadcast=change.chat.type == Chat.CHANNEL)


def _is_in(member: ChatMember) -> bool:
    return member.status in _MEMBERS or (isinstance(member, ChatMemberRestricted) and member.is_member)


def _press(update: Update) -> Heard | None:
    query = update.callback_query
    # A message older than two days comes as inaccessible, but still with its chat.
    if query is None or query.message is None or not query.data:
        return None
    chat = query.message.chat
    if chat.type == Chat.CHANNEL:
        return _press_in_channel(update, query.from_user, query.data, str(chat.id), str(query.message.message_id), query.id)
    thread = _thread(query.message) if isinstance(query.message, Message) else ""
    speaker = Speaker(f"{PLATFORM}:{query.from_user.id}", query.from_user.full_name, may_manage=chat.type == Chat.PRIVATE)
    incoming = Incoming(_address(chat, thread), speaker, query.data, str(update.update_id), replies_to=str(query.message.message_id))
    private = chat.type == Chat.PRIVATE
    channel = _named_channel(query.data) if private else ""
    return Heard(incoming, None if private else query.from_user.id, query.id, channel)


def _press_in_channel(update: Update, user: User, said: str, channel: str, pressed: str, callback_id: str) -> Heard:
    """Every reader of a channel can press its buttons: they are answered in private, about the channel."""
    speaker = Speaker(f"{PLATFORM}:{user.id}", user.full_name, may_manage=False)
    incoming = Incoming(ChatAddress(PLATFORM, str(user.id)), speaker, said, str(update.update_id), replies_to=pressed)
    return Heard(incoming, None, callback_id, channel, away=True)


def _named_channel(said: str) -> str | None:
    """The channel of `use @channel`, empty in another `use …`, None in anything else."""
    use = _USE.match(said.strip())
    if use is None:
        return None
    channel = _CHANNEL.fullmatch(use["name"].strip())
    if channel is None:
        return ""
    return channel["id"] or f"@{channel['name']}"


def _message(update_id: int, message: Message, me: User) -> Heard | None:
    said = _said(message, me)
    if said is None:
        return None
    speaker, role_of = _speaker(message)
    if speaker is None:
        return None
    channel: str | None = ""
    if message.chat.type == Chat.PRIVATE:
        said = _forwarded(message) or said
        channel = _named_channel(said)
    replies_to = str(message.reply_to_message.message_id) if message.reply_to_message and _is_reply_to(message, me) else ""
    incoming = Incoming(_address(message.chat, _thread(message)), speaker, said, str(update_id), replies_to=replies_to)
    return Heard(incoming, role_of, channel=channel)


def _forwarded(message: Message) -> str | None:
    """A post of a channel that is forwarded to us in private names that channel: one without a public name has no other."""
    origin = message.forward_origin
    return f"use {origin.chat.id}" if isinstance(origin, MessageOriginChannel) else None


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
    topic = message.message_thread_id if message.is_topic_message else None
    return str(topic) if topic and topic != _GENERAL else ""


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
