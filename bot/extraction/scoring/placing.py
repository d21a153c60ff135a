"""Where a contact took place: the cities that a text offers for it, each with what speaks for it.

Options are the cities and sites of the contact's sentence and of those around it, of the article's first sentences and of its
dateline, and none. A trained scorer chooses; the place that grammar has is one feature among others."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.extraction.candidates.candidate import ContactCandidate, Template
from bot.extraction.candidates.places import Places, is_locative
from bot.extraction.pages import Pages
from bot.extraction.scenes import Scene, owned
from bot.extraction.scoring.linear import Model, shares
from bot.extraction.text.clauses import Clause
from bot.knowledge.fold import lowered
from bot.knowledge.names import Form, Kind, NameHit

_BACK, _AHEAD = 4, 2
"""How many sentences before and behind its own a contact may have its city in."""

_LEAD = 3
"""The first sentences of an article: they tell where its news happened."""

_MOST = 8
"""Places of one sentence that are offered, the nearest first: lists of cities are where nobody meets."""

_LONGEST_LEAD = 80
"""Characters of a dateline."""

_WORDS = 12
"""Words around a word of contact that may say "here"."""

SURE = 0.65
"""A city is said from this probability on; where it is as likely that none is told, none is better."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A city that may be the place, None for none."""

    city: str | None
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Standing:
    """How a place stands in its sentence, whichever contact asks: in a locative, beside which words."""

    locative: bool
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Around:
    """Who a sentence names, and which templates its words of contact have."""

    people: frozenset[str]
    templates: frozenset[str]


