"""One page on which a person reads the chats of both fakes, types, presses buttons and breaks things."""

import html
import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import web

from tests.drawn import STYLE, drawn_blocks, drawn_keys
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram

_PAGE = Path(__file__).with_name("page.html").read_text(encoding="utf-8")
_SPOKEN = ("say", "command", "press")
FAULTS = {
    "telegram": (
        "rate_limited", "server_error", "drop_after_accept", "drop_before_accept", "slow", "disconnect",
        "blocked", "kicked", "migrated", "revoked",
    ),
    "slack": (
        "rate_limited", "server_error", "drop_after_accept", "drop_before_accept", "slow", "disconnect", "deaf", "duplicate_events",
        "blocked", "kicked", "archived", "deleted", "renamed", "expire_responses", "uninstalled", "revoked",
    ),
}  # fmt: skip
# Those that strike a chat; the others strike whatever is sent next, or the line.
_OF_A_CHAT = ("blocked", "kicked", "migrated", "archived", "deleted", "renamed")


@dataclass(frozen=True, slots=True)
class Line:
    """What a person did in a chat, and how many messages of the bot's stood there then."""

    after: int
    who: str
    words: str


class Page:
    """`routes` serve the page, the chats as JSON, and what people do. On 127.0.0.1 only: nobody is asked who they are."""

    def __init__(self, telegram: FakeTelegram, slack: FakeSlack) -> None:
        self._fakes: dict[str, FakeTelegram | FakeSlack] = {"telegram": telegram, "slack": slack}
        self._said: dict[tuple[str, str], list[Line]] = defaultdict(list)
        self.routes = [web.get("/", self._show), web.get("/chats", self._chats), web.post("/do", self._do)]

    def add_chat(self, platform: str, chat: str) -> None:
        """Show a chat in which nothing has been said yet."""
        self._said[platform, chat] += []

    async def _show(self, _request: web.Request) -> web.Response:
        page = _PAGE.replace("/*style*/", STYLE).replace("/*faults*/", json.dumps(FAULTS))
        return web.Response(text=page, content_type="text/html")

    async def _chats(self, _request: web.Request) -> web.Response:
        for platform, fake in self._fakes.items():
            for one in fake.messages_as_json(""):
                self.add_chat(platform, str(_room(one)))
        return web.json_response([self._chat(*key) for key in sorted(self._said)])

    async def _do(self, request: web.Request) -> web.Response:
        """`platform`, `chat`, `verb` and `arguments` of the fake's control, as JSON."""
        body = await request.json()
        platform, chat, verb, arguments = str(body["platform"]), str(body["chat"]), str(body["verb"]), dict(body["arguments"])
        fake = self._fakes[platform]
        if verb != "fault" or arguments["name"] in _OF_A_CHAT:
            arguments |= _place(platform, chat)
        if verb in _SPOKEN:
            before = len(fake.messages_as_json(chat))
            words = str(arguments.get("text") or f"[{arguments.get('label')}]")
            self._said[platform, chat].append(Line(before, str(arguments.get("user", "")), words))
        try:
            fake.control(verb, arguments)
        except (KeyError, TypeError, ValueError, IndexError) as error:
            return web.json_response({"error": repr(error)}, status=400)
        return web.json_response({})

    def _chat(self, platform: str, chat: str) -> dict[str, Any]:
        messages = self._fakes[platform].messages_as_json(chat)
        items: list[dict[str, str]] = []
        for place in range(len(messages) + 1):
            items += [
                {"who": f"user {one.who}", "html": html.escape(one.words), "mark": ""}
                for one in self._said[platform, chat]
                if one.after == place
            ]
            if place < len(messages):
                items.append(_item(platform, messages[place]))
        return {"platform": platform, "chat": chat, "items": items}


def _room(message: dict[str, Any]) -> object:
    return message["chat"] if "chat" in message else message["channel"]


def _place(platform: str, chat: str) -> dict[str, object]:
    """How a fake names a chat. A private one is its user's, and comes about by their first word."""
    if platform == "slack":
        return {} if chat.startswith("D") else {"channel": chat}
    return {"chat": int(chat)}


def _item(platform: str, message: dict[str, Any]) -> dict[str, str]:
    marks = [f"edited {message['edited']}×"] if message["edited"] else []
    if platform == "telegram":
        marks += [f"in reply to {message['reply_to']}"] if message["reply_to"] else []
        drawn = message["html"] + drawn_keys(label for row in message["buttons"] for label, _ in row)
        return {"who": f"bot #{message['message_id']}", "html": f'<div class="bubble">{drawn}</div>', "mark": ", ".join(marks)}
    marks += [f"only {message['ephemeral_to']} sees it"] if message["ephemeral_to"] else []
    marks += [f"in thread {message['thread']}"] if message["thread"] else []
    drawn = drawn_blocks(message["blocks"]) if message["blocks"] else f"<div>{html.escape(message['words'])}</div>"
    return {"who": f"bot {message['ts']}", "html": drawn, "mark": ", ".join(marks)}
