"""What every kind of alert has in common, and the rule of when one is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.briefing.age import is_background
from bot.briefing.news import state_of
from bot.briefing.view import View
from bot.model.document import Item
from bot.model.ledger import ArticleRef, Change, Meeting, Report


@dataclass(frozen=True, slots=True)
class Taken:
    """One article just recorded, with the meetings and changes it made or added to."""

    article: ArticleRef
    meetings: tuple[Meeting, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Alert:
    """Something a chat should hear of at once.

    `key` names what is told, such as `C-57:suspended`: no chat needs one key twice, however
    often the article or its copies come in. `article` is the one that gave cause."""

    kind: str
    key: str
    severity: int
    subject: Meeting | Change
    article: ArticleRef

    @property
    def short_id(self) -> str:
        return self.subject.short_id

    @property
    def channel_id(self) -> str | None:
        return self.subject.channel_id


class Kind(Protocol):
    """One kind of alert: which are due, and how one is said."""

    @property
    def name(self) -> str: ...

    def due(self, taken: Taken, view: View) -> Sequence[Alert]:
        """The alerts of this kind that the article gives cause for."""

    def title(self, alert: Alert, view: View) -> str:
        """A few words for a notification."""

    def item(self, alert: Alert, view: View) -> Item:
        """What happened, proven by the article that gave cause."""


def told_by(article: ArticleRef, subject: Meeting | Change) -> tuple[Report, ...]:
    """This article's reports of what the ledger concludes."""
    state = state_of(subject)
    return tuple(
        report for report in subject.reports if report.article is not None and report.article.id == article.id and report.state == state
    )


def is_due(subject: Meeting | Change, article: ArticleRef, view: View) -> bool:
    """True where the article tells it with confidence, it is new to the ledger, and it is no
    older than the setting allows at the article's date."""
    settings = view.settings
    told = [report for report in told_by(article, subject) if report.confidence >= settings.confident_from]
    if not told or _was_known(subject, article):
        return False
    return not any(is_background(report.period or subject.period, article, settings.background_after) for report in told)


def _was_known(subject: Meeting | Change, article: ArticleRef) -> bool:
    """Whether the ledger held it before: from another article, or a checked chronicle entry."""
    state = state_of(subject)
    return any(
        report.state == state and (report.checked if report.article is None else report.article.id != article.id)
        for report in subject.reports
    )
