"""Alerts: what cannot wait for the digest. One file a kind, all in `KINDS`. Pure.

what recording one article changed ──▶ judge_alerts ──▶ alert ──▶ Answer (one message)
what was told before, and holds no more ──▶ alert_on ──▶ alert (the message as it is edited)
                                        └─▶ update.py (the reply that says what changed)"""

from collections.abc import Sequence
from dataclasses import replace

from bot.briefing.alerts.change import ChannelChange
from bot.briefing.alerts.contact import Contact
from bot.briefing.alerts.kind import Alert, Cause, Judged, Kind, Taken
from bot.briefing.json_view import article_data, change_data, envelope, meeting_data
from bot.briefing.view import View
from bot.model.document import Action, Answer, Document
from bot.model.ledger import ArticleRef, Change, Meeting

__all__ = ["KINDS", "Alert", "Cause", "Judged", "Kind", "Taken", "alert", "alert_on", "due_alerts", "judge_alerts"]

_CHANGE, _CONTACT = ChannelChange(), Contact()
KINDS: tuple[Kind, ...] = (_CHANGE, _CONTACT)


def judge_alerts(taken: Taken, view: View) -> tuple[Judged, ...]:
    """All events that one article tells of, the gravest first, each with why it is told at once or not."""
    found = [one for kind in KINDS for one in kind.judged(taken, view)]
    return tuple(sorted(found, key=lambda one: -one.alert.severity))


def due_alerts(taken: Taken, view: View) -> tuple[Alert, ...]:
    """All alerts that one article gives cause for, the gravest first."""
    return tuple(one.alert for one in judge_alerts(taken, view) if one.cause is Cause.DUE)


def alert_on(subject: Meeting | Change, article: ArticleRef, view: View, *, proof: ArticleRef | None = None) -> Alert:
    """The alert on an event as the ledger has it now: `article` gave cause, `proof` has changed it since."""
    kind = _CONTACT if isinstance(subject, Meeting) else _CHANGE
    return replace(kind.alert(subject, article, view), proof=proof)


def alert(alerts: Sequence[Alert], view: View) -> Answer:
    """One message for the alerts of one article (those a chat wants), the gravest first.

    One message an article, because a single report of a visit can hold six meetings. Raises
    ValueError where there are none."""
    if not alerts:
        raise ValueError("an alert needs something to tell")
    kinds = {kind.name: kind for kind in KINDS}
    items = tuple(kinds[one.kind].item(one, view) for one in alerts)
    summary = "; ".join("".join(span.text for span in item.line) for item in items)
    actions = (*(Action(view.texts("alert.evidence", id=one.short_id), one.short_id) for one in alerts), _why(alerts, view))
    title = kinds[alerts[0].kind].title(alerts[0], view) if len(alerts) == 1 else _several(alerts, view)
    document = Document(title, items, summary=summary, language=view.texts.language, actions=actions)
    return Answer(document, envelope("alert", alerts=[_data(one, view) for one in alerts]))


def _several(alerts: Sequence[Alert], view: View) -> str:
    one_article = len({one.article.id for one in alerts}) == 1
    return view.texts("alert.several" if one_article else "alert.several_articles", count=len(alerts))


def _why(alerts: Sequence[Alert], view: View) -> Action:
    subject = alerts[0].short_id if len(alerts) == 1 else f"A-{alerts[0].article.id}"
    return Action(view.texts("alert.why"), f"why {subject}")


def _data(one: Alert, view: View) -> dict[str, object]:
    subject = one.subject
    return {
        "key": one.key,
        "alert": one.kind,
        "severity": one.severity,
        "article": article_data(one.article),
        "meeting": meeting_data(subject, view) if isinstance(subject, Meeting) else None,
        "change": None if isinstance(subject, Meeting) else change_data(subject, view),
    }
