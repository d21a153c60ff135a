"""One sentence, its times, and what they mean counted from a day."""

from datetime import date

from bot.extraction.language.folding import fold
from bot.extraction.text.blocks import BlockKind
from bot.extraction.text.sentences import Sentence
from bot.extraction.times.mentions import Direction, TimeMention, find_times, resolve
from bot.model.period import Period
from tests.extraction.layers import wordings

FRIDAY = date(2011, 1, 7)


def times_in(text: str, language: str) -> tuple[TimeMention, ...]:
    folded = fold(text)
    return find_times(folded, Sentence(0, len(folded), language, 0, BlockKind.BODY), wordings()[language])


def only_time(text: str, language: str = "en") -> TimeMention:
    (time,) = times_in(text, language)
    return time


def days_of(
    text: str, language: str = "en", today: date = FRIDAY, direction: Direction = Direction.NEAREST, context: Period | None = None
) -> str:
    """The only time of a text, resolved; `None` as text where it stays open."""
    return str(resolve(only_time(text, language).spec, today, direction, context))
