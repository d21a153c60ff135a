"""Slack's side of the story: conversations, messages, and what the Web API refuses to store."""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from tests.fakes.server import as_object
from tests.fakes.slack_blocks import BlocksRefused, buttons_of, calls_of, check_blocks, links_of, visible_text

Json = dict[str, Any]

TEXT_CHARACTERS = 40_000
RESPONSE_USES = 5


class Refused(Exception):
    """An answer with `ok: false`."""

    def __init__(self, code: str, *messages: str) -> None:
        super().__init__(code)
        self.code = code
        self.messages = messages


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A message of the bot's: `text` as sent (escaped, for notifications), `words` as read in the
    blocks, `ephemeral_to` the only one who sees it, `calls` whom it would call."""

    channel: str
    ts: str
    text: str
    words: str
    blocks: list[Json]
    thread: str = ""
    ephemeral_to: str = ""
    buttons: tuple[tuple[str, str, str], ...] = ()
    links: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
    edited: int = 0
    unfurls: bool = True


@dataclass(slots=True)
class Channel:
    """A conversation: `is_member` says whether the bot is in it, `refusal` what every message is met with.
    Its id stays when its name changes."""

    id: str
    name: str = "desk"
    direct: bool = False
    is_member: bool = True
    refusal: str = ""

    def check_open(self) -> None:
        """Raises Refused where nobody can write."""
        if self.refusal:
            raise Refused(self.refusal)
        if not self.is_member:
            raise Refused("not_in_channel")


@dataclass(slots=True)
class ResponseAddress:
    """What a `response_url` stands for: it serves five answers within half an hour, and can change the
    message, if any, whose button was pressed."""

    channel: str
    user: str
    original: str = ""
    uses: int = RESPONSE_USES
    expired: bool = False


@dataclass(slots=True)
class SlackState:
    """Conversations and the messages in them."""

    channels: dict[str, Channel] = field(default_factory=dict)
    sent: list[SentMessage] = field(default_factory=list)
    _clock: int = 0

    def ts(self) -> str:
        self._clock += 1
        return f"1700000000.{self._clock:06d}"

    def find(self, parameters: Json) -> Channel:
        """The conversation that a call names; a user's id means the DM with them. Raises Refused."""
        name = str(parameters.get("channel", ""))
        if re.fullmatch(r"[UW]\w+", name):
            return self.direct(name)
        channel = self.channels.get(name)
        if channel is None:
            raise Refused("channel_not_found")
        return channel

    def direct(self, user: str) -> Channel:
        name = f"D{user.removeprefix('U')}"
        return self.channels.setdefault(name, Channel(name, "directmessage", direct=True))

    def post(self, parameters: Json) -> Json:
        """chat.postMessage. Raises Refused."""
        channel = self.find(parameters)
        channel.check_open()
        message = self._message(parameters, channel.id, self.ts(), thread=str(parameters.get("thread_ts") or ""))
        self.sent.append(message)
        return {"channel": channel.id, "ts": message.ts, "message": {"ts": message.ts, "text": message.text}}

    def post_ephemeral(self, parameters: Json) -> Json:
        """chat.postEphemeral: everybody is in every channel, the bot only where it is a member. Raises Refused."""
        channel, user = self.find(parameters), str(parameters.get("user", ""))
        channel.check_open()
        if not re.fullmatch(r"[UW]\w+", user):
            raise Refused("user_not_in_channel")
        thread = str(parameters.get("thread_ts") or "")
        message = self._message(parameters, channel.id, self.ts(), thread=thread, ephemeral_to=user)
        self.sent.append(message)
        return {"message_ts": message.ts}

    def update(self, parameters: Json) -> Json:
        """chat.update: a message of the bot's that all can see. Raises Refused."""
        channel = self.find(parameters)
        if channel.refusal:
            raise Refused(channel.refusal)
        found = [
            place
            for place, one in enumerate(self.sent)
            if (one.channel, one.ts, one.ephemeral_to) == (channel.id, str(parameters.get("ts")), "")
        ]
        if not found:
            raise Refused("message_not_found")
        before = self.sent[found[0]]
        after = self._message(parameters, channel.id, before.ts, thread=before.thread)
        self.sent[found[0]] = replace(after, edited=before.edited + 1)
        return {"channel": channel.id, "ts": before.ts, "text": after.text, "message": {"text": after.text}}

    def respond(self, address: ResponseAddress, body: Json) -> None:
        """An answer by response_url: to one person unless it says `in_channel`, in the channel unless it
        names a thread, new unless it says `replace_original`. Raises Refused."""
        if address.expired:
            raise Refused("expired_url")
        if not address.uses:
            raise Refused("used_url")
        place = next((place for place, one in enumerate(self.sent) if address.original and one.ts == address.original), None)
        if body.get("replace_original") and place is not None:
            before = self.sent[place]
            after = self._message(body, before.channel, before.ts, thread=before.thread, ephemeral_to=before.ephemeral_to)
            self.sent[place] = replace(after, edited=before.edited + 1)
        else:
            user = "" if body.get("response_type") == "in_channel" else address.user
            thread = str(body.get("thread_ts") or "")
            self.sent.append(self._message(body, address.channel, self.ts(), thread=thread, ephemeral_to=user))
        address.uses -= 1

    def _message(self, parameters: Json, channel: str, ts: str, *, thread: str, ephemeral_to: str = "") -> SentMessage:
        text, blocks = str(parameters.get("text") or ""), as_object(parameters.get("blocks") or "[]")
        if not text and not blocks:
            raise Refused("no_text")
        if len(text) > TEXT_CHARACTERS:
            raise Refused("msg_too_long")
        try:
            check_blocks(blocks)
        except BlocksRefused as refused:
            raise Refused(refused.code, refused.why) from None
        return SentMessage(
            channel=channel,
            ts=ts,
            text=text,
            words=visible_text(blocks) or text,
            blocks=blocks,
            thread=thread,
            ephemeral_to=ephemeral_to,
            buttons=tuple(buttons_of(blocks)),
            links=tuple(links_of(blocks)),
            calls=tuple(calls_of([*blocks, {"type": "section", "text": {"type": "mrkdwn", "text": text}}])),
            unfurls=str(parameters.get("unfurl_links", True)).lower() not in ("0", "false"),
        )
