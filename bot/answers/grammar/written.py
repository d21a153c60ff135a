"""A date as people write it, on its own."""

from datetime import date

from bot.answers.grammar.question import Span
from bot.answers.grammar.times import TimeReader
from bot.answers.grammar.wording import wordings
from bot.answers.tokens import tokens_of


def written_span(text: str, today: date) -> Span | None:
    """The span that all of `text` names in one of the languages, None where it is no date."""
    tokens = tokens_of(text)
    for wording in wordings():
        found = TimeReader(tokens, wording.time, today).span_at(0) if tokens else None
        if found is not None and found[1] == len(tokens):
            return found[0]
    return None
