"""Layer 3, people: which names of an article are one person, who that is, and what office they hold.

names of the roster ─┐
ranks, titles, pinyin ┴▶ full names ▶ figures ▶ surnames ▶ spans, titles as of the article"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.extraction.people.figures import Figure, FullNames, NamedSpan
from bot.extraction.people.heyday import busiest_day
from bot.extraction.people.posts import Post, find_posts, worn_by
from bot.extraction.people.titles import Wording, better, settled_title, side_of, worded_title
from bot.extraction.people.transliteration import likeness
from bot.extraction.people.unlisted import Stranger, find_strangers, is_pinyin_name
from bot.extraction.scenes import Scene
from bot.knowledge.fold import is_han
from bot.knowledge.knowledge import Knowledge
from bot.knowledge.names import Form, Kind, NameHit
from bot.model.knowledge import THIRD, Person

_NEAR = timedelta(days=200)
"""How far from the article's date somebody known by surname alone may have held office: predecessors are still in the news."""

_OPENING, _CLOSING = frozenset("\"“„«»‘'"), frozenset("\"”“«»’'")

_ALIKE = 0.6
"""How alike a transliteration and a surname must sound where the office fits: six in seven spellings of the
roster do, one stranger in twenty."""

_SHORTEST_SURNAME, _LONGEST_SURNAME = 2, 6

_REMEMBERED, _APART = timedelta(days=5 * 365), timedelta(days=2 * 365)
"""How long somebody out of office is still meant by surname, and how much earlier others of that name must have left."""

_MOST_ALIASES = 40
"""Unlisted people who are looked for again: more of them are a list of names."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody an article names. `spans` are in order; `figures` in the order of their first naming."""

    figures: tuple[Figure, ...]
    spans: tuple[NamedSpan, ...]


def find_cast(scenes: Sequence[Scene], knowledge: Knowledge, today: date | None) -> Cast:
    """Name everybody of the article once. People of no office, and those the text calls scholars or reporters, stay out."""
    book = _Book(knowledge, today or busiest_day(scenes, knowledge))
    posts = [find_posts(scene) for scene in scenes]
    spans = [span for scene, own in zip(scenes, posts, strict=True) for span in _full_spans(scene, own, book)]
    spans += _without_overlaps(_strangers(scenes, posts, book), spans)
    spans.sort(key=lambda span: span.start)
    full = FullNames(spans.copy())
    spans += [span for scene in scenes for span in _surnames(scene, full, book)]
    spans.sort(key=lambda span: span.start)
    titled = book.titled()
    spans = [replace(span, figure=titled[span.figure.key]) for span in spans]
    return Cast(tuple(dict.fromkeys(span.figure for span in spans)), tuple(spans))


def _strangers(scenes: Sequence[Scene], posts: Sequence[Sequence[Post]], book: "_Book") -> Iterator[NamedSpan]:
    """People nobody listed, and where the text names them again by what it wrote first."""
    aliases: dict[str, Figure] = {}
    for scene, own in zip(scenes, posts, strict=True):
        unspaced = bool(scene.lexicon.words("unspaced-names"))
        for span in _transliterated(scene, own, book) if unspaced else ():
            yield span
            aliases.setdefault(scene.text[span.name_start : span.end], span.figure)
        for stranger in find_strangers(scene, own):
            found = _stranger_span(stranger, scene, book)
            if found is None:
                continue
            yield found
            if unspaced and len(aliases) < _MOST_ALIASES:
                aliases.setdefault(stranger.alias or stranger.name, found.figure)
    for scene in scenes if aliases else ():
        if scene.lexicon.words("unspaced-names"):
            yield from _repeated(scene, aliases)


def _transliterated(scene: Scene, posts: Sequence[Post], book: "_Book") -> Iterator[NamedSpan]:
    """Listed foreigners whose name the text writes as nobody listed it: by the office before it and the sound of it."""
    taken = [(name.start, name.end) for name in scene.names_of(Kind.PERSON)]
    for post in posts:
        titled = [n for n in scene.names_of(Kind.OFFICE) if post.start <= n.end == post.end]
        offices = {office for name in titled for office in name.ids}
        names = _possible_names(scene, post.end) if offices else []
        if not names or any(start < post.end + len(names[-1]) and post.end < end for start, end in taken):
            continue
        found = book.sounding_like(names, offices)
        if found is None or _of_another(scene, min([post.start, *(n.start for n in titled)]), found[0].side):
            continue
        person, name = found
        figure, end = book.listed(person), post.end + len(name)
        book.word(figure, worded_title(worn_by(scene, posts, post.end, end), scene))
        yield NamedSpan(post.start, end, figure, True, post.end)


