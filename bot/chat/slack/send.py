"""Documents to Slack: to a channel or DM, or as the answer to a command."""

from dataclasses import replace
from functools import partial

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.chat.parts import Parts
from bot.chat.slack.client import library_logger
from bot.chat.slack.errors import FAILURES, outcome_of, outcome_of_status
from bot.chat.slack.render import SlackMessage, render_messages
from bot.model.chat import ChatAddress, SendOutcome, Sent
from bot.model.document import Document


class SlackSender:
    """A `bot.model.chat.Courier`. It never retries and never waits: that is the outbox's."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._parts: Parts[SlackMessage] = Parts()

    async def send(self, address: ChatAddress, document: Document, *, repeat: bool = False, reply_to: str = "") -> SendOutcome:
        # Slack has no replies but threads: what changed stands in the thread of the message it changes.
        address = replace(address, thread=address.thread or reply_to)
        return await self._parts.send(address, document, render_messages(document, repeat=repeat), partial(_post, self._client))

    async def edit(self, address: ChatAddress, message_id: str, document: Document) -> SendOutcome:
        message = render_messages(document, most=1)[0]
        try:
            await self._client.chat_update(channel=address.chat, ts=message_id, text=message.text, blocks=message.blocks)
        except FAILURES as error:
            return outcome_of(error, address)
        return Sent(message_id)


async def _post(client: AsyncWebClient, address: ChatAddress, message: SlackMessage) -> SendOutcome:
    try:
        response = await client.chat_postMessage(
            channel=address.chat,
            text=message.text,
            blocks=message.blocks,
            thread_ts=address.thread or None,
            unfurl_links=False,
            unfurl_media=False,
        )
    except FAILURES as error:
        return outcome_of(error, address)
    return Sent(str(response["ts"]))


class SlackResponder:
    """A Sender for one command or button: it answers there and then, by the address Slack gave for it.

    In channels only the person who asked sees it; `visible` shows it to all. That works where the
    bot is no member. Slack takes at most five answers within half an hour."""

    def __init__(self, response_url: str, session: aiohttp.ClientSession | None, *, visible: bool) -> None:
        self._client = AsyncWebhookClient(response_url, session=session, retry_handlers=[], logger=library_logger())
        self._response_type = "in_channel" if visible else "ephemeral"
        self._parts: Parts[SlackMessage] = Parts()

    async def send(self, address: ChatAddress, document: Document, *, repeat: bool = False) -> SendOutcome:
        return await self._parts.send(address, document, render_messages(document, repeat=repeat), self._respond)

    async def _respond(self, address: ChatAddress, message: SlackMessage) -> SendOutcome:
        try:
            response = await self._client.send(
                text=message.text,
                blocks=message.blocks,
                response_type=self._response_type,
                replace_original=False,
                unfurl_links=False,
                unfurl_media=False,
            )
        except FAILURES as error:
            return outcome_of(error, address)
        if response.status_code == 200:
            return Sent("")
        return outcome_of_status(response.status_code, response.headers, reason=f"HTTP {response.status_code}: {response.body[:100]}")