class Placing:
    """Offers places for the contacts of one article."""

    def __init__(self, pages: Pages, places: Places) -> None:
        self._pages = pages
        self._places = places
        self._named: dict[int, list[NameHit]] = {}
        self._standing: dict[int, _Standing] = {}
        self._around: dict[int, _Around] = {}
        self._dateline: tuple[str | None, str | None] | None = None
        self._often: list[str] | None = None

    def spots(self, own: ContactCandidate, grammar: str | None) -> list[Spot]:
        """Each city once with all that speaks for it, none first; `grammar` is the place that the clause alone gives."""
        told: dict[str, dict[str, None]] = {}
        for city, features in self._offers(own, grammar):
            if city is not None:
                told.setdefault(city, {}).update(dict.fromkeys(features))
        scene = self._pages.scenes[own.scene]
        offered = [Spot(city, (*features, *self._of_article(city, own))) for city, features in told.items()]
        return [Spot(None, tuple(self._none(own, scene, grammar, len(offered)))), *offered]

    def _offers(self, own: ContactCandidate, grammar: str | None) -> Iterator[tuple[str | None, Iterator[str]]]:
        scenes, scene = self._pages.scenes, self._pages.scenes[own.scene]
        clause = scene.clause_at(*own.trigger.parts[0])
        hits = sorted(self._near(own, scene, clause), key=lambda hit: (_gap(own, hit), hit.start))[:_MOST]
        for rank, hit in enumerate(hits):
            yield self._places.city(hit), self._within(hit, rank, hits, own, scene, clause)
        for index in range(max(0, scene.index - _BACK), min(len(scenes), scene.index + _AHEAD + 1)):
            if index != scene.index:
                where = f"before{scene.index - index}" if index < scene.index else f"behind{index - scene.index}"
                for hit in self._hits(scenes[index])[:_MOST]:
                    yield self._places.city(hit), self._beside(where, hit, own, scene, scenes[index])
        for lead in scenes[:_LEAD]:
            if lead.index < scene.index - _BACK:
                for hit in self._hits(lead)[:_MOST]:
                    yield self._places.city(hit), self._beside("lead", hit, own, scene, lead)
        city, side = self._written()
        if side not in own.sides or self._says_here(own, scene):
            yield city, self._from_dateline(own, scene, side)
        yield grammar, _by_grammar(own, scene)

    def _within(
        self, hit: NameHit, rank: int, hits: Sequence[NameHit], own: ContactCandidate, scene: Scene, clause: Clause
    ) -> Iterator[str]:
        """For a place of the contact's own sentence."""
        where = "clause" if owned(clause, scene, hit.start, hit.end) else "sentence"
        gap = _gap(own, hit)
        near = "touching" if gap <= 5 else "near" if gap <= 25 else "middle" if gap <= 60 else "far"
        order = "<" if hit.end <= own.trigger.start else ">" if hit.start >= own.trigger.end else "="
        standing = self._stands(hit, scene)
        locative = standing.locative
        first, last = (hit.end, own.trigger.start) if order == "<" else (own.trigger.end, hit.start)
        yield where
        yield f"{where}/{scene.language}"
        yield f"{where}/locative={locative}"
        yield f"{where}/{near}{order}"
        yield f"{where}/{near}{order}/{scene.language}/{locative}"
        yield f"{where}/rank={min(rank, 2)}/{min(len(hits), 3)}"
        yield f"{where}/{own.template}/{own.trigger.shape}"
        yield f"{where}/{own.template}/locative={locative}"
        yield f"{where}/trigger={own.trigger.cue.id}{order}"
        between = scene.cues_of("contacts", first, last) if first < last else []
        yield f"{where}/rivals={min(len(between), 2)}"
        rivals = [cue for cue in scene.cues_of("contacts") if cue.start != own.trigger.start]
        yield f"{where}/rival-nearer={any(max(hit.start - cue.end, cue.start - hit.end, 0) < gap for cue in rivals)}"
        yield f"{where}/nearer={min(sum(_gap(own, other) < gap for other in scene.names_of(Kind.PLACE, Kind.SIDE)), 3)}"
        yield from (f"{where}/{mark}" for mark in self._kind(hit, own))
        yield from (f"{where}/{mark}" for mark in standing.words)

    def _beside(self, where: str, hit: NameHit, own: ContactCandidate, scene: Scene, other: Scene) -> Iterator[str]:
        """For a place of another sentence."""
        standing, around = self._stands(hit, other), self._tells(other)
        locative, triggers = standing.locative, around.templates
        shared = not own.key.isdisjoint(around.people)
        yield "beside"
        yield where
        yield f"{where}/{scene.language}/{locative}"
        yield f"{where}/locative={locative}/shared={shared}"
        yield f"{where}/paragraph={scene.sentence.paragraph == other.sentence.paragraph}"
        yield f"{where}/own={min(len(self._hits(scene)), 2)}"
        yield f"beside/shared={shared}/triggers={bool(triggers)}/{locative}"
        yield f"beside/{own.template}/{own.trigger.shape}"
        yield f"beside/trigger={own.trigger.cue.id}"
        yield f"beside/travels={Template.VISIT.value in triggers}/{own.template}/{shared}"
        yield from (f"beside/{mark}" for mark in self._kind(hit, own))
        yield from (f"beside/{mark}" for mark in standing.words)

    def _says_here(self, own: ContactCandidate, scene: Scene) -> bool:
        """Words that tie the contact to the city the article was written in. In a capital of one of the sides desks also write
        of what happened elsewhere: there no contact is placed without them."""
        return any(word.strip(",.;") in scene.lexicon.words("here") for word in _around(own, scene))

    def _from_dateline(self, own: ContactCandidate, scene: Scene, side: str | None) -> Iterator[str]:
        """For the city where the article was written: the contact's clause may say "here"."""
        home = {figure.side for figure in own.members}
        yield "dateline"
        yield f"dateline/{scene.language}"
        yield f"dateline/own={min(len(self._hits(scene)), 2)}"
        yield f"dateline/first={min(scene.index, 6)}"
        yield f"dateline/{own.template}/{own.trigger.shape}"
        yield f"dateline/third={side not in own.sides}/abroad={bool(home - {side})}"
        yield f"dateline/trigger={own.trigger.cue.id}"
        yield from (f"dateline/word={word}" for word in _around(own, scene))

    def _none(self, own: ContactCandidate, scene: Scene, grammar: str | None, offered: int) -> Iterator[str]:
        """For having no place."""
        clause = scene.clause_at(*own.trigger.parts[0])
        inside = [hit for hit in scene.names_of(Kind.PLACE, Kind.SIDE) if owned(clause, scene, hit.start, hit.end)]
        cities = sum(self._places.city(hit) is not None for hit in inside)
        wide = [hit for hit in inside if self._places.city(hit) is None and hit.form is not Form.ADJECTIVE and is_locative(scene, hit)]
        for mark in ("", f"/{scene.language}", f"/{own.template}", f"/{own.template}/{own.trigger.shape}"):
            yield f"none{mark}"
        yield f"none/grammar={grammar is not None}/{own.template}"
        yield f"none/cities={min(cities, 2)}/{own.template}"
        yield f"none/cities={min(cities, 2)}/wide={min(len(wide), 2)}"
        yield f"none/wide={min(len(wide), 2)}/{own.template}/{scene.language}"
        yield f"none/sentence={min(len(self._hits(scene)), 2)}"
        yield f"none/trigger={own.trigger.cue.id}"
        yield f"none/offered={min(offered, 4)}"
        yield f"none/members={min(len(own.members), 3)}"
        yield f"none/sure={own.loose}/{own.carried}"
        yield f"none/first={min(scene.index, 6)}"
        yield f"none/times={min(len(scene.times), 2)}"
        yield f"none/kind={scene.sentence.kind}"
        yield from (f"none/cue={cue.section}/{cue.cue.id}" for cue in [*scene.cues_of("states"), *scene.cues_of("roles")][:_MOST])

    def _of_article(self, city: str, own: ContactCandidate) -> Iterator[str]:
        """How present a city is in the whole article."""
        ranked = self._cities()
        rank = ranked.index(city) if city in ranked else len(ranked)
        yield f"article/rank={min(rank, 3)}"
        yield f"article/rank={min(rank, 3)}/{own.template}"
        yield f"article/rank={min(rank, 3)}/members={min(len(own.members), 2)}/{own.channel_id}"
        yield f"article/only={len(ranked) == 1}/members={min(len(own.members), 2)}"
        yield f"article/headline={city in self._headlined()}"

    def _kind(self, hit: NameHit, own: ContactCandidate) -> Iterator[str]:
        """Whose country it is, and whether it is a building."""
        side = self._places.side_of(hit)
        home = sorted({figure.side for figure in own.members})
        whose = "third" if side not in own.sides else f"of-{sum(figure.side == side for figure in own.members[:2])}-{len(home)}"
        yield f"{whose}"
        yield f"{whose}/{own.template}"
        if side is not None and side in own.sides:
            yield f"seat={hit.ids[0]}"
        yield f"site={self._places.is_site(hit)}"

    def _stands(self, hit: NameHit, scene: Scene) -> _Standing:
        if hit.start not in self._standing:
            self._standing[hit.start] = _Standing(is_locative(scene, hit), tuple(_words(scene, hit)))
        return self._standing[hit.start]

    def _tells(self, scene: Scene) -> _Around:
        if scene.index not in self._around:
            people = frozenset(figure.key for ref in self._pages.references[scene.index] for figure in ref.figures)
            self._around[scene.index] = _Around(people, frozenset(str(cue.cue.value("template")) for cue in scene.cues_of("contacts")))
        return self._around[scene.index]

    def _hits(self, scene: Scene) -> list[NameHit]:
        """The places of a sentence that are in a city."""
        if scene.index not in self._named:
            self._named[scene.index] = [hit for hit in scene.names_of(Kind.PLACE) if self._places.city(hit) is not None]
        return self._named[scene.index]

    def _near(self, own: ContactCandidate, scene: Scene, clause: Clause) -> list[NameHit]:
        """The cities of the contact's sentence, but those of its clause behind something larger that stands nearer: "in Hawaii on
        his way to Washington" is in no city."""
        inside = [hit for hit in scene.names_of(Kind.PLACE) if owned(clause, scene, hit.start, hit.end)]
        wide = [_gap(own, hit) for hit in inside if self._places.city(hit) is None and is_locative(scene, hit)]
        reach = min(wide, default=None)
        return [hit for hit in self._hits(scene) if reach is None or hit not in inside or _gap(own, hit) < reach]

    def _headlined(self) -> list[str]:
        """The cities of the article's first sentence."""
        return [city for scene in self._pages.scenes[:1] for hit in self._hits(scene) if (city := self._places.city(hit))]

    def _cities(self) -> list[str]:
        """All cities of the article, the most named first."""
        if self._often is None:
            counts = Counter(city for scene in self._pages.scenes for hit in self._hits(scene) if (city := self._places.city(hit)))
            self._often = [city for city, _ in counts.most_common()]
        return self._often

    def _written(self) -> tuple[str | None, str | None]:
        """The city of the dateline and its side, None where there is none. Sentences begin behind theirs."""
        if self._dateline is None:
            self._dateline = None, None
            for scene in self._pages.scenes[:_LEAD]:
                line = max(scene.text.rfind("\n", 0, scene.start) + 1, scene.start - _LONGEST_LEAD)
                written = scene.text[line : scene.start]
                found = self._places.first_city(written) or self._places.first_city(written.title())  # "BEIJING, Nov 16 (Agency) —"
                if found is not None:
                    self._dateline = found
                    break
        return self._dateline


