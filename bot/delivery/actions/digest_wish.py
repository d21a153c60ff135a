"""A digest as people ask for it: `weekly on Friday at 18:00`, `monthly 1 08:00`, `quiet nothing`. Pure."""

import re
from dataclasses import dataclass, replace
from datetime import time
from functools import cache

from bot.delivery.actions.times import parse_time
from bot.delivery.errors import DigestUnknown, TimeUnknown
from bot.delivery.rhythm import DAILY, Every, Rhythm, WhenQuiet
from bot.delivery.values import Course, Subscription
from bot.i18n import languages

DEFAULT_TIME = time(8)
_FIRST = {Every.DAY: 0, Every.WEEK: 0, Every.MONTH: 1}
# "on", "at" and the like say nothing: a weekday or a time that follows says it.
_IDLE = frozenset({"on", "at", "every", "each", "and", "the"})
_DAY_OF_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?\Z")


@dataclass(frozen=True, slots=True)
class DigestWish:
    """When a digest comes, and what it is on a quiet day."""

    at: time = DEFAULT_TIME
    rhythm: Rhythm = DAILY
    when_quiet: WhenQuiet = WhenQuiet.LINE


def before_of(subscription: Subscription | None) -> DigestWish:
    """What a chat has, or had last: what a person doesn't name stays so."""
    if subscription is None or subscription.at is None:
        return DigestWish()
    # Whoever had ended it and wants it again shall hear from us, also on a quiet day.
    ended = subscription.course is Course.ENDED
    return DigestWish(subscription.at, subscription.rhythm, WhenQuiet.LINE if ended else subscription.when_quiet)


def parse_wish(text: str, before: DigestWish) -> DigestWish:
    """What the words change; what they don't name stays as it was. `on` changes nothing.

    Raises DigestUnknown, TimeUnknown."""
    words = [word for word in text.lower().replace(",", " ").split() if word not in _IDLE]
    wish = before
    while words:
        wish = _taken(words, wish, text)
    return wish


def _taken(words: list[str], wish: DigestWish, text: str) -> DigestWish:
    """The wish with what the next words say, which are taken away."""
    word = words.pop(0)
    if word == "quiet":
        return replace(wish, when_quiet=_when_quiet(words.pop(0) if words else "", text))
    if word in tuple(Every):
        return replace(wish, rhythm=_rhythm(Every(word), words, text))
    weekday = _weekdays().get(word, _weekdays().get(word.removesuffix("s")))
    if weekday is not None:
        return replace(wish, rhythm=Rhythm(Every.WEEK, weekday))
    # "8 am" is one time in two words.
    if words and words[0] in ("am", "pm"):
        word += words.pop(0)
    try:
        return replace(wish, at=parse_time(word))
    except TimeUnknown:
        if any(letter.isdigit() for letter in word):
            raise
        raise DigestUnknown(text=text) from None


def _rhythm(every: Every, words: list[str], text: str) -> Rhythm:
    if every is Every.WEEK and words and words[0] in _weekdays():
        return Rhythm(every, _weekdays()[words.pop(0)])
    # "monthly 8:00" names no day; "monthly 8" does.
    if every is Every.MONTH and words and (match := _DAY_OF_MONTH.match(words[0])) and words[1:2] not in (["am"], ["pm"]):
        del words[0]
        try:
            return Rhythm(every, int(match[1]))
        except ValueError:
            raise DigestUnknown(text=text) from None
    return Rhythm(every, _FIRST[every])


def _when_quiet(word: str, text: str) -> WhenQuiet:
    try:
        return WhenQuiet(word)
    except ValueError:
        raise DigestUnknown(text=text) from None


@cache
def _weekdays() -> dict[str, int]:
    """Weekdays by their names in English, German and Chinese and in the languages of our texts."""
    from babel.dates import get_day_names

    names: dict[str, int] = {}
    for language in sorted({"en", "de", "zh", *languages()}):
        for found in (get_day_names("wide", locale=language), get_day_names("abbreviated", locale=language)):
            names |= {name.lower().rstrip("."): number for number, name in found.items()}
    return names
