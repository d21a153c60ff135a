"""One sentence with everything found in it: what the upper layers read instead of text."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter

from bot.extraction.language.lexicon import CueHit, Lexicon
from bot.extraction.language.timespec import TimeMention
from bot.extraction.text.clauses import Clause, ClauseKind, split_clauses
from bot.extraction.text.sentences import Sentence
from bot.knowledge.names import Form, Kind, NameHit


class _Found:
    """What a scene works out when it is first asked: by section its cues, its clauses, by span the clause that owns it, which of its
    characters belong to names.

    Threads that ask at once find the same."""

    __slots__ = ("clauses", "named", "owners", "sections")

    def __init__(self, cues: Iterable[CueHit]) -> None:
        self.sections: dict[str, list[CueHit]] = {}
        self.clauses: tuple[Clause, ...] | None = None
        self.owners: dict[tuple[int, int], Clause] = {}
        self.named: bytearray | None = None
        for cue in cues:
            self.sections.setdefault(cue.cue.section, []).append(cue)


@dataclass(frozen=True, slots=True)
class Scene:
    """All offsets are code points of the article's text.

    `text` is the folded article. `names`, `cues` and `times` are in order of their start."""

    index: int
    text: str
    sentence: Sentence
    lexicon: Lexicon
    names: tuple[NameHit, ...]
    cues: tuple[CueHit, ...]
    times: tuple[TimeMention, ...]
    _found: _Found = field(repr=False, compare=False)

    @property
    def start(self) -> int:
        return self.sentence.start

    @property
    def end(self) -> int:
        return self.sentence.end

    @property
    def words(self) -> str:
        return self.text[self.sentence.start : self.sentence.end]

    @property
    def language(self) -> str:
        return self.lexicon.language

    @property
    def unspaced(self) -> bool:
        """Words stand without spaces between them, as in Chinese."""
        return self.lexicon.wording.unspaced

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses of the sentence, outer before inner; one at least."""
        found = self._found
        if found.clauses is None:  # most sentences of a page tell of no contact: nobody asks for their clauses
            found.clauses = _clauses(self)
        return found.clauses

    def cues_of(self, section: str, start: int | None = None, end: int | None = None) -> list[CueHit]:
        """Cues of one section that lie in the span, the whole sentence by default."""
        cues = self._found.sections.get(section)
        if not cues:
            return []
        if start is None and end is None:
            return cues.copy()
        first = self.start if start is None else start
        last = self.end if end is None else end
        return [cue for cue in cues if first <= cue.start and cue.end <= last]

    def names_of(self, *kinds: Kind) -> list[NameHit]:
        return [name for name in self.names if name.kind in kinds]

    def is_named(self, start: int, end: int) -> bool:
        """True where a character of the span, which lies in the sentence, is part of a name."""
        named = self._found.named
        if named is None:
            named = self._found.named = _named(self)
        return named.find(1, start - self.start, end - self.start) >= 0

    def sides(self, start: int, end: int) -> list[NameHit]:
        """What names a side or a third party within a span: countries, metonyms, adjectives."""
        return [name for name in self.names if name.kind is Kind.SIDE and start <= name.start and name.end <= end]

    def clause_at(self, start: int, end: int) -> Clause:
        """The innermost clause that owns the span; the sentence as a whole where none does."""
        owner = self._found.owners.get((start, end))
        if owner is None:
            owners = [clause for clause in self.clauses if clause.owns(start, end)]
            owner = min(owners, key=lambda clause: clause.end - clause.start, default=self.clauses[0])
            self._found.owners[start, end] = owner
        return owner


LONGEST = 1500
"""Characters of one sentence. Longer ones are lists, tables or text without stops."""

MOST_CUES, MOST_NAMES, MOST_TIMES = 64, 48, 16
"""What is kept of one sentence, the first of each: three times as much as any of nine hundred articles has. The layers above look at
cues beside each other, so that work grows with their square."""


