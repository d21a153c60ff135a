"""From what the ledger has learned to what chats were told before: edits and short replies.

events that changed ──▶ the messages that told them ──▶ as they would be written now
                                                        ├─ not sent yet: replaced
                                                        ├─ sent: edited, and where it matters answered
                                                        └─ lost: a message of its own, where it matters"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection

from bot.briefing.alerts import Alert, alert, alert_on
from bot.briefing.alerts.facts import Facts, Turn, facts_of, parse_facts, turns
from bot.briefing.alerts.update import Turned, update
from bot.briefing.sources import concluding, is_unconfirmed
from bot.briefing.view import View
from bot.delivery.corrections import Message
from bot.delivery.holding import held_by, situation_of
from bot.delivery.store import Store
from bot.delivery.told import Said, Told
from bot.delivery.values import Course, Hold, Kind, Subscription, Task, Wish
from bot.jobs.desk import Desk
from bot.ledger.store import Ledger
from bot.model.document import Document
from bot.model.ledger import ArticleRef, Change, ChangeQuery, Meeting

# Two changes of one channel contradict each other only where both are known to the week.
_RIVALS_WITHIN = timedelta(days=14)

Event = Meeting | Change


class How(StrEnum):
    """What became of a message that told of an event: its document was replaced before it was
    sent, it is edited, it is edited and answered, or, the message being lost, said anew."""

    REPLACED = "replaced"
    EDITED = "edited"
    REPLIED = "replied"
    RESTATED = "restated"


@dataclass(frozen=True, slots=True)
class Corrected:
    """One event, by the key of its alert now, of which a subscription was told otherwise before."""

    subscription_id: int
    key: str
    how: How


@dataclass(frozen=True, slots=True)
class _Line:
    """One event in one message: how it stands, what its readers know, and what they must hear."""

    told: Told
    alert: Alert
    before: Facts
    now: Facts
    turns: tuple[Turn, ...]


def correct_told(
    desk: Desk, connection: Connection, changed: Sequence[Event], now: datetime, article: ArticleRef | None = None
) -> Sequence[Corrected]:
    """Bring what chats were told of these events in line with the ledger; what was corrected.

    `article` is the one that changed them, None where no single one did. In the transaction that
    changed the ledger. An event that two alerts told before it was known to be one is corrected in
    both and answered for once. A chat hears of it whatever its facets are by now, unless its alerts
    have ended."""
    events = Events(desk.ledger(connection))
    concerned = {one.short_id: one for one in (*changed, *events.rivals(changed))}
    names = events.names(concerned.values())
    told = Store(connection).told.of_subjects(names)
    if not told:
        return ()
    return _Corrector(desk, Store(connection), events, now, article).run(told)


class Events:
    """Meetings and changes of one ledger by short id, each read once."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._found: dict[str, Event | None] = {}

    def find(self, short_id: str) -> Event | None:
        """The event that a short id leads to now."""
        if short_id not in self._found:
            kind, _, number = short_id.partition("-")
            find = self._ledger.find_meeting if kind == "M" else self._ledger.find_change
            self._found[short_id] = find(int(number))
        return self._found[short_id]

    def meetings(self, numbers: Iterable[int]) -> tuple[Meeting, ...]:
        return tuple(one for number in numbers if isinstance(one := self.find(f"M-{number}"), Meeting))

    def changes(self, numbers: Iterable[int]) -> tuple[Change, ...]:
        return tuple(one for number in numbers if isinstance(one := self.find(f"C-{number}"), Change))

    def names(self, events: Iterable[Event]) -> set[str]:
        """Their short ids and all that lead to them since they were merged away."""
        by_number = {one.id: one.short_id.partition("-")[0] for one in events}
        merged = self._ledger.merged_into(by_number)
        return {f"{kind}-{name}" for number, kind in by_number.items() for name in (number, *merged[number])}

    def rivals(self, events: Iterable[Event]) -> Sequence[Change]:
        """Changes that one of these may contradict, or contradicted until now."""
        found: list[Change] = []
        for one in events:
            if isinstance(one, Change) and one.period is not None:
                since, until = one.period.first - _RIVALS_WITHIN, one.period.last + _RIVALS_WITHIN
                found += self._ledger.changes(ChangeQuery(channel_ids=(one.channel_id,), since=since, until=until))
        return found


def said_of(facts: Facts, proof: ArticleRef | None) -> Said:
    """What is kept of an event as it was told, with the article that proves it."""
    return facts.as_json() | {"proof": proof.id if proof else None}


