"""What tells in which state people meet: named features that are there or not, one function a family.

Apart from those that tell whether a sentence tells of a contact at all: here order counts. Which words stand before the word of
contact and which behind it, which cue comes last, what governs the clause, where its times lie, what the page says of it elsewhere."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from bot.extraction.language.lexicon import CueHit
from bot.extraction.scenes import Scene
from bot.extraction.scoring.contact_features import Company, Told
from bot.extraction.text.clauses import ClauseKind
from bot.knowledge.fold import is_han, lowered

_TOKEN = re.compile(r"[^\W\d_]+")
_NEAREST = 7
"""Words on each side of the trigger whose side is told."""

_SECTIONS = ("states", "hints")
_TOUCHING = 3
_CLOSE = 34
_LONGEST_CHAIN = 5
_GOVERNING = 60
_BESIDE = ((-2, "before2"), (-1, "before"), (1, "behind"), (2, "behind2"))


def state_features(told: Told, company: Company) -> list[str]:
    """All that speaks for a state of a candidate."""
    return [*shared_state_features(told, company), *own_state_features(told, company)]


def shared_state_features(told: Told, company: Company) -> list[str]:
    """What candidates have in common that share their other features (Shared)."""
    words = company.once(
        "words", (*told.spot, told.candidate.template), lambda: chain(_order(told), _words(told, company), _governor(told))
    )
    return [*_form(told), *words, *_times(told), *company.once("beside", (told.scene.index,), lambda: _beside(company, told.scene.index))]


def own_state_features(told: Told, company: Company) -> Iterator[str]:
    """What other sentences say of the same people."""
    here = told.candidate.scene
    for other in company.people.get(told.candidate.key, ()) if told.candidate.members else ():
        if other.candidate.scene == here:
            continue
        where = "before" if other.candidate.scene < here else "behind"
        yield f"same:{where}/{other.verdict.state}/{other.verdict.sure}"
        if other.taken:
            yield f"same:{where}/taken/{other.verdict.state}"


def _form(told: Told) -> Iterator[str]:
    """The word of contact and its form, what grammar makes of it."""
    own, verdict = told.candidate, told.verdict
    trigger, language = own.trigger, told.scene.language
    yield f"form={trigger.shape}/{language}"
    yield f"form={trigger.cue.id}"
    yield f"form={trigger.cue.id}/{trigger.shape}"
    yield f"form={own.template}/{trigger.shape}"
    yield f"people={min(len(own.members), 3)}"
    yield f"people={min(len(own.members), 3)}/{own.template}/{trigger.shape}"
    yield f"loose={own.loose}"
    yield f"rule={verdict.state}/{verdict.sure}"
    yield f"rule={verdict.state}/{verdict.sure}/{language}"
    yield f"rule={verdict.state}/{verdict.sure}/{own.loose}"
    yield f"rule={verdict.state}/{trigger.shape}"
    yield from (f"rule:{why}" for why in verdict.why)
    yield f"quoted={told.scene.sentence.is_quoted(trigger.start, trigger.end)}"
    yield f"kind={told.scene.sentence.kind}"


def _order(told: Told) -> Iterator[str]:
    """Cues and hints of state by where they stand to the trigger, and in which order they come."""
    scene, (first, last), trigger = told.scene, told.candidate.clause, told.candidate.trigger
    cues = _cues(scene)
    for cue in cues:
        inside = first <= cue.start and cue.end <= last
        where = ("<" if cue.start < trigger.start else ">") + ("" if inside else "~")
        gap = max(cue.start - trigger.end, trigger.start - cue.end)
        near = "!" if gap <= _TOUCHING else "+" if gap <= _CLOSE else ""
        name = f"{cue.cue.section}/{cue.cue.value('state')}{where}"
        yield f"{cue.cue.section}/{cue.cue.id}{where}"
        yield f"{cue.cue.section}/{cue.cue.id}{where}{near}/{trigger.shape}"
        yield f"{name}{near}"
        yield f"{name}/{trigger.shape}"
        yield f"{name}/{told.candidate.template}"
    within = [cue for cue in cues if first <= cue.start and cue.end <= last]
    for name, own in (("clause", within), ("sentence", cues)):
        for kind in ("states", "hints"):
            chain = _chain([cue for cue in own if cue.cue.section == kind], trigger)
            states = [state for state in chain if state != "*"]
            yield f"{name}:{kind}:{'>'.join(chain)}"
            yield f"{name}:{kind}:last={states[-1] if states else ''}"
            yield f"{name}:{kind}:last={states[-1] if states else ''}/{trigger.shape}"
            yield f"{name}:{kind}:all={'+'.join(sorted(set(states)))}"


def _cues(scene: Scene) -> list[CueHit]:
    return [cue for section in _SECTIONS for cue in scene.cues_of(section)]


def _chain(cues: Sequence[CueHit], trigger: CueHit) -> list[str]:
    """States in the order of their cues, the trigger among them as a star."""
    marks = sorted([(cue.start, str(cue.cue.value("state"))) for cue in cues] + [(trigger.start, "*")])
    out = [mark for _, mark in marks]
    chain = [mark for at, mark in enumerate(out) if at == 0 or mark != out[at - 1]]
    return chain[-_LONGEST_CHAIN:]


def _words(told: Told, company: Company) -> Iterator[str]:
    """Words of the clause by side and nearness, of the sentence at all; names are only places."""
    scene, (first, last), trigger = told.scene, told.candidate.clause, told.candidate.trigger
    before = words_between(scene, first, trigger.start)
    behind = words_between(scene, trigger.end, last)
    yield from (f"w<{word}" for word in before[-_NEAREST:])
    yield from (f"w>{word}" for word in behind[:_NEAREST])
    yield from (f"w<<{one} {other}" for one, other in pairwise(before[-_NEAREST:]))
    yield from (f"w>>{one} {other}" for one, other in pairwise(behind[:_NEAREST]))
    for count in (1, 2, 3):
        yield f"w<|{' '.join(before[-count:])}"
        yield f"w|>{' '.join(behind[:count])}"
    yield f"w|{' '.join(before[-1:])}|{' '.join(behind[:1])}"
    yield f"w|{trigger.shape}|{' '.join(before[-1:])}"
    yield from company.once("sentence", (scene.index,), lambda: _sentence_words(scene))
    yield from (f"t:{word}" for word in words_between(scene, trigger.start, trigger.end))


def _sentence_words(scene: Scene) -> Iterator[str]:
    words = words_between(scene, scene.start, scene.end)
    if scene.unspaced:
        words = [one + other for one, other in pairwise(words)]
    yield from (f"w:{word}" for word in words)


def _governor(told: Told) -> Iterator[str]:
    """The clause that the trigger's one hangs on, and what follows its own in the sentence."""
    scene, trigger = told.scene, told.candidate.trigger
    clause = scene.clause_at(*trigger.parts[0])
    yield f"clause={clause.kind}"
    yield f"clause={clause.kind}/{trigger.shape}"
    if clause.parent is None or clause.kind is ClauseKind.MAIN:
        return
    parent = scene.clauses[clause.parent]
    yield from (f"g:{word}" for word in words_between(scene, max(parent.start, clause.start - _GOVERNING), clause.start))


