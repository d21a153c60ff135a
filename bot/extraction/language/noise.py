"""What page furniture looks like: cues from the lexicons, and shapes that need no words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from bot.extraction.language.folding import count_han
from bot.extraction.language.section import Section
from bot.knowledge.fold import is_han, lowered

MAX_CUED = 260
"""Lines wider than this are prose, whatever words they hold."""

MAX_LOOSE = 160
"""A line without an end mark that is wider than this is prose all the same (a paragraph cut by the scraper)."""

MAX_SEGMENT = 70
_BARS = re.compile(r"[|⎮>»·•●/]| - |  +|\t")
_STRONG_BARS = re.compile(r"[|⎮·•●»›]| > |  +")
_END = re.compile(r"[.!?。！？…:：;；][\"'”“’»«›』」)\]]*$")
_SIGN_OFF = re.compile(r"\s*[(【〔][^()【】〔〕]*[)】〕][\d\s]*$")
_BRACKETED = re.compile(r"(?:[\[(【〔<][^\])】〕>]*[\])】〕>]\d*\s*)+$")
_ARROW = re.compile(r"(?:»(?![^\n]*«)|[▸►➤➔→◉☞⇒]|>{1,2}\s)")
_ACCOUNT = re.compile(r"@\S+ ?:|[a-z]+[_.][\w.]*:|[A-Za-z_.]{3,}\d+:")
"""Names that people give themselves: @oldsalt, mrs.t., lao_wang88. A word with figures is longer than that of an aircraft: F16."""

_LABEL = re.compile(r"(?:\d+\s*[|.)]\s*)?[\[〔【(<@]?([^\[\]():]{1,30})[^\w:]{0,2}:")
_LABEL_WORDS = 5
_STAMP = re.compile(r"[\d\s:./,|年月日时分-]+")
_WORD = re.compile(r"[^\W\d_]+")


class Cue(StrEnum):
    """What a phrase of page furniture says of its line. All but HOLDS and CAPTION_HOLDS count at the beginning only;
    OPENS, RELATED, COMMENTS and ROUNDUPS only where the line does not read like a sentence: "Comments (14)", not "Comments by
    the general …". COMMENTS is the heading of what readers write, ROUNDUPS that of a page of several stories, FURTHER what
    a paragraph begins with that turns to another story."""

    STARTS = "starts"
    OPENS = "opens"
    HOLDS = "holds"
    RELATED = "related"
    BYLINES = "bylines"
    CAPTIONS = "captions"
    CAPTION_HOLDS = "caption_holds"
    COMMENTS = "comments"
    ROUNDUPS = "roundups"
    FURTHER = "further"


_AT_START = frozenset({Cue.STARTS, Cue.OPENS, Cue.RELATED, Cue.BYLINES, Cue.CAPTIONS, Cue.COMMENTS, Cue.FURTHER})


@dataclass(frozen=True, slots=True)
class NoiseWords:
    """One language's section `noise`, compiled. `menu` holds the entries of menus and share bars, `commenters` what
    anonymous readers are called, `rights` what a sentence begins with that puts a mistake right, all in lower case."""

    menu: frozenset[str]
    commenters: tuple[str, ...]
    rights: tuple[str, ...]
    cues: tuple[tuple[Cue, ...], ...] = field(repr=False)
    automaton: AhoCorasick = field(repr=False)
    notices: frozenset[str] = field(repr=False)
    corrections: AhoCorasick = field(repr=False)

    def find(self, line: str) -> frozenset[Cue]:
        """The cues in one line, given in lower case and stripped."""
        found: set[Cue] = set()
        for index, start, end in self.automaton.find_matches_as_indexes(line, overlapping=True):
            if _cuts_word(line, start, end):
                continue
            found.update(cue for cue in self.cues[index] if cue not in _AT_START or not _WORD.search(line, 0, start))
        return frozenset(found)

    def find_corrections(self, low: str) -> Iterator[tuple[int, int, bool]]:
        """The spans of what a text, given in lower case, corrects itself with; True where that only counts at the head of something."""
        for _, start, end in self.corrections.find_matches_as_indexes(low, overlapping=True):
            if not _cuts_word(low, start, end):
                yield start, end, low[start:end] in self.notices


def parse_noise(section: Section) -> NoiseWords:
    """Compile a section `noise`. Raises ConfigError naming the entry that can't be used."""
    cues: dict[str, list[Cue]] = {}
    for cue in Cue:
        for phrase in section.words(cue.value):
            cues.setdefault(lowered(phrase), []).append(cue)
    texts = list(cues) or ["\x00"]
    notices = frozenset(map(lowered, section.words("notices")))
    corrects = [*notices, *map(lowered, section.words("corrects"))] or ["\x00"]
    return NoiseWords(
        menu=frozenset(map(lowered, section.words("menu"))),
        commenters=tuple(map(lowered, section.words("commenters"))),
        rights=tuple(map(lowered, section.words("rights"))),
        cues=tuple(tuple(cues.get(text, ())) for text in texts),
        automaton=AhoCorasick(texts, matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA),
        notices=notices,
        corrections=AhoCorasick(corrects, matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA),
    )


