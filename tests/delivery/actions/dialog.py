"""What is said to the actions, and what they answer, on a real database."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Engine

from bot.database.engine import writing
from bot.delivery.actions.action import Request
from bot.delivery.actions.table import find_action
from bot.delivery.store import Store
from bot.delivery.values import Subscription, Wish
from bot.i18n import texts_for
from bot.ledger.store import Ledger
from bot.model.chat import ChatAddress, Incoming, Speaker
from bot.model.document import Document, Heading, Item, Paragraph
from tests.delivery.kit import BERLIN, HERE, NOW
from tests.delivery.watch import WATCH

ANNA = Speaker("telegram:42", "Anna")


class Dialog:
    """One person in one chat; time stands still unless it is moved."""

    def __init__(self, engine: Engine, address: ChatAddress = HERE, speaker: Speaker = ANNA) -> None:
        self._engine = engine
        self._address = address
        self._speaker = speaker
        self.now: datetime = NOW

    def say(self, line: str) -> str:
        """The answer as plain text."""
        return flat(self.answer(line))

    def answer(self, line: str) -> Document:
        word, _, arguments = line.partition(" ")
        action = find_action(word)
        assert action is not None, line
        with writing(self._engine) as connection:
            incoming = Incoming(self._address, self._speaker, line, "1")
            store = Store(connection)
            reachable, ledger = ("telegram", "slack"), Ledger(connection)
            request = Request(incoming, store, WATCH, texts_for("en"), self.now, BERLIN, "en", reachable, ledger, {"telegram:42"})
            return action.run(arguments.strip(), request)

    def move(self, by: timedelta) -> None:
        self.now += by

    def by_somebody_who_may_not(self) -> "Dialog":
        return Dialog(self._engine, self._address, replace(self._speaker, may_manage=False))

    def subscription(self, wish: Wish) -> Subscription | None:
        with writing(self._engine) as connection:
            store = Store(connection)
            chat = store.chats.find(self._address)
            return store.subscriptions.find(chat.id, wish) if chat else None


def flat(document: Document) -> str:
    """Title and lines of a document, without styles."""
    lines = [document.title]
    for block in document.blocks:
        match block:
            case Heading():
                lines.append(block.text)
            case Paragraph():
                lines.append("".join(span.text for span in block.line))
            case Item():
                lines += ["".join(span.text for span in line) for line in (block.line, *block.details)]
    return "\n".join(lines)
