"""From what recording an article changed to what chats are told: alerts, and corrections of earlier ones."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection

from bot.briefing.alerts import Alert, Cause, Judged, Taken, alert, judge_alerts
from bot.briefing.alerts.facts import facts_of
from bot.delivery.decisions import Decision, Outcome
from bot.delivery.facets import filtered_by
from bot.delivery.holding import held_by, situation_of
from bot.delivery.store import Store
from bot.delivery.switches import Switch
from bot.delivery.values import Course, Hold, Kind, Subscription, Wish
from bot.i18n.texts import SOURCE_LANGUAGE
from bot.jobs.corrections import Corrected, Event, Events, correct_told, said_of
from bot.jobs.desk import Desk
from bot.model.ledger import ArticleRef, Recorded

NO_ALERTS = "no_alerts"
"""The rule that keeps seeds, `ingest`, backfill and a feed's first reading silent."""


def queue_alerts(desk: Desk, connection: Connection, recorded: Recorded, now: datetime, *, may_alert: bool = True) -> int:
    """Owe each chat one message on what the article tells of its wishes and it was not told
    before, and have what it was told before say what holds now; how many alerts.

    Not `may_alert`, it corrects what was told and tells nothing new. In the transaction that
    recorded the article."""
    if not any((recorded.new_meetings, recorded.updated_meetings, recorded.new_changes, recorded.updated_changes)):
        return 0
    ledger = desk.ledger(connection)
    found = ledger.find_article(recorded.article_id)
    if found is None:
        return 0
    events = Events(ledger)
    taken = Taken(
        found[0],
        events.meetings(recorded.new_meetings + recorded.updated_meetings),
        events.changes(recorded.new_changes + recorded.updated_changes),
    )
    changed: list[Event] = [*taken.meetings, *taken.changes]
    changed += [*events.meetings(recorded.regrouped_meetings), *events.changes(recorded.regrouped_changes)]
    corrected = correct_told(desk, connection, changed, now, taken.article)
    judged = judge_alerts(taken, desk.view(SOURCE_LANGUAGE))
    return _Round(desk, Store(connection), events, taken.article, now).run(judged, corrected, may_alert=may_alert)


class _Round:
    """One article's alerts for all chats, and why each was queued or not."""

    def __init__(self, desk: Desk, store: Store, events: Events, article: ArticleRef, now: datetime) -> None:
        self._desk = desk
        self._store = store
        self._events = events
        self._article = article
        self._now = now
        self._made: list[Decision] = []
        self._reviewed = store.switches.is_on(Switch.REVIEW, now)

    def run(self, judged: Sequence[Judged], corrected: Sequence[Corrected], *, may_alert: bool) -> int:
        for found in judged:
            self._note_for_all(found, may_alert=may_alert)
        for each in corrected:
            self._note(each.key, Outcome.CORRECTED, str(each.how), each.subscription_id)
        due = [one.alert for one in judged if one.cause is Cause.DUE] if may_alert and not self._is_rejected() else []
        queued = 0
        if due:
            told, done = self._told(due), {(each.subscription_id, each.key) for each in corrected}
            for subscription in self._store.subscriptions.with_wish(Wish.ALERTS, Course.ACTIVE, Course.PAUSED):
                for one in due:
                    if one.short_id in told[subscription.id] and (subscription.id, one.key) not in done:
                        self._note(one.key, Outcome.TOLD, "", subscription.id)
                queued += self._queue(subscription, [one for one in due if one.short_id not in told[subscription.id]])
        self._store.decisions.note(self._made)
        return queued

    def _queue(self, subscription: Subscription, fresh: Sequence[Alert]) -> bool:
        """Owe one chat what it was not told of and wants."""
        channels = self._desk.knowledge.channels
        refused = {one.key: filtered_by(subscription.facets, one, channels) for one in fresh}
        for key, facet in refused.items():
            if facet is not None:
                self._note(key, Outcome.FILTERED, facet, subscription.id)
        wanted = [one for one in fresh if refused[one.key] is None]
        if not wanted:
            return False
        chat, severity = subscription.chat, max(one.severity for one in wanted)
        hold = held_by(situation_of(subscription, Kind.ALERT, severity, under_review=self._reviewed), self._now)
        view = self._desk.view(chat.language)
        key = f"alert:{subscription.id}:A-{self._article.id}"
        document = alert(wanted, view).document
        queued = self._store.outbox.queue(
            key,
            Kind.ALERT,
            chat.id,
            document,
            self._now,
            subscription_id=subscription.id,
            article_id=self._article.id,
            held_by=hold,
            severity=severity,
        )
        if hold is Hold.REVIEW:
            self._store.reviews.begin(self._article.id, self._now)
        delivery_id = self._store.outbox.get_id(key)
        for one in wanted:
            said = said_of(facts_of(one.subject, view), self._article)
            self._store.told.note(subscription.id, one.key, delivery_id, said, self._now)
            self._note(one.key, Outcome.HELD if hold else Outcome.QUEUED, str(hold or ""), subscription.id)
        return queued

    def _is_rejected(self) -> bool:
        """Whether an editor has kept alerts on this article from going out: read again, it has no other chance."""
        review = self._store.reviews.find(self._article.id)
        return review is not None and review.is_against

    def _told(self, due: Iterable[Alert]) -> Mapping[int, set[str]]:
        """The events that each subscription was told of, by the ids they have now."""
        told: dict[int, set[str]] = defaultdict(set)
        for one in self._store.told.of_subjects(self._events.names(one.subject for one in due)):
            event = self._events.find(one.subject)
            if event is not None:
                told[one.subscription_id].add(event.short_id)
        return told

    def _note_for_all(self, one: Judged, *, may_alert: bool) -> None:
        if one.cause is Cause.DUE and may_alert:
            self._note(one.alert.key, Outcome.DUE, "")
        else:
            self._note(one.alert.key, Outcome.SILENT, NO_ALERTS if one.cause is Cause.DUE else str(one.cause))

    def _note(self, key: str, outcome: Outcome, rule: str, subscription_id: int | None = None) -> None:
        self._made.append(Decision(self._article.id, key, outcome, rule, self._now, subscription_id))
