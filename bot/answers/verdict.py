"""Whether two people met, as far as the ledger goes. Never "no" from silence, never "yes" from a guess."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.answers.contacts import Contacts, ahead
from bot.answers.names import Candidate
from bot.briefing.sources import is_unconfirmed
from bot.briefing.view import View
from bot.model.claims import MeetingState
from bot.model.ledger import Meeting


class Verdict(StrEnum):
    """What can be said of a contact between people, the surest first.

    `yes`: held, with evidence that names them. `unconfirmed`: held, but nobody says so with
    confidence. `inferred`: held, but a report gives an office where the roster gives the name.
    `disputed`: sources contradict each other. `ahead`: planned for a day to come. The others
    say what became of it instead; `unverified` that only unchecked chronicle entries tell of
    it, `nothing` that the ledger has nothing at all."""

    YES = "yes"
    DISPUTED = "disputed"
    UNCONFIRMED = "unconfirmed"
    INFERRED = "inferred"
    AHEAD = "ahead"
    PLANNED = "planned"
    CANCELLED = "cancelled"
    DECLINED = "declined"
    SOUGHT = "sought"
    UNVERIFIED = "unverified"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict, and the contacts that carry it, newest first."""

    verdict: Verdict
    meetings: tuple[Meeting, ...] = ()


_STATES = {
    MeetingState.PLANNED: Verdict.PLANNED,
    MeetingState.CANCELLED: Verdict.CANCELLED,
    MeetingState.DECLINED: Verdict.DECLINED,
    MeetingState.SOUGHT: Verdict.SOUGHT,
}


def judge(contacts: Contacts, people: Sequence[Candidate], today: date, view: View) -> Finding:
    """The strongest thing that may be said of contacts that all `people` take part in."""
    rated = [(held_verdict(meeting, people, view), meeting) for meeting in contacts.told if says_held(meeting)]
    for verdict in (Verdict.YES, Verdict.DISPUTED, Verdict.UNCONFIRMED, Verdict.INFERRED):
        carrying = tuple(meeting for rating, meeting in rated if rating is verdict)
        if carrying:
            return Finding(verdict, carrying)
    coming = ahead(contacts.in_state(MeetingState.PLANNED), today)
    if coming:
        return Finding(Verdict.AHEAD, coming)
    if contacts.told:
        state = contacts.told[0].state
        return Finding(_STATES[state], contacts.in_state(state))
    return Finding(Verdict.UNVERIFIED, contacts.unverified) if contacts.unverified else Finding(Verdict.NOTHING)


def says_held(meeting: Meeting) -> bool:
    """True where it was held as far as the ledger concludes, or where that is what is disputed."""
    return meeting.state is MeetingState.HELD or (meeting.disputed and any(report.state == MeetingState.HELD for report in meeting.reports))


def held_verdict(meeting: Meeting, people: Sequence[Candidate], view: View) -> Verdict:
    """How sure it is that these people took part in a contact that was held."""
    if meeting.disputed:
        return Verdict.DISPUTED
    saying_so = [report for report in meeting.reports if report.state == MeetingState.HELD]
    if is_unconfirmed(saying_so, view):
        return Verdict.UNCONFIRMED
    keys = {person.key for person in people}
    inferred = any(person.inferred for person in meeting.participants if person.key in keys)
    return Verdict.INFERRED if inferred else Verdict.YES


def one_side(people: Sequence[Candidate]) -> bool:
    """True where all sit on one side of the table: the ledger holds contacts between the sides,
    in which they may both have taken part without having met each other for it."""
    return len(people) > 1 and len({person.side for person in people}) == 1
