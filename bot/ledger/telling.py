"""Pure: what an event is, from all that is told of it.

A *voice* is one account as one kind of source tells it on one day. `tell` weighs the voices
known at a moment; `versions` says how the outcome grew as voices became known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from bot.ledger.account import Account, Kind
from bot.model.article import Standing
from bot.model.claims import MeetingState, Mode
from bot.model.period import Period

_T = TypeVar("_T")

# Whose word weighs more where reports contradict each other. The chronicle is curated, but it
# tells a thing from hindsight and in its own words: any article of its day weighs more.
_RANKS = {Standing.OFFICIAL_US: 4, Standing.OFFICIAL_PRC: 4, Standing.STATE_MEDIA: 3, Standing.PRESS: 2, Standing.THINK_TANK: 1}
_CHRONICLE_RANK = 0
_NEGATIVE = (MeetingState.DECLINED.value, MeetingState.CANCELLED.value)
# At the same day of telling, the word that claims less wins: "cancelled" over "planned" over "sought".
_CAUTION = {"declined": 3, "cancelled": 3, "planned": 2, "sought": 1}
# A report that repeats a status moves its "last report" on. The versions follow in steps of a
# quarter, so that a much repeated event does not get a version for each repetition; what is
# shown to people is computed from the reports themselves.
_CONFIRMATION_STEP = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Voice:
    """One account in the mouth of one kind of source.

    `known_at` is when we first had it; `said_on` the day its source speaks, None where nobody
    knows; `standing` is None for the chronicle."""

    account: Account
    known_at: datetime
    said_on: date | None
    standing: Standing | None

    @property
    def rank(self) -> int:
        return _CHRONICLE_RANK if self.standing is None else _RANKS[self.standing]

    @property
    def weight(self) -> tuple[int, date, str]:
        """Orders voices of one state, weightiest last."""
        return (self.rank, self.said_on or date.min, self.account.signature)

    @property
    def settled_on(self) -> date | None:
        """The day by which this voice tells it as done."""
        period = self.account.period
        if period is None:
            return self.said_on
        if self.said_on is not None and self.said_on >= period.first:
            return min(period.last, self.said_on)
        return period.last

    @property
    def spoken_on(self) -> date | None:
        """The day this voice speaks for its state: its article's, else the day it tells of."""
        return self.said_on or self.settled_on


@dataclass(frozen=True, slots=True)
class Told:
    """What follows from voices. `people` are participant keys, best account's first.

    `learned_at` is when an article first said this state, None where only the chronicle does;
    `rank` the weight of the best source for the state."""

    kind: Kind
    state: str
    disputed: bool
    verified: bool
    channel_id: str | None
    period: Period | None
    periods: tuple[Period, ...]
    mode: Mode
    place: str | None
    sides: tuple[str, ...]
    people: tuple[str, ...]
    side_of_change: str | None
    settled_on: date | None
    confirmed_on: date | None
    learned_at: datetime | None
    rank: int

    @property
    def indexed(self) -> tuple[object, ...]:
        """What questions are asked by, `confirmed_on` apart."""
        days = (self.period.first, self.period.last) if self.period else None
        return (
            self.state,
            self.disputed,
            self.verified,
            self.channel_id,
            days,
            frozenset(self.people),
            self.settled_on,
            self.learned_at,
            self.rank,
        )


def versions(voices: Iterable[Voice]) -> list[tuple[datetime, Told]]:
    """What was known from which moment on, oldest first; neighbours differ in what is asked by."""
    by_moment = sorted(voices, key=lambda voice: voice.known_at)
    found: list[tuple[datetime, Told]] = []
    for position, voice in enumerate(by_moment):
        if position + 1 < len(by_moment) and by_moment[position + 1].known_at == voice.known_at:
            continue
        told = tell(by_moment[: position + 1])
        if not found or not _much_the_same(found[-1][1], told):
            found.append((voice.known_at, told))
    return found


def _much_the_same(before: Told, after: Told) -> bool:
    return before.indexed == after.indexed and not confirmed_further(before.confirmed_on, after.confirmed_on)


def confirmed_further(before: date | None, after: date | None) -> bool:
    """True where the last report lies so much later that the difference is worth a version."""
    if before is None or after is None:
        return before != after
    return after - before >= _CONFIRMATION_STEP


def tell(voices: Sequence[Voice]) -> Told:
    """Weigh the voices of one event, at least one. Unverified ones count only among themselves."""
    verified = [voice for voice in voices if voice.account.verified]
    counting = sorted(verified or voices, key=lambda voice: voice.weight, reverse=True)
    state, disputed = _state(counting)
    speaking = [voice for voice in counting if voice.account.state == state]
    best_first = speaking + [voice for voice in counting if voice.account.state != state]
    period = _period(speaking, counting)
    articles = [voice.known_at for voice in speaking if voice.standing is not None]
    spoken = [day for voice in speaking if (day := voice.spoken_on)]
    return Told(
        kind=counting[0].account.kind,
        state=state,
        disputed=disputed,
        verified=bool(verified),
        channel_id=_first(voice.account.channel_id for voice in best_first),
        period=period,
        periods=_differing(counting),
        mode=_first(voice.account.mode for voice in best_first if voice.account.mode is not Mode.UNKNOWN) or Mode.UNKNOWN,
        place=_first(voice.account.place for voice in best_first),
        sides=tuple(sorted({side for voice in counting for side in voice.account.sides})),
        people=_people(best_first),
        side_of_change=_first(voice.account.side_of_change for voice in best_first),
        settled_on=_settled(speaking, period),
        confirmed_on=max(spoken, default=None),
        learned_at=min(articles, default=None),
        rank=max(voice.rank for voice in speaking),
    )