def likeliest_spot(model: Model, offered: Sequence[Spot]) -> str | None:
    """The likeliest city where it is likely enough."""
    scores = [model.scores(spot.features)[0] for spot in offered]
    best = max(range(len(offered)), key=lambda at: (scores[at], -at))
    return offered[best].city if shares(scores)[best] >= SURE else None


def _by_grammar(own: ContactCandidate, scene: Scene) -> Iterator[str]:
    """For the city that grammar has: the journey's or the clause's."""
    yield "grammar"
    yield f"grammar/{own.template}"
    yield f"grammar/hint={own.place_hint is not None}"
    yield f"grammar/{scene.language}"


def _gap(own: ContactCandidate, hit: NameHit) -> int:
    return max(own.trigger.start - hit.end, hit.start - own.trigger.end, 0)


def _around(own: ContactCandidate, scene: Scene) -> list[str]:
    """The words beside the word of contact; pairs of characters where words have no spaces between them."""
    before = scene.text[max(scene.start, own.trigger.start - 80) : own.trigger.start]
    behind = scene.text[own.trigger.end : min(scene.end, own.trigger.end + 80)]
    if scene.unspaced:
        near = before[-_WORDS:] + " " + behind[:_WORDS]
        return [near[at : at + 2] for at in range(len(near) - 1)]
    return [*lowered(before).split()[-_WORDS:], *lowered(behind).split()[:_WORDS]]


def _words(scene: Scene, hit: NameHit) -> Iterator[str]:
    """The words before and behind a place."""
    before = scene.text[max(scene.start, hit.start - 24) : hit.start]
    behind = scene.text[hit.end : min(scene.end, hit.end + 24)]
    if scene.unspaced:
        yield f"<{before[-1:]}"
        yield f"<{before[-2:]}"
        yield f">{behind[:1]}"
        yield f">{behind[:2]}"
        return
    words = lowered(before).split()
    yield f"<{words[-1] if words else '.'}"
    yield f"<{' '.join(words[-2:])}"
    yield f">{behind[:1].strip() or (lowered(behind).split() or ['.'])[0]}"
