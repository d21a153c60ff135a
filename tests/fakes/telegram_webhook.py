"""Telegram's side of a webhook: what setWebhook takes, and updates brought one by one until they are taken."""

import ipaddress
import re
import time
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from tests.fakes.server import as_object
from tests.fakes.telegram_state import JsonObject, Refused, bad_request

PORTS = (443, 80, 88, 8443)


class Webhook:
    """What a bot has set. `tries` is the status of every delivery so far, 0 for a line that broke."""

    def __init__(self) -> None:
        self.url = ""
        self.secret = ""
        self.allowed: list[str] = []
        self.last_error = ""
        self.last_error_at = 0
        self.tries: list[int] = []

    def set(self, parameters: JsonObject) -> None:
        """Raises Refused, as setWebhook does; http to this machine alone passes, as with a Bot API server of one's own."""
        url, secret = str(parameters.get("url", "")), str(parameters.get("secret_token", ""))
        if url:
            _check_url(url)
        if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
            raise bad_request("secret token contains unallowed characters")
        if not 1 <= int(parameters.get("max_connections") or 40) <= 100:
            raise bad_request("invalid max_connections")
        self.url, self.secret = url, secret
        self.allowed = as_object(parameters.get("allowed_updates") or "[]")

    def as_json(self, pending: int) -> JsonObject:
        info: JsonObject = {"url": self.url, "has_custom_certificate": False, "pending_update_count": pending}
        if self.last_error:
            info |= {"last_error_date": self.last_error_at, "last_error_message": self.last_error}
        return info

    def wants(self, update: JsonObject) -> bool:
        return not self.allowed or bool(set(self.allowed) & update.keys())

    async def bring(self, session: aiohttp.ClientSession, update: JsonObject, secret: str | None = None) -> bool:
        """Deliver one update; whether it was taken."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.secret if secret is None else secret}
        try:
            async with session.post(self.url, json=update, headers=headers) as response:
                status = response.status
        except aiohttp.ClientError:
            status = 0
        self.tries.append(status)
        if status // 100 != 2:
            self.failed(f"Wrong response from the webhook: {status}" if status else "Connection refused")
        return status // 100 == 2

    def failed(self, message: str) -> None:
        self.last_error, self.last_error_at = message, int(time.time())


def _check_url(url: str) -> None:
    parts: Any = urlsplit(url)
    host = parts.hostname or ""
    try:
        local = ipaddress.ip_address(host).is_loopback
    except ValueError:
        local = False
    if local and parts.scheme == "http":
        return
    if parts.scheme != "https" or not host:
        raise Refused(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
    if (parts.port or 443) not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
