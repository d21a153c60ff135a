"""What follows from all claims: meetings and histories, as the ledger gives them out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from bot.model.article import Article, Reading, Standing
from bot.model.claims import MeetingState, Mode, Participant, Status
from bot.model.period import Period


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """An article of the ledger, without its text. `id` is shown as `A-9`.

    `dated` is the day of the article as read; `seen_at` when we learned it."""

    id: int
    source: str
    address: str
    title: str | None
    language: str
    standing: Standing
    dated: Period | None
    seen_at: datetime
    relevant: bool


@dataclass(frozen=True, slots=True)
class Report:
    """One claim behind a meeting or change: a quote in an article, or a chronicle entry.

    For a chronicle entry `article` and the offsets are None, `quote` is its note or reason,
    and `chronicle_source` says where it was checked. `state` is what this report says:
    a MeetingState or a Status value; `participants`, `mode` and `place` are a meeting's, as it tells them."""

    claim_id: int
    state: str
    period: Period | None
    says: str | None
    quote: str
    known_at: datetime
    confidence: float
    article: ArticleRef | None = None
    start: int | None = None
    end: int | None = None
    chronicle_source: str | None = None
    checked: bool = True
    participants: tuple[Participant, ...] = ()
    mode: Mode | None = None
    place: str | None = None

    @property
    def from_chronicle(self) -> bool:
        return self.article is None


@dataclass(frozen=True, slots=True)
class Meeting:
    """One contact, however many reports tell of it. `id` is shown as `M-184`.

    `period` is the most precise date given; `periods` all that differ (one call, two local
    dates). `reports` are in the order they became known. `disputed` is True where reports
    of equal standing contradict each other on the state."""

    id: int
    participants: tuple[Participant, ...]
    sides: tuple[str, ...]
    state: MeetingState
    mode: Mode
    period: Period | None
    periods: tuple[Period, ...]
    place: str | None
    channel_id: str | None
    reports: tuple[Report, ...]
    disputed: bool = False

    @property
    def short_id(self) -> str:
        return f"M-{self.id}"

    @property
    def only_chronicle(self) -> bool:
        return all(report.from_chronicle for report in self.reports)


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a channel's status, however many reports tell of it; shown as `C-57`."""

    id: int
    channel_id: str
    status: Status
    period: Period | None
    by: str | None
    reason: str | None
    reports: tuple[Report, ...]
    disputed: bool = False

    @property
    def short_id(self) -> str:
        return f"C-{self.id}"

    @property
    def only_chronicle(self) -> bool:
        return all(report.from_chronicle for report in self.reports)


@dataclass(frozen=True, slots=True)
class ChannelStatus:
    """Where one channel stands on a day, as known on a day.

    `status` None means no report. `change` is the change that set it; None where a held
    contact made it `open (inferred)`: then `inferred_from` is that contact. `confirmed_on` is
    the last day anything spoke for this status; `stale` is True where that lies further back
    than the setting allows. `rivals` are changes of the same days that say otherwise.
    `last_contact` is the latest held, `next_contact` the nearest planned meeting on it."""

    channel_id: str
    status: Status | None
    since: Period | None
    change: Change | None = None
    inferred_from: Meeting | None = None
    confirmed_on: date | None = None
    stale: bool = False
    rivals: tuple[Change, ...] = ()
    last_contact: Meeting | None = None
    next_contact: Meeting | None = None


@dataclass(frozen=True, slots=True)
class MeetingQuery:
    """Which meetings are wanted; every field narrows, None leaves open.

    `people` are participant keys (`Participant.key`) that must all take part. `since` and
    `until` bound the period (both ends included; an undated meeting matches only where both
    are None). `article_ids` wants those that any of these articles reports, whatever became of
    them since. `learned_after` and `learned_until` bound the moment of learning: first
    exclusive, second inclusive. `known_at` asks what was known at that moment (None: now).
    Unverified chronicle entries appear only where `unverified` is True."""

    people: tuple[str, ...] = ()
    channel_ids: tuple[str, ...] = ()
    states: tuple[MeetingState, ...] = ()
    since: date | None = None
    until: date | None = None
    article_ids: tuple[int, ...] = ()
    learned_after: datetime | None = None
    learned_until: datetime | None = None
    known_at: datetime | None = None
    unverified: bool = False
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class ChangeQuery:
    """Which changes are wanted; the fields mean what they mean in MeetingQuery."""

    channel_ids: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    since: date | None = None
    until: date | None = None
    article_ids: tuple[int, ...] = ()
    learned_after: datetime | None = None
    learned_until: datetime | None = None
    known_at: datetime | None = None
    unverified: bool = False
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class KnownName:
    """Somebody who takes part in a meeting or is named in an article of the ledger."""

    key: str
    name: str
    side: str
    title: str | None


class LedgerReader(Protocol):
    """Questions to the ledger. Implementations hold one connection; they are used in one
    thread at a time and raise DatabaseUnusable where the database fails."""

    def meetings(self, query: MeetingQuery) -> Sequence[Meeting]:
        """Those that match, newest period first, undated last."""

    def changes(self, query: ChangeQuery) -> Sequence[Change]:
        """Those that match, newest period first, undated last."""

    def find_meeting(self, meeting_id: int) -> Meeting | None:
        """One meeting by its number; the number of one that was merged away leads to the new one."""

    def find_change(self, change_id: int) -> Change | None:
        """One change by its number, as find_meeting."""

    def merged_into(self, event_ids: Collection[int]) -> Mapping[int, Sequence[int]]:
        """The numbers that lead to each of these meetings and changes since they were merged away."""

    def find_address(self, address: str) -> int | None:
        """The newest article from this address, as it was given or but for its fragment and a last slash."""

    def find_article(self, article_id: int) -> tuple[ArticleRef, Article] | None:
        """One article with its text."""

    def statuses(self, channel_ids: Sequence[str], asof: date, known_at: datetime | None = None) -> Sequence[ChannelStatus]:
        """Where each of these channels stands on `asof`, in the order asked, as known at `known_at` (None: now)."""

    def articles(
        self, *, learned_after: datetime | None = None, relevant: bool | None = None, limit: int | None = None
    ) -> Sequence[ArticleRef]:
        """Articles, newest learned first."""

    def names(self) -> Sequence[KnownName]:
        """Everybody the ledger names, each once."""


class Outcome(StrEnum):
    """What became of one article that was offered to the ledger."""

    TAKEN = "taken"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Recorded:
    """What recording one reading changed: ids of meetings and changes that are new to the
    ledger, of those that gained a report, and of those that only gained or lost reports of
    other articles, because this one showed what belongs together. All empty for an article
    already known."""

    article_id: int
    outcome: Outcome
    new_meetings: tuple[int, ...] = ()
    new_changes: tuple[int, ...] = ()
    updated_meetings: tuple[int, ...] = ()
    updated_changes: tuple[int, ...] = ()
    regrouped_meetings: tuple[int, ...] = ()
    regrouped_changes: tuple[int, ...] = ()


class LedgerWriter(Protocol):
    """Adds to the ledger within the caller's transaction."""

    def record(self, article: Article, reading: Reading, now: datetime) -> Recorded:
        """Write one article with its claims; an article whose text is known changes nothing.

        Raises ValueError where a claim's offsets don't give its quote: that is our bug."""
