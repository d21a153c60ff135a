"""What a scorer sees of a candidate: named features that are there or not, one function a family.

A feature's name begins with its family, `cues:states/planned<`. Nothing here decides."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.extraction.candidates.candidate import ChangeCandidate, ContactCandidate
from bot.extraction.candidates.factuality import Verdict
from bot.extraction.candidates.frames import stands_apart
from bot.extraction.language.lexicon import CueHit
from bot.extraction.people.coreference import Reference
from bot.extraction.people.figures import Figure
from bot.extraction.scenes import Scene
from bot.extraction.scoring.decision import Decision
from bot.knowledge.fold import lowered
from bot.model.claims import BOTH
from bot.model.period import Period

_CUES = frozenset({"states", "roles", "statuses", "generic", "reasons", "channels", "counterparts", "pronouns", "contacts"})
_SHORT = 24
"""Characters of a status cue whose words count: longer ones embrace half a clause."""


@dataclass(frozen=True, slots=True)
class Told:
    """One candidate with what the layers below worked out for it.

    `verdict` is that of the state grammar, `decision` that of the rules; `period` is when it would be.
    `channel` is the one between its members' offices; `subject` False: the watch is not about them."""

    candidate: ContactCandidate
    scene: Scene
    references: Sequence[Reference]
    verdict: Verdict
    decision: Decision
    period: Period | None
    today: date | None
    channel: str | None
    subject: bool

    @property
    def taken(self) -> bool:
        return self.decision.take and not self.candidate.loose


class Company:
    """The candidates of one article by sentence and by people, for looking around from each."""

    def __init__(self, told: Sequence[Told]) -> None:
        self.keys = {id(one): one.candidate.key for one in told}
        self.scenes: dict[int, list[Told]] = {}
        self.people: dict[frozenset[str], list[Told]] = {}
        for one in told:
            self.scenes.setdefault(one.candidate.scene, []).append(one)
            self.people.setdefault(self.keys[id(one)], []).append(one)


def cue_features(scene: Scene, clause: tuple[int, int], anchor: CueHit) -> Iterator[str]:
    """Family `cues`: typed spans of the clause by where they stand to the anchor, `<` before, `>` behind, `~` outside."""
    for cue in scene.cues:
        if cue.section not in _CUES or cue is anchor:
            continue
        inside = clause[0] <= cue.start and cue.end <= clause[1]
        where = "~" if not inside else "<" if cue.start < anchor.start else ">"
        yield f"cues:{cue.section}/{cue.cue.id}{where}"
        value = cue.cue.value("state") or cue.cue.value("status")
        if value:
            yield f"cues:{cue.section}={value}{where}"
            if inside and min(abs(cue.start - anchor.end), abs(anchor.start - cue.end)) <= 34:
                yield f"cues:{cue.section}={value}!"


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


def argument_features(told: Told) -> Iterator[str]:
    """Family `arguments`: where the members stand, how they are named, who else stands there."""
    candidate, scene = told.candidate, told.scene
    size = min(len(candidate.members), 3)
    trigger, clause = candidate.trigger, candidate.clause
    yield f"arguments:carried={min(candidate.distance, 5)}/{size}"
    here = [ref for ref in told.references if ref.figures]
    others = {figure for ref in here for figure in ref.figures} - set(candidate.members)
    within = [ref for ref in here if clause[0] <= ref.start and ref.end <= clause[1]]
    clause_others = {figure for ref in within for figure in ref.figures} - set(candidate.members)
    yield f"arguments:others={min(len(others), 3)}/{size}"
    yield f"arguments:clause-others={min(len(clause_others), 3)}/{size}"
    if size == 1:
        yield f"arguments:other-side={any(f.side != candidate.members[0].side for f in others)}"
    sides = {name.ids[0] for name in scene.sides(*clause)}
    yield f"arguments:sides={len(sides & set(candidate.sides))}/{len(sides - set(candidate.sides)) > 0}/{size}"
    inside = 0
    for member in candidate.members[:3]:
        spots = [ref for ref in here if member in ref.figures]
        if not spots:
            yield f"arguments:absent/{size}"
            continue
        ref = min(spots, key=lambda ref: max(ref.start - trigger.end, trigger.start - ref.end, 0))
        inside += clause[0] <= ref.start and ref.end <= clause[1]
        yield from _member(told, ref, size)
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
    if scene.language == "zh":
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


def date_features(scene: Scene, clause: tuple[int, int], period: Period | None, today: date | None) -> Iterator[str]:
    """Family `dates`: where the bound time lies, how precise it is, what other times stand around."""
    inside = [time for time in scene.times if clause[0] <= time.start and time.end <= clause[1]]
    yield f"dates:clause={min(len(inside), 2)}"
    yield f"dates:sentence={min(len(scene.times), 3)}"
    yield from (f"dates:bound={time.spec.bound}" for time in inside if time.spec.bound is not None)
    if period is None:
        yield "dates:none"
        return
    precision = "day" if period.days <= 2 else "month" if period.days <= 31 else "long"
    yield f"dates:{precision}"
    if today is None:
        return
    away = (period.first - today).days
    if period.first <= today <= period.last:
        where = "now"
    elif away > 0:
        where = "soon" if away <= 60 else "later"
    else:
        age = (today - period.last).days
        where = "days-ago" if age <= 10 else "months-ago" if age <= 200 else "years-ago"
    yield f"dates:{where}"
    yield f"dates:{where}/{precision}"


