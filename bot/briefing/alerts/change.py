"""A channel's status changed."""

from collections.abc import Sequence

from bot.briefing.alerts.kind import Alert, Cause, Judged, Taken, cause_of, proofs
from bot.briefing.changes import change_item
from bot.briefing.severity import change_severity
from bot.briefing.view import View
from bot.model.document import Item
from bot.model.ledger import ArticleRef, Change, Meeting


class ChannelChange:
    name = "change"

    def judged(self, taken: Taken, view: View) -> Sequence[Judged]:
        """A change of which the article doesn't say when is not told as new."""
        return [Judged(self.alert(change, taken.article, view), self._cause(change, taken, view)) for change in taken.changes]

    def _cause(self, change: Change, taken: Taken, view: View) -> Cause:
        return Cause.UNDATED if change.period is None else cause_of(change, taken.article, view)

    def alert(self, subject: Meeting | Change, article: ArticleRef, view: View) -> Alert:
        assert isinstance(subject, Change)
        severity = change_severity(subject, view.knowledge.channels)
        return Alert(self.name, f"{subject.short_id}:{subject.status}", severity, subject, article)

    def title(self, alert: Alert, view: View) -> str:
        assert isinstance(alert.subject, Change)
        return view.texts(f"alert.change_{alert.subject.status}", channel=view.channel(alert.subject.channel_id))

    def item(self, alert: Alert, view: View) -> Item:
        assert isinstance(alert.subject, Change)
        return change_item(alert.subject, view, quotes=2 if alert.subject.disputed else 1, shown=proofs(alert, view))
