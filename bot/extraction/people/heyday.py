"""When most of the people of an undated article were in office together."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.extraction.scenes import Scene
from bot.knowledge.knowledge import Knowledge
from bot.knowledge.names import Form, Kind

_MOST_PEOPLE = 40


def busiest_day(scenes: Sequence[Scene], knowledge: Knowledge) -> date | None:
    """The middle of the first stretch in which most of those named in full held an office; None where nobody did.

    Good enough to tell which of their offices the text means, never to date what it tells."""
    named = [name.ids[0] for scene in scenes for name in scene.names_of(Kind.PERSON) if name.form is Form.FULL and len(name.ids) == 1]
    steps: list[tuple[date, int]] = []
    for person_id in list(dict.fromkeys(named))[:_MOST_PEOPLE]:
        for start, end in _terms(person_id, knowledge):
            steps += [(start, 1), (end + timedelta(days=1), -1)]
    steps.sort()
    held, most = 0, 0
    stretch: tuple[date, date] | None = None
    for at, (day, step) in enumerate(steps):
        held += step
        if held > most:
            most, stretch = held, (day, steps[at + 1][0])
    return stretch[0] + (stretch[1] - stretch[0]) / 2 if stretch else None


def _terms(person_id: str, knowledge: Knowledge) -> list[tuple[date, date]]:
    """Somebody's time in office, terms that touch or overlap as one: two offices at once are one vote."""
    tenures = knowledge.tenures_on(person_id, None)
    terms = sorted((tenure.start.first, tenure.end.last if tenure.end else knowledge.as_of) for tenure in tenures)
    merged: list[tuple[date, date]] = []
    for start, end in terms:
        if merged and start <= merged[-1][1] + timedelta(days=1):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
