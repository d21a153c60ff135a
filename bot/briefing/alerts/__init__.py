"""Alerts: what cannot wait for the digest. One file a kind, all in `KINDS`. Pure.

what recording one article changed ──▶ due_alerts ──▶ alert ──▶ Answer (one message)"""

from collections.abc import Sequence

from bot.briefing.alerts.change import ChannelChange
from bot.briefing.alerts.contact import Contact
from bot.briefing.alerts.kind import Alert, Kind, Taken
from bot.briefing.json_view import article_data, change_data, envelope, meeting_data
from bot.briefing.view import View
from bot.model.document import Action, Answer, Document
from bot.model.ledger import Meeting

__all__ = ["KINDS", "Alert", "Kind", "Taken", "alert", "due_alerts"]

KINDS: tuple[Kind, ...] = (ChannelChange(), Contact())


def due_alerts(taken: Taken, view: View) -> tuple[Alert, ...]:
    """All alerts that one article gives cause for, the gravest first."""
    found = [one for kind in KINDS for one in kind.due(taken, view)]
    return tuple(sorted(found, key=lambda one: -one.severity))


def alert(alerts: Sequence[Alert], view: View) -> Answer:
    """One message for the alerts of one article (those a chat wants), the gravest first.

    One message an article, because a single report of a visit can hold six meetings. Raises
    ValueError where there are none."""
    if not alerts:
        raise ValueError("an alert needs something to tell")
    kinds = {kind.name: kind for kind in KINDS}
    items = tuple(kinds[one.kind].item(one, view) for one in alerts)
    summary = "; ".join("".join(span.text for span in item.line) for item in items)
    actions = tuple(Action(view.texts("alert.evidence", id=one.short_id), f"sources {one.short_id}") for one in alerts)
    title = kinds[alerts[0].kind].title(alerts[0], view) if len(alerts) == 1 else view.texts("alert.several", count=len(alerts))
    document = Document(title, items, summary=summary, language=view.texts.language, actions=actions)
    return Answer(document, envelope("alert", alerts=[_data(one, view) for one in alerts]))


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
