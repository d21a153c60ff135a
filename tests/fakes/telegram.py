"""A strict Bot API server: what Telegram refuses, it refuses in Telegram's words.

`python -m tests.fakes.telegram --port 0` runs one as a process and prints its address."""

import argparse
import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any

import aiohttp
from aiohttp import web

from tests.fakes.faults import Faults, Kind
from tests.fakes.server import FakeServer, as_object, drop_connection, serve
from tests.fakes.telegram_state import JsonObject, Refused, Room, SentMessage, TelegramState, bad_request
from tests.fakes.telegram_webhook import Webhook

OWNER = 7
GROUP = -1001
CHANNEL = -1005
TOKEN = "42:TEST-token"
ANONYMOUS_ADMIN = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}

Method = Callable[[JsonObject], Awaitable[object]]
Store = Callable[[JsonObject, JsonObject], JsonObject]


class FakeTelegram(FakeServer):
    """Telegram with one bot. Private chats exist once their user has said something, groups once added."""

    def __init__(self, token: str = TOKEN, username: str = "backchannel_bot", port: int = 0) -> None:
        super().__init__(port)
        self.token = token
        self.me: JsonObject = {"id": 42, "is_bot": True, "first_name": "Backchannel", "username": username}
        self.faults = Faults()
        self.webhook = Webhook()
        self.hears_all = False
        self.calls: list[tuple[str, JsonObject]] = []
        self.menu: list[JsonObject] = []
        self.confirmed = 0
        self.on_next_message: Callable[[], None] | None = None
        self._state = TelegramState()
        self._history: list[JsonObject] = []
        self._presses: set[str] = set()
        self._taken: set[int] = set()
        self._poller: object | None = None
        self._dropped_polls = 0

    # What people do.

    def user_says(
        self,
        text: str | None,
        *,
        chat: int | None = None,
        user: int = OWNER,
        thread: int | None = None,
        to_bot: bool = False,
        anonymous: bool = False,
        kind: str = "message",
        extra: JsonObject | None = None,
    ) -> int:
        """Somebody writes, in private unless a group is named; returns the update's id.

        `to_bot` makes it a reply to the bot, `kind` another update (`edited_message`), `extra` adds fields."""
        room = self._state.rooms[self.add_private(user) if chat is None else chat]
        sender = ANONYMOUS_ADMIN if anonymous else {"id": user, "is_bot": False, "first_name": f"User {user}"}
        message = self._state.message(room, sender, text, thread) | (extra or {})
        if anonymous:
            message["sender_chat"] = room.as_json()
        if to_bot:
            message["reply_to_message"] = self._state.message(room, self.me, "an earlier answer", thread)
        return self.push({kind: message})

    def press(self, label: str, *, chat: int = OWNER, user: int = OWNER) -> int:
        """Somebody presses the newest button of that label in a chat."""
        found = [
            (message, data)
            for message in self.messages(chat)
            for row in message.buttons
            for shown, data in row
            if shown == label
        ]  # fmt: skip
        message, data = found[-1]
        press_id = f"press-{len(self._history)}"
        self._presses.add(press_id)
        shown = self._state.message(self._state.rooms[chat], self.me, message.text, message.thread) | {"message_id": message.message_id}
        sender = {"id": user, "is_bot": False, "first_name": f"User {user}"}
        return self.push({"callback_query": {"id": press_id, "from": sender, "message": shown, "chat_instance": "1", "data": data}})

    def add_private(self, user: int = OWNER) -> int:
        self._state.rooms.setdefault(user, Room(user, "private", f"User {user}"))
        return user

    def add_group(self, chat: int = GROUP, *, administrators: tuple[int, ...] = (), topics: tuple[int, ...] = ()) -> int:
        members = dict.fromkeys(administrators, "administrator")
        self._state.rooms[chat] = Room(chat, "supergroup", "Desk", members, set(topics))
        return chat

    def add_channel(
        self, chat: int = CHANNEL, *, username: str = "", administrators: tuple[int, ...] = (), bot: str = "administrator"
    ) -> int:
        """A broadcast channel; `bot` is our status there."""
        members = dict.fromkeys(administrators, "administrator") | {int(self.me["id"]): bot}
        self._state.rooms[chat] = Room(chat, "channel", "Front page", members, username=username)
        return chat

    def membership(self, old: str, new: str, *, chat: int = GROUP, user: int = OWNER) -> int:
        """Somebody changes what the bot is in a chat: `left`, `member`, `administrator`, `kicked`."""
        room = self._state.rooms[chat]
        sender = ANONYMOUS_ADMIN if user == ANONYMOUS_ADMIN["id"] else {"id": user, "is_bot": False, "first_name": f"User {user}"}
        change = {"chat": room.as_json(), "from": sender, "date": 1, "old_chat_member": self._as_member(old)}
        return self.push({"my_chat_member": change | {"new_chat_member": self._as_member(new)}})

    def migration_is_told(self, old: int = GROUP, new: int = -1002) -> None:
        """The two service messages of a group that became a supergroup."""
        self.migrated(old, new)
        self._state.rooms[old].kind = "group"
        self.user_says(None, chat=old, extra={"migrate_to_chat_id": new})
        self.user_says(None, chat=new, extra={"migrate_from_chat_id": old})

    def again(self, update_id: int) -> None:
        """The same update once more, as after an answer that got lost."""
        update = next(update for update in self._history if update["update_id"] == update_id)
        self.later(self._bring(update))

    async def bring(self, body: JsonObject, secret: str | None = None) -> int:
        """Post something to the webhook as whoever knows its address could; the status."""
        async with aiohttp.ClientSession() as session:
            await self.webhook.bring(session, body, secret)
        return self.webhook.tries[-1]

    async def _bring(self, update: JsonObject) -> None:
        """To the webhook, and again where it isn't taken, until the webhook is gone."""
        async with aiohttp.ClientSession() as session:
            while self.webhook.url and self.webhook.wants(update):
                if await self.webhook.bring(session, update):
                    self._taken.add(update["update_id"])
                    break
                await self.changed()
                await asyncio.sleep(0.01)
        await self.changed()

    def _as_member(self, status: str) -> JsonObject:
        member: JsonObject = {"status": status, "user": self.me}
        if status == "kicked":
            member["until_date"] = 0
        return member | (_RIGHTS if status == "administrator" else {})

    def push(self, body: JsonObject) -> int:
        """Queue an update of any kind."""
        update_id = 1001 + len(self._history)
        self._history.append({"update_id": update_id, **body})
        if self.webhook.url:
            self.later(self._bring(self._history[-1]))
        self.wake()
        return update_id

    # How it fails.

    def blocked(self, chat: int = OWNER) -> None:
        """The user blocked the bot."""
        self._state.rooms[chat].refusal = Refused(403, "Forbidden: bot was blocked by the user")

    def kicked(self, chat: int = GROUP) -> None:
        """The bot was removed from the group."""
        self._state.rooms[chat].refusal = Refused(403, "Forbidden: bot was kicked from the supergroup chat")

    def migrated(self, chat: int = GROUP, to: int = -1002) -> None:
        """The group became a supergroup with another id."""
        old = self._state.rooms[chat]
        self._state.rooms[to] = Room(to, "supergroup", old.title, old.members)
        old.refusal = Refused(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=to)

    def close_topic(self, topic: int, chat: int = GROUP) -> None:
        """An administrator closed a topic."""
        self._state.rooms[chat].closed.add(topic)

    def deleted(self, message_id: int, chat: int = OWNER) -> None:
        """Somebody deleted a message of the bot's."""
        self._state.delete(chat, message_id)

    def disconnect(self, times: int = 1) -> None:
        """Close the line of a poll that waits, or of the next ones, without an answer."""
        self._dropped_polls = times
        self.wake()

    def revoke(self) -> None:
        """The owner replaced the token."""
        self.token = "42:another-token"
        self.disconnect()

    # What came of it.

    def messages(self, chat: int = OWNER) -> list[SentMessage]:
        return [message for message in self._state.sent if message.chat == chat]

    async def wait_for_messages(self, count: int = 1, *, chat: int = OWNER) -> list[SentMessage]:
        return await self.until(lambda: self.messages(chat) if len(self.messages(chat)) >= count else [])

    async def wait_for(self, method: str, count: int = 1) -> list[JsonObject]:
        """The parameters of all calls of a method, once there are that many."""
        return await self.until(lambda: found if len(found := [p for name, p in self.calls if name == method]) >= count else [])

    async def wait_until_confirmed(self, update_id: int) -> None:
        """Until the bot has asked for what comes after this update."""
        await self.until(lambda: self.confirmed > update_id)

    # Control from other processes.

    def control(self, verb: str, arguments: dict[str, Any]) -> object:
        arguments = {key: tuple(value) if isinstance(value, list) else value for key, value in arguments.items()}
        if verb == "fault":
            return self._fault(**arguments)
        actions: dict[str, Callable[..., object]] = {
            "say": self.user_says,
            "press": self.press,
            "group": self.add_group,
            "private": self.add_private,
            "channel": self.add_channel,
            "membership": self.membership,
            "migration": self.migration_is_told,
            "again": self.again,
            "release": self.faults.release,
            "bad_day": self.faults.at_random,
        }
        return actions[verb](**arguments)

    def messages_as_json(self, chat: str) -> list[dict[str, Any]]:
        return [asdict(message) for message in (self.messages(int(chat)) if chat else self._state.sent)]

    def _fault(self, name: str, **arguments: Any) -> object:
        own: dict[str, Callable[..., object]] = {
            "blocked": self.blocked,
            "kicked": self.kicked,
            "migrated": self.migrated,
            "disconnect": self.disconnect,
            "revoked": self.revoke,
        }
        action = own[name] if name in own else self.faults.named(name)
        return action(**arguments)

    # The Bot API.

    def add_routes(self, router: web.UrlDispatcher) -> None:
        router.add_route("*", "/bot{token}/{method}", self._serve)

    async def _serve(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        parameters: JsonObject = dict(request.query)
        parameters |= await request.json() if request.content_type == "application/json" else dict(await request.post())
        self.calls.append((method, parameters))
        try:
            self._check_token(request.match_info["token"])
            if method in ("sendMessage", "editMessageText"):
                store = self._state.send if method == "sendMessage" else self._state.edit
                return await self._stored(request, parameters, store)
            if method == "getUpdates" and self._dropped_polls:
                self._dropped_polls -= 1
                return drop_connection(request)
            result = await self._method(method)(parameters)
        except Refused as refused:
            return _refusal(refused)
        finally:
            await self.changed()
        return drop_connection(request) if result is _DROPPED else web.json_response({"ok": True, "result": result})

    def _check_token(self, token: str) -> None:
        if not re.fullmatch(r"\d+:[\w-]+", token):
            raise Refused(404, "Not Found")
        if token != self.token:
            raise Refused(401, "Unauthorized")

    def _method(self, name: str) -> Method:
        methods: dict[str, Method] = {
            "getMe": self._get_me,
            "getUpdates": self._get_updates,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "getWebhookInfo": self._get_webhook_info,
            "getChat": self._get_chat,
            "sendChatAction": self._send_chat_action,
            "setMyCommands": self._set_my_commands,
            "answerCallbackQuery": self._answer_callback_query,
            "getChatMember": self._get_chat_member,
        }
        if name not in methods:
            raise Refused(404, "Not Found")
        return methods[name]

    async def _stored(self, request: web.Request, parameters: JsonObject, store: Store) -> web.Response:
        fault = self.faults.take()
        if fault is not None and fault.kind is Kind.RATE_LIMITED:
            raise Refused(429, f"Too Many Requests: retry after {fault.retry_after}", retry_after=fault.retry_after)
        if fault is not None and fault.kind is Kind.SERVER_ERROR:
            return web.Response(status=fault.status, text="<html>gateway</html>", content_type="text/html")
        if fault is not None and fault.kind is Kind.DROP_BEFORE_ACCEPT:
            return drop_connection(request)
        message = store(parameters, self.me)
        happening, self.on_next_message = self.on_next_message, None
        if happening is not None:
            happening()
        if fault is not None and fault.kind is Kind.DROP_AFTER_ACCEPT:
            return drop_connection(request)
        if fault is not None and fault.kind is Kind.SLOW:
            await self.changed()
            await self.faults.wait_for_release()
        return web.json_response({"ok": True, "result": message})

    async def _get_me(self, _: JsonObject) -> object:
        return {**self.me, "can_join_groups": True, "can_read_all_group_messages": self.hears_all, "supports_inline_queries": False}

    async def _get_updates(self, parameters: JsonObject) -> object:
        """Long polling: confirms what lies before `offset`, and waits where there is nothing after it."""
        if self.webhook.url:
            description = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            raise Refused(409, description)
        poll = self._poller = object()
        await self.changed()  # whoever polled before learns of it
        offset = int(parameters.get("offset") or 0)
        self.confirmed = max(self.confirmed, offset)
        allowed = as_object(parameters.get("allowed_updates") or "[]")
        limit = int(parameters.get("limit") or 100)
        try:
            await self.until(
                lambda: self._poller is not poll or self._dropped_polls or self._pending(allowed),
                seconds=float(parameters.get("timeout") or 0) or 0.001,
            )
        except TimeoutError:
            return []
        if self._poller is not poll:
            description = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
            raise Refused(409, description)
        if self._dropped_polls:
            self._dropped_polls -= 1
            return _DROPPED
        return self._pending(allowed)[:limit]

    def _pending(self, allowed: list[str]) -> list[JsonObject]:
        unconfirmed = [update for update in self._history if update["update_id"] >= self.confirmed]
        return [update for update in unconfirmed if not allowed or set(allowed) & update.keys()]

    async def _set_webhook(self, parameters: JsonObject) -> object:
        self.webhook.set(parameters)
        for update in self._untaken():
            self.later(self._bring(update))
        return True

    async def _delete_webhook(self, _: JsonObject) -> object:
        self.webhook.set({})
        return True

    async def _get_webhook_info(self, _: JsonObject) -> object:
        return self.webhook.as_json(len(self._untaken()))

    def _untaken(self) -> list[JsonObject]:
        return [update for update in self._history if update["update_id"] >= self.confirmed and update["update_id"] not in self._taken]

    async def _get_chat(self, parameters: JsonObject) -> object:
        name = str(parameters.get("chat_id"))
        named = [room for room in self._state.rooms.values() if room.username and name.lower() == f"@{room.username}".lower()]
        room = named[0] if named else self._state.room(name)
        if room.kind == "channel" and not named and room.members[int(self.me["id"])] != "administrator":
            raise bad_request("chat not found")
        gifts = {"unlimited_gifts": False, "limited_gifts": False, "unique_gifts": False, "premium_subscription": False}
        gifts["gifts_from_channels"] = False
        return room.as_json() | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}

    async def _send_chat_action(self, parameters: JsonObject) -> object:
        room = self._state.room(parameters.get("chat_id"))
        if room.refusal is not None:
            raise room.refusal
        return True

    async def _set_my_commands(self, parameters: JsonObject) -> object:
        commands = as_object(parameters.get("commands") or "[]")
        for command in commands:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
                raise bad_request("BOT_COMMAND_INVALID")
            if not 1 <= len(command["description"]) <= 256:
                raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        self.menu = commands
        return True

    async def _answer_callback_query(self, parameters: JsonObject) -> object:
        if parameters.get("callback_query_id") not in self._presses:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        self._presses.discard(parameters["callback_query_id"])
        return True

    async def _get_chat_member(self, parameters: JsonObject) -> object:
        room, user = self._state.room(parameters.get("chat_id")), int(parameters.get("user_id") or 0)
        if room.kind == "channel" and room.members[int(self.me["id"])] != "administrator":
            raise bad_request("member list is inaccessible")
        status = room.members.get(user, "member")
        member: JsonObject = {"status": status, "user": {"id": user, "is_bot": False, "first_name": f"User {user}"}}
        posts = {"can_post_messages": True} if room.kind == "channel" else {}
        return member | (_RIGHTS | posts if status == "administrator" else {})


_DROPPED = object()
_RIGHTS: JsonObject = dict.fromkeys(
    [
        "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members",
        "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories", "can_delete_stories",
    ],
    False,
)  # fmt: skip


def _refusal(refused: Refused) -> web.Response:
    body: JsonObject = {"ok": False, "error_code": refused.code, "description": refused.description}
    if refused.parameters:
        body["parameters"] = refused.parameters
    return web.json_response(body, status=refused.code)


def main() -> None:
    parser = argparse.ArgumentParser(description="A fake Bot API server on 127.0.0.1.")
    parser.add_argument("--token", default=TOKEN)
    serve(lambda arguments: FakeTelegram(arguments.token, port=arguments.port), parser)


if __name__ == "__main__":
    main()
