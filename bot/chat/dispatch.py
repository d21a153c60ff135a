"""From one message to its answer, the same on every platform.

update seen before? ──▶ may the speaker ask? ──▶ action │ answer ──▶ Document"""

import asyncio
import logging
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from bot.answers.context import CommandHelp, Context
from bot.answers.dispatch import reply
from bot.briefing.view import BriefingSettings
from bot.clock import Clock
from bot.database.engine import reading, writing
from bot.delivery.actions.action import Action, Request
from bot.delivery.actions.table import ACTIONS, find_action
from bot.delivery.store import Store
from bot.delivery.values import Chat
from bot.errors import BotError
from bot.i18n import Texts, texts_for
from bot.knowledge.knowledge import Knowledge
from bot.ledger.store import Ledger, LedgerSettings
from bot.model.chat import Incoming
from bot.model.document import Document, Paragraph, plain

TERMINAL = "terminal"
# Longer than any question; what follows is not read. Telegram's messages have up to 4,096 characters, Slack's 40,000.
MOST_CHARACTERS = 1000
_OTHERS = tuple(CommandHelp(action.name, action.usage_key, action.help_key, action.aliases) for action in ACTIONS)

_log = logging.getLogger(__name__)


class Dispatch:
    """Answers messages; safe to use from many tasks at once.

    `owners` are the keys of those who may talk to the bot (the terminal's user always may);
    `reachable` the platforms to which we can send on our own accord; `zone` and `language`
    what a chat begins with."""

    def __init__(
        self,
        engine: Engine,
        knowledge: Knowledge,
        clock: Clock,
        *,
        owners: Collection[str],
        reachable: Collection[str],
        zone: ZoneInfo,
        language: str = "en",
        ledger_settings: LedgerSettings | None = None,
        briefing_settings: BriefingSettings | None = None,
    ) -> None:
        self._engine = engine
        self._knowledge = knowledge
        self._clock = clock
        self._owners = frozenset(owners)
        self._reachable = frozenset(reachable)
        self._zone = zone
        self._language = language
        self._ledger_settings = ledger_settings or LedgerSettings()
        self._briefing_settings = briefing_settings or BriefingSettings()

    async def handle(self, incoming: Incoming) -> Document | None:
        """The answer to one message; None to one that was answered before. Never raises."""
        return await asyncio.to_thread(self._handle, incoming)

    def _handle(self, incoming: Incoming) -> Document | None:
        now, texts = self._clock.now(), texts_for(self._language)
        allowed = incoming.address.platform == TERMINAL or incoming.speaker.key in self._owners
        try:
            # Noted before it is answered: an answer that is lost in a crash is asked for again, a change made twice is not noticed.
            fresh, chat = self._note(incoming, now)
            if not fresh:
                return None
            texts = texts_for(chat.language) if chat else texts
            return self._answer(incoming, chat, texts, now) if allowed else _refusal(incoming, texts)
        except BotError as error:
            _log.info("message refused", extra={"chat": str(incoming.address), "error": error.key})
            # What is wrong inside is for those who run the bot.
            return _told(texts(error.key, **error.params), texts) if allowed else None
        except Exception:  # the boundary: the bot lives on
            _log.exception("message failed", extra={"chat": str(incoming.address)})
            return _told(texts("error.internal"), texts) if allowed else None

    def _note(self, incoming: Incoming, now: datetime) -> tuple[bool, Chat | None]:
        with writing(self._engine) as connection:
            store = Store(connection)
            return store.updates.note(incoming.update_key, now), store.chats.find(incoming.address)

    def _answer(self, incoming: Incoming, chat: Chat | None, texts: Texts, now: datetime) -> Document:
        line = incoming.text[:MOST_CHARACTERS].strip()
        action, arguments = _action_in(line)
        if action is not None:
            return self._act(action, arguments, incoming, texts, now)
        with reading(self._engine) as connection:
            ledger = Ledger(connection, self._ledger_settings)
            zone = chat.zone if chat else self._zone
            context = Context(ledger, self._knowledge, texts, now, zone, self._briefing_settings, _OTHERS)
            return replace(reply(line, context).document, shareable=True)

    def _act(self, action: Action, arguments: str, incoming: Incoming, texts: Texts, now: datetime) -> Document:
        with writing(self._engine) as connection:
            ledger = Ledger(connection, self._ledger_settings)
            store = Store(connection)
            reachable, zone = self._reachable, self._zone
            request = Request(incoming, store, self._knowledge, texts, now, zone, self._language, reachable, ledger, self._owners)
            return action.run(arguments, request)


def _action_in(line: str) -> tuple[Action | None, str]:
    """The action that a line begins with, and what follows its word.

    One is not meant where words follow that it does not take: "stop of the talks in 2010?" is a
    question, and must not delete anything; "/stop now" is no question."""
    word, *rest = line.split(maxsplit=1) or [""]
    arguments = rest[0].strip() if rest else ""
    action = find_action(word.removeprefix("/").partition("@")[0].rstrip(".,:;!?"))
    taken = action is not None and (not arguments or (action.takes_arguments and action.takes(arguments)))
    return (action, arguments) if taken or word.startswith("/") else (None, "")


def _refusal(incoming: Incoming, texts: Texts) -> Document:
    text = texts("access.stranger", id=incoming.speaker.key)
    return Document(texts("access.stranger_title"), (Paragraph(plain(text)),), summary=text, language=texts.language)


def _told(text: str, texts: Texts) -> Document:
    return Document(texts("access.refused_title"), (Paragraph(plain(text)),), summary=text, language=texts.language)
