"""Datelines taken off: "HONOLULU, Dec 17 (Agency) — The …" tells where and when it was written, not what happened there and then."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from operator import attrgetter

from bot.extraction.language.timespec import TimeMention, Unit
from bot.extraction.language.wording import Wording
from bot.extraction.page.dateline import MAX_LEAD
from bot.extraction.page.page import Page
from bot.extraction.text.sentences import Sentence
from bot.knowledge.names import Kind, NameHit

_DASH = re.compile(r"\s*(?:—|–|--|(?<=\s)-)(?=\s)\s*")
_BRACKET = re.compile(r"[(（][^()（）]*[)）]")
_PLACES = (Kind.PLACE, Kind.SIDE)
_WORD = re.compile(r"[^\W\d_]+")
_start = attrgetter("start")
_TAIL = 3
"""How far before its date a Chinese dateline's place may end."""


def without_datelines(page: Page, names: Sequence[NameHit], wordings: Mapping[str, Wording]) -> tuple[Sentence, ...]:
    """The sentences of a page, those that open a paragraph beginning behind its dateline."""
    out = []
    opened = -1
    for sentence, times in zip(page.sentences, page.times, strict=True):
        if sentence.paragraph != opened:
            opened = sentence.paragraph
            start = lead_end(page.text, sentence, names, times, wordings.get(sentence.language))
            if start < sentence.end:
                sentence = replace(sentence, start=start)
        out.append(sentence)
    return tuple(out)


def lead_end(text: str, sentence: Sentence, names: Sequence[NameHit], times: Sequence[TimeMention], wording: Wording | None) -> int:
    """Where the text behind a dateline begins; the sentence's own start where it has none."""
    limit = min(sentence.end, sentence.start + MAX_LEAD)
    dash = _DASH.search(text, sentence.start, limit)
    if dash is not None and _is_lead(text, sentence.start, dash.start(), names, times):
        return dash.end()
    for time in times:
        if time.end > limit or time.spec.unit is not Unit.DAY or wording is None or not wording.unspaced:
            break
        bracket = _BRACKET.match(text, time.end, limit)
        behind = bracket.end() if bracket else time.end
        marks = [mark for mark in wording.datelines.behind if text.startswith(mark, behind)]
        if marks and _place_before(sentence.start, time.start, names):
            return _skip(text, behind + max(map(len, marks)), sentence.end)
    return sentence.start


def _is_lead(text: str, start: int, end: int, names: Sequence[NameHit], times: Sequence[TimeMention]) -> bool:
    """Nothing before the dash but places, capitals, dates and agencies in brackets; a place, or capitals, among them."""
    bare = _BRACKET.sub(lambda match: " " * len(match.group()), text[start:end])
    known = [(name.start, name.end) for name in _between(names, start, end) if name.kind in _PLACES and name.end <= end]
    dates = [(time.start, time.end) for time in times if time.end <= end]
    words = [(match.start() + start, match.end() + start, match.group()) for match in _WORD.finditer(bare)]
    loose = [word for first, last, word in words if not _within(first, last, [*known, *dates])]
    told = [word for word in loose if not word.isupper()]
    return bool(words) and not told and (bool(known) or any(len(word) > 2 for word in loose))


def _place_before(start: int, end: int, names: Sequence[NameHit]) -> bool:
    """A place stands before the date, within a few characters: 新华社北京."""
    return any(name.kind in _PLACES and name.end <= end and end - name.end <= _TAIL for name in _between(names, start, end))


def _between(names: Sequence[NameHit], start: int, end: int) -> Sequence[NameHit]:
    """Names that begin in a stretch of the text."""
    return names[bisect_left(names, start, key=_start) : bisect_left(names, end, key=_start)]


def _within(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(first <= start and end <= last for first, last in spans)


def _skip(text: str, start: int, end: int) -> int:
    """Past a reporter's name in brackets and the marks behind it."""
    bracket = _BRACKET.match(text, start, end)
    start = bracket.end() if bracket else start
    while start < end and text[start] in " \u3000:,-—":
        start += 1
    return start
