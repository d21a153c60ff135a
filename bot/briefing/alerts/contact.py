"""The sides met, or mean to, or one of them would not."""

from collections.abc import Sequence

from bot.briefing.alerts.kind import Alert, Taken, is_due, told_by
from bot.briefing.meetings import meeting_item, who
from bot.briefing.severity import meeting_severity
from bot.briefing.view import View
from bot.model.claims import MeetingState
from bot.model.document import Item
from bot.model.ledger import Meeting

_AHEAD = (MeetingState.PLANNED, MeetingState.SOUGHT)
"""These speak of what is to come: without a date they are as new as their article."""


class Contact:
    name = "contact"

    def due(self, taken: Taken, view: View) -> Sequence[Alert]:
        return [
            self._alert(meeting, taken, view) for meeting in taken.meetings if _is_dated(meeting) and is_due(meeting, taken.article, view)
        ]

    def _alert(self, meeting: Meeting, taken: Taken, view: View) -> Alert:
        severity = meeting_severity(meeting, view.knowledge.channels)
        return Alert(self.name, f"{meeting.short_id}:{meeting.state}", severity, meeting, taken.article)

    def title(self, alert: Alert, view: View) -> str:
        assert isinstance(alert.subject, Meeting)
        return view.texts(f"alert.contact_{alert.subject.state}", people=who(alert.subject, view, titles=False))

    def item(self, alert: Alert, view: View) -> Item:
        assert isinstance(alert.subject, Meeting)
        return meeting_item(alert.subject, view, quotes=1, shown=told_by(alert.article, alert.subject))


def _is_dated(meeting: Meeting) -> bool:
    return meeting.period is not None or meeting.state in _AHEAD
