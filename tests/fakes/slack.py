"""A strict Slack: Web API, Socket Mode, signed HTTP and response addresses, with Slack's own error codes.

`python -m tests.fakes.slack --port 0` runs one as a process and prints its address; the base
address for a client is that with `/api/` after it."""

import argparse
import asyncio
import json
import re
import time
import uuid
from collections import deque
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

from aiohttp import WSMsgType, web

from tests.fakes.faults import Fault, Faults, Kind
from tests.fakes.server import FakeServer, drop_connection, serve
from tests.fakes.slack_http import HttpDelivery
from tests.fakes.slack_state import Channel, Json, Refused, ResponseAddress, SentMessage, SlackState

TEAM = "T1"
OWNER = "U7"
CHANNEL = "C1"
BOT_USER = "UBOT"
SCOPES = frozenset(
    {"app_mentions:read", "channels:read", "chat:write", "chat:write.public", "commands", "groups:read", "im:history", "users:read"}
)
APP_SCOPES = frozenset({"connections:write"})
# What the app subscribes to, by config/slack-manifest.yaml; nothing else is delivered. `message` comes where
# the bot is asked (message.im), and beside it in channels as where an app has channels:history too.
EVENTS = frozenset(
    {
        "app_mention",
        "app_uninstalled",
        "channel_archive",
        "channel_deleted",
        "channel_left",
        "group_archive",
        "group_deleted",
        "group_left",
        "member_left_channel",
        "message",
        "tokens_revoked",
    }
)
_SCOPE_OF = {
    "apps.connections.open": "connections:write",
    "chat.postEphemeral": "chat:write",
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "conversations.info": "channels:read",
    "users.info": "users:read",
}
_SENDING = ("chat.postMessage", "chat.postEphemeral", "chat.update")
BOT_TOKEN = "xoxb-test-token"
APP_TOKEN = "xapp-test-token"


