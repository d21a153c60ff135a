"""The sides met, or mean to, or one of them would not."""

from collections.abc import Sequence

from bot.briefing.alerts.kind import Alert, Cause, Judged, Taken, cause_of, proofs
from bot.briefing.meetings import meeting_item, who
from bot.briefing.severity import meeting_severity
from bot.briefing.view import View
from bot.model.claims import MeetingState
from bot.model.document import Item
from bot.model.ledger import ArticleRef, Change, Meeting

_AHEAD = (MeetingState.PLANNED, MeetingState.SOUGHT)
"""These speak of what is to come: without a date they are as new as their article."""


class Contact:
    name = "contact"

    def judged(self, taken: Taken, view: View) -> Sequence[Judged]:
        return [Judged(self.alert(meeting, taken.article, view), self._cause(meeting, taken, view)) for meeting in taken.meetings]

    def _cause(self, meeting: Meeting, taken: Taken, view: View) -> Cause:
        return cause_of(meeting, taken.article, view) if _is_dated(meeting) else Cause.UNDATED

    def alert(self, subject: Meeting | Change, article: ArticleRef, view: View) -> Alert:
        assert isinstance(subject, Meeting)
        severity = meeting_severity(subject, view.knowledge.channels)
        return Alert(self.name, f"{subject.short_id}:{subject.state}", severity, subject, article)

    def title(self, alert: Alert, view: View) -> str:
        assert isinstance(alert.subject, Meeting)
        return view.texts(f"alert.contact_{alert.subject.state}", people=who(alert.subject, view, titles=False))

    def item(self, alert: Alert, view: View) -> Item:
        assert isinstance(alert.subject, Meeting)
        return meeting_item(alert.subject, view, quotes=2 if alert.subject.disputed else 1, shown=proofs(alert, view))


def _is_dated(meeting: Meeting) -> bool:
    return meeting.period is not None or meeting.state in _AHEAD
