"""What every kind of alert has in common, and the rule of when one is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.briefing.age import is_background
from bot.briefing.news import state_of
from bot.briefing.sources import telling
from bot.briefing.view import View
from bot.model.document import Item
from bot.model.ledger import ArticleRef, Change, Meeting, Report


@dataclass(frozen=True, slots=True)
class Taken:
    """One article just recorded, with the meetings and changes it made or added to."""

    article: ArticleRef
    meetings: tuple[Meeting, ...]
    changes: tuple[Change, ...]


class Cause(StrEnum):
    """Whether an article gives cause for an alert on an event, and if not, by which rule."""

    DUE = "due"
    OUTVOTED = "outvoted"
    """It says otherwise than what the ledger concludes from all reports."""
    UNCONFIRMED = "unconfirmed"
    """It does not say so with confidence."""
    KNOWN = "known"
    """Another article, or a checked chronicle entry, had said so."""
    BACKGROUND = "background"
    """It was old when the article was written."""
    UNDATED = "undated"
    """Nobody knows when it happened."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One event that an article tells of, and whether that is cause for an alert."""

    alert: "Alert"
    cause: Cause


@dataclass(frozen=True, slots=True)
class Alert:
    """Something a chat should hear of at once.

    `key` names what is told, such as `C-57:suspended`: no chat needs one key twice, however
    often the article or its copies come in. `article` is the one that gave cause,
    `proof` one that has changed since what there is to tell."""

    kind: str
    key: str
    severity: int
    subject: Meeting | Change
    article: ArticleRef
    proof: ArticleRef | None = None

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

    def judged(self, taken: Taken, view: View) -> Sequence[Judged]:
        """All that the article tells of this kind, due or not."""

    def alert(self, subject: Meeting | Change, article: ArticleRef, view: View) -> Alert:
        """The alert on an event of this kind, as the ledger has it now."""

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


def proofs(alert: Alert, view: View) -> tuple[Report, ...]:
    """The reports to quote: those of the article that says what holds now, else the most telling
    one; in a dispute one of each word. What the chronicle has not checked proves nothing here."""
    subject = alert.subject
    reports = tuple(report for report in subject.reports if report.checked)
    ranked = telling(reports, state_of(subject), view)
    if subject.disputed:
        words = {report.state: report for report in reversed(ranked)}
        return tuple(report for report in ranked if report in words.values())[:2]
    return told_by(alert.proof or alert.article, subject) or ranked[:1]


def cause_of(subject: Meeting | Change, article: ArticleRef, view: View) -> Cause:
    """Due where the article tells it with confidence, it is new to the ledger, and it is no older
    than the setting allows at the article's date."""
    settings = view.settings
    told = told_by(article, subject)
    confident = [report for report in told if report.confidence >= settings.confident_from]
    if not told:
        return Cause.OUTVOTED
    if not confident:
        return Cause.UNCONFIRMED
    if _was_known(subject, article, view):
        return Cause.KNOWN
    old = any(is_background(report.period or subject.period, article, settings.background_after) for report in confident)
    return Cause.BACKGROUND if old else Cause.DUE


def _was_known(subject: Meeting | Change, article: ArticleRef, view: View) -> bool:
    """Whether the ledger held it before: from another article, or a checked chronicle entry. What
    was said without confidence alerted nobody and must not keep the sure word from doing so."""
    said = [report for report in subject.reports if report.state == state_of(subject) and report.confidence >= view.settings.confident_from]
    return any(report.checked if report.article is None else report.article.id != article.id for report in said)