class _Corrector:
    def __init__(self, desk: Desk, store: Store, events: Events, now: datetime, article: ArticleRef | None) -> None:
        self._desk = desk
        self._store = store
        self._events = events
        self._now = now
        self._article = article

    def run(self, told: Sequence[Told]) -> Sequence[Corrected]:
        wishes = {one.id: one for one in self._store.subscriptions.with_wish(Wish.ALERTS, Course.ACTIVE, Course.PAUSED)}
        messages = self._store.corrections.open({one.outbox_id for one in told if one.outbox_id is not None})
        answering = self._answering(told)
        done: list[Corrected] = []
        for number, events in self._by_message(messages).items():
            subscription = wishes.get(events[0].subscription_id)
            if subscription is not None:
                done += self._correct(messages[number], events, subscription, answering)
        for one in told:
            subscription = wishes.get(one.subscription_id)
            if one.outbox_id is None and subscription is not None and one in answering.values():
                done += self._restate(one, subscription)
        return done

    def _answering(self, told: Iterable[Told]) -> Mapping[tuple[int, int], Told]:
        """By subscription and event, the telling that a reply belongs to: the last."""
        found = ((one, self._events.find(one.subject)) for one in told)
        return {(one.subscription_id, event.id): one for one, event in found if event is not None}

    def _by_message(self, messages: Mapping[int, Message]) -> Mapping[int, Sequence[Told]]:
        """All that these messages told, also of events that nothing has happened to."""
        grouped: dict[int, list[Told]] = defaultdict(list)
        for one in self._store.told.in_messages(messages):
            assert one.outbox_id is not None
            grouped[one.outbox_id].append(one)
        return grouped

    def _correct(
        self, message: Message, events: Sequence[Told], subscription: Subscription, answering: Mapping[tuple[int, int], Told]
    ) -> list[Corrected]:
        view = self._desk.view(subscription.chat.language)
        lines = [line for one in events if (line := self._line(one, view, message)) is not None]
        if not lines:
            return []
        once = {line.alert.short_id: line for line in lines}.values()
        tells = sorted((line.alert for line in once), key=lambda one: -one.severity)
        document = alert(tells, view).document
        heard = [line for line in once if line.turns and not message.is_unsent and _answers(line, answering)]
        how = self._redo(message, document, subscription, tells[0].severity, at_once=bool(heard))
        if heard:
            how = self._reply(message, heard, view, subscription)
        elif message.reply_id is not None and not message.is_unsent:
            self._store.corrections.withdraw_reply(message)
        for line in lines:
            self._keep(line, line.before if line in heard else None)
        return [Corrected(subscription.id, line.alert.key, how) for line in once if how is not None and self._is_told(line)]

    def _line(self, one: Told, view: View, message: Message | None) -> _Line | None:
        """None where the ledger holds nothing of the event any more."""
        event = self._events.find(one.subject)
        if event is None:
            return None
        previous = parse_facts(one.said) if one.said is not None else Facts(one.key.partition(":")[2])
        waits = message is not None and message.reply_id is not None and one.before is not None
        before = parse_facts(one.before) if waits and one.before is not None else previous
        now = facts_of(event, view) if self._is_confident(event, view) else previous
        articles = {report.article.id: report.article for report in event.reports if report.article is not None}
        proof = articles.get((one.said or {}).get("proof") or 0)
        if turns(previous, now) and self._article is not None and self._article.id in articles:
            proof = self._article
        cause = articles.get((message.article_id if message else None) or 0) or proof or next(iter(articles.values()), None)
        if cause is None:
            return None
        return _Line(one, alert_on(event, cause, view, proof=proof), before, now, turns(before, now))

    def _is_confident(self, event: Event, view: View) -> bool:
        """Whether those who tell what is new of it do so with confidence; else only its mark changes."""
        own = [report for report in event.reports if report.article is not None and report.article == self._article]
        return not is_unconfirmed(own or concluding(event), view)

    def _is_told(self, line: _Line) -> bool:
        """Whether the article speaks of it, or it changed without."""
        return bool(line.turns) or any(report.article == self._article for report in line.alert.subject.reports if report.article)

    def _redo(self, message: Message, document: Document, subscription: Subscription, severity: int, *, at_once: bool) -> How | None:
        """Have the message say what holds now; None where it does, or nothing can be done."""
        if document == message.document:
            return None
        if message.is_unsent or message.is_sent_again:
            self._store.corrections.replace(message, document, severity)
            return How.REPLACED
        if not message.can_be_edited:
            return None
        self._store.corrections.edit(
            message,
            document,
            self._now,
            at_once=at_once,
            held_by=self._held_by(subscription, None, Task.EDIT),
            article_id=self._article_id,
        )
        return How.EDITED

    def _reply(self, message: Message, heard: Sequence[_Line], view: View, subscription: Subscription) -> How:
        severity = max(line.alert.severity for line in heard)
        self._store.corrections.reply(
            message,
            update([Turned(line.alert, line.before, line.turns) for line in heard], view),
            self._now,
            held_by=self._held_by(subscription, severity),
            article_id=self._article_id,
            severity=severity,
        )
        return How.REPLIED if message.can_be_edited else How.RESTATED

    def _restate(self, one: Told, subscription: Subscription) -> list[Corrected]:
        """Say what has changed of an event whose message nobody knows any more."""
        view = self._desk.view(subscription.chat.language)
        line = self._line(one, view, None)
        if line is None:
            return []
        self._keep(line, None)
        if not line.turns:
            return []
        self._store.outbox.queue(
            f"update:{subscription.id}:{one.key}:{self._now.isoformat()}",
            Kind.UPDATE,
            subscription.chat.id,
            update([Turned(line.alert, line.before, line.turns)], view),
            self._now,
            subscription_id=subscription.id,
            article_id=self._article_id,
            held_by=self._held_by(subscription, line.alert.severity),
            severity=line.alert.severity,
        )
        return [Corrected(subscription.id, line.alert.key, How.RESTATED)]

    def _held_by(self, subscription: Subscription, severity: int | None, task: Task = Task.SEND) -> Hold | None:
        return held_by(situation_of(subscription, Kind.UPDATE, severity, task), self._now)

    def _keep(self, line: _Line, before: Facts | None) -> None:
        """Remember what the chat knows from now on, and what it knew before a reply that waits."""
        said = said_of(line.now, line.alert.proof)
        knew = before.as_json() if before else None
        if (said, knew) != (line.told.said, line.told.before):
            self._store.told.restate(line.told, said, knew)

    @property
    def _article_id(self) -> int | None:
        return self._article.id if self._article else None


def _answers(line: _Line, answering: Mapping[tuple[int, int], Told]) -> bool:
    """False where a later message told the same event: one reply is enough."""
    return answering.get((line.told.subscription_id, line.alert.subject.id), line.told) == line.told
