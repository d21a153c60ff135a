"""One sentence with everything found in it: what the upper layers read instead of text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.extraction.clauses import Clause, ClauseKind, split_clauses
from bot.extraction.lexicon import CueHit, Lexicon
from bot.extraction.sentences import Sentence
from bot.extraction.timespec import TimeMention
from bot.knowledge.names import Form, Kind, NameHit


@dataclass(frozen=True, slots=True)
class Scene:
    """All offsets are code points of the article's text.

    `text` is the folded article. `names`, `cues` and `times` are in order of their start; `clauses`
    are those of the sentence, outer before inner."""

    index: int
    text: str
    sentence: Sentence
    lexicon: Lexicon
    names: tuple[NameHit, ...]
    cues: tuple[CueHit, ...]
    times: tuple[TimeMention, ...]
    clauses: tuple[Clause, ...]

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

    def cues_of(self, section: str, start: int | None = None, end: int | None = None) -> list[CueHit]:
        """Cues of one section that lie in the span, the whole sentence by default."""
        first = self.start if start is None else start
        last = self.end if end is None else end
        return [cue for cue in self.cues if cue.section == section and first <= cue.start and cue.end <= last]

    def names_of(self, *kinds: Kind) -> list[NameHit]:
        return [name for name in self.names if name.kind in kinds]

    def sides(self, start: int, end: int) -> list[NameHit]:
        """What names a side or a third party within a span: countries, metonyms, adjectives."""
        return [name for name in self.names if name.kind is Kind.SIDE and start <= name.start and name.end <= end]

    def clause_at(self, start: int, end: int) -> Clause:
        """The innermost clause that owns the span; the sentence as a whole where none does."""
        owners = [clause for clause in self.clauses if clause.owns(start, end)]
        return min(owners, key=lambda clause: clause.end - clause.start, default=self.clauses[0])


def build_scenes(
    text: str,
    sentences: Sequence[Sentence],
    names: Sequence[NameHit],
    times: Mapping[int, tuple[TimeMention, ...]],
    lexicons: Mapping[str, Lexicon],
    fallback: Lexicon,
) -> tuple[Scene, ...]:
    """One scene per sentence. `names` are those of the whole text; `times` those of each sentence by its index.

    A sentence in a language without lexicon is read with `fallback`."""
    out = []
    position = 0
    for index, sentence in enumerate(sentences):
        while position < len(names) and names[position].start < sentence.start:
            position += 1
        own = _within(names, position, sentence.end)
        lexicon = lexicons.get(sentence.language, fallback)
        words = text[sentence.start : sentence.end]
        cues = tuple(lexicon.scan(words, sentence.start))
        spans = [(name.start - sentence.start, name.end - sentence.start) for name in own if name.form is not Form.ADJECTIVE]
        clauses = tuple(_moved(split_clauses(words, lexicon.language, lexicon.wording, spans), sentence.start))
        whole = clauses or (_whole(sentence),)
        out.append(Scene(index, text, sentence, lexicon, own, cues, times.get(index, ()), whole))
    return tuple(out)


def _within(names: Sequence[NameHit], first: int, end: int) -> tuple[NameHit, ...]:
    own = []
    for name in names[first:]:
        if name.start >= end:
            break
        if name.end <= end:
            own.append(name)
    return tuple(own)


def _moved(clauses: Iterable[Clause], by: int) -> Iterable[Clause]:
    for clause in clauses:
        holes = tuple((start + by, end + by) for start, end in clause.holes)
        yield Clause(clause.start + by, clause.end + by, clause.kind, clause.parent, holes)


def _whole(sentence: Sentence) -> Clause:
    return Clause(sentence.start, sentence.end, ClauseKind.MAIN)
