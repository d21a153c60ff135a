"""Layer 3, people: which names of an article are one person, who that is, and what office they hold.

names of the roster ─┐
ranks, titles, pinyin ┴▶ full names ▶ figures ▶ surnames ▶ spans, titles as of the article"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.extraction.people.figures import Figure, NamedSpan
from bot.extraction.people.titles import side_of, worded_title
from bot.extraction.people.unlisted import Stranger, find_strangers
from bot.extraction.scenes import Scene
from bot.knowledge.knowledge import Knowledge
from bot.knowledge.names import Form, Kind, NameHit
from bot.model.knowledge import THIRD, Person

_NEAR = timedelta(days=200)
"""How far from the article's date somebody known by surname alone may have held office: predecessors are still in the news."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody an article names. `spans` are in order; `figures` in the order of their first naming."""

    figures: tuple[Figure, ...]
    spans: tuple[NamedSpan, ...]


def find_cast(scenes: Sequence[Scene], knowledge: Knowledge, today: date | None) -> Cast:
    """Name everybody of the article once. People of no office, and those the text calls scholars or reporters, stay out."""
    book = _Book(knowledge, today)
    spans = [span for scene in scenes for span in _full_spans(scene, book)]
    for scene in scenes:
        for stranger in find_strangers(scene):
            span = _stranger_span(stranger, scene, book)
            if span is not None and not any(span.start < other.end and other.start < span.end for other in spans):
                spans.append(span)
    spans.sort(key=lambda span: span.start)
    spans += [span for scene in scenes for span in _surnames(scene, spans, book)]
    spans.sort(key=lambda span: span.start)
    return Cast(tuple(dict.fromkeys(span.figure for span in spans)), tuple(spans))


class _Book:
    """The figures of one article, each made once."""

    def __init__(self, knowledge: Knowledge, today: date | None) -> None:
        self.knowledge = knowledge
        self.today = today
        self._figures: dict[str, Figure] = {}

    def listed(self, person: Person) -> Figure:
        if person.id not in self._figures:
            offices = tuple(tenure.office_id for tenure in self.knowledge.tenures_on(person.id, self.today)) if self.today else ()
            title = self.knowledge.title_on(person.id, self.today)
            self._figures[person.id] = Figure(person.id, person.name, person.side, person.family, person.id, title, offices)
        return self._figures[person.id]

    def unlisted(self, name: str, side: str, family: str, title: str | None) -> Figure:
        key = "~" + "-".join(name.casefold().split())
        known = self._figures.get(key)
        if known is None or (known.title is None and title is not None):
            self._figures[key] = known = Figure(key, name, side, family, None, title)
        return known

    def in_office(self, ids: Iterable[str], *, near: bool) -> list[Person]:
        """Those who held an office at the article's date, or near it."""
        people = [self.knowledge.people[person_id] for person_id in ids if person_id in self.knowledge.people]
        day = self.today
        if day is None:
            return people
        pad = _NEAR if near else timedelta(0)
        return [p for p in people if any(t.start.first - pad <= day and (t.end is None or day <= t.end.last + pad) for t in p.tenures)]

    def pick(self, ids: Sequence[str], offices: Iterable[str] = ()) -> Person | None:
        """Who of several bearers of a name is meant: by the office worded beside it, then by who is in office."""
        people = [self.knowledge.people[person_id] for person_id in ids if person_id in self.knowledge.people]
        worded = set(offices)
        by_office = [p for p in people if any(t.office_id in worded for t in p.tenures)]
        for narrowed in (
            by_office,
            self.in_office([p.id for p in by_office or people], near=False),
            self.in_office([p.id for p in by_office or people], near=True),
        ):
            if len(narrowed) == 1:
                return narrowed[0]
        return people[0] if len(people) == 1 else None


def _full_spans(scene: Scene, book: _Book) -> Iterator[NamedSpan]:
    for name in scene.names_of(Kind.PERSON):
        if name.form is Form.FAMILY or _is_namesake(scene, name.start, name.end) or _outsider(scene, name.start, name.end):
            continue
        person = book.pick(name.ids, _offices_beside(scene, name))
        if person is None and name.form is Form.FULL:
            person = book.knowledge.people.get(name.ids[0])
        if person is not None:
            yield NamedSpan(_title_start(scene, name.start), name.end, book.listed(person), True, name.start)


def _stranger_span(stranger: Stranger, scene: Scene, book: _Book) -> NamedSpan | None:
    if _is_namesake(scene, stranger.start, stranger.end) or _outsider(scene, stranger.start, stranger.end):
        return None
    side = side_of(stranger, scene)
    if side is None:
        return None
    if side not in book.knowledge.sides:
        side = THIRD
    name, family = _written(stranger, scene)
    start = min([stranger.start, *(cue.start for cue in stranger.before)])
    return NamedSpan(start, stranger.end, book.unlisted(name, side, family, worded_title(stranger, scene)), True, stranger.start)


def _written(stranger: Stranger, scene: Scene) -> tuple[str, str]:
    """The name in Latin letters, and the surname as it stands alone."""
    if scene.language == "zh":
        from bot.extraction.people.pinyin import romanize  # a dictionary of 5 MB that only Chinese texts need

        name = romanize(stranger.name)
        return name, name.split()[0]
    tokens = stranger.name.split()
    return stranger.name, tokens[0] if stranger.pinyin else tokens[-1]


