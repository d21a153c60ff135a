"""The lines of a page that say when it was written: "WASHINGTON, Jan. 7, 2011 —", "Stand: 12.05.2026", "新华社北京1月10日电"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from bot.extraction.language.noise import Cue, find_cues
from bot.extraction.language.timespec import TimeMention, TimeSpec, Unit
from bot.extraction.language.wording import Wording
from bot.extraction.page.page import Page
from bot.extraction.text.blocks import Block, BlockKind
from bot.extraction.text.sentences import Sentence
from bot.extraction.times.mentions import find_times

MAX_STAMP = 160
"""A line that states the date of its page is no longer than this."""

MAX_LEAD = 70
"""How far into a paragraph a dateline reaches."""

MAX_LINES = 40
"""So many lines above and below the article are searched for its date."""

_CHRONOLOGY = 2
"""Where so many of the first paragraphs begin with different dates, they are entries of a chronology."""

_BULLETS = "-–•*·"
_WORD = re.compile(r"[^\W\d_]+")
_MINGUO = re.compile(r"[)）](\d{3})(\d{2})(\d{2})\Z")
"""Taiwanese agencies sign off with the year of the Republic: (編輯：…)1140910."""

_FOUNDED = 1911


def find_datelines(page: Page, wordings: Mapping[str, Wording]) -> list[TimeSpec]:
    """Dates that lines of the page state as its own, surest first: to the day with a year, to the month, then those without a year.

    Copyright notices and lists of other articles have dates too; only lines that tell nothing else count."""
    leads = list(find_leads(page, wordings))
    found = [*(leads if len(set(leads)) < _CHRONOLOGY else ()), *_stamps(page, wordings), *_minguo(page)]
    return sorted(found, key=lambda spec: (spec.year is None, spec.day is None))


def find_copyright_year(page: Page) -> int | None:
    """The year of a copyright notice."""
    for block in page.blocks:
        line = page.text[block.start : block.end]
        if block.kind is BlockKind.NOISE and "©" in line[:MAX_STAMP]:
            match = re.search(r"\b(19[89]\d|20\d\d)\b", line[:MAX_STAMP])
            if match:
                return int(match.group())
    return None


def find_leads(page: Page, wordings: Mapping[str, Wording]) -> Iterator[TimeSpec]:
    """The date before the dash of the first paragraphs: "HONOLULU/BEIJING, Dec 17 - A three-day …"."""
    bodies = [number for number, block in enumerate(page.blocks) if block.kind in (BlockKind.BODY, BlockKind.HEADLINE)][:4]
    seen: set[int] = set()
    for sentence, times in zip(page.sentences, page.times, strict=True):
        if sentence.paragraph in bodies and sentence.paragraph not in seen and times:
            seen.add(sentence.paragraph)
            wording = wordings.get(sentence.language)
            if wording is not None and _is_lead(page.text, page.blocks[sentence.paragraph], times[0], wording):
                yield times[0].spec
        if sentence.paragraph > max(bodies, default=-1):
            return


def _is_lead(text: str, block: Block, time: TimeMention, wording: Wording) -> bool:
    """True where only places and agencies stand before the date, and a mark of datelines behind it."""
    spec = time.spec
    if time.start - block.start > MAX_LEAD or spec.unit is not Unit.DAY or spec.last is not None or spec.bound is not None:
        return False
    before = text[block.start : time.start]
    leading = _WORD.findall(before)
    if any(word.lower() in wording.profile for word in leading) or (spec.day is None and not leading):
        return False
    behind = text[time.end : min(block.end, time.end + 30)].lstrip(" )]，,")
    marks = wording.datelines.behind
    return any(behind.startswith(mark) for mark in marks) or (behind.startswith("(") and ")" in behind)


def _stamps(page: Page, wordings: Mapping[str, Wording]) -> Iterator[TimeSpec]:
    """Dates of lines that are furniture or headings and short: bylines, "Updated …", "(Frankfurt, 7. November)"."""
    words = {code: wording.noise for code, wording in wordings.items()}
    for block in _outside(page.blocks):
        line = page.text[block.start : block.end]
        if len(line) > MAX_STAMP or "©" in line or line[0] in _BULLETS or Cue.RELATED in find_cues(line, words):
            continue
        for code, wording in wordings.items():
            times = find_times(page.text, Sentence(block.start, block.end, code, 0, block.kind), wording)
            stated = [time for time in times if time.spec.month and time.spec.last is None and time.spec.bound is None]
            days = [time for time in stated if time.spec.unit is Unit.DAY]
            if not days and stated and _names_issue(page.text, block, stated[-1], wording):
                yield stated[-1].spec
                break
            if days and (block.kind is BlockKind.NOISE or _says_little(line, wording) or _closes(page.text, block, days[-1])):
                yield days[0].spec
                break


def _outside(blocks: Sequence[Block]) -> Iterator[Block]:
    """Headings and furniture above the first prose and below the last, nearest to the top first."""
    prose = [at for at, block in enumerate(blocks) if block.kind is BlockKind.BODY]
    first, last = (prose[0], prose[-1]) if prose else (len(blocks), len(blocks))
    around = [*range(min(first, MAX_LINES)), *range(max(last + 1, len(blocks) - MAX_LINES), len(blocks))]
    yield from (blocks[at] for at in around if blocks[at].kind in (BlockKind.NOISE, BlockKind.HEADLINE))


def _closes(text: str, block: Block, time: TimeMention) -> bool:
    """True for a date to the year that ends a heading: "Press conference of the ministry, May 27, 2021 (excerpts)"."""
    behind = text[time.end : block.end].strip()
    return time.spec.year is not None and (not behind or (behind[0] in "([" and behind[-1] in ")]"))


def _names_issue(text: str, block: Block, time: TimeMention, wording: Wording) -> bool:
    """True for a month with its year that ends a line and stands apart: "Defence Monitor, July 2012", "(August 2023)"."""
    spec = time.spec
    if spec.unit is not Unit.MONTH or spec.year is None or spec.shift is not None or text[time.end : block.end].strip(" )]."):
        return False
    before = text[block.start : time.start].rstrip()
    return not before or before[-1] in _APART or _says_little(before, wording)


_APART = ",;:(|–—-·/"


def _says_little(line: str, wording: Wording) -> bool:
    """True for a line without words of running text: a place and a date."""
    words = _WORD.findall(line)
    return len(words) <= 8 and not any(word.lower() in wording.profile for word in words)


def _minguo(page: Page) -> Iterator[TimeSpec]:
    for block in page.blocks[-3:]:
        match = _MINGUO.search(page.text, max(block.start, block.end - 12), block.end)
        if match:
            year, month, day = map(int, match.groups())
            try:
                stated = date(year + _FOUNDED, month, day)
            except ValueError:
                continue
            yield TimeSpec(Unit.DAY, year=stated.year, month=stated.month, day=stated.day)