def page_features(scene: Scene, anchor: tuple[int, int]) -> Iterator[str]:
    """Family `page`: language, block, place in the article, quotation."""
    yield f"page:{scene.language}"
    yield f"page:{scene.sentence.kind}"
    for limit in (0, 1, 3, 7, 15):
        if scene.index <= limit:
            yield f"page:first-{limit + 1}"
    if scene.sentence.is_quoted(*anchor):
        yield "page:quoted"


def rule_features(told: Told) -> Iterator[str]:
    """Family `rules`: what the rules would say."""
    size = min(len(told.candidate.members), 3)
    yield f"rules:state={told.verdict.state}/{told.verdict.sure}"
    yield f"rules:state={told.verdict.state}/{told.verdict.sure}/{size}/{told.candidate.loose}"
    yield f"rules:taken={told.decision.take}/{'loose' if told.candidate.loose else 'grammar'}"
    yield from (f"rules:{why}" for why in told.verdict.why)


def rival_features(told: Told, company: Company) -> Iterator[str]:
    """Family `rivals`: other candidates of the sentence, other sentences with the same people."""
    size = min(len(told.candidate.members), 3)
    key = company.keys[id(told)]
    here = [other for other in company.scenes[told.candidate.scene] if other is not told]
    grammar = [company.keys[id(other)] for other in here if not other.candidate.loose]
    yield f"rivals:grammar={min(len(grammar), 2)}/{size}"
    yield f"rivals:taken={any(other.taken for other in here)}/{size}"
    if any(key < company.keys[id(other)] for other in here):
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


def contact_features(told: Told, company: Company, levels: Mapping[str, str]) -> list[str]:
    """All features of a contact candidate among those of its article."""
    scene, own = told.scene, told.candidate
    anchor = (own.trigger.start, own.trigger.end)
    return [
        *trigger_features(own),
        *argument_features(told),
        *office_features(told, levels),
        *cue_features(scene, own.clause, own.trigger),
        *date_features(scene, own.clause, told.period, told.today),
        *page_features(scene, anchor),
        *rival_features(told, company),
        *rule_features(told),
    ]


class Channels:
    """The candidate changes of one article by sentence and by channel."""

    def __init__(self, candidates: Sequence[ChangeCandidate]) -> None:
        self.scenes: dict[int, list[ChangeCandidate]] = {}
        self.told: dict[str, set[int]] = {}
        for own in candidates:
            self.scenes.setdefault(own.scene, []).append(own)
            self.told.setdefault(own.channel_id, set()).add(own.scene)


def status_features(own: ChangeCandidate) -> Iterator[str]:
    """Family `trigger` of a change: the status cue and who proposed it."""
    by = "loose" if own.loose else "grammar"
    yield f"trigger:{own.cue.cue.id}"
    yield f"trigger:{own.cue.cue.id}/{own.cue.shape}"
    yield f"trigger:status={own.status}"
    yield f"trigger:{by}/{own.status}"
    yield f"trigger:{by}/{_naming(own)}"


def channel_features(own: ChangeCandidate, scene: Scene) -> Iterator[str]:
    """Family `arguments` of a change: which channel, how it is named, where it stands to the cue, who did it."""
    kind = _naming(own)
    gap = max(own.channel[0] - own.cue.end, own.cue.start - own.channel[1], 0)
    near = "touching" if gap <= 4 else "near" if gap <= 30 else "middle" if gap <= 90 else "far"
    yield f"arguments:{kind}/{near}"
    yield f"arguments:{kind}/{own.status}"
    yield f"arguments:order={'cue-first' if own.cue.start < own.channel[0] else 'channel-first'}"
    yield f"arguments:distance={own.distance}"
    yield f"arguments:channel={own.channel_id}"
    yield f"arguments:channel={own.channel_id}/{kind}"
    yield f"arguments:by={own.by if own.by in (None, BOTH) else 'one'}"
    yield f"arguments:negated={own.negated}"
    yield f"arguments:sides={len({name.ids[0] for name in scene.sides(scene.start, scene.end)})}"
    if not own.distance:
        yield f"arguments:words={lowered(scene.text[own.channel[0] : own.channel[1]])}"
    if own.cue.end - own.cue.start < _SHORT:
        yield f"arguments:cue={lowered(scene.text[own.cue.start : own.cue.end])}"


def _naming(own: ChangeCandidate) -> str:
    return "carried" if own.distance else "named" if own.direct else "generic"


def change_rivals(own: ChangeCandidate, channels: Channels) -> Iterator[str]:
    """Family `rivals` of a change: other channels of the sentence, the same channel elsewhere."""
    here = channels.scenes[own.scene]
    yield f"rivals:channels={min(len({other.channel_id for other in here}), 3)}"
    yield f"rivals:grammar={any(not other.loose for other in here if other is not own)}"
    yield f"rivals:same={min(len(channels.told[own.channel_id]), 4)}"


def change_features(own: ChangeCandidate, scene: Scene, channels: Channels, period: Period | None, today: date | None) -> list[str]:
    """All features of a change candidate among those of its article."""
    return [
        *status_features(own),
        *channel_features(own, scene),
        *change_rivals(own, channels),
        *cue_features(scene, own.clause, own.cue),
        *date_features(scene, own.clause, period, today),
        *page_features(scene, (own.start, own.end)),
    ]
