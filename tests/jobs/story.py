"""Articles of one story, brought to a desk one after another, and a chat that is told of it."""

import random
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Engine, select

from bot.database.engine import reading, writing
from bot.delivery.notices import Notices
from bot.delivery.store import Store
from bot.delivery.tables import outbox
from bot.delivery.values import Facets, State, Wish
from bot.jobs.deliver import Deliver
from bot.jobs.ingest import Ingest
from bot.jobs.release import release
from bot.model.article import Article, Reading
from bot.model.chat import ChatAddress
from bot.model.claims import ChangeClaim, Evidence, MeetingClaim, MeetingState, Mode, Participant, Status
from bot.model.document import Document, Item
from bot.model.ledger import Recorded
from bot.model.period import Period
from tests.delivery.kit import BERLIN, HERE, NOW, ScriptedSender, SetClock, known_chat
from tests.jobs.newsroom import desk

ANNA = Participant("Anna Lind", "ar", "anna-lind", "Minister of Defense")
BORIS = Participant("Boris Kolev", "bo", "boris-kolev", "Minister of War")
CARL = Participant("Carl Ito", "bo", "carl-ito", "Deputy Minister")


@dataclass(frozen=True)
class Told:
    """An article whose only sentence tells of a contact of the ministers, or of a channel's status."""

    state: MeetingState | Status = MeetingState.PLANNED
    when: str | None = "2026-05-12"
    written: date = date(2026, 5, 8)
    says: str | None = None
    people: tuple[Participant, ...] = (ANNA, BORIS)
    place: str | None = "Geneva"
    confidence: float = 1.0
    source: str = "herald"
    channel: str | None = "ministers"

    @property
    def sentence(self) -> str:
        names = ", ".join(person.name for person in self.people)
        told = f"{names}, {self.channel}, {self.state}, {self.when}, {self.place}"
        return f"{self.source} on {self.written}: {told} ({self.says}, {self.confidence})."

    @property
    def article(self) -> Article:
        published = datetime.combine(self.written, time(5), UTC)
        return Article(self.sentence, self.source, f"https://{self.source}.example/{self.written}/{self.state}", published_at=published)

    @property
    def reading(self) -> Reading:
        evidence = Evidence(0, len(self.sentence), self.sentence)
        start, _, end = (self.when or "").partition("/")
        period = Period.parse(start, end or None) if start else None
        dated = Period.of_day(self.written)
        if isinstance(self.state, Status):
            assert self.channel is not None
            change = ChangeClaim(self.channel, self.state, period, "bo", None, evidence, self.says, self.confidence)
            return Reading("en", dated, "metadata", True, (), (), (change,), self.written)
        meeting = MeetingClaim(
            self.people, ("ar", "bo"), self.state, Mode.IN_PERSON, period, self.place, self.channel, evidence, self.says, self.confidence
        )
        return Reading("en", dated, "metadata", True, self.people, (meeting,), (), self.written)


@dataclass(frozen=True)
class Several:
    """An article that tells of several things, a sentence each."""

    parts: tuple[Told, ...]

    @property
    def article(self) -> Article:
        first = self.parts[0].article
        return Article(
            "\n".join(part.sentence for part in self.parts), first.source, f"{first.address}/several", published_at=first.published_at
        )

    @property
    def reading(self) -> Reading:
        text, first = self.article.text, self.parts[0].reading
        meetings, changes = [], []
        for part in self.parts:
            start = text.index(part.sentence)
            evidence = Evidence(start, start + len(part.sentence), part.sentence)
            meetings += [replace(claim, evidence=evidence) for claim in part.reading.meetings]
            changes += [replace(claim, evidence=evidence) for claim in part.reading.changes]
        return Reading("en", first.dated, "metadata", True, (), tuple(meetings), tuple(changes), first.today)


class Reader:
    """Knows what stands in the articles that were written so far."""

    def __init__(self) -> None:
        self._readings: dict[str, Reading] = {}

    def learn(self, told: Told | Several) -> Article:
        self._readings[told.article.text] = told.reading
        return told.article

    def read(self, article: Article) -> Reading:
        return self._readings[article.text]


@dataclass
class Story:
    """One desk with its clock, and a platform on which everything arrives unless it is scripted otherwise."""

    engine: Engine
    clock: SetClock = field(default_factory=SetClock)
    telegram: ScriptedSender = field(default_factory=ScriptedSender)

    def __post_init__(self) -> None:
        self._reader = Reader()
        self._ingest = Ingest(desk(self.engine), self._reader)
        self._deliver = Deliver(
            self.engine, {"telegram": self.telegram}, self.clock, Notices({"telegram:42"}, BERLIN, "en"), random.Random(1)
        )

    def subscribe(self, address: ChatAddress = HERE, facets: Facets = Facets()) -> int:  # noqa: B008 - frozen
        chat = known_chat(self.engine, address)
        with writing(self.engine) as connection:
            subscriptions = Store(connection).subscriptions
            subscriptions.want_alerts(chat.id, facets, "telegram:42", NOW)
            found = subscriptions.find(chat.id, Wish.ALERTS)
        assert found is not None
        return found.id

    def publish(self, told: Told | Several, *, may_alert: bool = True) -> Recorded:
        return self._ingest.article(self._reader.learn(told), self.clock.now(), may_alert=may_alert)

    async def deliver(self, patience: timedelta = timedelta(minutes=2)) -> None:
        """Hand over what nothing holds any more, and send all that is due within `patience`."""
        release(desk(self.engine), self.clock.now())
        await self._deliver.drain(patience, self.clock.sleep)

    async def tell(self, *told: Told | Several) -> None:
        """Publish and deliver, one after another, ten minutes apart."""
        for one in told:
            self.publish(one)
            await self.deliver()
            self.clock.move(timedelta(minutes=10))

    @property
    def sent(self) -> list[str]:
        """Titles of what was sent as messages of their own."""
        return [call.title for call in self.telegram.calls if not call.edits]

    @property
    def replies(self) -> list[str]:
        """Titles of replies."""
        return [call.title for call in self.telegram.calls if call.reply_to]

    @property
    def edits(self) -> list[Document]:
        return [call.document for call in self.telegram.calls if call.edits]

    def states(self) -> dict[str, State]:
        with reading(self.engine) as connection:
            return {row.key: State(row.state) for row in connection.execute(select(outbox.c.key, outbox.c.state).order_by(outbox.c.id))}


def lines(document: Document) -> list[str]:
    """The first line of each item."""
    return ["".join(span.text for span in block.line) for block in document.blocks if isinstance(block, Item)]


def quotes(document: Document) -> list[str]:
    return [quote.text for block in document.blocks if isinstance(block, Item) for quote in block.quotes]
