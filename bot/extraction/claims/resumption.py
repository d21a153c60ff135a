"""What a later sentence adds to a contact or a journey that was told before: "The meeting took place on Friday.",
"The visit prompted …". A definite noun at the head of a sentence leads back to what the sentences before it told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.extraction.candidates.binding import Dates, direction_of, plausible
from bot.extraction.candidates.candidate import ChangeCandidate, Template
from bot.extraction.candidates.draft import ContactDraft
from bot.extraction.candidates.places import Places
from bot.extraction.candidates.reasons import names_cause
from bot.extraction.language.lexicon import CueHit
from bot.extraction.scenes import Scene
from bot.extraction.text.clauses import ClauseKind
from bot.extraction.times.mentions import Direction
from bot.model.claims import MeetingState, Mode
from bot.model.period import Period

_REACH = 2
_JOURNEY_REACH = 3
_COARSE = 31
"""A sentence that comes back to a contact says when it was, to a month; a mere year belongs to something else in it."""

_HEAD = 24
"""How far into its sentence the noun may stand: an article and an adjective lie before it."""

_SITTINGS = frozenset({Template.PAIR, Template.HOST, Template.ROUND})


@dataclass(frozen=True, slots=True)
class Journey:
    """A journey told before: the words that tell it, and its days where the article gives them."""

    told: str
    period: Period | None


class Resumption:
    """Completes the contacts of one article from the sentences that come back to them."""

    def __init__(self, scenes: Sequence[Scene], dates: Dates, places: Places) -> None:
        self._scenes = scenes
        self._dates = dates
        self._places = places
        self._visits: dict[int, CueHit | None] = {}

    def completed(self, drafts: Sequence[ContactDraft]) -> list[ContactDraft]:
        """The drafts, with day and place where only a sentence that resumes them tells these."""
        out = list(drafts)
        for scene in self._scenes:
            noun = _definite(scene, _SITTINGS)
            at = self._resumed(scene.index, out) if noun is not None else None
            if noun is not None and at is not None:
                out[at] = self._completed(out[at], scene, noun)
        return out

    def journey(self, scene: Scene, candidate: ChangeCandidate) -> Journey | None:
        """The journey that "the visit" stands for, where it is the subject of what caused a change."""
        if scene.index not in self._visits:
            self._visits[scene.index] = _definite(scene, frozenset({Template.VISIT}))
        if self._visits[scene.index] is None or names_cause(scene, candidate) is None:
            return None
        for earlier in reversed(self._scenes[max(0, scene.index - _JOURNEY_REACH) : scene.index]):
            for trigger in _travels(earlier):
                clause = earlier.clause_at(*trigger.parts[0])
                told = earlier.text[clause.start : clause.end].strip(" ,.;")
                return Journey(told, self._travelled(earlier, trigger) or self._same_journey(earlier, trigger))
        return None

    def _resumed(self, index: int, drafts: Sequence[ContactDraft]) -> int | None:
        """The one contact that the sentences right before tell; None where they tell several, or none."""
        near = [
            at for at, draft in enumerate(drafts) if draft.taken and index - _REACH <= draft.scene < index and draft.template in _SITTINGS
        ]
        latest = max((drafts[at].scene for at in near), default=None)
        near = [at for at in near if drafts[at].scene == latest]
        return near[0] if len({drafts[at].key for at in near}) == 1 else None

    def _completed(self, draft: ContactDraft, scene: Scene, noun: CueHit) -> ContactDraft:
        clause = scene.clause_at(noun.start, noun.end)
        period, place = draft.period, draft.place
        if period is None or draft.guessed:
            time = self._dates.bind(scene, (noun.start, noun.end), clause, [])
            later = self._dates.period(time, scene, direction_of(draft.state)) if time is not None else self._before(draft, scene, noun)
            if (
                later is not None
                and (time is None or later.days <= _COARSE)
                and draft.state is not None
                and plausible(later, draft.state, self._dates.today)
            ):
                period = later
        if place is None and draft.mode not in (Mode.PHONE, Mode.VIDEO):
            place = self._places.city_of(scene, clause, noun)
        if (period, place) == (draft.period, draft.place):
            return draft
        return replace(
            draft,
            period=period,
            place=place,
            guessed=draft.guessed and period == draft.period,
            why=(*draft.why, "told in a later sentence"),
        )

    def _before(self, draft: ContactDraft, scene: Scene, noun: CueHit) -> Period | None:
        """From a month before to the other event: "before the summit last month". Open to the past it would say nothing."""
        if draft.state is not MeetingState.HELD:
            return None
        for time in scene.times:
            if time.spec.bound is None and self._dates.before_another(scene, (noun.start, noun.end), time):
                other = self._dates.period(time, scene, Direction.PAST)
                if other is not None and other.days <= 31:
                    months = other.first.year * 12 + other.first.month - 2
                    return Period(Period.of_month(months // 12, months % 12 + 1).start, other.end or other.start)
        return None

    def _travelled(self, scene: Scene, trigger: CueHit) -> Period | None:
        time = self._dates.bind(scene, (trigger.start, trigger.end), scene.clause_at(*trigger.parts[0]), [])
        period = self._dates.period(time, scene, Direction.PAST) if time is not None else None
        today = self._dates.today
        return period if period is None or today is None or period.first <= today else None

    def _same_journey(self, scene: Scene, trigger: CueHit) -> Period | None:
        """The days that another sentence gives a journey to the same place, where only one does."""
        goal = self._goal(scene, trigger)
        if goal is None:
            return None
        dated = {
            period
            for other in self._scenes
            for travel in _travels(other)
            if self._goal(other, travel) == goal and (period := self._travelled(other, travel)) is not None
        }
        return dated.pop() if len(dated) == 1 else None

    def _goal(self, scene: Scene, trigger: CueHit) -> str | None:
        goal = self._places.destination(scene, trigger, scene.clause_at(*trigger.parts[0]))
        return scene.text[goal.start : goal.end].lower() if goal is not None else None


def _travels(scene: Scene) -> list[CueHit]:
    """Verbs of travelling in a past form."""
    return [cue for cue in scene.cues_of("contacts") if cue.cue.value("template") == Template.VISIT.value and cue.shape == "past"]


def _definite(scene: Scene, templates: frozenset[Template]) -> CueHit | None:
    """The noun of contact that a sentence begins with, behind an article and without words that say whose or with whom."""
    articles, joined = scene.lexicon.words("articles"), scene.lexicon.words("between")
    for cue in scene.cues_of("contacts", scene.start, scene.start + _HEAD + 40):
        if cue.shape != "noun" or cue.start - scene.start > _HEAD or Template(str(cue.cue.value("template"))) not in templates:
            continue
        before = scene.text[scene.start : cue.start].lower().split()
        behind = scene.text[cue.end : cue.end + 20].lower().split()
        own = scene.text[cue.start : cue.end].lower().split()
        if not before or before[0] not in articles or len(before) > 2 or scene.clause_at(cue.start, cue.end).kind is not ClauseKind.MAIN:
            continue
        if own[-1] not in joined and not (behind and behind[0].strip(",") in joined):
            return cue
    return None
