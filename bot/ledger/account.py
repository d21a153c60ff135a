"""Pure: what a claim says, reduced to what merging looks at.

Claims that say exactly the same are one account, whoever says it and however often."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from bot.model.claims import ChangeClaim, MeetingClaim, MeetingState, Mode, Participant
from bot.model.period import Period

# An event told without a date lies near the day of the article that tells it. These only let it
# join a dated account of the same people; no date is ever made from them.
_UNDATED_BEFORE = {"held": 120, "planned": 1, "sought": 1, "declined": 60, "cancelled": 60}
_UNDATED_AFTER = {"held": 1, "planned": 180, "sought": 180, "declined": 60, "cancelled": 60}
_UNDATED_CHANGE_BEFORE = 365
# An article of the 11th in Asia may tell of the 12th elsewhere, and the other way round.
_DAY_LINE = timedelta(days=1)
# A chronicle entry marked approximate may be some days off.
_APPROXIMATE = timedelta(days=3)


Order = tuple[bool, bool, int, int, date, str]


class Kind(StrEnum):
    MEETING = "meeting"
    CHANGE = "change"


@dataclass(frozen=True, slots=True, order=True)
class Attendee:
    """A participant as merging sees one: an identity, whose it is, and whether the text gave the name."""

    key: str
    side: str
    inferred: bool


@dataclass(frozen=True, slots=True)
class Window:
    """The days within which something must have happened, both included.

    `guessed` where nothing but the article's own day tells."""

    first: date
    last: date
    guessed: bool = False

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Account:
    """One way in which something is told.

    `state` is a MeetingState or a Status value. `window` None: neither text nor article tell
    a day. `voice` is the side that speaks, quoted or as the source's own, None for others.
    `verified` False comes only from the chronicle. Two accounts are equal where their
    signatures are."""

    kind: Kind
    state: str
    channel_id: str | None
    people: tuple[Attendee, ...]
    sides: tuple[str, ...]
    mode: Mode | None
    place: str | None
    side_of_change: str | None
    voice: str | None
    period: Period | None
    window: Window | None
    verified: bool
    signature: str
    # The next two follow from the rest; merging asks for them thousands of times.
    keys: frozenset[str] = field(init=False, compare=False, repr=False)
    order: Order = field(init=False, compare=False, repr=False)
    """The order in which accounts find their events: what is verified, dated, precise and names
    most people comes first, and later ones join it."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "keys", frozenset(attendee.key for attendee in self.people))
        object.__setattr__(self, "order", self._order())

    def __hash__(self) -> int:
        return hash(self.signature)

    def _order(self) -> Order:
        if self.window is None:
            return (not self.verified, True, 0, 0, date.max, self.signature)
        return (not self.verified, self.window.guessed, self.window.days, -len(self.people), self.window.first, self.signature)


def account_of_meeting(
    claim: MeetingClaim, spoken: Period | None, voice: str | None, *, verified: bool = True, approximate: bool = False
) -> Account:
    """What a meeting claim says. `spoken` is the day or month of the article, None where nobody knows."""
    return _account(
        kind=Kind.MEETING,
        state=claim.state.value,
        channel_id=claim.channel_id,
        people=_attendees(claim.participants),
        sides=tuple(sorted(set(claim.sides))),
        mode=claim.mode,
        place=claim.place,
        side_of_change=None,
        voice=voice,
        period=claim.period,
        window=_meeting_window(claim.state, claim.period, spoken, approximate),
        verified=verified,
    )


def account_of_change(claim: ChangeClaim, spoken: Period | None, voice: str | None, *, verified: bool = True) -> Account:
    """What a change claim says; `spoken` as in account_of_meeting."""
    return _account(
        kind=Kind.CHANGE,
        state=claim.status.value,
        channel_id=claim.channel_id,
        people=(),
        sides=(),
        mode=None,
        place=None,
        side_of_change=claim.by,
        voice=voice,
        period=claim.period,
        window=_change_window(claim.period, spoken),
        verified=verified,
    )


def _account(
    *,
    kind: Kind,
    state: str,
    channel_id: str | None,
    people: tuple[Attendee, ...],
    sides: tuple[str, ...],
    mode: Mode | None,
    place: str | None,
    side_of_change: str | None,
    voice: str | None,
    period: Period | None,
    window: Window | None,
    verified: bool,
) -> Account:
    content = [
        kind.value,
        state,
        channel_id,
        [[each.key, each.side, each.inferred] for each in people],
        sides,
        mode.value if mode else None,
        place,
        side_of_change,
        voice,
        [str(period.start), str(period.end) if period.end else None] if period else None,
        [window.first.isoformat(), window.last.isoformat(), window.guessed] if window else None,
        verified,
    ]
    signature = hashlib.sha256(json.dumps(content, ensure_ascii=True).encode()).hexdigest()
    return Account(kind, state, channel_id, people, sides, mode, place, side_of_change, voice, period, window, verified, signature)


def _attendees(participants: Iterable[Participant]) -> tuple[Attendee, ...]:
    """Each person once, in a fixed order; a name in the text beats an inferred one."""
    found: dict[str, Attendee] = {}
    for each in participants:
        known = found.get(each.key)
        if known is None or known.inferred:
            found[each.key] = Attendee(each.key, each.side, each.inferred)
    return tuple(sorted(found.values()))


def _meeting_window(state: MeetingState, period: Period | None, spoken: Period | None, approximate: bool) -> Window | None:
    if period is None:
        if spoken is None:
            return None
        return Window(_shift(spoken.first, -_UNDATED_BEFORE[state]), _shift(spoken.last, _UNDATED_AFTER[state]), guessed=True)
    first, last = period.first, period.last
    if approximate:
        first, last = _shift(first, -_APPROXIMATE.days), _shift(last, _APPROXIMATE.days)
    if spoken is not None and state is MeetingState.HELD:
        last = _earlier(first, last, _shift(spoken.last, _DAY_LINE.days))
    if spoken is not None and state in (MeetingState.PLANNED, MeetingState.SOUGHT):
        first = _later(first, last, _shift(spoken.first, -_DAY_LINE.days))
    return Window(first, last)


def _change_window(period: Period | None, spoken: Period | None) -> Window | None:
    if period is None:
        return Window(_shift(spoken.first, -_UNDATED_CHANGE_BEFORE), spoken.last, guessed=True) if spoken else None
    last = _earlier(period.first, period.last, _shift(spoken.last, _DAY_LINE.days)) if spoken else period.last
    return Window(period.first, last)


def _earlier(first: date, last: date, bound: date) -> date:
    """What happened did so before it was told; where the dates contradict that, they are left."""
    return min(last, bound) if bound >= first else last


def _later(first: date, last: date, bound: date) -> date:
    """What is to come lies after the telling."""
    return max(first, bound) if bound <= last else first


def _shift(day: date, days: int) -> date:
    """The calendar's own ends are the limit: years 1 and 9999 are dates that a text may give."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.min if days < 0 else date.max