def _of_another(scene: Scene, start: int, side: str) -> bool:
    """Another country stands right before the office or begins it."""
    return any(n.kind is Kind.SIDE and n.end >= start >= n.start - 1 and side not in n.ids for n in scene.names)


def _possible_names(scene: Scene, start: int) -> list[str]:
    """What may be a transliterated surname from here on, shorter first: it ends at a rank, a stop or a word that follows names."""
    marks = {cue.start for cue in scene.cues if cue.section in ("ranks", "titles")}
    stops = scene.lexicon.words("name-stops")
    follow = stops | scene.lexicon.words("name-followers")
    names: list[str] = []
    for end in range(start + 1, min(scene.end, start + _LONGEST_SURNAME) + 1):
        if not is_han(scene.text[end - 1]) or end - 1 in marks or scene.text[end - 1] in stops:
            break
        closed = end == scene.end or not is_han(scene.text[end]) or end in marks or scene.text[end] in follow
        if end - start >= _SHORTEST_SURNAME and closed:
            names.append(scene.text[start:end])
    return names


def _repeated(scene: Scene, aliases: Mapping[str, Figure]) -> Iterator[NamedSpan]:
    for alias, figure in aliases.items():
        at = scene.text.find(alias, scene.start, scene.end)
        while at >= 0:
            yield NamedSpan(at, at + len(alias), figure, True, at)
            at = scene.text.find(alias, at + len(alias), scene.end)


def _without_overlaps(new: Iterable[NamedSpan], old: Sequence[NamedSpan]) -> list[NamedSpan]:
    """The new spans that touch neither an old one nor one of themselves that came before."""
    taken = sorted((span.start, span.end) for span in old)
    kept: list[NamedSpan] = []
    for span in new:
        at = bisect_left(taken, (span.start, span.end))
        if (at < len(taken) and taken[at][0] < span.end) or (at and taken[at - 1][1] > span.start):
            continue
        taken.insert(at, (span.start, span.end))
        kept.append(span)
    return kept


class _Book:
    """The figures of one article, each made once."""

    def __init__(self, knowledge: Knowledge, today: date | None) -> None:
        self.knowledge = knowledge
        self.today = today
        self._figures: dict[str, Figure] = {}
        self._worded: dict[str, Wording] = {}
        self._foreigners: list[Person] | None = None
        self._written: dict[str, str] = {}

    def word(self, figure: Figure, wording: Wording | None) -> None:
        """Remember how the text words somebody's title."""
        if wording is not None:
            self._worded[figure.key] = better(self._worded.get(figure.key), wording)

    def titled(self) -> dict[str, Figure]:
        """Every figure by key, with the title as of the article."""
        return {
            key: replace(figure, name=self._written.get(key, figure.name), title=settled_title(figure.title, self._worded.get(key)))
            for key, figure in self._figures.items()
        }

    def write(self, figure: Figure, name: str) -> None:
        """Keep the given name that the article uses, where it is another than the roster's: Patrick for Pat."""
        words = [word for word in name.split() if word.isalpha() and word not in self.knowledge.title_words]
        if figure.person_id is None or len(words) < 2 or words[-1] != figure.family or figure.name.split()[-1] != figure.family:
            return
        if words[0] not in figure.name.split() and len(words[0]) > 1 and "." not in figure.name:
            self._written.setdefault(figure.key, f"{words[0]} {figure.family}")

    def listed(self, person: Person) -> Figure:
        if person.id not in self._figures:
            offices = tuple(tenure.office_id for tenure in self.knowledge.tenures_on(person.id, self.today)) if self.today else ()
            title = self.knowledge.title_on(person.id, self.today)
            self._figures[person.id] = Figure(person.id, person.name, person.side, person.family, person.id, title, offices)
        return self._figures[person.id]

    def unlisted(self, name: str, side: str, family: str) -> Figure:
        key = "~" + "-".join(name.casefold().split())
        return self._figures.setdefault(key, Figure(key, name, side, family))

    def namesake(self, name: str) -> Person | None:
        """The one listed person in office whose name reads like this one: homophones are one person where the office fits."""
        people = [person for person in self.knowledge.find_people(name) if person.name == name]
        current = self.in_office([person.id for person in people], near=True)
        return current[0] if len(current) == 1 else None

    def sounding_like(self, names: Sequence[str], offices: Collection[str]) -> tuple[Person, str] | None:
        """Who near the article's day held one of `offices` and sounds like one of `names`; None where nobody does, or two alike."""
        best: list[tuple[float, str, Person]] = []
        for person in self.foreigners():
            if any(t.office_id in offices for t in person.tenures):
                best += [(score, name, person) for name in names if (score := likeness(name, person.family)) >= _ALIKE]
        best.sort(key=lambda found: (-found[0], -len(found[1])))
        if not best or any(found[2].id != best[0][2].id and found[0] == best[0][0] for found in best):
            return None
        return best[0][2], best[0][1]

    def foreigners(self) -> list[Person]:
        """Those in office near the article's day whose names begin with the given name."""
        if self._foreigners is None:
            own = [p.id for p in self.knowledge.people.values() if not p.name.startswith(p.family + " ")]
            self._foreigners = self.in_office(own, near=True) if self.today else []
        return self._foreigners

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
        return people[0] if len(people) == 1 else self._latest(by_office or people)

    def _latest(self, people: Sequence[Person]) -> Person | None:
        """Of people all out of office the one who left last, where nobody else left near that time."""
        day = self.today
        if day is None:
            return None
        left = [(max((t.end.last for t in p.tenures if t.end and t.end.last < day), default=None), p) for p in people]
        known = sorted(((end, p.id, p) for end, p in left if end is not None), reverse=True)
        if not known or day - known[0][0] > _REMEMBERED or (len(known) > 1 and known[0][0] - known[1][0] < _APART):
            return None
        return known[0][2]


