"""How Slack delivers over HTTP: signed, within three seconds, and events again where nobody took them."""

import hashlib
import hmac
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import aiohttp

Json = dict[str, Any]

SIGNING_SECRET = "test-signing-secret"
# "Up to three times": at once, after a minute, after five. Ours come one right after the other.
RETRIES = 3
ACK_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Posted:
    """One request of ours: of which envelope, the how manieth repetition, and what was answered (0: nothing)."""

    envelope_id: str
    retry: int
    status: int
    body: str = ""


def signed_headers(body: bytes, secret: str, at: float) -> dict[str, str]:
    """The two headers by which a request proves whose it is: docs.slack.dev/authentication/verifying-requests-from-slack."""
    timestamp = str(int(at))
    digest = hmac.new(secret.encode(), f"v0:{timestamp}:".encode() + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}


def encoded(kind: str, payload: Json) -> tuple[bytes, str]:
    """A payload as its kind travels: events as JSON, a command as a form, a press as JSON in a form."""
    if kind == "events_api":
        return json.dumps(payload).encode(), "application/json"
    form = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    return urlencode(form).encode(), "application/x-www-form-urlencoded"


class HttpDelivery:
    """Posts envelopes to an app's request URL. `ignore_answers` makes so many answers be lost on their way."""

    def __init__(self, url: str, secret: str = SIGNING_SECRET, now: Callable[[], float] = time.time) -> None:
        self.url = url
        self.secret = secret
        self.posted: list[Posted] = []
        self.ignore_answers = 0
        self._now = now

    async def deliver(self, envelope: Mapping[str, Any]) -> Posted:
        """Post until it is taken: events four times in all, what a person waits for once; the last try."""
        tries = 1 + RETRIES if envelope["type"] == "events_api" else 1
        body, content_type = encoded(envelope["type"], envelope["payload"])
        reason = ""
        for retry in range(tries):
            headers = {"Content-Type": content_type} | signed_headers(body, self.secret, self._now())
            if retry:
                headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": reason}
            status, answer = await self._post(body, headers)
            self.posted.append(Posted(envelope["envelope_id"], retry, status, answer))
            if status == 200:
                break
            reason = "http_timeout" if not status else "http_error"
        return self.posted[-1]

    async def _post(self, body: bytes, headers: Mapping[str, str]) -> tuple[int, str]:
        timeout = aiohttp.ClientTimeout(total=ACK_SECONDS)
        try:
            async with (
                aiohttp.ClientSession(timeout=timeout) as session,
                session.post(self.url, data=body, headers=headers) as response,
            ):
                answer = await response.text()
        except (aiohttp.ClientError, TimeoutError):
            return 0, ""
        if self.ignore_answers:
            self.ignore_answers -= 1
            return 0, ""
        return response.status, answer
