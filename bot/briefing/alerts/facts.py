"""What a chat was told of an event, and what of it holds no more. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.briefing.news import state_of
from bot.briefing.sources import concluding, sources
from bot.briefing.view import View
from bot.model.claims import MeetingState
from bot.model.ledger import Change, Meeting
from bot.model.period import Period

_AHEAD = (MeetingState.PLANNED, MeetingState.SOUGHT)


@dataclass(frozen=True, slots=True)
class Facts:
    """What people go by when they read an alert. `people` are participant keys, of a change the
    side that made it; `voices` the sides whose own word bears it out. None stands for facts that
    were not kept: an alert of an older version left its state alone."""

    state: str
    period: Period | None = None
    people: frozenset[str] | None = None
    disputed: bool | None = None
    voices: frozenset[str] | None = None

    def as_json(self) -> dict[str, object]:
        return {
            "state": self.state,
            "period": [str(self.period.start), str(self.period.end) if self.period.end else None] if self.period else None,
            "people": None if self.people is None else sorted(self.people),
            "disputed": self.disputed,
            "voices": None if self.voices is None else sorted(self.voices),
        }


class Turn(StrEnum):
    """One way in which what was told holds no more, as far as it matters to a reader."""

    STATE = "state"
    DATE = "date"
    DATE_KNOWN = "date_known"
    PEOPLE = "people"
    DISPUTED = "disputed"
    SETTLED = "settled"
    CONFIRMED = "confirmed"


def facts_of(subject: Meeting | Change, view: View) -> Facts:
    if isinstance(subject, Meeting):
        people = frozenset(person.key for person in subject.participants)
    else:
        people = frozenset({subject.by} if subject.by else ())
    voices = frozenset(sources(concluding(subject), view).voices)
    return Facts(state_of(subject), subject.period, people, subject.disputed, voices)


def parse_facts(value: Mapping[str, object]) -> Facts:
    """The facts that `as_json` gave."""
    period, people, voices = value["period"], value["people"], value["voices"]
    assert isinstance(period, list | None)
    assert isinstance(people, list | None)
    assert isinstance(voices, list | None)
    return Facts(
        state=str(value["state"]),
        period=Period.parse(*period) if period else None,
        people=None if people is None else frozenset(people),
        disputed=None if value["disputed"] is None else bool(value["disputed"]),
        voices=None if voices is None else frozenset(voices),
    )


def turns(before: Facts, now: Facts) -> tuple[Turn, ...]:
    """What a reader of `before` must hear, the weightiest first; empty where nothing matters.

    More names or a narrower date say the same more exactly and are no correction, but the date
    of what lies ahead is news. A place is no fact here: reports name one place in several
    languages and grains ("Singapore", "the Shangri-La Dialogue"), and the edited message has it."""
    found = []
    if now.state != before.state:
        found.append(Turn.STATE)
    if now.disputed != before.disputed and before.disputed is not None:
        found.append(Turn.DISPUTED if now.disputed else Turn.SETTLED)
    if before.people is not None:
        found += _about_date(before.period, now)
        found += [Turn.PEOPLE] if now.people and before.people - now.people else []
    # A side that now says something else has said so by the new state.
    if now.state == before.state and before.voices is not None and (now.voices or frozenset()) - before.voices:
        found.append(Turn.CONFIRMED)
    return tuple(found)


def _about_date(before: Period | None, now: Facts) -> list[Turn]:
    if now.period is None or (before is not None and _within(before, now.period)):
        return []
    if before is None or _within(now.period, before):
        return [Turn.DATE_KNOWN] if now.state in _AHEAD else []
    return [Turn.DATE]


def _within(inner: Period, outer: Period) -> bool:
    return outer.first <= inner.first and inner.last <= outer.last
