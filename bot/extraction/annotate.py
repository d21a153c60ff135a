"""A reading in the shape of the annotation guide: what `extract --json` prints and the scorer compares."""

from typing import Any

from bot.knowledge.knowledge import Knowledge
from bot.model.article import Article, Reading
from bot.model.claims import ChangeClaim, MeetingClaim, Participant
from bot.model.period import Period

Annotation = dict[str, Any]
"""JSON-ready; the keys are those of the guide (tests/corpus/ANNOTATION.md)."""


def annotated(article: Article, reading: Reading, knowledge: Knowledge) -> Annotation:
    """What was read of an article, with the guide's keys, channels and forms of dates.

    `participants` are people the article names, `inferred` those that an office or "his counterpart" implies."""
    return {
        "language": reading.language,
        "published": article.published_at.date().isoformat() if article.published_at else None,
        "dated": str(reading.dated.start) if reading.dated else None,
        "relevant": reading.relevant,
        "people": [_person(person) for person in reading.people if not person.inferred],
        "meetings": [annotated_meeting(meeting, knowledge) for meeting in reading.meetings],
        "changes": [annotated_change(change, knowledge) for change in reading.changes],
    }


def _person(person: Participant) -> Annotation:
    return {"name": person.name, "side": person.side, "title": person.title}


def annotated_meeting(meeting: MeetingClaim, knowledge: Knowledge) -> Annotation:
    """A contact in the guide's shape."""
    start, end = _ends(meeting.period)
    return {
        "participants": [person.name for person in meeting.participants if not person.inferred],
        "inferred": [person.name for person in meeting.participants if person.inferred],
        "sides": list(meeting.sides),
        "state": meeting.state.value,
        "mode": meeting.mode.value,
        "start": start,
        "end": end,
        "place": meeting.place,
        "channel": knowledge.guide_channel(meeting.channel_id) if meeting.channel_id else None,
        "quote": meeting.evidence.quote,
    }


def annotated_change(change: ChangeClaim, knowledge: Knowledge) -> Annotation:
    """A change in the guide's shape."""
    return {
        "channel": knowledge.guide_channel(change.channel_id),
        "status": change.status.value,
        "date": str(change.period.start) if change.period else None,
        "by": change.by,
        "reason": change.reason,
        "quote": change.evidence.quote,
    }


def _ends(period: Period | None) -> tuple[str | None, str | None]:
    """Start and end as the guide writes them: a day ends on itself, a month or year has no end."""
    if period is None:
        return None, None
    if period.end is not None and period.end != period.start:
        return str(period.start), str(period.end)
    return str(period.start), str(period.start) if period.start.day else None