def find_cues(line: str, words: Mapping[str, NoiseWords]) -> frozenset[Cue]:
    """The cues of any language in a line; pages mix them."""
    if width(line) > MAX_CUED:
        return frozenset()
    low = lowered(line)
    return frozenset().union(*(one.find(low) for one in words.values()))


def is_menu(line: str, words: Mapping[str, NoiseWords]) -> bool:
    """True for share bars, breadcrumbs and navigation: most of its segments are menu words, or it is all short segments between bars."""
    if width(line) > MAX_CUED:
        return False
    segments = [segment for segment in (part.strip(" ()0123456789+☰🔍✉🖨→←↑▲") for part in _BARS.split(lowered(line))) if segment]
    known = sum(any(_menu_segment(segment, one.menu) for one in words.values()) for segment in segments)
    if known and 2 * known >= len(segments):
        return True
    bars = len(_STRONG_BARS.findall(line))
    return bars >= 2 and not has_end(line) and all(len(segment) <= MAX_SEGMENT for segment in segments) and known > 0


def _menu_segment(segment: str, menu: frozenset[str]) -> bool:
    if segment in menu:
        return True
    words = _WORD.findall(segment)
    return bool(words) and all(word in menu for word in words)


def has_end(line: str) -> bool:
    """True where the line ends as a sentence does, a sign-off in brackets aside: "… said. (Xinhua)"."""
    return bool(_END.search(line[-8:]) or _END.search(_SIGN_OFF.sub("", line[-60:])[-8:]))


def width(line: str) -> int:
    """Length in letters, a Chinese character saying as much as three."""
    return len(line) + 2 * count_han(line[:MAX_CUED])


def is_bracketed(line: str) -> bool:
    """True where the whole line stands in brackets: "(Additional reporting in Tokyo)", "[Anzeige]"."""
    return width(line) <= MAX_CUED and bool(_BRACKETED.match(line))


def is_link(line: str) -> bool:
    """True for a line that an arrow points to another page: "» Cars: what drivers must know"."""
    return bool(_ARROW.match(line)) and not has_end(line)


def is_signed(line: str, words: Mapping[str, NoiseWords]) -> bool:
    """True for what a reader wrote under a name of the net: "bigdog_57: I heard that …", "[网友 上海]:…"."""
    if _ACCOUNT.match(line):
        return True
    label = _LABEL.match(line)
    return label is not None and any(word in lowered(label.group(1)) for one in words.values() for word in one.commenters)


def is_labelled(line: str) -> bool:
    """True for a line with a name and a colon before it: "K. Miller, Bonn: …"."""
    label = _LABEL.match(line)
    return label is not None and len(label.group(1).split()) <= _LABEL_WORDS


def is_stamp(line: str) -> bool:
    """True for a short line of mostly figures: a date, a time, a number."""
    if width(line) > 60:
        return False
    figures = sum(map(len, _STAMP.findall(line)))
    return 2 * figures >= len(line) and any(char.isdigit() for char in line)


def size(line: str) -> float:
    """Length in words, a Chinese character counting half a word."""
    if len(line) > 2000:
        return len(line) / 8
    han = count_han(line)
    return han / 2 + len(_WORD.findall(line)) * (1 - han / max(1, len(line)))


def _cuts_word(text: str, start: int, end: int) -> bool:
    def letter(at: int) -> bool:
        return 0 <= at < len(text) and text[at].isalnum() and not is_han(text[at])

    return (letter(start) and letter(start - 1)) or (letter(end - 1) and letter(end))