def _full_spans(scene: Scene, posts: Sequence[Post], book: _Book) -> Iterator[NamedSpan]:
    for name in scene.names_of(Kind.PERSON):
        if name.form is Form.FAMILY or _is_namesake(scene, name) or _outsider(scene, name.start, name.end):
            continue
        person = book.pick(name.ids, _offices_beside(scene, name))
        if person is None and name.form is Form.FULL:
            person = book.knowledge.people.get(name.ids[0])
        if person is not None:
            figure = book.listed(person)
            book.word(figure, worded_title(worn_by(scene, posts, name.start, name.end), scene))
            book.write(figure, scene.text[name.start : name.end])
            yield NamedSpan(_title_start(scene, name.start), name.end, figure, True, name.start)


def _stranger_span(stranger: Stranger, scene: Scene, book: _Book) -> NamedSpan | None:
    if _is_ship(scene, stranger.start, stranger.end) or _outsider(scene, stranger.start, stranger.end):
        return None
    side = side_of(stranger.worn, stranger.start, stranger.end, scene, homely=stranger.pinyin)
    if side is None or (stranger.pinyin and _is_foreign(stranger, scene)):
        return None
    if side not in book.knowledge.sides:
        side = THIRD
    name, family = _written(stranger, scene)
    person = book.namesake(name) if stranger.pinyin else None
    figure = book.listed(person) if person is not None else book.unlisted(name, side, family)
    book.word(figure, worded_title(stranger.worn, scene))
    return NamedSpan(min(stranger.start, stranger.worn.start), stranger.end, figure, True, stranger.start)


def _is_foreign(stranger: Stranger, scene: Scene) -> bool:
    """A transliteration that looks like a name of the home side: its office is one of another."""
    if not scene.lexicon.words("unspaced-names"):
        return False
    home = scene.lexicon.words("families-side")
    told = [side for post in stranger.worn.posts if (side := post.side)]
    edge = min(stranger.start, stranger.worn.start)
    told += [n.ids[0] for n in scene.names if n.kind is Kind.SIDE and n.end <= edge <= n.end + 1]
    return bool(told) and not any(side in home for side in told)


def _written(stranger: Stranger, scene: Scene) -> tuple[str, str]:
    """The name in Latin letters, and the surname as it stands alone."""
    if scene.lexicon.words("unspaced-names") and stranger.alias is None:
        from bot.extraction.people.pinyin import romanize  # a dictionary of 5 MB that only Chinese texts need

        name = romanize(stranger.name)
        return name, name.split()[0]
    tokens = stranger.name.split()
    return stranger.name, tokens[0] if stranger.pinyin else tokens[-1]


