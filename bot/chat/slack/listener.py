"""What is done about what Slack says, the same by Socket Mode and by signed HTTP: it is acknowledged
at once and worked off after, each chat in its own lane."""

import asyncio
import logging
import re
from dataclasses import dataclass
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.chat.answering import Handle, Pause, answer, say
from bot.chat.lanes import Lanes
from bot.chat.rest import KeepRest, keep_nothing
from bot.chat.rooms import Rooms
from bot.chat.slack.client import library_logger
from bot.chat.slack.errors import FAILURES, name_of
from bot.chat.slack.receive import Heard, find_heard_event, find_heard_press, find_removed, heard_command, says_revoked
from bot.chat.slack.send import OrPrivately, SlackResponder
from bot.chat.slack.share import NotShared, Shares, shared
from bot.i18n import texts_for
from bot.model.chat import Removed, Sender, Sent, Unknown
from bot.model.document import Document, Paragraph, plain

COMMAND = "/backchannel"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ports:
    """What a listener works with: it sends by `sender`, gets its answers from `handle`, tells `rooms` what
    happens to them, and keeps what finds no room with `keep_rest`."""

    sender: Sender
    handle: Handle
    rooms: Rooms
    keep_rest: KeepRest = keep_nothing
    pause: Pause = asyncio.sleep


class Listener:
    """Takes what Bolt hears and puts each thing into its chat's lane.

    `doubts` is set when Slack says that our token is worth nothing any more: whoever keeps the
    connection then asks whether that is so."""

    def __init__(self, client: AsyncWebClient, me: AuthorizeResult, lanes: Lanes, ports: Ports) -> None:
        self.doubts = asyncio.Event()
        self._client = client
        self._me = me
        self._lanes = lanes
        self._ports = ports
        self._shares = Shares()

    def app(self) -> AsyncApp:
        """A Bolt app with our listeners, which takes requests as they come: signatures are the caller's to
        check. `authorize` is given so that acknowledging never waits for Slack, and so that a
        SLACK_CLIENT_ID in the environment doesn't switch Bolt to OAuth."""

        async def authorize() -> AuthorizeResult:
            return self._me

        client = AsyncWebClient(base_url=self._client.base_url)
        app = AsyncApp(client=client, authorize=authorize, logger=library_logger(), request_verification_enabled=False)
        app.command(COMMAND)(self._command)
        # All of them: what no listener takes is never acknowledged, and Slack would send it again and again.
        app.action(re.compile(""))(self._press)
        app.event(re.compile(""))(self._event)
        return app

    async def _command(self, ack: AsyncAck, command: dict[str, Any]) -> None:
        await ack()
        self._take(heard_command(command))

    async def _press(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        self._take(find_heard_press(body))

    async def _event(self, body: dict[str, Any]) -> None:
        # Bolt acknowledges events before it calls us.
        me = str(self._me.bot_user_id)
        removed = find_removed(body, me)
        if removed is not None:
            self._lanes.put(removed.address, lambda: self._happened(removed))
        elif says_revoked(body):
            self.doubts.set()
        else:
            self._take(find_heard_event(body, me))

    def _take(self, heard: Heard | None) -> None:
        if heard is not None:
            self._lanes.put(heard.reply_to, lambda: self._share(heard) if heard.shares else self._answer(heard))

    async def _happened(self, event: Removed) -> None:
        await self._ports.rooms.happened(event)

    async def _answer(self, heard: Heard) -> None:
        incoming = heard.incoming
        if not incoming.speaker.may_manage:
            incoming = heard.managed(await self._is_administrator(heard.user))
        sender: Sender = OrPrivately(self._ports.sender, heard.user)
        if heard.response_url is not None:
            sender = SlackResponder(self._client, heard, self._ports.keep_rest, self._shares)
        await answer(incoming, self._ports.handle, sender, heard.reply_to, pause=self._ports.pause)

    async def _share(self, heard: Heard) -> None:
        """Show a kept answer to all, once; the one who pressed hears where that can't be."""
        key, to = heard.incoming.text, heard.reply_to
        kept = self._shares.take(key)
        if isinstance(kept, NotShared):
            await self._tell(heard, f"chat.{kept.value}")
            return
        speaker = heard.incoming.speaker
        responder = SlackResponder(self._client, heard, self._ports.keep_rest, visible=True)
        outcome = await say(shared(kept, speaker.name or heard.user), responder, to, pause=self._ports.pause)
        if isinstance(outcome, Sent | Unknown):  # where nobody knows, once is better than twice
            await responder.settle(kept)
        else:
            self._shares.give_back(key, kept)
            await self._tell(heard, "chat.share_failed", reason=getattr(outcome, "reason", ""))

    async def _tell(self, heard: Heard, key: str, **params: str) -> None:
        text = texts_for("en")(key, **params)
        document = Document("", (Paragraph(plain(text)),), summary=text)
        await say(document, SlackResponder(self._client, heard), heard.reply_to, pause=self._ports.pause)

    async def _is_administrator(self, user: str) -> bool:
        """Whether this person runs the workspace (channels have no rulers of their own); no where Slack doesn't say."""
        try:
            response = await self._client.users_info(user=user)
        except FAILURES as error:
            _log.warning("role unknown", extra={"user": user, "error": name_of(error)})
            return False
        profile = response["user"]
        return bool(profile.get("is_admin") or profile.get("is_owner"))
