"""What a scorer sees of a candidate contact: named features that are there or not, one function a family."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.extraction.candidates.candidate import ContactCandidate
from bot.extraction.candidates.factuality import Verdict
from bot.extraction.candidates.frames import stands_apart
from bot.extraction.pages import Pages
from bot.extraction.people.coreference import Reference
from bot.extraction.people.figures import Figure
from bot.extraction.scenes import Scene
from bot.extraction.scoring.decision import Decision
from bot.extraction.scoring.features import beside_features, cue_features, date_features, page_features, word_features
from bot.extraction.scoring.linear import Model, Weighed
from bot.knowledge.fold import lowered
from bot.model.claims import Mode
from bot.model.period import Period


@dataclass(frozen=True, slots=True)
class Told:
    """One candidate with what the layers below worked out for it.

    `verdict` is that of the state grammar, `decision` that of the rules; `period` is when it would be.
    `mode` is how grammar has them meet. `channel` is the one between its members' offices; `subject` False: the watch is not about them."""

    candidate: ContactCandidate
    scene: Scene
    references: Sequence[Reference]
    verdict: Verdict
    decision: Decision
    period: Period | None
    today: date | None
    mode: Mode
    channel: str | None
    subject: bool

    taken: bool = field(init=False, repr=False)
    """Grammar alone would claim it."""

    spot: tuple[int, tuple[tuple[int, int], ...], int, int, str, str, tuple[int, int]] = field(init=False, repr=False)
    """Its word of contact, which many candidates have: where it stands and how it is read."""

    def __post_init__(self) -> None:
        own = self.candidate
        object.__setattr__(self, "taken", self.decision.take and not own.loose)
        trigger = own.trigger
        object.__setattr__(self, "spot", (own.scene, trigger.parts, trigger.start, trigger.end, trigger.cue.id, trigger.shape, own.clause))


@dataclass(frozen=True, slots=True, eq=False)
class Shared:
    """Features of several candidates, with what models make of them: a sentence has up to a dozen candidates, most of whose features are
    the same, and each model adds those up once."""

    features: Sequence[str]
    _sums: dict[str, Weighed] = field(default_factory=dict)

    def weighed(self, name: str, model: Model, more: Callable[[], Iterable[str]] = tuple) -> Weighed:
        """What the features weigh by a model of that name; `more` are those that only it asks for."""
        if name not in self._sums:
            self._sums[name] = model.weigh([*self.features, *more()])
        return self._sums[name]


class Neighbours:
    """The candidates of one sentence by the people they have: how many there are, by grammar, and taken."""

    def __init__(self, told: Sequence[Told]) -> None:
        self.keys = {one.candidate.key for one in told}
        self.grammar = Counter(one.candidate.key for one in told if not one.candidate.loose)
        self.many = sum(self.grammar.values())
        self.taken = sum(one.taken for one in told)


class Company:
    """The candidates of one article by sentence and by people, and its sentences, for looking around from each."""

    def __init__(self, told: Sequence[Told], pages: Pages) -> None:
        self.scenes: dict[int, list[Told]] = {}
        self.people: dict[frozenset[str], list[Told]] = {}
        for one in told:
            self.scenes.setdefault(one.candidate.scene, []).append(one)
            self.people.setdefault(one.candidate.key, []).append(one)
        self.named: dict[str, set[int]] = {}
        for index, references in enumerate(pages.references):
            for figure in {figure for ref in references for figure in ref.figures}:
                self.named.setdefault(figure.key, set()).add(index)
        ranks = Counter(map(len, self.named.values()))
        self.ranks = {size: sum(count for other, count in ranks.items() if other > size) for size in (0, *ranks)}
        """How many people are named in more sentences than so many."""
        self.pages = pages
        self._once: dict[tuple[object, ...], list[str]] = {}
        self._shared: dict[tuple[object, ...], Shared] = {}
        self._neighbours: dict[int, Neighbours] = {}
        self._present: dict[tuple[int, int, int], Present] = {}

    def once(self, name: str, spot: tuple[object, ...], make: Callable[[], Iterable[str]]) -> list[str]:
        """The features of that name that all candidates of a spot share, made for the first of them."""
        key = (name, *spot)
        if key not in self._once:
            self._once[key] = list(make())
        return self._once[key]

    def around(self, told: Told) -> list[str]:
        """What all candidates of one trigger share: the words and cues of its clause, the page, the sentences beside."""
        own = told.candidate
        spot = (own.scene, own.trigger.start, own.trigger.end, own.clause[0])
        return self.once("around", spot, lambda: self._around(told))

    def _around(self, told: Told) -> list[str]:
        own, scene = told.candidate, told.scene
        return [
            *cue_features(scene, own.clause, own.trigger),
            *self.once("clause", (scene.index, *own.clause), lambda: _clause(scene, own.clause)),
            *page_features(scene, (own.trigger.start, own.trigger.end)),
            *self.once("next sentences", (scene.index,), lambda: beside_features(self.pages.scenes, scene.index)),
        ]

    def shared(self, told: Told) -> Shared:
        """What candidates of one trigger share that are of one size, proposed alike and read alike."""
        own = told.candidate
        size = min(len(own.members), 3)
        # the verdict is one object for all that grammar reads alike, and lives as long as the candidates do
        like = (*told.spot, own.template, own.loose, size, told.decision.take, told.subject, told.mode, id(told.verdict), id(told.period))
        if like not in self._shared:
            self._shared[like] = Shared(
                [
                    *trigger_features(own),
                    *self.around(told),
                    *date_features(told.scene, own.clause, told.period, told.today),
                    *rule_features(told),
                ]
            )
        return self._shared[like]

    def neighbours(self, scene: int) -> Neighbours:
        """The candidates of a sentence by their people."""
        if scene not in self._neighbours:
            self._neighbours[scene] = Neighbours(self.scenes[scene])
        return self._neighbours[scene]

    def present(self, told: Told) -> "Present":
        """Who stands in the sentence of a candidate and in its clause."""
        clause = told.candidate.clause
        spot = (told.candidate.scene, *clause)
        if spot not in self._present:
            self._present[spot] = Present(told.scene, told.references, clause)
        return self._present[spot]

    def member(self, told: Told, ref: Reference, size: int) -> list[str]:
        """Where somebody stands to the word of contact."""
        return self.once("member", (*told.spot, ref.start, ref.end, size), lambda: _member(told, ref, size))


