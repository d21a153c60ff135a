"""Pure: when two accounts may speak of the same event, and when they can't.

Both relations are symmetric. Neither is transitive: `merge` builds events from them."""

from datetime import date, timedelta

from bot.ledger.account import Account, Kind, Window
from bot.model.claims import BOTH, MeetingState, Mode

_REMOTE = (Mode.PHONE, Mode.VIDEO)
_NEGATIVE = (MeetingState.DECLINED.value, MeetingState.CANCELLED.value)
_ONE_DAY = timedelta(days=1)
# Within three days a change by the other side is a slip rather than a second one.
_SAME_DAYS = 3
# The same people meet twice in a month more rarely than one place has two names: a summit "in San
# Francisco last month" was held in Woodside on the 15th. In a year they do meet twice.
_ONE_MONTH = 31
# "Beijing declined a meeting in 2022" and "they met in November 2022" are two things; "declined
# for 4 June" and "held on 4 June" are one thing told in two ways.
_CONTRADICTION_DAYS = 7


def linked(one: Account, other: Account) -> bool:
    """True where something speaks for one event, and nothing against it."""
    if one.kind is not other.kind or conflicting(one, other):
        return False
    if one.kind is Kind.CHANGE:
        return True  # same channel, status and days: anything else conflicts
    return _same_company(one, other)


def conflicting(one: Account, other: Account) -> bool:
    """True where the two can't be one event."""
    if one.window is None or other.window is None or not near(one, other):
        return True
    if one.kind is Kind.CHANGE:
        return _changes_conflict(one, other)
    return (
        _people_conflict(one, other)
        or _modes_conflict(one, other)
        or _places_conflict(one, other)
        or _channels_conflict(one, other)
        or _states_conflict(one, other)
    )


def near(one: Account, other: Account) -> bool:
    """True where their windows overlap, or lie one day apart where one event has two local
    dates: a call, or two sides' own words."""
    if one.window is None or other.window is None:
        return False
    return _overlap(one.window, other.window, 1 if _two_dates(one, other) else 0)


def _two_dates(one: Account, other: Account) -> bool:
    if one.mode in _REMOTE or other.mode in _REMOTE:
        return True
    return one.voice is not None and other.voice is not None and one.voice != other.voice


def _overlap(one: Window, other: Window, slack: int) -> bool:
    return _gap(one.first, other.last) <= slack and _gap(other.first, one.last) <= slack


def _gap(first: date, last: date) -> int:
    """How many days `first` comes after `last`."""
    return (first - last).days


def _changes_conflict(one: Account, other: Account) -> bool:
    if one.channel_id != other.channel_id or one.state != other.state:
        return True
    actors = {one.side_of_change, other.side_of_change} - {None, BOTH}
    return len(actors) > 1 and not _precise(one, other)


def _same_company(one: Account, other: Account) -> bool:
    """True where participants or channel say that it is the same contact."""
    shared = one.keys & other.keys
    same_channel = one.channel_id is not None and one.channel_id == other.channel_id
    if not shared:
        return same_channel and _may_be_unnamed(one, other)
    if len({attendee.side for attendee in one.people if attendee.key in shared}) > 1 or same_channel:
        return True
    fuller, sparser = (one, other) if _sides_named(one) >= _sides_named(other) else (other, one)
    if _sides_named(fuller) == _sides_named(sparser):
        return True
    # "Gates held talks on 10 January" must not date "Gates will meet Liang next week": with whom
    # he talked that day is open. The other way round, the fuller account has the date already.
    # Half a year that we only guess around an undated wish says nothing of the kind.
    return not _guessed(one, other) and _covers(sparser, fuller)


def _may_be_unnamed(one: Account, other: Account) -> bool:
    """True where no name is shared because one account has none, or each names another side."""
    if _guessed(one, other) and one.state != other.state:
        return False
    if not one.people or not other.people:
        return True
    return not {each.side for each in one.people} & {each.side for each in other.people}


def _people_conflict(one: Account, other: Account) -> bool:
    """True where both name people of one side and not one of them is the same.

    A name that only an office implies gives way where the channel is the same."""
    forgiving = one.channel_id is not None and one.channel_id == other.channel_id
    for side in {each.side for each in one.people}:
        mine = [each for each in one.people if each.side == side]
        theirs = [each for each in other.people if each.side == side]
        if not theirs or {each.key for each in mine} & {each.key for each in theirs}:
            continue
        inferred = all(each.inferred for each in mine) or all(each.inferred for each in theirs)
        if not (inferred and forgiving):
            return True
    return False


def _modes_conflict(one: Account, other: Account) -> bool:
    return (one.mode is Mode.IN_PERSON and other.mode in _REMOTE) or (other.mode is Mode.IN_PERSON and one.mode in _REMOTE)


def _places_conflict(one: Account, other: Account) -> bool:
    if one.place is None or other.place is None or one.place == other.place:
        return False
    return not (max(_days(one), _days(other)) <= _ONE_MONTH and _shares_both_sides(one, other))


def _channels_conflict(one: Account, other: Account) -> bool:
    """The very same people on the same days are one contact, whatever line it is put under; a
    dialogue of four and two of them apart, on another line, are two."""
    if one.channel_id is None or other.channel_id is None or one.channel_id == other.channel_id:
        return False
    return one.keys != other.keys or not _shares_both_sides(one, other)


def _states_conflict(one: Account, other: Account) -> bool:
    states = {one.state, other.state}
    if MeetingState.HELD.value not in states or not states & set(_NEGATIVE):
        return False
    return max(_days(one), _days(other)) > _CONTRADICTION_DAYS


def _shares_both_sides(one: Account, other: Account) -> bool:
    shared = one.keys & other.keys
    return len({each.side for each in one.people if each.key in shared}) > 1


def _sides_named(account: Account) -> int:
    return len({each.side for each in account.people})


def _covers(outer: Account, inner: Account) -> bool:
    if outer.window is None or inner.window is None:
        return False
    pad = _ONE_DAY if _two_dates(outer, inner) else timedelta(0)
    return outer.window.first - pad <= inner.window.first and inner.window.last <= outer.window.last + pad


def _precise(one: Account, other: Account) -> bool:
    return max(_days(one), _days(other)) <= _SAME_DAYS


def _days(account: Account) -> int:
    return account.window.days if account.window else 10_000


def _guessed(one: Account, other: Account) -> bool:
    return bool((one.window and one.window.guessed) or (other.window and other.window.guessed))
