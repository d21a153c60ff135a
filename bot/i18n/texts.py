"""Message catalogues: a key and named values become a sentence in the reader's language.

A catalogue is `<language>.yaml` beside this file, nested area → key → text; the folder is the
list of languages. A text has named places, `{name}`; where it depends on a number it is a
mapping of CLDR plural categories (`one`, `other`, …) and the number is the parameter `count`.
Numbers given as int are written by the language's rules; give years and ids as text.

Pure but for one thing: a catalogue is package data and is read once, when first asked for."""

import logging
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.model.period import Period

if TYPE_CHECKING:
    from babel import Locale

SOURCE_LANGUAGE = "en"
"""The language every text exists in; what another lacks is taken from it."""

Text = str | Mapping[str, str]

_PLACE = re.compile(r"\{(\w+)\}")
_log = logging.getLogger(__name__)


class Texts:
    """The texts of one language.

    `texts("board.title")`, `texts("digest.articles", count=3)`. Raises KeyError for a key that
    English lacks and for a named place without a value: both are our bugs."""

    def __init__(self, language: str, locale_name: str, catalogue: Mapping[str, Text], fallback: "Texts | None" = None) -> None:
        self.language = language
        self._locale_name = locale_name
        self._catalogue = catalogue
        self._fallback = fallback

    def __call__(self, key: str, /, **params: object) -> str:
        text = self._catalogue.get(key)
        if text is None:
            return self._from_fallback(key, params)
        if not isinstance(text, str):
            text = self._plural(key, text, params)
        return _PLACE.sub(lambda place: self._value(key, place[1], params), text)

    def __contains__(self, key: str) -> bool:
        return key in self._catalogue or (self._fallback is not None and key in self._fallback)

    def keys(self) -> frozenset[str]:
        """All keys of this language's own catalogue."""
        return frozenset(self._catalogue)

    def forms(self, key: str) -> Mapping[str, str]:
        """The plural forms of a text; one form named `other` where it has no plural."""
        text = self._catalogue[key]
        return {"other": text} if isinstance(text, str) else text

    def period(self, period: Period | None) -> str:
        """A date as precisely as it was given; `undated` for None."""
        from bot.i18n.dates import period_in_words

        return self("date.undated") if period is None else period_in_words(period, self._locale)

    def day(self, day: date) -> str:
        from bot.i18n.dates import day_in_words

        return day_in_words(day, self._locale)

    def moment(self, moment: datetime, zone: ZoneInfo) -> str:
        """A moment on the reader's clock, with the zone's name."""
        from babel.dates import format_time

        local = moment.astimezone(zone)
        time = format_time(local, "short", tzinfo=zone, locale=self._locale)
        return self("date.moment", day=self.day(local.date()), time=time, zone=zone.key)

    def duration(self, length: timedelta) -> str:
        """A length of time to its largest unit: `12 minutes`, `3 days`."""
        from babel.dates import format_timedelta

        return format_timedelta(length, granularity="minute", threshold=1.5, locale=self._locale)

    def weekday(self, day: int) -> str:
        """A weekday's name; 0 is Monday."""
        from babel.dates import get_day_names

        return str(get_day_names(locale=self._locale)[day])

    def listing(self, words: Sequence[str]) -> str:
        """`a, b and c`."""
        from babel.lists import format_list

        return format_list(list(words), locale=self._locale)

    def number(self, value: int | float) -> str:
        from babel.numbers import format_decimal

        return format_decimal(value, locale=self._locale)

    @cached_property
    def _locale(self) -> "Locale":
        # Babel costs 30 ms to import: a command that writes no date need not pay for it.
        from babel import Locale

        return Locale.parse(self._locale_name)

    def _from_fallback(self, key: str, params: Mapping[str, object]) -> str:
        if self._fallback is None:
            raise KeyError(key)
        _tell_missing(self.language, key)
        return self._fallback(key, **params)

    def _plural(self, key: str, forms: Mapping[str, str], params: Mapping[str, object]) -> str:
        count = params.get("count")
        if not isinstance(count, int | float):
            raise KeyError(f"{key} needs a number as count")
        return forms.get(self._locale.plural_form(count)) or forms["other"]

    def _value(self, key: str, name: str, params: Mapping[str, object]) -> str:
        if name not in params:
            raise KeyError(f"{key} needs {name}")
        value = params[name]
        if isinstance(value, int | float) and not isinstance(value, bool):
            return self.number(value)
        return str(value)


@cache
def _tell_missing(language: str, key: str) -> None:
    """Log a text that a language lacks; the cache makes it once a process."""
    _log.warning("text missing", extra={"language": language, "key": key})


@cache
def languages() -> tuple[str, ...]:
    """The languages there is a catalogue for, English first."""
    names = (entry.name for entry in files(__package__).iterdir())
    found = sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml"))
    return (SOURCE_LANGUAGE, *(name for name in found if name != SOURCE_LANGUAGE))


@cache
def texts_for(language: str) -> Texts:
    """The texts of a language; a regional tag (`de-AT`) gets its language, an unknown one English."""
    base = language.replace("_", "-").partition("-")[0].lower()
    if base == SOURCE_LANGUAGE or base not in languages():
        return _load(SOURCE_LANGUAGE, None)
    return _load(base, texts_for(SOURCE_LANGUAGE))


def _load(language: str, fallback: Texts | None) -> Texts:
    import yaml

    text = files(__package__).joinpath(f"{language}.yaml").read_text(encoding="utf-8")
    # The C loader reads the catalogue ten times faster; it is missing only where libyaml was.
    document = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe loaders
    return parse_catalogue(language, document, fallback)


def parse_catalogue(language: str, document: object, fallback: Texts | None) -> Texts:
    """Check a catalogue as YAML gives it and flatten it to `area.key`.

    Raises ValueError, naming the key, where it isn't area → key → text or plural forms."""
    if not isinstance(document, dict) or not isinstance(document.get("language"), dict):
        raise ValueError(f"{language}.yaml: needs an area `language` with name and locale")
    catalogue: dict[str, Text] = {}
    for area, entries in document.items():
        if not isinstance(entries, dict):
            raise ValueError(f"{language}.yaml: {area} holds no texts")
        for key, text in entries.items():
            catalogue[f"{area}.{key}"] = _checked(f"{language}.yaml: {area}.{key}", text)
    return Texts(language, str(catalogue["language.locale"]), catalogue, fallback)


def _checked(where: str, text: object) -> Text:
    if isinstance(text, str):
        return text
    if isinstance(text, dict) and "other" in text and all(isinstance(part, str) for pair in text.items() for part in pair):
        return text
    raise ValueError(f"{where} is neither a text nor plural forms with `other`")