def _state(voices: Sequence[Voice]) -> tuple[str, bool]:
    """The state that holds, and whether equals contradict it."""
    if voices[0].account.kind is Kind.CHANGE:
        return voices[0].account.state, False
    held = [voice for voice in voices if voice.account.state == MeetingState.HELD.value]
    negative = [voice for voice in voices if voice.account.state in _NEGATIVE]
    if held:
        return _held_or_not(held, negative)
    latest = max(voices, key=_latest)
    against = [voice for voice in voices if _contradicts(voice, latest)]
    return latest.account.state, bool(against)


def _held_or_not(held: Sequence[Voice], negative: Sequence[Voice]) -> tuple[str, bool]:
    """Called off before the day and held after all is a life; denied from the day on is a dispute.

    The weightier side is believed, among equals the one that speaks later: a denial that
    nobody answered stands."""
    begin = min((voice.account.period.first for voice in held if voice.account.period), default=None)
    denials = [voice for voice in negative if begin is None or (voice.spoken_on or begin) >= begin]
    if not denials:
        return MeetingState.HELD.value, False
    ours, theirs = max(voice.rank for voice in held), max(voice.rank for voice in denials)
    if ours != theirs:
        return (MeetingState.HELD.value if ours > theirs else max(denials, key=_latest).account.state), False
    equals = [voice for voice in [*held, *denials] if voice.rank == ours]
    return max(equals, key=_latest).account.state, True


def _latest(voice: Voice) -> tuple[date, int, int, str]:
    caution = 3 if voice.account.state in _NEGATIVE else _CAUTION.get(voice.account.state, 0)
    return (voice.spoken_on or date.min, caution, voice.rank, voice.account.signature)


def _contradicts(voice: Voice, latest: Voice) -> bool:
    """True where somebody of equal weight says otherwise on the same day: planned against refused."""
    if voice.rank < latest.rank or voice.spoken_on != latest.spoken_on:
        return False
    planned = MeetingState.PLANNED.value
    return {voice.account.state == planned, latest.account.state == planned} == {True, False} and (
        voice.account.state in _NEGATIVE or latest.account.state in _NEGATIVE
    )


def _period(speaking: Sequence[Voice], counting: Sequence[Voice]) -> Period | None:
    """The most precise date that those who tell this state give, sharpened by the others."""
    dated = [voice for voice in speaking if voice.account.period] or [voice for voice in counting if voice.account.period]
    best = min(dated, key=_vagueness, default=None)
    if best is None or best.account.period is None:
        return None
    period = best.account.period
    within = [voice for voice in counting if (other := voice.account.period) and period.first <= other.first and other.last <= period.last]
    sharpest = min(within, key=_vagueness, default=best)
    return sharpest.account.period if _days(sharpest) < _days(best) else period


def _vagueness(voice: Voice) -> tuple[int, int, int, date, str]:
    window = voice.account.window
    return (_days(voice), window.days if window else 0, -voice.rank, _begin(voice), voice.account.signature)


def _days(voice: Voice) -> int:
    """A day given as approximate counts with the days around it."""
    period, window = voice.account.period, voice.account.window
    if period is None:
        return 0
    return max(period.days, window.days if window and period.days < window.days else 0)


def _begin(voice: Voice) -> date:
    return voice.account.period.first if voice.account.period else date.max


def _settled(speaking: Iterable[Voice], period: Period | None) -> date | None:
    """By which day it was done; where one event has two local dates, not before the one we show."""
    settled = min((day for voice in speaking if (day := voice.settled_on)), default=None)
    return max(settled, period.first) if settled and period else settled


def _differing(voices: Iterable[Voice]) -> tuple[Period, ...]:
    """The dates that really differ: not those that only give another one less precisely."""
    given = {voice.account.period for voice in voices if voice.account.period}
    spans = {(period.first, period.last): period for period in sorted(given, key=str)}
    kept = [
        period
        for span, period in spans.items()
        if not any(other != span and span[0] <= other[0] and other[1] <= span[1] for other in spans)
    ]
    return tuple(sorted(kept, key=lambda period: (period.first, period.last)))


def _people(best_first: Sequence[Voice]) -> tuple[str, ...]:
    """Everybody who takes part by name, and those inferred for sides of which nobody is named."""
    attendees = [attendee for voice in best_first for attendee in voice.account.people]
    named = {attendee.key: attendee.side for attendee in attendees if not attendee.inferred}
    named_sides = set(named.values())
    inferred = {attendee.key for attendee in attendees if attendee.side not in named_sides}
    return tuple(dict.fromkeys(attendee.key for attendee in attendees if attendee.key in named or attendee.key in inferred))


def _first(values: Iterable[_T | None]) -> _T | None:
    return next((value for value in values if value is not None), None)