def _surnames(scene: Scene, full: Sequence[NamedSpan], book: _Book) -> Iterator[NamedSpan]:
    """Surnames alone: first those of people the article names in full, then of people in office."""
    taken = [span for span in full if scene.start <= span.start and span.end <= scene.end]
    hits = {(name.start, name.end): name for name in scene.names_of(Kind.PERSON) if name.form is Form.FAMILY}
    for start, end in _surname_spots(scene, full, hits):
        if any(span.start < end and start < span.end for span in taken) or _is_namesake(scene, start, end):
            continue
        figure = _bearer(scene, start, end, hits.get((start, end)), full, book)
        if figure is not None:
            yield NamedSpan(_title_start(scene, start), end, figure, False, start)


def _surname_spots(scene: Scene, full: Sequence[NamedSpan], hits: dict[tuple[int, int], NameHit]) -> list[tuple[int, int]]:
    """Where a surname of the roster or of somebody named in full stands alone."""
    if scene.language == "zh":
        return []
    pronouns = {(cue.start, cue.end) for cue in scene.cues_of("pronouns")}
    spots = {spot for spot in hits if spot not in pronouns or _title_start(scene, spot[0]) < spot[0]}
    for family in {span.figure.family for span in full if span.figure.person_id is None}:
        at = scene.text.find(family, scene.start, scene.end)
        while at >= 0:
            end = at + len(family)
            if not _inside_word(scene.text, at, end):
                spots.add((at, end))
            at = scene.text.find(family, end, scene.end)
    return sorted(spots)


def _inside_word(text: str, start: int, end: int) -> bool:
    """A letter before, or after more than a German genitive's s."""
    if start and text[start - 1].isalnum():
        return True
    rest = text[end : end + 2]
    return bool(rest) and rest[0].isalnum() and not (rest[0] == "s" and not rest[1:].isalnum())


def _bearer(scene: Scene, start: int, end: int, hit: NameHit | None, full: Sequence[NamedSpan], book: _Book) -> Figure | None:
    family = scene.text[start:end]
    bearers = [span for span in full if (hit is not None and span.figure.person_id in hit.ids) or span.figure.family == family]
    figures = list(dict.fromkeys(span.figure for span in bearers))
    if len(figures) == 1:
        return figures[0]
    if figures:
        before = [span for span in bearers if span.start < start]
        return before[-1].figure if before else None
    if hit is None:
        return None
    return _unnamed(scene, hit, book)


def _unnamed(scene: Scene, hit: NameHit, book: _Book) -> Figure | None:
    """Somebody the article never names in full: with a title, or in an office that has a channel of its own."""
    offices = set(_offices_beside(scene, hit))
    titled = _title_start(scene, hit.start) < hit.start
    current = book.in_office(hit.ids, near=True)
    known = [p for p in current if offices & {t.office_id for t in p.tenures}] if offices else []
    prominent = [p for p in current if book.today is not None and any(_prominent(t.office_id, book.knowledge) for t in p.tenures)]
    for candidates in (known, prominent if titled or len(hit.ids) == 1 else [], prominent):
        if len(candidates) == 1:
            return book.listed(candidates[0])
    return None


def _prominent(office_id: str, knowledge: Knowledge) -> bool:
    """Offices whose one holder articles name by surname alone: those with a counterpart across the table."""
    office = knowledge.offices[office_id]
    return office.single_holder and office.counterpart_id is not None and office.channel_id is not None


def _offices_beside(scene: Scene, name: NameHit) -> list[str]:
    """Offices worded right before or after a name."""
    found: list[str] = []
    for office in scene.names_of(Kind.OFFICE):
        before = office.end <= name.start and name.start - office.end <= 3
        after = name.end <= office.start and office.start - name.end <= 12 and scene.text[name.end : name.end + 1] in (",", " ")
        if before or after:
            found += office.ids
    return found


def _title_start(scene: Scene, start: int) -> int:
    """Where the titles and ranks before a name begin."""
    edge = start
    marks = sorted(
        [(cue.start, cue.end) for cue in scene.cues if cue.section in ("ranks", "titles")]
        + [(n.start, n.end) for n in scene.names_of(Kind.OFFICE)]
    )
    for first, last in reversed(marks):
        if last <= edge and scene.text[last:edge].strip() in ("", ",") and first < edge:
            edge = first
    return edge


def _is_namesake(scene: Scene, start: int, end: int) -> bool:
    """A ship, a law, an administration called after somebody."""
    before = scene.text[max(scene.start, start - 28) : start].strip(" \"'“„»«‘").lower()
    after = scene.text[end : end + 24].strip(" '’s").lower()
    lexicon = scene.lexicon
    if any(before.endswith(word) for word in lexicon.words("namesakes-before")):
        return True
    return any(after.startswith(word) for word in lexicon.words("namesakes-after"))


def _outsider(scene: Scene, start: int, end: int) -> bool:
    """A reporter's byline or a scholar's apposition right beside the name."""
    for cue in scene.cues_of("outsiders"):
        if cue.end <= start and not scene.text[cue.end : start].strip(" :"):
            return True
        if cue.cue.id == "byline":
            continue
        if end <= cue.start <= end + 30 and scene.text[end : end + 1] in (",", "，") and not scene.cues_of("titles", end, cue.start):
            return True
    return False
