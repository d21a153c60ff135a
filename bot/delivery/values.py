"""What delivery speaks of: chats, subscriptions and deliveries, as values."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.delivery.rhythm import DAILY, Rhythm, WhenQuiet
from bot.model.chat import ChatAddress
from bot.model.document import Document

LOWEST_SEVERITY, HIGHEST_SEVERITY = 0, 3


class Wish(StrEnum):
    """What a subscription asks for."""

    ALERTS = "alerts"
    DIGEST = "digest"


class Course(StrEnum):
    """Where a subscription stands. `ended` says that the chat can't be reached or wants no more."""

    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


class State(StrEnum):
    """Where a delivery stands.

    queued → sending → sent, failed or unknown. `unknown` may have arrived: it is sent once
    more, marked as a repeat, and stays unknown if that is not confirmed either. `held` waits
    until nothing holds it any more; `merged` is told by the delivery that is its target."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    HELD = "held"
    FAILED = "failed"
    UNKNOWN = "unknown"
    MERGED = "merged"


class Hold(StrEnum):
    """What keeps a delivery held: the chat's quiet hours, a pause, an editor who has not looked yet."""

    QUIET = "quiet"
    PAUSED = "paused"
    REVIEW = "review"


class Task(StrEnum):
    """What is done with a delivery's document: sent, or put in the place of what its target sent."""

    SEND = "send"
    EDIT = "edit"


class Kind(StrEnum):
    """What a delivery is; an update says what became of an alert, a notice tells an owner what went wrong."""

    ALERT = "alert"
    UPDATE = "update"
    DIGEST = "digest"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours of each day on a chat's clock in which no alert comes, `until` exclusive and after midnight
    where it is the earlier. What is at least as severe as `breach` comes all the same; None: nothing does."""

    since: time
    until: time
    breach: int | None = None

    def __post_init__(self) -> None:
        if self.since == self.until:
            raise ValueError("quiet hours that end when they begin")


@dataclass(frozen=True, slots=True)
class Chat:
    """A room we know, with the zone, language and quiet hours its people chose."""

    id: int
    address: ChatAddress
    zone: ZoneInfo
    language: str
    quiet: Quiet | None = None


@dataclass(frozen=True, slots=True)
class Facets:
    """Which events an alert is wanted for: at least this severe; on one of these channels or on a
    finer one below it; with one of these people; done by one of these sides; in one of these states
    or statuses. All of it must hold; where nothing is named, anything does.

    `people` are participants' keys, `states` values of MeetingState and Status."""

    severity: int = 1
    channels: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subscription:
    """One wish of one chat. `armed_at` is when it was last changed: nothing before that moment
    is due. A digest has a rhythm, `at`, the local time, what it is `when_quiet`, `last_on`, the local
    date of its last one, and `covered_until`, up to which moment of learning its digests have told everything.
    A paused one goes on at `paused_until`, or when somebody says so."""

    id: int
    chat: Chat
    wish: Wish
    course: Course
    armed_at: datetime
    created_by: str
    facets: Facets = Facets()
    at: time | None = None
    rhythm: Rhythm = DAILY
    when_quiet: WhenQuiet = WhenQuiet.LINE
    last_on: date | None = None
    covered_until: datetime | None = None
    reason: str | None = None
    paused_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """One document on its way to one chat. `attempts` counts how often it was taken, this time included.
    `trying_since` is when it was first taken since nothing holds it, None where it never was.
    `target` is the message that is edited or answered, empty where there is none (any more)."""

    id: int
    key: str
    kind: Kind
    chat_id: int
    address: ChatAddress
    document: Document
    state: State
    attempts: int
    repeat: bool
    created_at: datetime
    subscription_id: int | None = None
    task: Task = Task.SEND
    target: str = ""
    trying_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """The times that sending goes by.

    `send_timeout` must lie well below `lease`: after the lease a delivery in `sending` is
    taken for one whose process died. `repeat_after` gives a platform that does not answer
    time to come back before the one repeat is spent."""

    lease: timedelta = timedelta(minutes=5)
    send_timeout: timedelta = timedelta(seconds=60)
    repeat_after: timedelta = timedelta(minutes=1)
    first_pause: timedelta = timedelta(seconds=5)
    longest_pause: timedelta = timedelta(minutes=30)
    give_up_after: timedelta = timedelta(days=3)
    longest_wait: timedelta = timedelta(days=7)
    platform_pause: timedelta = timedelta(minutes=15)
    remember_updates: timedelta = timedelta(days=7)
    remember_decisions: timedelta = timedelta(days=90)
    keep_continuations: timedelta = timedelta(days=14)
    most_continuations: int = 5_000
    keep_texts: timedelta = timedelta(days=90)
    keep_invitations: timedelta = timedelta(days=30)

    def __post_init__(self) -> None:
        if self.send_timeout * 2 > self.lease:
            raise ValueError(f"a send may take {self.send_timeout}: too long for a lease of {self.lease}")
