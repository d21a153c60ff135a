"""What tests of delivery share: a clock that is set by hand, a Sender that follows a script, rows to begin with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, select

from bot.database.engine import reading, writing
from bot.delivery.store import Store
from bot.delivery.tables import outbox
from bot.delivery.values import Chat, Kind, State
from bot.model.chat import ChatAddress, SendOutcome, Sent
from bot.model.document import Document, Paragraph, plain

NOW = datetime(2026, 5, 8, 6, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
HERE = ChatAddress("telegram", "-100")
THERE = ChatAddress("telegram", "-200")
TOPIC = ChatAddress("telegram", "-100", thread="7")
SLACK = ChatAddress("slack", "C1", workspace="T1")


class SetClock:
    """Stands still until it is moved."""

    def __init__(self, moment: datetime = NOW) -> None:
        self._moment = moment

    def now(self) -> datetime:
        return self._moment

    def move(self, by: timedelta) -> None:
        self._moment += by

    async def sleep(self, seconds: float) -> None:
        self.move(timedelta(seconds=seconds))


@dataclass(frozen=True)
class Call:
    address: ChatAddress
    document: Document
    repeat: bool = False
    reply_to: str = ""
    edits: str = ""

    @property
    def title(self) -> str:
        return self.document.title


class NeverEdits:
    """Half of a Courier, for platforms of which a test asks for messages alone."""

    async def edit(self, address: ChatAddress, message_id: str, document: Document) -> SendOutcome:
        raise AssertionError(f"an edit of {message_id} in {address}: nothing is edited here")


class ScriptedSender:
    """A platform whose answers are given beforehand, in order; after them everything arrives.

    `to` binds the answers to one chat: which of two chats is served first is nobody's promise."""

    def __init__(self, *outcomes: SendOutcome | Exception, to: ChatAddress | None = None) -> None:
        self._outcomes = list(outcomes)
        self._to = to
        self.calls: list[Call] = []

    async def send(self, address: ChatAddress, document: Document, *, repeat: bool = False, reply_to: str = "") -> SendOutcome:
        return self._answer(Call(address, document, repeat, reply_to))

    async def edit(self, address: ChatAddress, message_id: str, document: Document) -> SendOutcome:
        return self._answer(Call(address, document, edits=message_id))

    def _answer(self, call: Call) -> SendOutcome:
        self.calls.append(call)
        address = call.address
        scripted = self._outcomes and self._to in (None, address)
        outcome = self._outcomes.pop(0) if scripted else Sent(str(len(self.calls)))
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


def letter(title: str = "Briefing") -> Document:
    return Document(title, (Paragraph(plain("国防部 <b>&")),))


def known_chat(engine: Engine, address: ChatAddress = HERE, zone: ZoneInfo = BERLIN) -> Chat:
    with writing(engine) as connection:
        return Store(connection).chats.ensure(address, zone, "en", NOW)


def owe(engine: Engine, key: str, address: ChatAddress = HERE, *, kind: Kind = Kind.DIGEST, subscription_id: int | None = None) -> bool:
    """Queue a letter titled by its key."""
    chat = known_chat(engine, address)
    with writing(engine) as connection:
        return Store(connection).outbox.queue(key, kind, chat.id, letter(key), NOW, subscription_id=subscription_id)


def states(engine: Engine) -> dict[str, State]:
    """Where each delivery stands, by key."""
    with reading(engine) as connection:
        return {row.key: State(row.state) for row in connection.execute(select(outbox.c.key, outbox.c.state))}


def titles(calls: Sequence[Call]) -> list[str]:
    return [call.title for call in calls]
