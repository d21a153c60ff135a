"""Layer 5: whether a contact took place, is to take place, is wanted, was refused or called off.

The cues of the lexicon are read by scope: where in the clause a cue must stand to speak of the trigger.
Declined beats cancelled beats sought beats planned beats held; a finite past tense of the trigger itself
beats cues that speak of something else in its clause."""

from dataclasses import dataclass

from bot.extraction.candidates.candidate import ContactCandidate
from bot.extraction.language.lexicon import CueHit
from bot.extraction.scenes import Scene, owned
from bot.extraction.text.clauses import Clause, ClauseKind
from bot.model.claims import MeetingState

_NEAR = 34
"""How far before a trigger a negation may stand: "did not, to the surprise of both, meet"."""

_GOVERNED = 60
"""How far before a subordinate clause the word that governs it may stand."""

_FINITE_PAST = frozenset({"past", "passive", "done"})
_ORDER = (MeetingState.DECLINED, MeetingState.CANCELLED, MeetingState.SOUGHT, MeetingState.PLANNED)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`state` None means: not claimed. `sure` is False where only the default decided, and a date may overrule it."""

    state: MeetingState | None
    sure: bool
    why: tuple[str, ...]


def judge(candidate: ContactCandidate, scene: Scene) -> Verdict:
    """The state in which a sentence tells of a contact."""
    trigger = candidate.trigger
    given = trigger.cue.value("state")
    clause = scene.clause_at(*trigger.parts[0])
    cues = [
        cue for cue in scene.cues_of("states", clause.start, clause.end) if _outside(cue, trigger) and owned(clause, scene, *cue.parts[0])
    ]
    speaking = [cue for cue in cues if _speaks_of(cue, candidate, scene)]
    speaking += _governing(clause, scene)
    if _is_occasion(trigger, scene):
        speaking = [cue for cue in speaking if cue.cue.value("where") == "before" or cue.cue.value("state") != MeetingState.PLANNED.value]
    denied = [cue for cue in speaking if cue.cue.value("state") in ("denied", "unsure")]
    for state in _ORDER:
        own = [cue for cue in speaking if cue.cue.value("state") == state.value]
        if own and not (state is MeetingState.PLANNED and denied):
            if state is MeetingState.CANCELLED and _negated(own[0], denied):
                continue
            return Verdict(state, True, tuple(cue.cue.id for cue in own))
    if denied:
        return Verdict(None, True, tuple(cue.cue.id for cue in denied))
    if given:
        return Verdict(MeetingState(given), True, (trigger.cue.id,))
    return _by_shape(trigger)


def _governing(clause: Clause, scene: Scene) -> list[CueHit]:
    """Cues of the clause that a subordinate one hangs on: "they would like the two to meet", "it is unclear whether …"."""
    if clause.kind is not ClauseKind.SUBORDINATE or clause.parent is None:
        return []
    parent = scene.clauses[clause.parent]
    before = scene.cues_of("states", max(parent.start, clause.start - _GOVERNED), clause.start)
    return [cue for cue in before if parent.owns(*cue.parts[0]) and cue.cue.value("state") in ("sought", "unsure", "denied")]


def _is_occasion(trigger: CueHit, scene: Scene) -> bool:
    """A contact at which something else was agreed or planned: "at their summit they agreed to …"."""
    before = scene.text[max(scene.start, trigger.start - _NEAR) : trigger.start].lower().split()
    return trigger.shape == "noun" and any(word in scene.lexicon.words("occasions") for word in before[-2:])


def _by_shape(trigger: CueHit) -> Verdict:
    """What the form of the trigger says when nothing else speaks."""
    if trigger.shape in _FINITE_PAST:
        return Verdict(MeetingState.HELD, True, (trigger.shape,))
    if trigger.shape == "base":
        return Verdict(None, False, ("bare infinitive",))
    return Verdict(MeetingState.HELD, False, (trigger.shape,))


def _outside(cue: CueHit, trigger: CueHit) -> bool:
    """A cue that is part of the trigger's own words says nothing more; one that embraces it does."""
    return not all(first >= trigger.start and last <= trigger.end for first, last in cue.parts)


def _speaks_of(cue: CueHit, candidate: ContactCandidate, scene: Scene) -> bool:
    """True where the cue's place lets it speak of this trigger."""
    trigger = candidate.trigger
    state, where, near = cue.cue.value("state"), cue.cue.value("where"), cue.cue.value("reach") == "near"
    if trigger.shape in _FINITE_PAST and state not in ("denied", "unsure") and not _governs(cue, trigger, scene):
        return False
    before, after = cue.start <= trigger.start, cue.end >= trigger.end
    if where == "before" and not before:
        return False
    if where == "after" and not after:
        return False
    distance = trigger.start - cue.end if before else cue.start - trigger.end
    return not near or -_NEAR <= distance <= _NEAR


def _governs(cue: CueHit, trigger: CueHit, scene: Scene) -> bool:
    """A cue overrules a past form only where that may be a participle: it embraces the trigger, or follows as an auxiliary."""
    if scene.lexicon.words("auxiliaries-ahead"):  # nothing embraces a past form, and none of them follows it
        return cue.cue.value("where") == "after" and 0 <= cue.start - trigger.end <= 3
    if len(cue.parts) > 1:
        return cue.start <= trigger.start and cue.end >= trigger.end - 1
    return scene.unspaced and cue.end <= trigger.start


def _negated(cue: CueHit, denied: list[CueHit]) -> bool:
    return any(0 <= cue.start - no.end <= _NEAR for no in denied)
