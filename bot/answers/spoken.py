"""Commands as a button says them: what was asked, written so that it is understood exactly."""

from collections.abc import Iterable

from bot.answers.grammar.question import Span
from bot.model.document import Action

LONGEST_COMMAND = 64
"""Bytes: what Telegram carries in a button's `callback_data` (Bot API, InlineKeyboardButton)."""


def action(label: str, *words: str) -> tuple[Action, ...]:
    """A button that says these words; none where they are longer than a button carries."""
    command = " ".join(word for word in words if word)
    return (Action(label, command),) if len(command.encode()) <= LONGEST_COMMAND else ()


def actions(*some: Iterable[Action]) -> tuple[Action, ...]:
    """All of them, each command once."""
    kept = {one.command: one for each in reversed(some) for one in reversed(tuple(each))}
    return tuple(reversed(kept.values()))


def span_words(span: Span) -> str:
    """`in 2011`, `since 2011 until 2012` or nothing."""
    if span.since is not None and span.since == span.until:
        return f"in {span.since}"
    return " ".join(f"{word} {day}" for word, day in (("since", span.since), ("until", span.until)) if day is not None)
