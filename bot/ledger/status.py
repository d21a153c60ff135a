"""Pure: where a channel stands on a day, from its changes and the contacts held on it.

The rules, in the order they are applied from the oldest change to the newest:

- `open` and `suspended` say how the channel stands, whatever was before.
- `sought` and `agreed` are words about a channel that does not work. They do not undo a
  stronger word (open over agreed over sought) that was confirmed within half a year: then they
  speak of more of the same. After longer silence they say that it is not open.
- A contact *held* on a channel that is not open, certainly after the day of the change, makes
  it open (inferred) from that contact on.
- The same status told again continues it and confirms it; "since" stays the first day. After
  two years without any confirmation (setting), the next report sets it anew.
- A suspension goes on where somebody seeks to end it and it is reported again.
- A change told without any date may be an old story: it undoes nothing that was confirmed within
  half a year before it was told.
- Nothing is inherited: only the channel's own changes and contacts count."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

from bot.model.claims import Status

_HARD = (Status.OPEN, Status.SUSPENDED)
_STRENGTH = {Status.OPEN: 3, Status.AGREED: 2, Status.SOUGHT: 1, Status.SUSPENDED: 0}
# Changes told to the day or week may contradict each other; "2010" and "December 2010" follow one another.
_SAME_DAYS = 7


@dataclass(frozen=True, slots=True)
class ChangeMark:
    """One change on a channel's line of time. `confirmed_on` is the last day that a report spoke of
    it, which may be long after it was over. Where `dated` is False nobody says when it was, and
    `first` and `last` are the day of the telling."""

    id: int
    status: Status
    first: date
    last: date
    confirmed_on: date
    weight: int = 0
    dated: bool = True


@dataclass(frozen=True, slots=True)
class ContactMark:
    """One contact held on the channel, some time from `first` to `last`."""

    id: int
    first: date
    last: date


class Contacts(Protocol):
    """The contacts held on one channel, as asked for: most lines of time need one or two of them."""

    def first_within(self, after: date, until: date) -> ContactMark | None:
        """The earliest that began after `after` and was over by `until`."""

    def last_until(self, until: date) -> ContactMark | None:
        """The latest that was over by `until`."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a channel stands. `change_id` set it, or `contact_id` did where a contact made it open.

    `signs` are the days on which something spoke for it; those after a later change were told
    in hindsight, and count only as far as they lie before it."""

    status: Status | None = None
    since: date | None = None
    change_id: int | None = None
    contact_id: int | None = None
    signs: tuple[date, ...] = ()
    rival_ids: tuple[int, ...] = ()

    def confirmed_by(self, day: date) -> date | None:
        """The last day up to `day` that anything spoke for it."""
        return max((sign for sign in self.signs if sign <= day), default=self.since)


@dataclass(frozen=True, slots=True)
class _Line:
    """The walk along the line of time: the stand so far, the day up to which the last mark may
    reach, and a suspension that a mere wish to end it interrupted."""

    stand: Stand = Stand()
    reach: date = date.min
    suspension: Stand | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """How long a status stays believable: `stale` without any confirmation; `settled` is how long
    a stronger word stands against a weaker one."""

    stale: timedelta = timedelta(days=730)
    settled: timedelta = timedelta(days=182)


def stand_of(marks: Sequence[ChangeMark], contacts: Contacts, asof: date, rules: Rules) -> Stand:
    """Where the channel stands on `asof`. Marks that begin later are left out."""
    line_of_time = sorted((mark for mark in marks if mark.first <= asof), key=_order)
    line = _Line()
    for mark in line_of_time[_start(line_of_time) :]:
        line = _with_contact(line, contacts, mark.first - timedelta(days=1))
        line = _with_mark(line, mark, contacts, rules)
    stand = _confirmed(_with_contact(line, contacts, asof).stand, contacts, asof)
    return replace(stand, rival_ids=_rivals(stand, line_of_time))


def _order(mark: ChangeMark) -> tuple[date, int, int, date, int]:
    """By the first day; on the same day vague before precise, then the weightier report last."""
    return (mark.first, -(mark.last - mark.first).days, mark.weight, mark.confirmed_on, -mark.id)


def _start(marks: Sequence[ChangeMark]) -> int:
    """Where to begin walking: before the run of the last hard word nothing has any bearing on it."""
    hard = [index for index, mark in enumerate(marks) if mark.status in _HARD and mark.dated]
    for index in reversed(hard):
        if marks[index].status is not marks[hard[-1]].status:
            return index
    return 0


def _with_contact(line: _Line, contacts: Contacts, until: date) -> _Line:
    """A contact held before the next mark, on a channel that is not open, opens it."""
    if line.stand.status is Status.OPEN:
        return line
    contact = contacts.first_within(line.reach, until)
    if contact is None:
        return line
    return _Line(Stand(Status.OPEN, contact.first, contact_id=contact.id, signs=(contact.last,)), reach=contact.last)


def _with_mark(line: _Line, mark: ChangeMark, contacts: Contacts, rules: Rules) -> _Line:
    stand = line.stand
    if not _fresh(stand, mark.first, rules):
        stand = _confirmed(stand, contacts, mark.first)
    if _undone_by_nothing(stand, mark, rules):
        return replace(line, stand=stand)
    signs = (min(mark.last, mark.confirmed_on), mark.confirmed_on)
    for run in (stand, line.suspension):
        if run is not None and _continues(run, mark, rules):
            return _Line(replace(run, signs=run.signs + signs), max(line.reach, mark.last))
    interrupted = None
    if mark.status is Status.SOUGHT:
        interrupted = stand if stand.status is Status.SUSPENDED else line.suspension
    return _Line(Stand(mark.status, mark.first, mark.id, signs=signs), mark.last, interrupted)


def _confirmed(stand: Stand, contacts: Contacts, until: date) -> Stand:
    """With the last contact held while open: contacts speak for it."""
    if stand.status is not Status.OPEN:
        return stand
    contact = contacts.last_until(until)
    return replace(stand, signs=(*stand.signs, contact.last)) if contact else stand


def _fresh(stand: Stand, day: date, rules: Rules) -> bool:
    """True where its signs alone carry it to the day under every rule: no contact need be looked up."""
    confirmed = stand.confirmed_by(day)
    return confirmed is not None and day - confirmed <= min(rules.settled, rules.stale)


def _undone_by_nothing(stand: Stand, mark: ChangeMark, rules: Rules) -> bool:
    """True where a weaker word comes soon after a stronger one, or a word without a date after any other."""
    confirmed = stand.confirmed_by(mark.first)
    if stand.status is None or stand.status is mark.status or confirmed is None or mark.first - confirmed > rules.settled:
        return False
    if not mark.dated:
        return True
    return mark.status not in _HARD and stand.status in (Status.OPEN, Status.AGREED) and _STRENGTH[mark.status] < _STRENGTH[stand.status]


def _continues(run: Stand, mark: ChangeMark, rules: Rules) -> bool:
    """True where the mark tells the status of the run again. A change told outright is no mere
    repetition of what a contact let us infer: it sets the status itself."""
    confirmed = run.confirmed_by(mark.first)
    if run.status is not mark.status or run.change_id is None or confirmed is None:
        return False
    return mark.first - confirmed <= rules.stale


def _rivals(stand: Stand, marks: Sequence[ChangeMark]) -> tuple[int, ...]:
    """Changes of the same days that say otherwise."""
    chosen = next((mark for mark in marks if mark.id == stand.change_id), None)
    if chosen is None:
        return ()
    return tuple(mark.id for mark in marks if rivals(chosen, mark))


def rivals(one: ChangeMark, other: ChangeMark) -> bool:
    """True where both tell to the week when they were, their days overlap, and one says that the
    channel is suspended where the other says it is open or will be."""
    if max((mark.last - mark.first).days + 1 for mark in (one, other)) > _SAME_DAYS:
        return False
    if one.first > other.last or other.first > one.last:
        return False
    return (one.status is Status.SUSPENDED) != (other.status is Status.SUSPENDED) and Status.SOUGHT not in (one.status, other.status)
