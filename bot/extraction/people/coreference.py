"""Layer 3, reference: which words of a sentence stand for whom.

Names stand for themselves. A title ("the secretary"), an office ("China's defence minister"), a pronoun,
"his counterpart" and "the two" are led back to figures named before, or to whoever held the office;
where more than one reading fits, to nobody."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import attrgetter

from bot.extraction.language.lexicon import CueHit
from bot.extraction.people.cast import Cast
from bot.extraction.people.figures import Figure, NamedSpan
from bot.extraction.scenes import Scene
from bot.extraction.text.clauses import ClauseKind
from bot.knowledge.knowledge import Knowledge
from bot.knowledge.names import Kind, NameHit
from bot.model.knowledge import Person

_REACH = 2
"""How many sentences back a pronoun may look: farther than that readers lose it too."""


_start = attrgetter("start")


class By(StrEnum):
    NAME = "name"
    SURNAME = "surname"
    OFFICE = "office"
    TITLE = "title"
    PRONOUN = "pronoun"
    POSSESSIVE = "possessive"
    PAIR = "pair"
    COUNTERPART = "counterpart"


@dataclass(frozen=True, slots=True)
class Reference:
    """A span that stands for figures; an office may stand for somebody the article never names (`Figure.inferred`).

    `side` is the side an unnamed body or counterpart belongs to, where no figure is known."""

    start: int
    end: int
    by: By
    figures: tuple[Figure, ...]
    side: str | None = None


def resolve_references(scenes: Sequence[Scene], cast: Cast, knowledge: Knowledge, today: date | None) -> tuple[tuple[Reference, ...], ...]:
    """The references of each scene, in order of their start, none overlapping."""
    reader = _Resolver(cast, knowledge, today)
    return tuple(reader.read(scene) for scene in scenes)


class _Resolver:
    """Reads sentences in order and remembers who was spoken of."""

    def __init__(self, cast: Cast, knowledge: Knowledge, today: date | None) -> None:
        self._cast = cast
        self._knowledge = knowledge
        self._today = today
        self._ranked: dict[str, set[str]] = {}
        self._recent: list[tuple[int, tuple[Figure, ...]]] = []
        self._holders: dict[str, list[Figure]] = {}
        for figure in cast.figures:
            for office_id in figure.offices:
                self._holders.setdefault(office_id, []).append(figure)
        self._known = {figure.person_id: figure for figure in cast.figures if figure.person_id}

    def read(self, scene: Scene) -> tuple[Reference, ...]:
        fixed = [*self._named(scene)]
        fixed += [ref for ref in self._offices(scene, fixed) if not _touches(ref, fixed)]
        foreign = of_third_parties(scene, self._knowledge)
        if not foreign:
            fixed += [ref for ref in self._titles(scene, fixed) if not _touches(ref, fixed)]
        fixed.sort(key=lambda ref: ref.start)
        out: list[Reference] = []
        pending: list[Reference | CueHit] = [*fixed, *([] if foreign else self._loose(scene))]
        for item in sorted(pending, key=lambda item: item.start):
            ref = item if isinstance(item, Reference) else self._lead_back(item, scene, out)
            if ref is not None and not (out and ref.start < out[-1].end):
                out.append(ref)
        spoken = tuple(dict.fromkeys(figure for ref in out for figure in ref.figures if ref.by is not By.POSSESSIVE))
        if spoken:
            self._recent.append((scene.index, spoken))
        return tuple(out)

    def _named(self, scene: Scene) -> Iterator[Reference]:
        for span in self._spans(scene.start, scene.end):
            if span.end <= scene.end:
                ranks = [cue for cue in scene.cues_of("ranks", span.start, span.end) if not cue.cue.value("polite")]
                self._ranked.setdefault(span.figure.key, set()).update(map(_arm, ranks))
                yield Reference(span.start, span.end, By.NAME if span.full else By.SURNAME, (span.figure,))

    def _spans(self, start: int, end: int) -> Sequence[NamedSpan]:
        """Names that begin within a stretch of the text."""
        spans = self._cast.spans
        return spans[bisect_left(spans, start, key=_start) : bisect_left(spans, end, key=_start)]

    def _offices(self, scene: Scene, named: Sequence[Reference]) -> Iterator[Reference]:
        """Offices that stand alone; one beside a name is that person's title."""
        for office in scene.names_of(Kind.OFFICE):
            if _beside(scene, office.start, office.end, named) or _lesser(scene, office.start):
                continue
            figure = self._office_figure(office, scene)
            if figure is not None:
                yield Reference(office.start, office.end, By.OFFICE, (figure,))

    def _office_figure(self, office: NameHit, scene: Scene) -> Figure | None:
        named = list(dict.fromkeys(figure for office_id in office.ids for figure in self._holders.get(office_id, ())))
        if len(named) == 1:
            return named[0]
        if named or office.form.value == "bare" or self._today is None:
            return None
        holders = [self._knowledge.holder(office_id, self._today) for office_id in office.ids]
        people = [person for person in holders if person is not None]
        return self.figure_of(people[0]) if len(people) == 1 and len(holders) == 1 else None

    def figure_of(self, person: Person) -> Figure:
        """The article's figure of a person, or an inferred one."""
        if person.id not in self._known:
            offices = tuple(t.office_id for t in self._knowledge.tenures_on(person.id, self._today))
            title = self._knowledge.title_on(person.id, self._today)
            self._known[person.id] = Figure(person.id, person.name, person.side, person.family, person.id, title, offices, inferred=True)
        return self._known[person.id]

    def _titles(self, scene: Scene, named: Sequence[Reference]) -> Iterator[Reference]:
        """Definite titles such as "the secretary": the last one spoken of whose title has that word."""
        yield from self._ranks(scene, named)
        for cue in scene.cues_of("titles"):
            if cue.cue.value("plain") or _beside(scene, cue.start, cue.end, named) or not _definite(scene, cue):
                continue  # "the official", "der Leiter" may be anybody
            if cue.cue.value("national"):
                own = [figure for figure in self._spoken(scene.index, 3) if figure.side == cue.cue.value("side") and not figure.inferred]
                if own:
                    yield Reference(cue.start, cue.end, By.TITLE, (own[0],))
                continue
            word = str(cue.cue.value("english") or "").split(" ")[-1 if cue.cue.value("english") in ("Vice President",) else 0].lower()
            fits = [f for f in self._spoken(scene.index, 6) if f.title and word and word in f.title.lower() and "former" not in f.title]
            side = cue.cue.value("side") or _side_beside(scene, cue)
            fits = [f for f in fits if side is None or f.side == side]
            fits = [f for f in fits if self._in_channel(f)] or fits
            if fits:
                yield Reference(cue.start, cue.end, By.TITLE, (fits[0],))

    def _in_channel(self, figure: Figure) -> bool:
        """Holds an office that a channel belongs to: of two secretaries the one the watch is about."""
        return any(self._knowledge.offices[office].channel_id for office in figure.offices)

    def _ranks(self, scene: Scene, named: Sequence[Reference]) -> Iterator[Reference]:
        """ "The general", "der Admiral": the last one spoken of who was named with that kind of rank."""
        for cue in scene.cues_of("ranks"):
            if cue.cue.value("polite") or _beside(scene, cue.start, cue.end, named) or not _definite(scene, cue):
                continue
            fits = [figure for figure in self._spoken(scene.index, 6) if _arm(cue) in self._ranked.get(figure.key, ())]
            if fits:
                yield Reference(cue.start, cue.end, By.TITLE, (fits[0],))

    def _loose(self, scene: Scene) -> list[CueHit]:
        return [cue for cue in scene.cues if cue.section in ("pronouns", "counterparts")]

    def _lead_back(self, cue: CueHit, scene: Scene, before: Sequence[Reference]) -> Reference | None:
        if cue.section == "counterparts":
            return self._counterpart(cue, scene, before)
        number = cue.cue.value("number")
        if number == "two":
            return self._pair(cue, scene, before)
        if number == "one":
            figure = self._single(cue, scene, before)
            by = By.POSSESSIVE if cue.cue.value("possessive") else By.PRONOUN
            return Reference(cue.start, cue.end, by, (figure,)) if figure else None
        return None

    def _single(self, cue: CueHit, scene: Scene, before: Sequence[Reference]) -> Figure | None:
        """The subject of this sentence so far, else of the sentence before."""
        here = [ref for ref in before if ref.by is not By.POSSESSIVE and len(ref.figures) == 1]
        if here:
            subjects = [ref for ref in here if scene.clause_at(ref.start, ref.end).kind is not ClauseKind.APPOSITIVE]
            return (subjects or here)[0].figures[0]
        spoken = self._spoken(scene.index, _REACH)
        return spoken[0] if spoken else None

    def _pair(self, cue: CueHit, scene: Scene, before: Sequence[Reference]) -> Reference | None:
        """The last two spoken of, if they sit on opposite sides of the table."""
        sides = self._knowledge.sides
        here = [figure for ref in reversed(before) for figure in ref.figures]
        for group in (here, self._spoken(scene.index, 1), self._spoken(scene.index, 3)):
            ours = [figure for figure in dict.fromkeys(group) if figure.side in sides and not figure.inferred]
            if len(ours) == 2 and ours[0].side != ours[1].side:
                return Reference(cue.start, cue.end, By.PAIR, tuple(ours))
        return None

    def _counterpart(self, cue: CueHit, scene: Scene, before: Sequence[Reference]) -> Reference | None:
        """Who sits across from the subject; the name that follows, where one does, speaks for itself."""
        follows = [span for span in self._spans(cue.end, cue.end + 43) if span.end <= scene.end]
        if follows and _apposed(scene.text[cue.end : follows[0].name_start]):
            return None
        owner = next((ref.figures[0] for ref in before if len(ref.figures) == 1 and ref.figures[0].side in self._knowledge.sides), None)
        if owner is None:
            spoken = self._spoken(scene.index, _REACH)
            owner = spoken[0] if spoken else None
        if owner is None:
            return None
        side = _other_side(owner.side, self._knowledge)
        worded = _side_beside(scene, cue)
        if worded is not None and worded != side:
            return None
        several = _several(scene, cue)
        person = self._knowledge.counterpart(owner.person_id, self._today) if owner.person_id and self._today and not several else None
        return Reference(cue.start, cue.end, By.COUNTERPART, (self.figure_of(person),) if person else (), side)

    def _spoken(self, index: int, reach: int) -> list[Figure]:
        """Figures of the sentences before, latest sentence first, in the order they were spoken of there."""
        return list(dict.fromkeys(f for at, figures in reversed(self._recent[-reach:]) if index - at <= reach for f in figures))


