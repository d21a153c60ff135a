"""A channel's status changed."""

from collections.abc import Sequence

from bot.briefing.alerts.kind import Alert, Taken, is_due, told_by
from bot.briefing.changes import change_item
from bot.briefing.severity import change_severity
from bot.briefing.view import View
from bot.model.document import Item
from bot.model.ledger import Change


class ChannelChange:
    name = "change"

    def due(self, taken: Taken, view: View) -> Sequence[Alert]:
        """A change of which the article doesn't say when is not told as new."""
        return [
            self._alert(change, taken, view)
            for change in taken.changes
            if change.period is not None and is_due(change, taken.article, view)
        ]

    def _alert(self, change: Change, taken: Taken, view: View) -> Alert:
        severity = change_severity(change, view.knowledge.channels)
        return Alert(self.name, f"{change.short_id}:{change.status}", severity, change, taken.article)

    def title(self, alert: Alert, view: View) -> str:
        assert isinstance(alert.subject, Change)
        return view.texts(f"alert.change_{alert.subject.status}", channel=view.channel(alert.subject.channel_id))

    def item(self, alert: Alert, view: View) -> Item:
        assert isinstance(alert.subject, Change)
        return change_item(alert.subject, view, quotes=1, shown=told_by(alert.article, alert.subject))
