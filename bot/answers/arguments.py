"""What follows a command's name: a subject, then options as words with a value each."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.answers.errors import BackwardSpan, NotADate, WrongUse
from bot.answers.grammar.question import Span
from bot.answers.grammar.times import EARLIEST, LATEST
from bot.answers.grammar.written import written_span
from bot.model.period import PartialDate

# Telephones turn quotes into typographic ones, English or German.
_WORD = re.compile(r'"([^"]*)"|“([^”“]*)[”“]|„([^“”]*)[“”]|(\S+)')

FLAGS = frozenset({"unverified"})
"""Options without a value."""


@dataclass(frozen=True, slots=True)
class Arguments:
    """`subject` are the words before the first option, quoted ones as one; `options` have their
    values as typed, empty for those without one."""

    subject: tuple[str, ...]
    options: Mapping[str, str]

    @property
    def text(self) -> str:
        return " ".join(self.subject)

    def has(self, option: str) -> bool:
        return option in self.options


def parse_arguments(text: str, options: Collection[str], usage: str) -> Arguments:
    """Split what follows a command.

    Raises WrongUse for an option without its value and for one given twice."""
    subject: list[str] = []
    found: dict[str, list[str]] = {}
    name = ""
    for word, quoted in _words(text):
        option = word.lower().removeprefix("--")
        if not quoted and option in options:
            if option in found:
                raise WrongUse(given=word, usage=usage)
            found[option] = []
            name = "" if option in FLAGS else option
        else:
            (found[name] if name else subject).append(word)
    for option, words in found.items():
        if not words and option not in FLAGS:
            raise WrongUse(given=option, usage=usage)
    return Arguments(tuple(subject), {option: " ".join(words) for option, words in found.items()})


def _words(text: str) -> list[tuple[str, bool]]:
    """Each word with whether it was in quotes."""
    words = []
    for match in _WORD.finditer(text):
        quoted = next((group for group in match.groups()[:3] if group is not None), None)
        words.append((match[4], False) if quoted is None else (quoted.strip(), True))
    return [(word, quoted) for word, quoted in words if word]


def parse_date(text: str, today: date) -> Span:
    """`2023`, `2023-11` or `2023-11-15`, or a date as questions write it ("November 2023").

    Raises NotADate."""
    try:
        day = PartialDate.parse(text)
    except ValueError:
        span = written_span(text, today)
        if span is None:
            raise NotADate(given=text) from None
        return span
    if not EARLIEST <= day.year <= LATEST:
        raise NotADate(given=text)
    return Span(day, day)


def parse_span(arguments: Arguments, today: date) -> Span:
    """The span that the options since, until and in name together.

    Raises NotADate, and BackwardSpan where it ends before it begins."""
    since = until = None
    if arguments.has("in"):
        span = parse_date(arguments.options["in"], today)
        since, until = span.since, span.until
    if arguments.has("since"):
        since = parse_date(arguments.options["since"], today).since
    if arguments.has("until"):
        until = parse_date(arguments.options["until"], today).until
    if since and until and until.last < since.first:
        raise BackwardSpan(since=str(since), until=str(until))
    return Span(since, until)


def last_day(text: str, today: date) -> date:
    """The day that `asof 2023` means: the last one of it. Raises NotADate."""
    span = parse_date(text, today)
    latest = span.until or span.since
    if latest is None:
        raise NotADate(given=text)
    return latest.last


def start_of(day: date, zone: ZoneInfo) -> datetime:
    """The first moment of a day on the reader's clock, in UTC."""
    return datetime.combine(day, time.min, zone).astimezone(UTC)


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """The last moment of a day on the reader's clock, in UTC."""
    return start_of(day + timedelta(days=1), zone) - timedelta(microseconds=1)


def joined(words: Sequence[str]) -> str:
    """Words as one argument: quoted where they are several."""
    return " ".join(f'"{word}"' if " " in word else word for word in words)