def of_third_parties(scene: Scene, knowledge: Knowledge) -> bool:
    """A sentence that names third parties alone: "the ministers" and "they" there are theirs, whoever was spoken of before."""
    named = {name.ids[0] for name in scene.names_of(Kind.SIDE)}
    return bool(named) and named.isdisjoint(knowledge.sides)


def _several(scene: Scene, cue: CueHit) -> bool:
    """More than one counterpart. Where one form is singular and plural ("seinen Amtskollegen"), it is plural behind
    what governs another case than the singular would stand in: "mit seinen", "zwischen A und seinen"."""
    numbers = {other.cue.value("number") for other in scene.cues_of("counterparts", cue.start, cue.end)}
    if len(numbers) == 1:
        return "many" in numbers
    clause = scene.clause_at(cue.start, cue.end)
    before = scene.text[clause.start : cue.start].lower().replace(",", " ").split()
    plural = scene.lexicon.words("plural-governors")
    if before and before[-1] in scene.lexicon.words("and"):
        return any(word in plural for word in before)
    return bool(before) and before[-1] in plural


def _arm(cue: CueHit) -> str:
    """The last word of a rank: a lieutenant general is "the general" afterwards."""
    return str(cue.cue.value("english")).split()[-1]


def _touches(ref: Reference, others: Iterable[Reference]) -> bool:
    return any(ref.start < other.end and other.start < ref.end for other in others)