def _times(told: Told) -> Iterator[str]:
    """Where the clause's times lie, however the state would have them read."""
    scene, (first, last), today = told.scene, told.candidate.clause, told.today
    places = set()
    for time in scene.times:
        inside = first <= time.start and time.end <= last
        lean = time.spec.lean
        shift = time.spec.shift
        word = "past" if shift is not None and shift < 0 else "future" if shift is not None and shift > 0 else str(lean)
        places.add(f"{'in' if inside else 'out'}/{word}")
        places.add(f"{'in' if inside else 'out'}/bound={time.spec.bound}")
        if today is not None and time.spec.year is not None:
            places.add(f"{'in' if inside else 'out'}/year={max(-2, min(2, time.spec.year - today.year))}")
    yield from (f"time:{place}" for place in sorted(places))
    if not scene.times:
        yield "time:none"
    if told.period is None or today is None:
        yield f"date:{told.period is None}"
        return
    period = told.period
    where = "now" if period.first <= today <= period.last else "ahead" if period.first > today else "past"
    away = abs((period.first - today).days)
    far = 0 if away <= 3 else 1 if away <= 14 else 2 if away <= 60 else 3 if away <= 365 else 4
    yield f"date:{where}"
    yield f"date:{where}{far}"
    yield f"date:{where}/{told.candidate.trigger.shape}"
    yield f"date:{where}/rule={told.verdict.state}"


def _beside(company: Company, index: int) -> Iterator[str]:
    """Cues of the sentences around and of the headline."""
    scenes = company.pages.scenes
    for step, where in _BESIDE:
        if 0 <= index + step < len(scenes):
            cues = _cues(scenes[index + step])
            yield from (f"beside:{where}/{cue.cue.section}/{cue.cue.id}" for cue in cues)
            yield from (f"beside:{where}/{cue.cue.section}={cue.cue.value('state')}" for cue in cues)
    if index > 0:
        yield from (f"head:{cue.cue.section}={cue.cue.value('state')}" for cue in _cues(scenes[0]))


def words_between(scene: Scene, start: int, end: int) -> list[str]:
    """The words of a stretch that are part of no name, in order; of Chinese its characters."""
    out: list[str] = []
    for match in _TOKEN.finditer(lowered(scene.text[start : max(start, end)])):
        word, at = match.group(), start + match.start()
        if is_han(word[0]):
            out += [char for more, char in enumerate(word, at) if not scene.is_named(more, more + 1)]
        elif not scene.is_named(at, at + len(word)):
            out.append(word)
    return out
