"""The short reply that says how what an alert told has changed. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.briefing.alerts.facts import Facts, Turn, facts_of
from bot.briefing.alerts.kind import Alert, proofs
from bot.briefing.changes import TONES as CHANGE_TONES
from bot.briefing.marks import disputed_line, marks
from bot.briefing.meetings import TONES as MEETING_TONES
from bot.briefing.meetings import who
from bot.briefing.news import state_of
from bot.briefing.quotes import report_quote, word
from bot.briefing.sources import voice
from bot.briefing.view import View
from bot.model.claims import MeetingState
from bot.model.document import Action, Document, Item, Line, Span, Style, plain
from bot.model.ledger import Change, Meeting, Report


@dataclass(frozen=True, slots=True)
class Turned:
    """An event of which something told before holds no more: `alert` says how it stands now,
    `turns`, at least one, what to say of it."""

    alert: Alert
    before: Facts
    turns: tuple[Turn, ...]


def update(turned: Sequence[Turned], view: View) -> Document:
    """One reply for what has changed of the events of one message. Raises ValueError where there are none."""
    if not turned:
        raise ValueError("an update needs something to tell")
    items = tuple(_item(one, view) for one in turned)
    if len(turned) == 1:
        title = view.texts("update.title", what=_said(turned[0].turns[0], turned[0], view), subject=_name(turned[0], view))
    else:
        title = view.texts("update.several", count=len(turned))
    summary = "; ".join("".join(span.text for span in item.line) for item in items)
    actions = tuple(Action(view.texts("alert.evidence", id=one.alert.short_id), one.alert.short_id) for one in turned)
    why = Action(view.texts("alert.why"), f"why {turned[0].alert.short_id}")
    return Document(title, items, summary=summary, language=view.texts.language, actions=(*actions, why))


def _item(one: Turned, view: View) -> Item:
    """`**Held, as planned:** A with B · 5 June 2026 · Singapore · M-8`, what else has changed, and the proof."""
    subject = one.alert.subject
    first, *others = one.turns
    facts = [_name(one, view), view.texts.period(subject.period)]
    if isinstance(subject, Meeting) and subject.place:
        facts.append(subject.place)
    line = (
        Span(f"{_said(first, one, view)}:", Style.STRONG),
        Span(" " + " · ".join(facts)),
        *marks(subject, view),
        Span(" · "),
        Span(subject.short_id, Style.CODE),
    )
    details: list[Line] = [plain(_said(turn, one, view)) for turn in others]
    if subject.disputed:
        details.append(disputed_line(subject.reports, view))
    tone = MEETING_TONES[subject.state] if isinstance(subject, Meeting) else CHANGE_TONES[subject.status]
    quotes = tuple(report_quote(report, view, concluded=state_of(subject)) for report in _proof(one, view))
    return Item(line, tuple(details), quotes, tone)


def _proof(one: Turned, view: View) -> tuple[Report, ...]:
    """The words that changed it: the article's own, a side's first where that confirms."""
    alert, subject = one.alert, one.alert.subject
    new = sorted((facts_of(subject, view).voices or frozenset()) - (one.before.voices or frozenset()))
    if Turn.CONFIRMED in one.turns:
        spoken = [report for report in subject.reports if report.state == state_of(subject) and voice(report, view) in new]
        return tuple(spoken[-1:])
    own = tuple(report for report in subject.reports if report.article is not None and report.article == alert.proof)
    if subject.disputed or not own:
        return proofs(alert, view)
    return tuple(report for report in own if report.state == state_of(subject))[:1] or own[:1]


def _name(one: Turned, view: View) -> str:
    subject = one.alert.subject
    return who(subject, view, titles=False) if isinstance(subject, Meeting) else view.channel(subject.channel_id)


def _said(turn: Turn, one: Turned, view: View) -> str:
    subject, before = one.alert.subject, one.before
    match turn:
        case Turn.STATE:
            return _turned_state(one, view)
        case Turn.DATE:
            periods = {"before": view.texts.period(before.period), "now": view.texts.period(subject.period)}
            return view.texts("update.date", **periods)
        case Turn.DATE_KNOWN:
            return view.texts("update.date_known", now=view.texts.period(subject.period))
        case Turn.CONFIRMED:
            new = (facts_of(subject, view).voices or frozenset()) - (before.voices or frozenset())
            sides = [view.government(side) for side in sorted(new, key=view.side_order)]
            return view.texts("update.confirmed", sides=view.texts.listing(sides), count=len(sides))
        case Turn.PEOPLE if isinstance(subject, Change) and subject.by is not None:
            return view.texts("update.by", side=view.government(subject.by))
        case Turn.PEOPLE | Turn.DISPUTED | Turn.SETTLED:
            return view.texts(f"update.{turn}")


def _turned_state(one: Turned, view: View) -> str:
    """`Held, as planned`; where nobody expects it, what was said before stands beside it."""
    subject, before = one.alert.subject, word(one.before.state, view)
    if isinstance(subject, Change):
        return view.texts("update.change", now=word(subject.status, view), before=before)
    planned = subject.state is MeetingState.HELD and one.before.state == MeetingState.PLANNED
    if planned and not {Turn.DATE, Turn.PEOPLE} & set(one.turns):
        return view.texts("update.held_as_planned")
    return view.texts(f"update.meeting_{subject.state}", before=before)
