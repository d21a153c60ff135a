"""Where a page tells several stories: round-ups, news in brief, tickers. Nothing carries from one item to the next."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import pairwise

from bot.extraction.language.noise import Cue, find_cues, size
from bot.extraction.language.wording import Wording
from bot.extraction.text.blocks import Block, BlockKind

MOST = 60
"""Items of a page at most; the last holds the rest. A page with more is a list."""

_FEWEST = 3
"""Paragraphs that must begin alike before they are items."""

_TITLES, _TITLE = 4, 14.0
"""How many lines at the head of a page may say what it is, and how many words they have at most."""

_SHORT_STORY = 2
"""Paragraphs between two lines of signs at most: essays have such lines between their parts."""

_HEAD = 160
"""Characters of a paragraph in which a place may stand before its story: a run of blanks behind a capital is not searched to its end
again and again."""

_TURN = 80
"""Characters of a paragraph in which it says that it turns to another story."""

_MOST_OF = 0.6
"""What share of a page's prose must lie in paragraphs that begin so: below, they are points within one story."""

_STORY = 3.0
"""Words of an item at least: names in a list have fewer."""

_POINT = 15.0
"""Words that the middle one of items behind a sign has, where no title says that they are items: points of a fact box have fewer."""

_INTRODUCES = 8.0
"""Words of a line that, ending in a colon, makes the paragraphs below it points of its own: "The two sides agreed:"."""

_LABEL_WORDS = 7


class _Mark(StrEnum):
    """What items begin with."""

    CLOCK = "clock"
    SIGN = "sign"
    NUMBER = "number"
    PLACE = "place"
    LABEL = "label"


_CLOCK = re.compile(r"\W{0,5}\d{1,2}[:.h]\d{2}(?!\d)")
_SIGN = re.compile(r"[▲△◆◇●○◎■□★☆▼▪◾※❖•·*>+–—-](?=\s?[^\W\d_])|(?:Item|ITEM)\b")
_NUMBER = re.compile(r"[①-⑳]|\(?\d{1,2}[.)、]\s?(?=[^\W\d_])")
_PLACE = re.compile(
    r"[\[【][^\[\]【】\n]{1,16}[\]】]"  # [Oslo]
    r"|[A-ZÄÖÜ][A-ZÄÖÜ'’&/., -]+(?:\([^()\n]{1,12}\))?\s*[.:—–-](?=\s)"  # OSLO / BERGEN:
    r"|[A-ZÄÖÜ]{3,}(?:[ -][A-ZÄÖÜ]+)*(?:, [^\n]{1,20}?)?(?: ?\([^()\n]{1,20}\))? ?[—–-]+(?=\s)"  # OSLO, June 2 (Agency) -
    r"|[A-ZÄÖÜ][\w'’/-]+(?: [A-ZÄÖÜ][\w'’/-]+){0,2}(?: \([^()\n]{1,20}\))? [—–-]+(?=\s)"  # Oslo (Agency) -
)
_CAPITALS = re.compile(r"[A-ZÄÖÜ]{4,}(?:'s)?(?=\s[a-z])")
_LABEL = re.compile(r"[^\n.:?!]{2,60}[.:?!]['\"”»]?(?=\s\S)")
_HAN = re.compile(r"[\d\u3400-\u9fff“”「」·]{3,22}(?:[:!?]| +)(?=\S)")
_RULE = re.compile(r"[\W_]+")
_DATE = re.compile(r"\d|[一二三四五六七八九]{1,4}[年月]|二[○〇零]")
_ORNAMENT = re.compile(r"[▲△◆◇●○◎■□★☆▼▪◾※❖]")
_SIGNS = {_Mark.CLOCK: _CLOCK, _Mark.SIGN: _SIGN, _Mark.NUMBER: _NUMBER}


def find_items(text: str, blocks: Sequence[Block], wordings: Mapping[str, Wording]) -> tuple[int, ...]:
    """The numbers of the blocks at which items begin, the first block's among them; that alone for a page of one story.

    Items begin alike: with the hour, or a place in capitals or brackets; where the title says that the page is a round-up,
    also with a sign, a number, a few words set off, or each below a heading of its own. They must make up most of the page.
    What stands before the first is an item too."""
    page = _Lines(text, blocks, wordings)
    starts = page.alike() or (page.headed() if page.roundup else []) or page.ruled()
    starts = sorted({*starts, *page.turns()})
    return (0, *[at for at in starts if at > 0][: MOST - 1])