class FakeSlack(FakeServer):
    """A workspace with one bot. Every user has a DM with it (`U7` has `D7`); channels exist once added."""

    def __init__(self, bot_token: str = BOT_TOKEN, app_token: str = APP_TOKEN, port: int = 0) -> None:
        super().__init__(port)
        self.bot_token = bot_token
        self.app_token = app_token
        self.faults = Faults()
        self.calls: list[tuple[str, Json]] = []
        self.acknowledged: dict[str, Json] = {}
        self.ack_seconds: list[float] = []
        self.connections = 0
        self.scopes = SCOPES
        self.app_scopes = APP_SCOPES
        self.sockets_refused = False
        self.hears_nothing = False
        self.says_hello = True
        self.clock_offset = timedelta()
        self.http: HttpDelivery | None = None
        self._refusal_of_tokens = ""
        self._twice = 0
        self._deaf: set[web.WebSocketResponse] = set()
        self._state = SlackState()
        self._admins: set[str] = set()
        self._tickets: set[str] = set()
        self._sockets: list[web.WebSocketResponse] = []
        self._waiting: deque[Json] = deque()
        self._envelopes: dict[str, Json] = {}
        self._responses: dict[str, ResponseAddress] = {}
        self._delivered_at: dict[str, float] = {}

    @property
    def base_url(self) -> str:
        return f"{self.url}/api/"

    # What people do.

    def deliver_to(self, url: str, **options: Any) -> HttpDelivery:
        """From now on deliver by signed HTTP to this address, no more by sockets."""
        self.http = HttpDelivery(url, **options)
        return self.http

    def user_says(self, text: str, *, channel: str | None = None, user: str = OWNER, thread: str = "", extra: Json | None = None) -> str:
        """Somebody writes, in a DM unless a channel is named; returns the event's id.

        A mention of the bot in a channel is delivered as `message` and as `app_mention`, as Slack does;
        from where the bot is no member nothing is."""
        room = self._direct(user) if channel is None else self._state.channels[channel]
        if not room.is_member:
            return ""
        event: Json = {"type": "message", "channel": room.id, "user": user, "text": text, "ts": self._state.ts()}
        event |= {"channel_type": "im" if room.direct else "channel", **(extra or {})}
        if thread:
            event["thread_ts"] = thread
        event_id = self._event(event)
        if f"<@{BOT_USER}>" in text and not room.direct:
            event_id = self._event({key: value for key, value in event.items() if key != "channel_type"} | {"type": "app_mention"})
        return event_id

    def command(self, text: str, *, channel: str | None = None, user: str = OWNER) -> str:
        """Somebody types `/backchannel text`; returns the envelope's id."""
        room = self._direct(user) if channel is None else self._state.channels[channel]
        body: Json = {"command": "/backchannel", "text": text, "team_id": TEAM, "channel_id": room.id, "user_id": user}
        body |= {"channel_name": room.name, "user_name": user.lower(), "trigger_id": uuid.uuid4().hex}
        body |= {"response_url": self.response_url(room.id, user), "api_app_id": "A1"}
        return self._deliver("slash_commands", body)

    def press(self, label: str, *, channel: str | None = None, user: str = OWNER, name: str | None = None) -> str:
        """Somebody presses the newest button of that label in a conversation; returns the envelope's id."""
        room = self._direct(user) if channel is None else self._state.channels[channel]
        found = [(message, button) for message in self.messages(room.id) for button in message.buttons if button[0] == label]
        message, (_, action_id, value) = found[-1]
        container: Json = {"type": "message", "message_ts": message.ts, "channel_id": room.id, "is_ephemeral": bool(message.ephemeral_to)}
        if message.thread:
            container["thread_ts"] = message.thread
        # Slack sends the message along, but not one that only one person sees.
        shown: Json = {} if message.ephemeral_to else {"message": {"ts": message.ts, "text": message.text, "blocks": message.blocks}}
        body: Json = shown | {
            "type": "block_actions",
            "team": {"id": TEAM},
            "user": {"id": user, "username": user.lower()},
            "api_app_id": "A1",
        }
        body |= {"channel": {"id": room.id, "name": room.name}, "container": container, "trigger_id": uuid.uuid4().hex}
        body |= {"response_url": self.response_url(room.id, user, message.ts)}
        body |= {"actions": [{"type": "button", "action_id": action_id, "block_id": "b", "value": value, "action_ts": self._state.ts()}]}
        return self._deliver("interactive", body)

    def deliver_again(self, event_id: str) -> str:
        """Deliver an event a second time, as Slack does when an acknowledgement got lost."""
        payload = next(e["payload"] for e in self._envelopes.values() if e["payload"].get("event_id") == event_id)
        return self._deliver("events_api", payload, retry_attempt=1, retry_reason="timeout")

    def add_channel(self, channel: str = CHANNEL, *, is_member: bool = True) -> str:
        self._state.channels[channel] = Channel(channel, is_member=is_member)
        return channel

    def add_direct(self, user: str = OWNER) -> str:
        return self._direct(user).id

    def add_admin(self, user: str = OWNER) -> None:
        self._admins.add(user)

    def response_url(self, channel: str, user: str = OWNER, original: str = "") -> str:
        """A new address for answering somebody in a channel."""
        key = uuid.uuid4().hex
        self._responses[key] = ResponseAddress(channel, user, original)
        return f"{self.url}/response/{key}"

    # How it fails.

    def blocked(self, channel: str = "D7") -> None:
        """The user closed the app's messages."""
        self._state.channels[channel].refusal = "cannot_dm_bot"

    def kicked(self, channel: str = CHANNEL) -> None:
        """The bot was removed from the channel; two events say so."""
        self._state.channels[channel].is_member = False
        self._event({"type": "channel_left", "channel": channel, "actor_id": OWNER})
        self._event({"type": "member_left_channel", "channel": channel, "user": BOT_USER, "channel_type": "C", "team": TEAM})

    def left(self, user: str, channel: str = CHANNEL) -> None:
        """Somebody else left the channel."""
        self._event({"type": "member_left_channel", "channel": channel, "user": user, "channel_type": "C", "team": TEAM})

    def archived(self, channel: str = CHANNEL) -> None:
        self._state.channels[channel].refusal = "is_archived"
        self._event({"type": "channel_archive", "channel": channel, "user": OWNER})

    def deleted(self, channel: str = CHANNEL) -> None:
        self._state.channels[channel].refusal = "channel_not_found"
        self._event({"type": "channel_deleted", "channel": channel})

    def renamed(self, channel: str = CHANNEL, name: str = "other") -> None:
        """The channel has another name; it keeps its id."""
        self._state.channels[channel].name = name
        self._event({"type": "channel_rename", "channel": {"id": channel, "name": name, "created": 1700000000}})

    def uninstalled(self) -> None:
        """The app was taken out of the workspace: both tokens die, and two events say so."""
        self._event({"type": "app_uninstalled"})
        self._event({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [BOT_USER]}})
        self._refusal_of_tokens = "account_inactive"

    def installed_again(self) -> None:
        """With the same tokens, as after a mistake that was put right."""
        self._refusal_of_tokens = ""

    def deaf(self) -> None:
        """Sockets that are open now answer pings, but no event comes by them any more; it waits for another."""
        self._deaf.update(self._sockets)

    def duplicate_events(self, times: int = 1) -> None:
        """Deliver so many of the next events twice, as where an acknowledgement gets lost."""
        self._twice += times

    def expire_responses(self) -> None:
        """Half an hour passes: no response_url given out so far serves any more."""
        for address in self._responses.values():
            address.expired = True

    def refused(self, code: str, channel: str = CHANNEL) -> None:
        """Meet every message to the channel with this error."""
        self._state.channels[channel].refusal = code

    def revoke(self) -> None:
        """The owner replaced both tokens."""
        self.bot_token, self.app_token = "xoxb-another", "xapp-another"

    async def disconnect(self) -> None:
        """Ask every socket to reconnect, as Slack does every few hours."""
        sockets, self._sockets = self._sockets, []
        for socket in sockets:
            await socket.send_json({"type": "disconnect", "reason": "refresh_requested"})

    async def abort_sockets(self, *, refuse: bool = False) -> None:
        """Tear every socket without a word; `refuse` closes the door to new ones too."""
        self.sockets_refused = refuse
        sockets, self._sockets = self._sockets, []
        for socket in sockets:
            await socket.close(code=1011, drain=False)

    # What came of it.

    def messages(self, channel: str = "D7") -> list[SentMessage]:
        return [message for message in self._state.sent if message.channel == channel]

    async def wait_for_messages(self, count: int = 1, *, channel: str = "D7") -> list[SentMessage]:
        return await self.until(lambda: self.messages(channel) if len(self.messages(channel)) >= count else [])

    async def wait_for(self, method: str, count: int = 1) -> list[Json]:
        """The parameters of all calls of a method, once there are that many."""
        return await self.until(lambda: found if len(found := [p for name, p in self.calls if name == method]) >= count else [])

    async def wait_for_ack(self, envelope_id: str) -> Json:
        """The acknowledgement of an envelope; TimeoutError after Slack's three seconds."""
        return await self.until(lambda: self.acknowledged.get(envelope_id, {}), seconds=3.0)

    async def wait_for_socket(self, connections: int = 1) -> None:
        """Until sockets have been opened so many times in all."""
        await self.until(lambda: self.connections >= connections and bool(self._sockets))

    @property
    def open_sockets(self) -> int:
        return len(self._sockets)

    def ack_of_event(self, event_id: str) -> str:
        """The envelope that carried an event last."""
        return [key for key, envelope in self._envelopes.items() if envelope["payload"].get("event_id") == event_id][-1]

    # Control from other processes.

    def control(self, verb: str, arguments: dict[str, Any]) -> object:
        if verb == "fault":
            return self._fault(**arguments)
        actions: dict[str, Callable[..., object]] = {
            "say": self.user_says,
            "command": self.command,
            "press": self.press,
            "deliver_to": self._deliver_to,
            "channel": self.add_channel,
            "admin": self.add_admin,
            "release": self.faults.release,
            "ack_seconds": lambda: self.ack_seconds,
            "bad_day": self.faults.at_random,
        }
        return actions[verb](**arguments)

    def messages_as_json(self, chat: str) -> list[dict[str, Any]]:
        return [asdict(message) for message in (self.messages(chat) if chat else self._state.sent)]

    def _fault(self, name: str, **arguments: Any) -> object:
        own: dict[str, Callable[..., object]] = {
            "blocked": self.blocked,
            "kicked": self.kicked,
            "archived": self.archived,
            "deleted": self.deleted,
            "renamed": self.renamed,
            "refused": self.refused,
            "revoked": self.revoke,
            "uninstalled": self.uninstalled,
            "deaf": self.deaf,
            "duplicate_events": self.duplicate_events,
            "expire_responses": self.expire_responses,
        }
        if name == "disconnect":
            self.later(self.disconnect())
            return None
        action = own[name] if name in own else self.faults.named(name)
        return action(**arguments)

    def _deliver_to(self, url: str) -> None:
        self.deliver_to(url)

    # Events.

    def _direct(self, user: str) -> Channel:
        return self._state.direct(user)

    def _event(self, event: Json) -> str:
        if event["type"] not in EVENTS:
            return ""
        event_id = f"Ev{len(self._envelopes) + 1:06d}"
        body: Json = {"type": "event_callback", "team_id": TEAM, "api_app_id": "A1", "event": event, "event_id": event_id}
        body |= {"event_time": 1700000000, "authorizations": [{"team_id": TEAM, "user_id": BOT_USER, "is_bot": True}]}
        self._deliver("events_api", body)
        if self._twice:
            self._twice -= 1
            self._deliver("events_api", body, retry_attempt=1, retry_reason="timeout")
        return event_id

    def _deliver(self, kind: str, payload: Json, **extra: Any) -> str:
        envelope_id = str(uuid.uuid4())
        envelope: Json = {"envelope_id": envelope_id, "type": kind, "payload": payload, "accepts_response_payload": kind != "events_api"}
        self._envelopes[envelope_id] = envelope | extra
        if self.http is not None:
            self.later(self._post(self.http, envelope_id))
        else:
            self._waiting.append(self._envelopes[envelope_id])
            self.later(self._drain())
        return envelope_id

    async def _post(self, http: HttpDelivery, envelope_id: str) -> None:
        posted = await http.deliver(self._envelopes[envelope_id])
        if posted.status == 200:
            self.acknowledged[envelope_id] = {"envelope_id": envelope_id, "body": posted.body}
        await self.changed()

    async def _drain(self) -> None:
        """Hand what waits to the newest socket: Slack sends each payload to one of them."""
        while self._waiting and (hearing := [socket for socket in self._sockets if socket not in self._deaf]):
            envelope = self._waiting.popleft()
            self._delivered_at[envelope["envelope_id"]] = time.monotonic()
            await hearing[-1].send_json(envelope)
        await self.changed()

    def _acknowledge(self, acknowledgement: Json) -> None:
        envelope_id = acknowledgement["envelope_id"]
        self.acknowledged[envelope_id] = acknowledgement
        self.ack_seconds.append(time.monotonic() - self._delivered_at[envelope_id])

    # The Web API.

    def add_routes(self, router: web.UrlDispatcher) -> None:
        router.add_route("*", "/api/{method}", self._serve)
        router.add_get("/link", self._link)
        router.add_post("/response/{key}", self._respond)

    async def _serve(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        parameters: Json = dict(request.query)
        parameters |= await request.json() if request.content_type == "application/json" else dict(await request.post())
        self.calls.append((method, parameters))
        fault = self.faults.take() if method in _SENDING else None
        try:
            failure = _failed_before(fault, request)
            if failure is not None:
                return failure
            self._check_token(method, request, parameters)
            result = self._call(method, parameters)
        except Refused as refused:
            metadata = {"response_metadata": {"messages": list(refused.messages)}} if refused.messages else {}
            needed = {"needed": _SCOPE_OF[method], "provided": ""} if refused.code == "missing_scope" else {}
            return web.json_response({"ok": False, "error": refused.code, **metadata, **needed})
        finally:
            await self.changed()
        headers = {"X-OAuth-Scopes": ",".join(sorted(self.scopes))}
        headers["Date"] = format_datetime(datetime.now(UTC) + self.clock_offset, usegmt=True)
        return await self._answered(fault, request, web.json_response({"ok": True, **result}, headers=headers))

    async def _answered(self, fault: Fault | None, request: web.Request, response: web.Response) -> web.Response:
        if fault is not None and fault.kind is Kind.DROP_AFTER_ACCEPT:
            return drop_connection(request)
        if fault is not None and fault.kind is Kind.SLOW:
            await self.faults.wait_for_release()
        return response

    def _check_token(self, method: str, request: web.Request, parameters: Json) -> None:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ") or str(parameters.get("token", ""))
        if not token:
            raise Refused("not_authed")
        app_level = method == "apps.connections.open"
        if token.startswith("xapp-" if not app_level else "xoxb-"):
            raise Refused("not_allowed_token_type")
        if token != (self.app_token if app_level else self.bot_token):
            raise Refused("invalid_auth")
        if self._refusal_of_tokens:
            raise Refused(self._refusal_of_tokens)
        if method in _SCOPE_OF and _SCOPE_OF[method] not in (self.app_scopes if app_level else self.scopes):
            raise Refused("missing_scope")

    def _call(self, method: str, parameters: Json) -> Json:
        match method:
            case "auth.test":
                return {"url": self.url, "team": "Desk", "user": "backchannel", "team_id": TEAM, "user_id": BOT_USER, "bot_id": "B1"}
            case "apps.connections.open":
                ticket = uuid.uuid4().hex
                self._tickets.add(ticket)
                return {"url": f"{self.url.replace('http', 'ws', 1)}/link?ticket={ticket}"}
            case "chat.postMessage":
                return self._state.post(parameters)
            case "chat.postEphemeral":
                return self._state.post_ephemeral(parameters)
            case "chat.update":
                return self._state.update(parameters)
            case "conversations.info":
                room = self._state.find(parameters)
                archived = room.refusal == "is_archived"
                return {"channel": {"id": room.id, "name": room.name, "is_member": room.is_member, "is_archived": archived}}
            case "users.info":
                user = str(parameters.get("user", ""))
                if not re.fullmatch(r"[UW]\w+", user):
                    raise Refused("user_not_found")
                return {"user": {"id": user, "is_admin": user in self._admins, "is_owner": False}}
        raise Refused("unknown_method")

    async def _respond(self, request: web.Request) -> web.Response:
        body: Json = json.loads(await request.text())
        fault = self.faults.take()
        self.calls.append(("response_url", body))
        address = self._responses.get(request.match_info["key"])
        try:
            failure = _failed_before(fault, request)
            if failure is not None:
                return failure
            if address is None:
                return web.Response(status=404, text="expired_url")
            self._state.respond(address, body)
        except Refused as refused:
            return web.Response(status=404 if refused.code in ("used_url", "expired_url") else 400, text=refused.code)
        finally:
            await self.changed()
        return await self._answered(fault, request, web.Response(text="ok"))

    async def _link(self, request: web.Request) -> web.StreamResponse:
        """One socket: hello, envelopes out, acknowledgements in. A ticket opens one socket, once."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets or self.sockets_refused:
            return web.Response(status=401, text="invalid ticket")
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        if self.says_hello:
            await socket.send_json({"type": "hello", "num_connections": len(self._sockets) + 1, "connection_info": {"app_id": "A1"}})
        self._sockets.append(socket)
        self.connections += 1
        await self._drain()
        try:
            if self.hears_nothing:  # a line that is dead on the other side: nothing is read, not even "close"
                await asyncio.Event().wait()
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    acknowledgement: Json = json.loads(message.data)
                    self._acknowledge(acknowledgement)
                    await self.changed()
        finally:
            self._deaf.discard(socket)
            if socket in self._sockets:
                self._sockets.remove(socket)
        return socket


def _failed_before(fault: Fault | None, request: web.Request) -> web.Response | None:
    """The answer of a fault that strikes before the message is stored."""
    if fault is None:
        return None
    if fault.kind is Kind.RATE_LIMITED:
        body = {"ok": False, "error": "ratelimited"}
        return web.json_response(body, status=429, headers={"Retry-After": str(fault.retry_after)})
    if fault.kind is Kind.SERVER_ERROR:
        return web.Response(status=fault.status, text="<html>gateway</html>", content_type="text/html")
    return drop_connection(request) if fault.kind is Kind.DROP_BEFORE_ACCEPT else None


def main() -> None:
    parser = argparse.ArgumentParser(description="A fake Slack on 127.0.0.1.")
    parser.add_argument("--bot-token", default=BOT_TOKEN)
    parser.add_argument("--app-token", default=APP_TOKEN)
    serve(lambda arguments: FakeSlack(arguments.bot_token, arguments.app_token, port=arguments.port), parser)


if __name__ == "__main__":
    main()
