"""What a payload of Slack says to us. Pure; platform values go no further than here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.chat.slack.blocks import SHARE
from bot.model.chat import ChatAddress, Incoming, Removed, Speaker

PLATFORM = "slack"

Payload = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Heard:
    """Something said to the bot by `user`. `incoming.speaker.may_manage` is False where only Slack can
    tell: then that user's role in the workspace decides. `reply_to` is where the answer goes;
    `response_url`, where there is one, takes it instead, seen by all if `visible`. `shares` says that
    the text is no question, but names the answer that is to be shown to all."""

    incoming: Incoming
    reply_to: ChatAddress
    user: str
    response_url: str | None = None
    visible: bool = False
    shares: bool = False

    def managed(self, may_manage: bool) -> Incoming:
        return replace(self.incoming, speaker=replace(self.incoming.speaker, may_manage=may_manage))


def heard_command(command: Payload) -> Heard:
    """A slash command: `/backchannel WORD …`."""
    return _interaction(
        team=command["team_id"],
        channel=command["channel_id"],
        user=command["user_id"],
        name=command.get("user_name", ""),
        words=_words(command.get("text", "")),
        key=command["trigger_id"],
        response_url=command["response_url"],
    )


def find_heard_press(body: Payload) -> Heard | None:
    """A button of ours was pressed; None where it stands in no conversation (a modal, a home tab)."""
    channel, response_url, actions = body.get("channel"), body.get("response_url"), body.get("actions")
    if not (channel and response_url and actions):
        return None
    heard = _interaction(
        team=body["team"]["id"],
        channel=channel["id"],
        user=body["user"]["id"],
        name=body["user"].get("username", ""),
        words=actions[0].get("value", ""),
        key=body["trigger_id"],
        response_url=response_url,
    )
    container = body.get("container", {})
    address = replace(heard.incoming.address, thread=container.get("thread_ts", ""))
    incoming = replace(heard.incoming, address=address, replies_to=container.get("message_ts", ""))
    return replace(heard, incoming=incoming, reply_to=incoming.address, shares=actions[0].get("action_id") == SHARE)


def find_heard_event(body: Payload, me: str) -> Heard | None:
    """A direct message, or a mention in a channel; `me` is the bot's user id.

    Slack delivers a mention twice, as `message` and as `app_mention`: of messages only direct
    ones count, of mentions only those in channels."""
    event = body["event"]
    if event["type"] not in ("message", "app_mention"):
        return None
    direct = event.get("channel_type") == "im" or event["channel"].startswith("D")
    if direct != (event["type"] == "message") or not _by_person(event):
        return None
    address = ChatAddress(PLATFORM, event["channel"], body["team_id"], event.get("thread_ts", ""))
    speaker = Speaker(f"{PLATFORM}:{body['team_id']}/{event['user']}", may_manage=direct)
    words = _words(re.sub(rf"<@{re.escape(me)}(\|[^>]*)?>", " ", event.get("text", "")))
    # Slack knows no other reply than one in the thread of a message.
    incoming = Incoming(address, speaker, words, body["event_id"], replies_to=address.thread)
    # A busy channel keeps question and answer together in a thread; a DM has no need for that.
    reply_to = address if direct or address.thread else replace(address, thread=event["ts"])
    return Heard(incoming, reply_to, event["user"])


# What ends our being in a channel, and what people read of it: docs.slack.dev/reference/events. Those
# that begin with group_ are of private channels.
ENDS = {
    "channel_archive": "access.reason_archived",
    "group_archive": "access.reason_archived",
    "channel_deleted": "access.reason_deleted",
    "group_deleted": "access.reason_deleted",
    "channel_left": "access.reason_removed",
    "group_left": "access.reason_removed",
    "member_left_channel": "access.reason_removed",
}


def find_removed(body: Payload, me: str) -> Removed | None:
    """The channel that an event puts us out of. One that is renamed keeps its id, by which we know it."""
    event = body["event"]
    reason = ENDS.get(event["type"])
    if reason is None or (event["type"] == "member_left_channel" and event.get("user") != me):
        return None
    return Removed(ChatAddress(PLATFORM, event["channel"], body["team_id"]), reason, body["event_id"])


def says_revoked(body: Payload) -> bool:
    """Whether an event says that our token is worth nothing any more; those of people are none of ours."""
    event = body["event"]
    revoked = event["type"] == "tokens_revoked" and bool(event.get("tokens", {}).get("bot"))
    return revoked or event["type"] == "app_uninstalled"


def _interaction(*, team: str, channel: str, user: str, name: str, words: str, key: str, response_url: str) -> Heard:
    direct = channel.startswith("D")
    address = ChatAddress(PLATFORM, channel, team)
    speaker = Speaker(f"{PLATFORM}:{team}/{user}", name, may_manage=direct)
    incoming = Incoming(address, speaker, words, key)
    return Heard(incoming, address, user, response_url=response_url, visible=direct)


def _by_person(event: Payload) -> bool:
    """Not an edit, a deletion, somebody joining, or a bot; a file with words is a message too."""
    return event.get("subtype") in (None, "file_share") and "bot_id" not in event and bool(event.get("user"))


def _words(text: str) -> str:
    """What the person typed: Slack puts links and mentions in angle brackets and escapes three signs."""
    text = re.sub(r"<(?:https?://|mailto:)[^|>]*\|([^>]*)>", r"\1", text)
    text = re.sub(r"<[#@!][^|>]*\|([^>]*)>", r"\1", text)
    text = re.sub(r"<(https?://[^>]*)>", r"\1", text)
    return " ".join(text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").split())