class Seen:
    """What a scorer sees of a candidate among those of its article, worked out when it is first asked: what grammar alone rejects
    is asked by nobody but `explain`."""

    __slots__ = ("_company", "_levels", "_own", "_shared", "_told")

    def __init__(self, told: Told, company: Company, levels: Mapping[str, str]) -> None:
        self._told = told
        self._company = company
        self._levels = levels
        self._own: list[str] | None = None
        self._shared: Shared | None = None

    @property
    def shared(self) -> Shared:
        """What it shares with the others of its word of contact, one object for all of them."""
        if self._shared is None:
            self._shared = self._company.shared(self._told)
        return self._shared

    @property
    def own(self) -> Sequence[str]:
        """What is its own."""
        if self._own is None:
            told, company = self._told, self._company
            self._own = [
                *argument_features(told, company),
                *office_features(told, self._levels),
                *article_features(told, company),
                *rival_features(told, company),
            ]
        return self._own

    def names(self) -> list[str]:
        """All of it."""
        return [*self.shared.features, *self.own]


class Present:
    """Who stands in a sentence, and in one of its clauses."""

    def __init__(self, scene: Scene, references: Sequence[Reference], clause: tuple[int, int]) -> None:
        self.references = [ref for ref in references if ref.figures]
        within = [ref for ref in self.references if clause[0] <= ref.start and ref.end <= clause[1]]
        self.figures = {figure for ref in self.references for figure in ref.figures}
        self.inside = {figure for ref in within for figure in ref.figures}
        self.sides = {name.ids[0] for name in scene.sides(*clause)}


def _clause(scene: Scene, clause: tuple[int, int]) -> Iterator[str]:
    """What all words of contact of a clause share."""
    yield from hint_features(scene, clause)
    yield from word_features(scene, clause)


def hint_features(scene: Scene, clause: tuple[int, int]) -> Iterator[str]:
    """Family `hints`: what speaks for a state without governing a word of contact, within the clause and in its sentence."""
    for cue in scene.cues_of("hints"):
        inside = clause[0] <= cue.start and cue.end <= clause[1]
        yield f"hints:{cue.cue.id}{'' if inside else '~'}"


def trigger_features(candidate: ContactCandidate) -> Iterator[str]:
    """Family `trigger`: the word of contact, its form, its argument template, who proposed it."""
    trigger = candidate.trigger
    by = "loose" if candidate.loose else "grammar"
    size = min(len(candidate.members), 3)
    yield f"trigger:{trigger.cue.id}"
    yield f"trigger:{trigger.cue.id}/{trigger.shape}"
    yield f"trigger:{candidate.template}/{trigger.shape}"
    yield f"trigger:{by}/{size}"
    yield f"trigger:{by}/{candidate.template}/{size}"
    yield f"trigger:{by}/{trigger.shape}/{size}"


def argument_features(told: Told, company: Company) -> Iterator[str]:
    """Family `arguments`: where the members stand, how they are named, who else stands there."""
    candidate = told.candidate
    size = min(len(candidate.members), 3)
    trigger, clause, sides = candidate.trigger, candidate.clause, candidate.sides
    yield f"arguments:carried={min(candidate.distance, 5)}/{size}"
    yield from (f"arguments:link={link}/{size}/{trigger.shape}" for link in candidate.links)
    yield from (f"arguments:link={link}/{size}" for link in candidate.links)
    present = company.present(told)
    others = present.figures.difference(candidate.members)
    clause_others = present.inside.difference(candidate.members)
    yield f"arguments:others={min(len(others), 3)}/{size}"
    yield f"arguments:clause-others={min(len(clause_others), 3)}/{size}"
    if size == 1:
        yield f"arguments:other-side={any(f.side != candidate.members[0].side for f in others)}"
    yield f"arguments:sides={len(present.sides.intersection(sides))}/{not present.sides.issubset(sides)}/{size}"
    inside = 0
    for member in candidate.members[:3]:
        spots = [ref for ref in present.references if member in ref.figures]
        if not spots:
            yield f"arguments:absent/{size}"
            continue
        ref = min(spots, key=lambda ref: max(ref.start - trigger.end, trigger.start - ref.end, 0))
        inside += clause[0] <= ref.start and ref.end <= clause[1]
        yield from company.member(told, ref, size)
    yield f"arguments:inside={inside}/{size}"


