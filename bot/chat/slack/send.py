"""Documents to Slack: to a channel or DM, or as the answer to a command."""

from dataclasses import replace
from functools import partial
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.chat.parts import Parts
from bot.chat.rest import KeepRest, keep_nothing
from bot.chat.slack.client import library_logger
from bot.chat.slack.errors import FAILURES, outcome_of, outcome_of_status
from bot.chat.slack.receive import PLATFORM, Heard
from bot.chat.slack.render import MOST_MESSAGES, SlackMessage, find_rest, render_messages
from bot.chat.slack.share import Shares
from bot.i18n import texts_for
from bot.model.chat import ChatAddress, Permanent, Reach, Sender, SendOutcome, Sent, Unknown
from bot.model.document import Document, Paragraph, plain

# "You can respond up to 5 times within 30 minutes", docs.slack.dev/interactivity/handling-user-interaction.
RESPONSES = 5
# Statuses of an address that was used up or has expired: nothing was shown.
_WORN_OUT = (404, 410)


class SlackSender:
    """A `bot.model.chat.Courier`. It never retries and never waits: that is the outbox's."""

    def __init__(self, client: AsyncWebClient, keep_rest: KeepRest = keep_nothing) -> None:
        self._client = client
        self._keep_rest = keep_rest
        self._parts: Parts[SlackMessage] = Parts()

    async def send(self, address: ChatAddress, document: Document, *, repeat: bool = False, reply_to: str = "") -> SendOutcome:
        # Slack has no replies but threads: what changed stands in the thread of the message it changes.
        address = replace(address, thread=address.thread or reply_to)
        messages = render_messages(document, repeat=repeat, more=await _more(document, self._keep_rest))
        return await self._parts.send(address, document, messages, partial(_post, self._client))

    async def edit(self, address: ChatAddress, message_id: str, document: Document) -> SendOutcome:
        message = render_messages(document, most=1, more=await _more(document, self._keep_rest, most=1))[0]
        try:
            await self._client.chat_update(channel=address.chat, ts=message_id, text=message.text, blocks=message.blocks)
        except FAILURES as error:
            return outcome_of(error, address)
        return Sent(message_id)


async def _post(client: AsyncWebClient, address: ChatAddress, message: SlackMessage, *, user: str = "") -> SendOutcome:
    """Post a message for all, or, where a `user` is named, for that one alone."""
    words: dict[str, Any] = {"text": message.text, "blocks": message.blocks, "thread_ts": address.thread or None}
    try:
        if user:
            response = await client.chat_postEphemeral(channel=address.chat, user=user, **words)
            return Sent(str(response["message_ts"]))
        response = await client.chat_postMessage(channel=address.chat, unfurl_links=False, unfurl_media=False, **words)
    except FAILURES as error:
        return outcome_of(error, address)
    return Sent(str(response["ts"]))


async def _more(document: Document, keep_rest: KeepRest, *, most: int = MOST_MESSAGES) -> str:
    rest = find_rest(document, most=most)
    return await keep_rest(rest) if rest is not None else ""


class OrPrivately:
    """A Sender for what was asked in a channel: where that takes nothing from us (we were removed, or
    never there), the one who asked gets the answer in private, with the reason."""

    def __init__(self, sender: Sender, user: str) -> None:
        self._sender = sender
        self._user = user

    async def send(self, address: ChatAddress, document: Document, *, repeat: bool = False) -> SendOutcome:
        outcome = await self._sender.send(address, document, repeat=repeat)
        if not (isinstance(outcome, Permanent) and outcome.reach is Reach.CHAT):
            return outcome
        note = Paragraph(plain(texts_for(document.language)("chat.not_in_channel", reason=outcome.reason)))
        private = ChatAddress(PLATFORM, self._user, address.workspace)
        return await self._sender.send(private, replace(document, blocks=(note, *document.blocks)), repeat=repeat)


class SlackResponder:
    """A Sender for one command or button: it answers there and then, by the address Slack gave for it.

    In channels only the person who asked sees it, with a button to show it to all where the answer may
    be shared; `visible` shows it to all at once. That works where the bot is no member. When the
    address is worn out, after five answers or half an hour, the rest goes by the Web API."""

    def __init__(
        self,
        client: AsyncWebClient,
        heard: Heard,
        keep_rest: KeepRest = keep_nothing,
        shares: Shares | None = None,
        *,
        visible: bool = False,
    ) -> None:
        self._client = client
        self._webhook = AsyncWebhookClient(heard.response_url or "", session=client.session, retry_handlers=[], logger=library_logger())
        self._user = heard.user
        self._keep_rest = keep_rest
        self._visible = visible or heard.visible
        self._shares = None if self._visible else shares
        self._offered = ""
        self._left = RESPONSES
        self._parts: Parts[SlackMessage] = Parts()

    async def send(self, address: ChatAddress, document: Document, *, repeat: bool = False) -> SendOutcome:
        if self._shares is not None and document.shareable and not self._offered:
            self._offered = self._shares.keep(document)
        more = await _more(document, self._keep_rest)
        messages = render_messages(document, repeat=repeat, more=more, share=self._offered)
        return await self._parts.send(address, document, messages, self._respond)

    async def settle(self, document: Document) -> None:
        """Put the last message of an answer, now without its button, in the place of the one that was pressed."""
        if self._left:
            # Where that fails, the button stands on and says when it is pressed that it was.
            message = render_messages(document, more=await _more(document, self._keep_rest))[-1]
            await self._use({"response_type": "ephemeral", "replace_original": True} | _body(message), ChatAddress(PLATFORM, ""))

    async def _respond(self, address: ChatAddress, message: SlackMessage) -> SendOutcome:
        if self._left:
            # Without a thread of its own the answer to a thread's button would stand in the channel.
            where = {"thread_ts": address.thread} if address.thread else {}
            kind = "in_channel" if self._visible else "ephemeral"
            outcome = await self._use({"response_type": kind, "replace_original": False} | where | _body(message), address)
            if outcome is not None:
                return outcome
        return await _post(self._client, address, message, user="" if self._visible else self._user)

    async def _use(self, body: dict[str, Any], address: ChatAddress) -> SendOutcome | None:
        """One answer by the address; None where that turns out to be worn out, and nothing was shown."""
        try:
            response = await self._webhook.send_dict(body)
        except FAILURES as error:
            outcome = outcome_of(error, address)
            self._left -= isinstance(outcome, Unknown)
            return outcome
        if response.status_code in _WORN_OUT:
            self._left = 0
            return None
        self._left -= response.status_code == 200
        if response.status_code == 200:
            return Sent("")
        return outcome_of_status(response.status_code, response.headers, reason=f"HTTP {response.status_code}: {response.body[:100]}")


def _body(message: SlackMessage) -> dict[str, Any]:
    return {"text": message.text, "blocks": list(message.blocks), "unfurl_links": False, "unfurl_media": False}