def _beside(scene: Scene, start: int, end: int, named: Sequence[Reference]) -> bool:
    """A title right before or behind a name."""
    for ref in named:
        if ref.start < end and start < ref.end:
            return True
        if end <= ref.start and not scene.text[end : ref.start].strip(" ,"):
            return True
        if (
            ref.end <= start
            and start - ref.end <= 60
            and _apposed(scene.text[ref.end : start])
            and scene.text[ref.end : ref.end + 1] == ","
        ):
            return True
    return False


def _apposed(between: str) -> bool:
    """Nothing but an apposition's comma and a few words between."""
    inner = between.strip(" ,，")
    return "," not in inner and ";" not in inner and len(inner.split()) <= 5


def _lesser(scene: Scene, start: int) -> bool:
    """A word before that makes another office of it: deputy, former, acting."""
    before = scene.text[max(scene.start, start - 24) : start].lower().split()
    return bool(before) and before[-1].strip("-,") in scene.lexicon.words("deputy")


def _definite(scene: Scene, cue: CueHit) -> bool:
    """Said of somebody known: the cue itself, or the word before it, is an article or possessive."""
    words = scene.text[cue.start : cue.end].lower().split()
    before = scene.text[max(scene.start, cue.start - 20) : cue.start].lower().split()
    articles = scene.lexicon.words("articles")
    return words[0] in articles or bool(before and before[-1] in articles) or bool(len(before) > 1 and before[-2] in articles)


def _side_beside(scene: Scene, cue: CueHit) -> str | None:
    for name in scene.sides(max(scene.start, cue.start - 22), cue.end):
        if len(name.ids) == 1:
            return name.ids[0]
    return None


def _other_side(side: str, knowledge: Knowledge) -> str | None:
    others = [key for key in knowledge.sides if key != side]
    return others[0] if len(others) == 1 and side in knowledge.sides else None
