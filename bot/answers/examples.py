"""Questions to try, about whom and what this ledger really holds."""

from collections.abc import Iterator

from bot.answers.context import Context
from bot.model.claims import MeetingState, Status
from bot.model.ledger import ChangeQuery, Meeting, MeetingQuery

_LOOKED_THROUGH = 20
"""So many of the latest contacts are looked through for one with people of two sides."""


def examples(context: Context) -> tuple[str, ...]:
    """At most five questions, each with an answer in this ledger where it names somebody."""
    texts = context.texts
    found = [texts(f"help.example_{key}", **named) for key, named in _about_people(context)]
    found += [texts(f"help.example_{key}", **named) for key, named in _about_changes(context)]
    return (*found, texts("help.example_which"), texts("help.example_planned"))


def _about_people(context: Context) -> Iterator[tuple[str, dict[str, str]]]:
    held = context.ledger.meetings(MeetingQuery(states=(MeetingState.HELD,), limit=_LOOKED_THROUGH))
    pair = next((pair for meeting in held if (pair := _across_the_table(meeting)) is not None), None)
    if pair is not None:
        yield "who", {"name": pair[1]}
        yield "did", {"first": pair[0], "second": pair[1]}


def _across_the_table(meeting: Meeting) -> tuple[str, str] | None:
    """One person named of each of two sides."""
    named = {person.side: person.name for person in reversed(meeting.participants) if not person.inferred}
    return (names[0], names[1]) if len(names := list(named.values())) > 1 else None


def _about_changes(context: Context) -> Iterator[tuple[str, dict[str, str]]]:
    for change in context.ledger.changes(ChangeQuery(statuses=(Status.SUSPENDED,), limit=1)):
        if change.period is not None:
            yield "when", {"channel": change.channel_id, "year": str(change.period.start.year)}