def owned(clause: Clause, scene: Scene, start: int, end: int) -> bool:
    """True where the span belongs to the clause: to its own words or to an apposition or speech frame within it."""
    if clause.owns(start, end):
        return True
    if not (clause.start <= start and end <= clause.end):
        return False
    return scene.clause_at(start, end).kind in (ClauseKind.APPOSITIVE, ClauseKind.SPEECH)


def build_scenes(
    text: str,
    sentences: Sequence[Sentence],
    names: Sequence[NameHit],
    times: Sequence[Sequence[TimeMention]],
    lexicons: Mapping[str, Lexicon],
    fallback: Lexicon,
) -> tuple[Scene, ...]:
    """One scene per sentence, more where one is longer than LONGEST. `names` are those of the whole text; `times` those of each sentence.

    A sentence in a language without lexicon is read with `fallback`."""
    out: list[Scene] = []
    position = 0
    for whole, told in zip(sentences, times, strict=True):
        for sentence in _pieces(text, whole, lexicons.get(whole.language, fallback)):
            while position < len(names) and names[position].start < sentence.start:
                position += 1
            own = _within(names, position, sentence.end)[:MOST_NAMES]
            within = tuple(_told_within(told, sentence))
            out.append(_scene(len(out), text, sentence, own, within, lexicons.get(sentence.language, fallback)))
    return tuple(out)


def scenes_among(scenes: Sequence[Scene], first: int, last: int) -> tuple[Scene, ...]:
    """The scenes of paragraphs `first` up to `last`, counted from 0 again."""
    own = [scene for scene in scenes if first <= scene.sentence.paragraph < last]
    return tuple(replace(scene, index=index) for index, scene in enumerate(own))


def _scene(
    index: int, text: str, sentence: Sentence, names: tuple[NameHit, ...], times: tuple[TimeMention, ...], lexicon: Lexicon
) -> Scene:
    cues = tuple(lexicon.scan(text[sentence.start : sentence.end], sentence.start)[:MOST_CUES])
    return Scene(index, text, sentence, lexicon, names, cues, times, _Found(cues))


def _clauses(scene: Scene) -> tuple[Clause, ...]:
    start = scene.sentence.start
    spans = [(name.start - start, name.end - start) for name in scene.names if name.form is not Form.ADJECTIVE]
    found = split_clauses(scene.words, scene.lexicon.language, scene.lexicon.wording, spans, start)
    return found or (Clause(start, scene.sentence.end, ClauseKind.MAIN),)


def _named(scene: Scene) -> bytearray:
    """For each character of the sentence 1 where it is part of a name, else 0: asked of every word, this takes one look."""
    marks = bytearray(scene.end - scene.start)
    for name in scene.names:
        marks[name.start - scene.start : name.end - scene.start] = b"\1" * (name.end - name.start)
    return marks


def _pieces(text: str, sentence: Sentence, lexicon: Lexicon) -> Iterable[Sentence]:
    """The sentence, cut at blanks where it is too long, so that no layer's work grows with its square.

    In languages whose lexicon says so (`part-marks`) a semicolon ends a sentence in all but name: what it
    parts has its own subject, verb and date."""
    marks = lexicon.words("part-marks")
    start = sentence.start
    while start < sentence.end:
        end = sentence.end
        if marks and (parts := [at for mark in marks if (at := text.find(mark, start, sentence.end - 1)) > start]):
            end = min(parts) + 1
        if end - start > LONGEST:
            blank = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
            end = blank if blank > start else start + LONGEST
        yield replace(sentence, start=start, end=end) if (start, end) != (sentence.start, sentence.end) else sentence
        start = end


def _told_within(times: Sequence[TimeMention], sentence: Sentence) -> Sequence[TimeMention]:
    first = bisect_left(times, sentence.start, key=attrgetter("start"))
    last = bisect_right(times, sentence.end, key=attrgetter("end"))
    return times[first : min(last, first + MOST_TIMES)]


def _within(names: Sequence[NameHit], first: int, end: int) -> tuple[NameHit, ...]:
    own = []
    for index in range(first, len(names)):
        if names[index].start >= end:
            break
        if names[index].end <= end:
            own.append(names[index])
    return tuple(own)