class _Lines:
    """The paragraphs of a page, and how they begin."""

    def __init__(self, text: str, blocks: Sequence[Block], wordings: Mapping[str, Wording]) -> None:
        self._blocks = blocks
        self._lines = [text[block.start : block.end] for block in blocks]
        self._words = {code: wording.noise for code, wording in wordings.items()}
        self._short = frozenset[str]().union(*(w.sentences.abbreviations | w.sentences.weak_abbreviations for w in wordings.values()))
        self._prose = [at for at, block in enumerate(blocks) if block.kind is BlockKind.BODY]
        self._sizes = [size(line) for line in self._lines]
        titles = [at for at in range(min(_TITLES, len(blocks))) if self._sizes[at] <= _TITLE]
        self.roundup = any(Cue.ROUNDUPS in find_cues(self._lines[at], self._words) for at in titles)

    def alike(self) -> list[int]:
        """Paragraphs that begin with the first kind of mark that is found often enough."""
        for mark in _Mark:
            begins = [at for at in self._told(mark) if self._begins(at, mark)]
            if mark is _Mark.SIGN:
                begins = self._of_one_sign(begins)
            if len(begins) >= _FEWEST and self._are_items(begins, mark):
                return begins
        return []

    def headed(self) -> list[int]:
        """Headings with a paragraph or two below each."""
        prose = set(self._prose)
        begins = [at for at in range(1, len(self._blocks)) if self._blocks[at].kind is BlockKind.HEADLINE and at + 1 in prose]
        begins = [self._first_heading(at) for at in begins]
        return begins if len(begins) >= _FEWEST - 1 and len(prose) <= 3 * len(begins) else []

    def ruled(self) -> list[int]:
        """Short stories with a line of signs between them."""
        rules = [at for at, line in enumerate(self._lines) if _RULE.fullmatch(line)]
        between = [second - first - 1 for first, second in pairwise(rules)]
        if len(rules) < _FEWEST or max(between) > _SHORT_STORY:
            return []
        return [at + 1 for at in rules if at + 1 < len(self._blocks)]

    def turns(self) -> list[int]:
        """Paragraphs that say themselves that they tell of something else."""
        return [at for at in self._prose if Cue.FURTHER in find_cues(self._lines[at][:_TURN], self._words)]

    def _told(self, mark: _Mark) -> list[int]:
        if mark is _Mark.CLOCK:
            return list(range(len(self._blocks)))
        headings = mark in (_Mark.SIGN, _Mark.NUMBER)
        kinds = (BlockKind.BODY, BlockKind.HEADLINE) if headings else (BlockKind.BODY,)
        return [at for at, block in enumerate(self._blocks) if block.kind in kinds and self._sizes[at] >= _STORY]

    def _begins(self, at: int, mark: _Mark) -> bool:
        line = self._lines[at]
        if mark is _Mark.PLACE:
            return bool(_PLACE.match(line, 0, _HEAD) or (self.roundup and _CAPITALS.match(line, 0, _HEAD)))
        if mark is _Mark.LABEL:
            return self._label(line) is not None
        return bool(_SIGNS[mark].match(line))

    def _label(self, line: str) -> str | None:
        """A few words set off at the head of a paragraph; not a rank or an initial: "Adm. Miller"."""
        found = _LABEL.match(line)
        if found is None:
            han = _HAN.match(line)
            return han.group() if han else None
        words = found.group().split()
        if words[-1] in self._short or (len(words[-1]) == 2 and words[-1][0].isupper()):
            return None
        return found.group() if len(words) <= _LABEL_WORDS else None

    def _of_one_sign(self, begins: Sequence[int]) -> list[int]:
        signs = [self._lines[at][0] for at in begins]
        best = max(dict.fromkeys(signs), key=signs.count, default="")
        return [at for at in begins if self._lines[at][0] == best]

    def _are_items(self, begins: Sequence[int], mark: _Mark) -> bool:
        """Most of the page, each of its own label, and not the points of a sentence before them."""
        if mark is _Mark.CLOCK:
            return True
        if not self.roundup and (self._introduced(begins[0]) or not self._tell_enough(begins, mark)):
            return False
        if mark in (_Mark.PLACE, _Mark.LABEL) and not self._differ(begins, mark):
            return False
        ends = [*begins[1:], len(self._blocks)]
        held = [at for start, end in zip(begins, ends, strict=True) for at in range(start, end if mark is not _Mark.LABEL else start + 1)]
        prose = set(self._prose)
        return sum(self._sizes[at] for at in held if at in prose) >= _MOST_OF * sum(self._sizes[at] for at in prose) > 0

    def _tell_enough(self, begins: Sequence[int], mark: _Mark) -> bool:
        """What speaks for items where no title does. Words set off, numbers and the dots of lists do not: a fact box has them too."""
        if mark is _Mark.PLACE:
            return True
        if mark is not _Mark.SIGN or not _ORNAMENT.match(self._lines[begins[0]]):
            return False
        dated = sum(bool(_DATE.match(self._lines[at][1:].strip())) for at in begins)
        middle = sorted(self._sizes[at] for at in begins)[len(begins) // 2]
        return 2 * dated < len(begins) and middle >= _POINT  # a chronicle's years and its "again" carry

    def _introduced(self, first: int) -> bool:
        return first > 0 and self._lines[first - 1].endswith(":") and self._sizes[first - 1] >= _INTRODUCES

    def _differ(self, begins: Sequence[int], mark: _Mark) -> bool:
        """Speakers of an interview come again, subjects of a round-up hardly do."""
        found = [_PLACE.match(self._lines[at], 0, _HEAD) if mark is _Mark.PLACE else None for at in begins]
        labels = [match.group() if match else self._label(self._lines[at]) for at, match in zip(begins, found, strict=True)]
        return 10 * len(set(labels)) >= 9 * len(labels)

    def _first_heading(self, at: int) -> int:
        """Of headings that stand over each other, "CHINA" and "Talks resume", the first; never the page's title."""
        while at > 2 and self._blocks[at - 1].kind is BlockKind.HEADLINE:
            at -= 1
        return at
