"""What became known in a span of time, and how much of it is news.

A report is told in exactly one span: the one its moment of learning lies in. So two
consecutive digests neither repeat a report nor lose one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.briefing.age import is_background
from bot.briefing.severity import MORE_SOURCES, change_severity, meeting_severity
from bot.briefing.sources import concluding, is_unconfirmed
from bot.briefing.view import View
from bot.model.claims import MeetingState, Mode, Status
from bot.model.ledger import ArticleRef, Change, Meeting, Report


@dataclass(frozen=True, slots=True)
class Window:
    """From `after`, exclusive, to `until`, inclusive, moments of learning; None leaves open."""

    after: datetime | None = None
    until: datetime | None = None

    def __contains__(self, moment: datetime) -> bool:
        return (self.after is None or moment > self.after) and (self.until is None or moment <= self.until)


@dataclass(frozen=True, slots=True)
class News:
    """One meeting or change with the reports that became known in the span, oldest first.

    `state` is what these reports say: what the ledger concludes where one of them says so,
    else the last one's word ("will meet", read when the meeting is long held). `article` is
    the first to tell it. `before` is what articles had last said of it until then, None where
    none had; `background` says that it was old when it was written, `unconfirmed` that nobody
    tells it with confidence."""

    subject: Meeting | Change
    reports: tuple[Report, ...]
    article: ArticleRef
    state: str
    severity: int
    background: bool
    unconfirmed: bool
    before: str | None = None

    @property
    def only_more_sources(self) -> bool:
        return self.before == self.state

    @property
    def as_told(self) -> Meeting | Change:
        """The subject as these reports tell it."""
        return _as_told(self.subject, self.state)

    @property
    def proof(self) -> tuple[Report, ...]:
        """The reports of the span, and the chronicle's on the same state."""
        return *self.reports, *(report for report in self.as_told.reports if report.from_chronicle and report.checked)


def state_of(subject: Meeting | Change) -> str:
    """What the ledger concludes: a meeting's state, a change's status."""
    return str(subject.state if isinstance(subject, Meeting) else subject.status)


def _as_told(subject: Meeting | Change, state: str) -> Meeting | Change:
    """What the ledger concludes; or, where these reports say another state, only what they tell:
    who met by video in the end is not who was to meet, nor how."""
    if state == state_of(subject):
        return subject
    reports = tuple(report for report in subject.reports if report.state == state)
    period = next((report.period for report in reversed(reports) if report.period is not None), None)
    if isinstance(subject, Change):
        return replace(subject, status=Status(state), period=period, reports=reports, disputed=False)
    return replace(
        subject,
        state=MeetingState(state),
        participants=max((report.participants for report in reports), key=len, default=()),
        mode=next((report.mode for report in reports if report.mode not in (None, Mode.UNKNOWN)), Mode.UNKNOWN) or Mode.UNKNOWN,
        period=period,
        periods=(period,) if period else (),
        place=next((report.place for report in reports if report.place), None),
        reports=reports,
        disputed=False,
    )


def news_in(window: Window, subjects: Iterable[Meeting | Change], view: View) -> tuple[News, ...]:
    """Of all meetings and changes, those that an article told of in the window, the gravest
    first, then the latest. The chronicle came with the program: it is never news."""
    found = [news for subject in subjects if (news := _news(window, subject, view)) is not None]
    return tuple(sorted(found, key=_rank))


def _rank(news: News) -> tuple[int, bool, int, int]:
    period = news.as_told.period
    return -news.severity, period is None, -period.last.toordinal() if period else 0, news.subject.id


def _news(window: Window, subject: Meeting | Change, view: View) -> News | None:
    told = [(report, report.article) for report in subject.reports if report.article is not None]
    now = [(report, article) for report, article in told if report.known_at in window]
    if not now:
        return None
    reports = tuple(report for report, _ in now)
    before = _state_before([report for report, _ in told], reports)
    after = view.settings.background_after
    state = state_of(subject) if any(report.state == state_of(subject) for report in reports) else reports[-1].state
    return News(
        subject=subject,
        reports=reports,
        article=now[0][1],
        state=state,
        severity=MORE_SOURCES if before == state else _severity(_as_told(subject, state), view),
        background=all(is_background(report.period or subject.period, article, after) for report, article in now),
        unconfirmed=is_unconfirmed(concluding(_as_told(subject, state)), view),
        before=before,
    )


def _state_before(told: Sequence[Report], now: Sequence[Report]) -> str | None:
    """What was said last before the first report of the span."""
    earlier = [report for report in told if report.known_at < min(one.known_at for one in now)]
    return max(earlier, key=lambda report: report.known_at).state if earlier else None


def _severity(subject: Meeting | Change, view: View) -> int:
    channels = view.knowledge.channels
    return meeting_severity(subject, channels) if isinstance(subject, Meeting) else change_severity(subject, channels)
