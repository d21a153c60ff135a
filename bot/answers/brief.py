"""`brief [since DATE] [until DATE]`: what became known in a span of time."""

from dataclasses import replace
from datetime import timedelta

from bot.answers.arguments import end_of, parse_arguments, parse_span, start_of
from bot.answers.command import Command
from bot.answers.context import Context
from bot.answers.errors import WrongUse
from bot.answers.spoken import action, actions
from bot.answers.telling import note
from bot.briefing.digest import digest_of
from bot.briefing.news import Window
from bot.model.document import Answer
from bot.model.period import PartialDate, Period

RECENT_DAYS = 7
"""What `brief` alone covers."""

_INSTANT = timedelta(microseconds=1)


def answer(arguments: str, context: Context) -> Answer:
    usage = context.texts(COMMAND.usage_key)
    parsed = parse_arguments(arguments, ("since", "until", "in"), usage)
    if parsed.subject:
        raise WrongUse(given=parsed.text, usage=usage)
    span = parse_span(parsed, context.today)
    if not span:
        return _recent(context)
    # A window begins after its first moment, a day with it.
    after = start_of(span.since.first, context.zone) - _INSTANT if span.since else None
    until = end_of(span.until.last, context.zone) if span.until else None
    latest = min(span.until, PartialDate.of(context.today), key=lambda day: day.last) if span.until else PartialDate.of(context.today)
    covers = Period(span.since, latest) if span.since and latest.last >= span.since.first else None
    return _digest(Window(after, until), covers, context)


def _recent(context: Context) -> Answer:
    """The last days, without naming them: the same articles then always give the same brief."""
    found = _digest(Window(context.now - timedelta(days=RECENT_DAYS), None), None, context)
    said = note(context.texts("answer.recent", count=RECENT_DAYS))
    wider = action(context.texts("answer.button_wider"), f"brief since {context.today - timedelta(days=30)}")
    document = replace(found.document, blocks=(said, *found.document.blocks), actions=actions(found.document.actions, wider))
    return replace(found, document=document)


def _digest(window: Window, covers: Period | None, context: Context) -> Answer:
    found = digest_of(context.ledger, window, context.view, covers=covers)
    return replace(found, document=replace(found.document, actions=action(context.texts("answer.button_board"), "board")))


COMMAND = Command("brief", answer)
