"""What holds a delivery back, and until when. Pure.

Nothing here remembers: what holds is asked anew each time, of the chat's clock and hours and of its
course as they are now. So a change of any of them, downtime and a changed clock need no care."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.delivery.schedule import moment_of
from bot.delivery.values import Course, Hold, Kind, Quiet, Subscription, Task

_DAY = timedelta(days=1)
# A zone leaves out one date at most (Apia, 30 December 2011).
_NEXT_DATES = 3


@dataclass(frozen=True, slots=True)
class Situation:
    """One delivery and all that may hold it. `severity` None: it tells of no event, and breaks no quiet hours."""

    kind: Kind
    zone: ZoneInfo
    quiet: Quiet | None = None
    course: Course = Course.ACTIVE
    severity: int | None = None
    task: Task = Task.SEND
    under_review: bool = False


def situation_of(
    subscription: Subscription, kind: Kind, severity: int | None, task: Task = Task.SEND, *, under_review: bool = False
) -> Situation:
    """What may hold a message that a subscription is about to be owed."""
    chat = subscription.chat
    return Situation(kind, chat.zone, chat.quiet, subscription.course, severity, task, under_review)


def held_by(situation: Situation, now: datetime) -> Hold | None:
    """What holds it at `now`: of several reasons the one that a person ends first, None where it may go.

    Digests come at the hour that was chosen for them, whatever the quiet hours; notices and
    answers are never held. An edit makes no sound: quiet hours let it pass. What
    corrects a message that chats have seen waits for no review."""
    if situation.kind is Kind.ALERT and situation.under_review:
        return Hold.REVIEW
    tells = situation.kind in (Kind.ALERT, Kind.UPDATE)
    if (tells or situation.kind is Kind.DIGEST) and situation.course is Course.PAUSED:
        return Hold.PAUSED
    return Hold.QUIET if tells and situation.task is Task.SEND and _is_quiet(situation, now) else None


def quiet_end(quiet: Quiet, zone: ZoneInfo, now: datetime) -> datetime | None:
    """When the quiet hours end that `now` lies in, None outside them.

    Where the clock repeats an hour its first run counts, as for digests; where it skips the beginning
    or the end, the moment of the jump does. Hours whose last date the zone left out end on the next one."""
    today = now.astimezone(zone).date()
    # From tomorrow, because a clock that falls back over midnight returns to a date that was over.
    for on in (today + days * _DAY for days in (1, 0, -1, -2)):
        begin = moment_of(on, quiet.since, zone)
        if begin is not None and begin <= now:
            last = on if quiet.since < quiet.until else on + _DAY
            dates = (last + days * _DAY for days in range(_NEXT_DATES))
            end = next(moment for date in dates if (moment := moment_of(date, quiet.until, zone)) is not None)
            return end if now < end else None
    return None


def hours_of(quiet: Quiet) -> tuple[str, str]:
    """Both times as a clock shows them."""
    return _clock(quiet.since), _clock(quiet.until)


def _clock(at: time) -> str:
    return f"{at:%H:%M}"


def _is_quiet(situation: Situation, now: datetime) -> bool:
    quiet = situation.quiet
    if quiet is None:
        return False
    breaks = quiet.breach is not None and situation.severity is not None and situation.severity >= quiet.breach
    return not breaks and quiet_end(quiet, situation.zone, now) is not None