def _member(told: Told, ref: Reference, size: int) -> Iterator[str]:
    trigger, scene = told.candidate.trigger, told.scene
    before = ref.end <= trigger.start
    gap = trigger.start - ref.end if before else ref.start - trigger.end
    near = "touching" if gap <= 4 else "near" if gap <= 24 else "middle" if gap <= 70 else "far"
    yield f"arguments:{near}{'<' if before else '>'}/{size}"
    yield f"arguments:by={ref.by}/{size}"
    if stands_apart(scene, ref):
        yield f"arguments:apart/{size}"
    for cue in scene.cues_of("roles"):
        if max(cue.start - ref.end, ref.start - cue.end) <= 12:
            yield f"arguments:role={cue.cue.id}/{size}"
    behind = lowered(scene.text[ref.end : ref.end + 14]).split()
    ahead = lowered(scene.text[max(scene.start, ref.start - 14) : ref.start]).split()
    if scene.unspaced:
        yield f"arguments:zh>{scene.text[ref.end : ref.end + 1]}"
        yield f"arguments:zh<{scene.text[max(scene.start, ref.start - 1) : ref.start]}"
        return
    yield f"arguments:next={behind[0] if behind else '.'}"
    yield f"arguments:last={ahead[-1] if ahead else '.'}"


def office_features(told: Told, levels: Mapping[str, str]) -> Iterator[str]:
    """Family `offices`: the channel between the members, its level, whether they are listed."""
    candidate = told.candidate
    size = min(len(candidate.members), 3)
    yield f"offices:channel={told.channel}/{size}"
    yield f"offices:level={levels.get(told.channel or '')}/{size}"
    yield f"offices:subject={told.subject}/{size}"
    for figure in candidate.members[:3]:
        yield f"offices:{_listed(figure)}/{size}"


def _listed(figure: Figure) -> str:
    if figure.person_id is None:
        return "unlisted" if figure.title else "unlisted-untitled"
    return "inferred" if figure.inferred else "listed"


def rule_features(told: Told) -> Iterator[str]:
    """Family `rules`: what the rules would say."""
    size = min(len(told.candidate.members), 3)
    yield f"rules:state={told.verdict.state}/{told.verdict.sure}"
    yield f"rules:state={told.verdict.state}/{told.verdict.sure}/{size}/{told.candidate.loose}"
    yield f"rules:taken={told.decision.take}/{'loose' if told.candidate.loose else 'grammar'}"
    yield f"rules:mode={told.mode}"
    yield from (f"rules:{why}" for why in told.verdict.why)


def rival_features(told: Told, company: Company) -> Iterator[str]:
    """Family `rivals`: other candidates of the sentence, other sentences with the same people."""
    size = min(len(told.candidate.members), 3)
    key = told.candidate.key
    here = company.neighbours(told.candidate.scene)
    by_grammar = 0 if told.candidate.loose else 1
    grammar = [other for other, many in here.grammar.items() if other != key or many > by_grammar]
    yield f"rivals:grammar={min(here.many - by_grammar, 2)}/{size}"
    yield f"rivals:taken={here.taken > told.taken}/{size}"
    if any(key < other for other in here.keys):
        yield f"rivals:larger/{size}"
    if any(key < other for other in grammar):
        yield f"rivals:larger-grammar/{size}"
    if any(other and other < key for other in grammar):
        yield f"rivals:smaller-grammar/{size}"
    if any(other & key and not key > other for other in grammar):
        yield f"rivals:sharing-grammar/{size}"
    if key:
        same = [other for other in company.people[key] if other.candidate.scene != told.candidate.scene]
        yield f"rivals:same={min(len(same), 3)}/{size}"
        yield f"rivals:same-taken={any(other.taken for other in same)}/{size}"


def article_features(told: Told, company: Company) -> Iterator[str]:
    """Family `article`: how present the members are in it, each and together."""
    members = told.candidate.members[:3]
    size = len(members)
    if not members:
        return
    spots = [company.named.get(figure.key, set()) for figure in members]
    together = set.intersection(*spots)
    yield f"article:together={min(len(together), 4)}/{size}"
    yield f"article:least={min(len(min(spots, key=len)), 4)}/{size}"
    yield f"article:early={sum(min(spot, default=9) < 3 for spot in spots)}/{size}"
    rivals = [company.ranks[len(spot)] for spot in spots]
    yield f"article:rank={min(max(rivals), 4)}/{size}"


def contact_features(told: Told, company: Company, levels: Mapping[str, str]) -> list[str]:
    """All features of a contact candidate among those of its article."""
    return Seen(told, company, levels).names()