def _surnames(scene: Scene, full: FullNames, book: _Book) -> Iterator[NamedSpan]:
    """Surnames alone: first those of people the article names in full, then of people in office."""
    taken = full.within(scene.start, scene.end)
    hits = {(name.start, name.end): name for name in scene.names_of(Kind.PERSON) if name.form is Form.FAMILY}
    for start, end in _surname_spots(scene, full, hits):
        if any(span.start < end and start < span.end for span in taken) or _is_ship(scene, start, end) or _goes_on(scene, start, end):
            continue
        figure = _bearer(scene, start, end, hits.get((start, end)), full, book)
        if figure is not None:
            yield NamedSpan(_title_start(scene, start), end, figure, False, start)


def _surname_spots(scene: Scene, full: FullNames, hits: dict[tuple[int, int], NameHit]) -> list[tuple[int, int]]:
    """Where a surname of the roster or of somebody named in full stands alone."""
    if scene.lexicon.words("unspaced-names"):
        return []
    pronouns = {(cue.start, cue.end) for cue in scene.cues_of("pronouns")}
    spots = {spot for spot in hits if spot not in pronouns or _title_start(scene, spot[0]) < spot[0]}
    for family in full.unlisted_families:
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


def _bearer(scene: Scene, start: int, end: int, hit: NameHit | None, full: FullNames, book: _Book) -> Figure | None:
    known, figure = full.bearer(scene.text[start:end], hit.ids if hit is not None else (), start)
    return figure if known or hit is None else _unnamed(scene, hit, book)


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


def _is_namesake(scene: Scene, name: NameHit) -> bool:
    """A name that stands for something else: a ship, a law, a longer transliteration that begins like it."""
    if _is_ship(scene, name.start, name.end):
        return True
    text, lexicon = scene.text, scene.lexicon
    if name.form is Form.TRANSLITERATION:
        return text[name.end : name.end + 1] in lexicon.words("transliteration-tails") or text[name.end : name.end + 1] == "·"
    if text[name.start - 1 : name.start] in _OPENING and text[name.end : name.end + 1] in _CLOSING and " " in text[name.start : name.end]:
        return True  # a ship's name stands in quotation marks
    before = text[max(scene.start, name.start - 5) : name.start].lower().split()
    return bool(before) and before[-1] in lexicon.words("ship-articles") and " " in text[name.start : name.end]


def _is_ship(scene: Scene, start: int, end: int) -> bool:
    """A ship, a law, an administration called after somebody."""
    before = scene.text[max(scene.start, start - 28) : start].strip(" \"'“„»«‘").lower()
    after = scene.text[end : end + 24].strip(" '’s”\"“«»」』").lower()
    lexicon = scene.lexicon
    return any(map(before.endswith, lexicon.words("namesakes-before"))) or any(map(after.startswith, lexicon.words("namesakes-after")))


def _goes_on(scene: Scene, start: int, end: int) -> bool:
    """A surname that is part of a longer name of another: "JPMorgan Chase", "He Lifeng"."""
    if any(cue.start <= start < cue.end for cue in scene.cues if cue.section == "bodies"):
        return True
    if scene.text[end : end + 1] == "-" and scene.text[end + 1 : end + 2].isalpha() and not any(n.start == end + 1 for n in scene.names):
        return True  # "Gates-Sprecher"
    before = scene.text[max(scene.start, start - 24) : start]
    word = before[:-1].rsplit(" ", 1)[-1] if before.endswith(" ") else ""
    if word[:1].isupper() and word.isalnum() and len(word) > 2 and not _known_word(scene, start - 1):
        return True
    behind = scene.text[end : end + 16].split(" ")
    families = scene.lexicon.words("families")
    return (
        len(behind) > 1
        and behind[0] == ""
        and is_pinyin_name([scene.text[start:end], behind[1].rstrip(".,;:")], families)
        and behind[1][0].isupper()
    )


def _known_word(scene: Scene, end: int) -> bool:
    """The word that ends here opens the sentence or belongs to a title, rank, side, place or office."""
    start = scene.text.rfind(" ", scene.start, end) + 1
    if start <= scene.start or scene.text[start - 2 : start - 1] in ".:!?—–\n":
        return True
    if any(cue.start <= start < cue.end for cue in scene.cues):
        return True
    return any(name.start <= start < name.end for name in scene.names) or any(m.start <= start < m.end for m in scene.times)


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
