"""From one message to its answer, the same on every platform.

too many? ──▶ update seen before? ──▶ who speaks? ──▶ may they? ──▶ action │ answer ──▶ Document"""

import asyncio
import logging
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from bot.answers.context import CommandHelp, Context
from bot.answers.dispatch import reply
from bot.briefing.view import BriefingSettings
from bot.chat.limits import Limits, Rate, Ruling
from bot.chat.said import Said, said_in
from bot.clock import Clock
from bot.database.engine import reading, writing
from bot.delivery.actions.action import Action, Request
from bot.delivery.actions.join import ACTION as JOIN
from bot.delivery.actions.table import ACTIONS
from bot.delivery.refusals import Refusal
from bot.delivery.roles import LEAST, TERMINAL, Role, is_person, is_shared, may_use, settled_role
from bot.delivery.store import Store
from bot.delivery.values import Chat, Rules
from bot.errors import BotError
from bot.i18n import Texts, texts_for
from bot.knowledge.knowledge import Knowledge
from bot.ledger.store import Ledger, LedgerSettings
from bot.model.chat import Incoming
from bot.model.document import Document, Paragraph, plain

# Twenty at once and twenty a minute: nobody who reads the answers writes faster.
MESSAGES = Rate(burst=20, refill=timedelta(seconds=3), rest=timedelta(minutes=1))
# Codes are typed once or twice; a guesser gets six an hour of 2**80.
CODES = Rate(burst=5, refill=timedelta(minutes=10), rest=timedelta(minutes=30))

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Visit:
    """One message with what is known of where it was said and by whom; `role` is None for a stranger."""

    incoming: Incoming
    chat: Chat | None
    role: Role | None
    texts: Texts
    now: datetime


class Dispatch:
    """Answers messages; safe to use from many tasks of one loop at once.

    `owners` are the keys of the owners that the settings name (the terminal's user always is one);
    whom they invited is in the database. `reachable` are the platforms to which we can send on our own
    accord; `zone` and `language` what a chat begins with; `rules` say how long things are kept."""

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
        rules: Rules | None = None,
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
        self._rules = rules or Rules()
        self._messages = Limits(MESSAGES)
        self._codes = Limits(CODES)

    async def handle(self, incoming: Incoming) -> Document | None:
        """The answer to one message; None to one that was answered before, to somebody who was told to
        wait, and to a stranger who was told today. Never raises."""
        now = self._clock.now()
        said = said_in(incoming.text)
        ruling, again_at = self._limited(incoming, said, now)
        if ruling is Ruling.SILENCE:
            return None
        return await asyncio.to_thread(self._handle, incoming, said, now, again_at if ruling is Ruling.TELL else None)

    def _limited(self, incoming: Incoming, said: Said, now: datetime) -> tuple[Ruling, datetime]:
        if incoming.address.platform == TERMINAL:
            return Ruling.ANSWER, now
        ruling, again_at = self._messages.draw(incoming.speaker.key, now)
        if ruling is Ruling.ANSWER and said.action is JOIN:
            return self._codes.draw(incoming.speaker.key, now)
        return ruling, again_at

    def _handle(self, incoming: Incoming, said: Said, now: datetime, again_at: datetime | None) -> Document | None:
        visit = _Visit(incoming, None, settled_role(incoming.speaker.key, self._owners), texts_for(self._language), now)
        try:
            # Noted before it is answered: an answer that is lost in a crash is asked for again, a change made twice is not noticed.
            known = self._note(visit)
            if known is None:
                return None
            visit = known
            return self._answer(visit, said) if again_at is None else self._wait(visit, said, again_at)
        except BotError as error:
            _log.info("message refused", extra={"chat": str(incoming.address), "error": error.key})
            # What is wrong inside is for those who run the bot.
            told = visit.role is not None or isinstance(error, Refusal)
            return _told(visit.texts(error.key, **error.params), visit.texts) if told else None
        except Exception:  # the boundary: the bot lives on
            _log.exception("message failed", extra={"chat": str(incoming.address)})
            return _told(visit.texts("error.internal"), visit.texts) if visit.role is not None else None

    def _note(self, visit: _Visit) -> _Visit | None:
        """The same with what the database knows of it; None where the update was seen before."""
        incoming = visit.incoming
        with writing(self._engine) as connection:
            store = Store(connection)
            if not store.updates.note(incoming.update_key, visit.now):
                return None
            chat = store.chats.find(incoming.address)
            member = store.members.find(incoming.speaker.key)
        role = visit.role or (member.role if member else None)
        return _Visit(incoming, chat, role, texts_for(chat.language) if chat else visit.texts, visit.now)

    def _wait(self, visit: _Visit, said: Said, again_at: datetime) -> Document | None:
        if visit.role is None and said.action is not JOIN:
            return None  # a stranger has one line a day, and this is not it
        zone = visit.chat.zone if visit.chat else self._zone
        return _told(visit.texts("access.wait", until=visit.texts.moment(again_at, zone)), visit.texts)

    def _answer(self, visit: _Visit, said: Said) -> Document | None:
        if visit.role is None and not _is_open(said.action, visit.incoming):
            return self._turn_away(visit, said)
        if said.action is not None:
            return self._act(said.action, said.arguments, visit)
        with reading(self._engine) as connection:
            ledger = Ledger(connection, self._ledger_settings)
            zone = visit.chat.zone if visit.chat else self._zone
            others = tuple(_help(action) for action in ACTIONS if may_use(visit.role, action.name))
            context = Context(ledger, self._knowledge, visit.texts, visit.now, zone, self._briefing_settings, others)
            return replace(reply(said.line, context).document, shareable=True)

    def _act(self, action: Action, arguments: str, visit: _Visit) -> Document:
        with writing(self._engine) as connection:
            request = Request(
                visit.incoming,
                Store(connection),
                self._knowledge,
                visit.texts,
                visit.now,
                self._zone,
                self._language,
                self._reachable,
                Ledger(connection, self._ledger_settings),
                visit.role,
                self._owners,
                self._rules,
            )
            least = LEAST.get(action.name, Role.OWNER)
            if least is not None:
                request.check_role(least)
            return action.run(arguments, request)

    def _turn_away(self, visit: _Visit, said: Said) -> Document | None:
        """One line to a stranger, once a day; none to a command in a group that may be another bot's."""
        incoming, texts = visit.incoming, visit.texts
        if is_shared(incoming) and said.is_foreign:
            return None
        with writing(self._engine) as connection:
            if not Store(connection).updates.note(f"stranger:{incoming.speaker.key}:{visit.now.date()}", visit.now):
                return None
        if not is_person(incoming.speaker.key):
            text = texts("access.anonymous")
        elif self._owners:
            text = texts("access.stranger", id=incoming.speaker.key)
        else:
            text = texts("access.ownerless", id=incoming.speaker.key)
        return Document(texts("access.stranger_title"), (Paragraph(plain(text)),), summary=text, language=texts.language)


def _is_open(action: Action | None, incoming: Incoming) -> bool:
    """Whether a stranger may do it: come in, ask what is kept, and in private have it deleted."""
    if action is None or not may_use(None, action.name):
        return False
    return action is JOIN or not is_shared(incoming)


def _help(action: Action) -> CommandHelp:
    return CommandHelp(action.name, action.usage_key, action.help_key, action.aliases)


def _told(text: str, texts: Texts) -> Document:
    return Document(texts("access.refused_title"), (Paragraph(plain(text)),), summary=text, language=texts.language)
