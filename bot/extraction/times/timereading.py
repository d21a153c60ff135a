"""From the tokens of one time to what they say: a builder for each sense of a pattern."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.extraction.language.timegrammar import Token
from bot.extraction.language.timespec import Base, Bound, Part, TimeSpec, Unit

_DIVIDERS = frozenset({"to", "until", "and", "-", "–", "/"})
_ASIDE = {"sooner": -1, "afterward": 1}
"""Beside a month: "im November zuvor", "the autumn before"."""

_NUMBERS = frozenset({"num", "count", "ord", "nth", "word"})
MAX_COUNT = 500
"""More years ago than this is no date, and more days nothing one counts."""


def read_time(sense: str, tokens: Sequence[Token], week: tuple[int, int]) -> TimeSpec | None:
    """What these tokens say together, None where their numbers make no time (the 45th of May)."""
    spec = _BUILDERS[sense](tokens)
    if spec is None or not _possible(spec):
        return None
    last = spec.last and replace(spec.last, week=week)
    since = Bound.SINCE if any(token.kind == Bound.SINCE for token in tokens) else None
    return replace(spec, week=week, last=last, bound=since)


def _named(tokens: Sequence[Token]) -> TimeSpec | None:
    """Years, months, days, weekdays, "last", "early" in any order: each says what it is."""
    spec = TimeSpec(Unit.YEAR)
    for at, token in enumerate(tokens):
        unit = _unit_behind(tokens, at)
        spec = _with(spec, token, unit)
    return _finished(spec, tokens)


def _weekly(tokens: Sequence[Token]) -> TimeSpec | None:
    """A weekday of the last, this or the next week, where that is what "last" before a weekday means: 上周三."""
    spec = _named(tokens)
    if spec is None or spec.lean is None or spec.month is not None:
        return spec
    return replace(spec, lean=None, shift=spec.lean, shift_unit=Unit.WEEK)


def _coarse(tokens: Sequence[Token]) -> TimeSpec | None:
    """As named, but numbers count halves or quarters: "the first half of 2011"."""
    spec = _named([token for token in tokens if token.kind not in _NUMBERS])
    if spec is not None and spec.year is None and spec.shift is None:
        return replace(spec, shift=0, shift_unit=Unit.YEAR)
    return spec


def _unit_behind(tokens: Sequence[Token], at: int) -> Unit | None:
    """The unit right after a number: 5月 is a month, 5日 a day."""
    return _unit_of(tokens[at + 1]) if at + 1 < len(tokens) else None


def _unit_of(token: Token) -> Unit | None:
    """The unit of a token such as "month" or "months"; None for others."""
    head, _, unit = token.kind.partition(".")
    return Unit(unit) if head in ("unit", "units") else None


def _with(spec: TimeSpec, token: Token, unit: Unit | None) -> TimeSpec:
    """The spec with what one token adds."""
    kind, value = token.kind, token.value
    if kind == "feast" and isinstance(value, TimeSpec):
        return replace(spec, month=value.month, day=value.day)
    if isinstance(value, TimeSpec):
        merged = replace(value, year=spec.year, month=spec.month, day=spec.day, lean=spec.lean, season=spec.season, part=spec.part)
        return replace(merged, weekday=spec.weekday or value.weekday)
    if isinstance(value, int) and kind in ("num", "ord", "nth", "word"):
        return replace(spec, month=value) if unit is Unit.MONTH else replace(spec, day=value)
    if isinstance(value, int) and kind in ("year", "month", "weekday", "season"):
        return replace(spec, **{kind: value})  # type: ignore[arg-type]  # the kinds are its fields
    if kind in ("turn", "turn_named") and isinstance(value, int):
        return replace(spec, lean=value, base=Base.ARTICLE if kind == "turn" else Base.NAMED)
    if kind in _ASIDE:
        return replace(spec, lean=_ASIDE[kind], base=Base.NAMED)
    if kind == "part":
        return replace(spec, part=Part(str(value)))
    return spec


def _finished(spec: TimeSpec, tokens: Sequence[Token]) -> TimeSpec | None:
    """The spec with its precision, and "last" bound to the unit it stands with."""
    units = [unit for unit in map(_unit_of, tokens) if unit is not None]
    if spec.shift is None and units and (spec.lean is not None or spec.part is not None) and not _suffixed(tokens):
        spec = replace(spec, shift=spec.lean or 0, shift_unit=units[-1], lean=None)
    unit = spec.shift_unit or Unit.YEAR
    if spec.day is not None or spec.weekday is not None:
        unit = Unit.DAY
    elif spec.month is not None:
        unit = Unit.MONTH
    elif spec.season is not None:
        unit = Unit.YEAR
    return replace(spec, unit=unit)


def _suffixed(tokens: Sequence[Token]) -> bool:
    """True where all units only close numbers (2011年5月): nothing is left for "last" to count."""
    return all(at and tokens[at - 1].kind in (*_NUMBERS, "year") for at, token in enumerate(tokens) if _unit_of(token))


def _numeric(order: tuple[str, str, str]) -> Callable[[Sequence[Token]], TimeSpec | None]:
    def build(tokens: Sequence[Token]) -> TimeSpec | None:
        numbers = [token.value for token in tokens if token.kind in ("year", "num")]
        fields = {name: value for name, value in zip(order, numbers, strict=False) if isinstance(value, int)}
        return TimeSpec(Unit.DAY, year=fields.get("year"), month=fields.get("month"), day=fields.get("day")) if len(fields) == 3 else None

    return build


def _span(tokens: Sequence[Token]) -> TimeSpec | None:
    """Two times around "to": what one leaves out the other gives ("Jan. 9 to 16", "9. bis 16. Januar")."""
    cut = next((at for at, token in enumerate(tokens) if at and token.kind in _DIVIDERS), None)
    if cut is None:
        return None
    first, last = _named(tokens[:cut]), _named(tokens[cut + 1 :])
    if first is None or last is None:
        return None
    first, last = _filled(first, last), _filled(last, first)
    if first.unit is not last.unit or _backwards(first, last):
        return None
    return replace(first, last=last)


def _pair(tokens: Sequence[Token]) -> TimeSpec | None:
    """Two days with "and" are one span where they follow each other ("December 15 and 16")."""
    spec = _span(tokens)
    if spec is None or spec.last is None:
        return None
    near = (spec.day is not None and spec.last.day == spec.day + 1) or (
        spec.weekday is not None and spec.last.weekday == spec.weekday % 7 + 1
    )
    return spec if near else None


def _filled(spec: TimeSpec, other: TimeSpec) -> TimeSpec:
    """A half of a span with what only the other half says of year, month and turn."""
    same_day = spec.day is not None and other.day is not None
    return replace(
        spec,
        year=spec.year or other.year,
        month=spec.month or (other.month if same_day else None),
        shift=spec.shift if spec.shift is not None else other.shift,
        shift_unit=spec.shift_unit or other.shift_unit,
        lean=spec.lean if spec.lean is not None else other.lean,
    )


def _backwards(first: TimeSpec, last: TimeSpec) -> bool:
    return first.month == last.month and first.day is not None and last.day is not None and last.day < first.day


def _shifted(sign: int, base: Base = Base.ARTICLE) -> Callable[[Sequence[Token]], TimeSpec | None]:
    """A number of units before or after the base: "two weeks ago"."""

    def build(tokens: Sequence[Token]) -> TimeSpec | None:
        whole = next((token.value for token in tokens if token.kind == "amount"), None)
        if isinstance(whole, TimeSpec) and whole.shift is not None:
            return replace(whole, shift=sign * whole.shift, base=base, vague=True)
        count, unit = _amount(tokens)
        if unit is None:
            return None
        return TimeSpec(unit, shift=sign * count, shift_unit=unit, base=base, vague=_about(tokens))

    return build


def _ago_this(tokens: Sequence[Token]) -> TimeSpec | None:
    """Years ago, in a month: "a year ago this month", 五年前的八月."""
    count, unit = _amount(tokens)
    if unit is not Unit.YEAR:
        return None
    month = next((int(str(token.value)) for at, token in enumerate(tokens) if _is_month(tokens, at)), None)
    if month is not None:
        return TimeSpec(Unit.MONTH, month=month, shift=-count, shift_unit=Unit.YEAR)
    last = [unit for unit in map(_unit_of, tokens) if unit is not None][-1]
    return TimeSpec(Unit.MONTH, shift=-12 * count, shift_unit=Unit.MONTH) if last is Unit.MONTH else None


def _is_month(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].kind == "month" or (tokens[at].kind in _NUMBERS and _unit_behind(tokens, at) is Unit.MONTH)


def _stretch(tokens: Sequence[Token]) -> TimeSpec | None:
    """From some units ago to now, or from now ahead: "over the past two months", "in the next three weeks"."""
    count, unit = _amount(tokens)
    if unit is None:
        return None
    sign = next((token.value for token in tokens if token.kind == "turn" and isinstance(token.value, int)), -1)
    if not sign:
        return None
    far = TimeSpec(unit, shift=sign * count, shift_unit=unit, vague=True)
    now = TimeSpec(Unit.DAY, shift=0, shift_unit=Unit.DAY, vague=True)
    return replace(far, last=now) if sign < 0 else replace(now, last=far)


def _amount(tokens: Sequence[Token]) -> tuple[int, Unit | None]:
    """How many of which unit; one where no number stands."""
    unit = next((unit for unit in map(_unit_of, tokens) if unit is not None), None)
    count = next((token.value for token in tokens if token.kind in _NUMBERS and isinstance(token.value, int)), 1)
    return count, unit if 0 < count <= MAX_COUNT else None


def _about(tokens: Sequence[Token]) -> bool:
    return any(token.kind == "about" for token in tokens)


def _possible(spec: TimeSpec) -> bool:
    """False for days and months that no calendar has."""
    if spec.month is not None and not 1 <= spec.month <= 12:
        return False
    if spec.day is None:
        return True
    try:
        date(spec.year or 2024, spec.month or 1, spec.day)
    except ValueError:
        return False
    return spec.last is None or _possible(spec.last)


_BUILDERS: Mapping[str, Callable[[Sequence[Token]], TimeSpec | None]] = {
    "named": _named,
    "weekly": _weekly,
    "coarse": _coarse,
    "span": _span,
    "pair": _pair,
    "ymd": _numeric(("year", "month", "day")),
    "dmy": _numeric(("day", "month", "year")),
    "mdy": _numeric(("month", "day", "year")),
    "ago": _shifted(-1),
    "ago_this": _ago_this,
    "ahead": _shifted(1),
    "stretch": _stretch,
    "earlier": _shifted(-1, Base.NAMED),
    "later": _shifted(1, Base.NAMED),
    "before_event": _shifted(-1, Base.EVENT),
    "after_event": _shifted(1, Base.EVENT),
}
