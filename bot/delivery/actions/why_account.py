"""The account that `why` gives: of events or of an article, in general and for one chat."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from bot.briefing.items import change_item, meeting_item
from bot.briefing.quotes import article_line
from bot.briefing.sources import concluding
from bot.briefing.view import View
from bot.delivery.actions.action import Request
from bot.delivery.actions.why_lines import decision_line, trace_lines
from bot.delivery.decisions import Decision, Outcome
from bot.delivery.values import Chat, Course, Subscription, Wish
from bot.model.document import Action as Button
from bot.model.document import Block, Document, Heading, Item, Line, Paragraph, plain
from bot.model.ledger import ArticleRef, Change, ChangeQuery, Meeting, MeetingQuery

_MOST_ARTICLES = 5
_MOST_EVENTS = 6
_SENT_FOR = (Outcome.QUEUED, Outcome.HELD, Outcome.TOLD, Outcome.CORRECTED)


class Account:
    """What is known of why something was told, for the one who asks."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._texts = request.texts
        self.chat = _chat(request)
        self._zone = self.chat.zone if self.chat else request.zone
        self._view = View(request.knowledge, request.texts)
        self._wish = request.store.subscriptions.find(self.chat.id, Wish.ALERTS) if self.chat else None

    def find(self, short_id: str) -> Meeting | Change | None:
        """The event that a short id leads to now."""
        kind, _, number = short_id.partition("-")
        ledger = self._request.ledger
        return ledger.find_meeting(int(number)) if kind == "M" else ledger.find_change(int(number))

    def of_events(self, events: Sequence[Meeting | Change], asked: str = "") -> Document:
        """Each event with its articles, what was decided of them, and what became of it in this chat."""
        blocks = [block for event in events[:_MOST_EVENTS] for block in self._event(event, asked)]
        title = self._texts("why.title", what=self._texts.listing([event.short_id for event in events]))
        return self._document(title, blocks, [event.short_id for event in events])

    def of_article(self, number: int) -> Document | None:
        """What was decided of each event that the article tells; None where there is no such article."""
        found = self._request.ledger.find_article(number)
        if found is None:
            return None
        reference, article = found
        blocks: list[Block] = [Item(article_line(reference, self._view), details=(plain(self._seen(reference, article.published_at)),))]
        made = self._request.store.decisions.of_article(number, self._wish.id if self._wish else None)
        told = [event for subject in dict.fromkeys(one.subject for one in made) if (event := self.find(subject)) is not None]
        if not made:
            blocks.append(Paragraph(plain(self._undecided(reference))))
        for event in {one.short_id: one for one in told}.values():
            names = self._names(event)
            blocks.append(replace(self._item(event), details=tuple(self._lines_of([one for one in made if one.subject in names]))))
        if not _runs(self._wish) or not any(one.outcome in _SENT_FOR for one in made):
            blocks.append(self._standing())
        return self._document(self._texts("why.title", what=f"A-{number}"), blocks, [event.short_id for event in told], why=True)

    def _event(self, event: Meeting | Change, asked: str) -> Iterator[Block]:
        names = self._names(event)
        made = self._request.store.decisions.of_subjects(names, self._wish.id if self._wish else None)
        yield self._item(event)
        merged = sorted(names - {event.short_id})
        if merged:
            yield Paragraph(plain(self._texts("why.merged", ids=self._texts.listing(merged), id=event.short_id)))
        yield Heading(self._texts("why.articles"))
        yield from self._articles(event, made)
        yield Heading(self._texts("why.here"))
        yield from self._here(names, made)

    def _articles(self, event: Meeting | Change, made: Sequence[Decision]) -> Iterator[Block]:
        references = list({report.article.id: report.article for report in event.reports if report.article is not None}.values())
        if not references:
            yield Paragraph(plain(self._texts("why.chronicle")))
        shown = references[:1] + references[1:][-(_MOST_ARTICLES - 1) :]
        for reference in shown:
            found = self._request.ledger.find_article(reference.id)
            details = [plain(self._seen(reference, found[1].published_at if found else None))]
            details += self._lines_of([one for one in made if one.article_id == reference.id and one.subscription_id is None])
            yield Item(article_line(reference, self._view), details=tuple(details))
        if len(references) > len(shown):
            yield Paragraph(plain(self._texts("why.more_articles", count=len(references) - len(shown))))

    def _here(self, names: set[str], made: Sequence[Decision]) -> Iterator[Block]:
        """What became of it in this chat, in the order of time."""
        lines: list[tuple[datetime, str]] = []
        if self._wish is not None:
            told = self._request.store.told.by_subscription(self._wish.id, names)
            messages = {one.outbox_id for one in told if one.outbox_id is not None}
            for trace in self._request.store.traces.with_followers(messages):
                lines += trace_lines(trace, self._request.now, self._texts, self._zone)
            mine = [one for one in made if one.subscription_id is not None and not (messages and _shown_by_message(one))]
            lines += [(one.decided_at, decision_line(one, self._texts)) for one in mine]
        for at, said in sorted(lines, key=lambda line: line[0]):
            yield Item(plain(self._texts("why.line", moment=self._texts.moment(at, self._zone), said=said)))
        if not lines or not _runs(self._wish):
            yield self._standing()

    def _standing(self) -> Paragraph:
        if not _runs(self._wish):
            return Paragraph(plain(self._texts("why.no_alerts_here")))
        return Paragraph(plain(self._texts("why.nothing_here")))

    def _lines_of(self, made: Sequence[Decision]) -> list[Line]:
        return [
            plain(self._texts("why.line", moment=self._texts.moment(one.decided_at, self._zone), said=decision_line(one, self._texts)))
            for one in made
        ]

    def _item(self, event: Meeting | Change) -> Item:
        shown = [report for report in concluding(event) if report.checked] or list(event.reports)
        if isinstance(event, Meeting):
            return meeting_item(event, self._view, quotes=1, shown=shown)
        return change_item(event, self._view, quotes=1, shown=shown)

    def _names(self, event: Meeting | Change) -> set[str]:
        """Its id and those that lead to it."""
        kind = event.short_id.partition("-")[0]
        return {f"{kind}-{number}" for number in (event.id, *self._request.ledger.merged_into((event.id,))[event.id])}

    def _seen(self, reference: ArticleRef, published_at: datetime | None) -> str:
        seen = self._texts.moment(reference.seen_at, self._zone)
        if published_at is None:
            return self._texts("why.seen", seen=seen)
        return self._texts("why.published", published=self._texts.moment(published_at, self._zone), seen=seen)

    def _undecided(self, reference: ArticleRef) -> str:
        """Nothing was decided because the article tells nothing, or so long ago that it is forgotten."""
        ledger, ids = self._request.ledger, (reference.id,)
        told = ledger.meetings(MeetingQuery(article_ids=ids, limit=1)) or ledger.changes(ChangeQuery(article_ids=ids, limit=1))
        return self._texts("why.forgotten" if told else "why.tells_nothing")

    def _document(self, title: str, blocks: Sequence[Block], short_ids: Sequence[str], *, why: bool = False) -> Document:
        label = "why.button" if why else "alert.evidence"
        commands = [f"why {one}" if why else one for one in dict.fromkeys(short_ids)][:_MOST_EVENTS]
        buttons = tuple(Button(self._texts(label, id=command.rpartition(" ")[2]), command) for command in commands)
        return Document(title, tuple(blocks), summary=title, language=self._texts.language, actions=buttons)


def _chat(request: Request) -> Chat | None:
    """The chat; for a thread nobody subscribed, the room around it."""
    return request.known_chat() or request.store.chats.find(replace(request.incoming.room, thread=""))


def _runs(wish: Subscription | None) -> bool:
    return wish is not None and wish.course is not Course.ENDED


def _shown_by_message(made: Decision) -> bool:
    """Whether the way of the message, its edits and replies says it already."""
    unseen = made.outcome is Outcome.CORRECTED and made.rule == "replaced"
    return made.outcome in (Outcome.QUEUED, Outcome.HELD, Outcome.CORRECTED) and not unseen
