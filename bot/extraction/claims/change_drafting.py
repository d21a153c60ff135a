"""From candidate changes to drafts: status, date, reason, quote and decision for each."""

from collections.abc import Sequence
from dataclasses import replace

from bot.extraction.candidates.actors import Actors
from bot.extraction.candidates.binding import Dates, month_of
from bot.extraction.candidates.candidate import ChangeCandidate
from bot.extraction.candidates.draft import ChangeDraft, ContactDraft, Known
from bot.extraction.candidates.places import Places
from bot.extraction.candidates.reasons import reason_of
from bot.extraction.claims.evidence import quote, voice
from bot.extraction.claims.resumption import Resumption
from bot.extraction.pages import Pages
from bot.extraction.scenes import Scene
from bot.extraction.scoring.acting import actor_features
from bot.extraction.scoring.change_scorer import ChangeScorer, JudgedChange
from bot.extraction.scoring.change_timing import change_options
from bot.extraction.scoring.decision import decide_change
from bot.extraction.scoring.timing import Asked, Option, background, offered_times
from bot.extraction.times.mentions import Direction
from bot.knowledge.knowledge import Knowledge
from bot.model.claims import Status
from bot.model.period import Period

_NEWS = 3
"""Sentences that tell what an article is written for: a channel that they say is stopped was stopped then."""

_KNOWN_SLACK = 3
"""Days by which the chronicle and an article may differ."""

_LEAD = 12
"""Sentences at the head of an article that tell its own news: there a claim without date is of the article's month."""


class ChangeDrafting:
    """Works out the details of one article's candidate changes."""

    def __init__(self, article: str, pages: Pages, knowledge: Knowledge, scorer: ChangeScorer) -> None:
        self._article = article
        self._pages = pages
        self._scorer = scorer
        self._knowledge = knowledge
        self.today = pages.dated.day
        self._dates = Dates(pages.scenes, self.today, exact=pages.dated.exact)
        self._resumption = Resumption(pages.scenes, self._dates, Places(knowledge))

    def drafts(self, candidates: Sequence[ChangeCandidate], meetings: Sequence[ContactDraft]) -> list[ChangeDraft]:
        """The drafts of the changes that the scorer takes."""
        drafts = []
        for candidate, period, its in self.decided(candidates, meetings):
            if its.take:
                if its.status.value != candidate.status:
                    candidate = replace(candidate, status=its.status.value)
                    period = self.period(candidate, meetings)
                met = self._meeting_of(candidate, self._pages.scenes[candidate.scene], meetings)
                drafts.append(self._change(candidate, period, its, meetings, fixed=met is not None and met == period))
        return drafts

    def decided(
        self, candidates: Sequence[ChangeCandidate], meetings: Sequence[ContactDraft]
    ) -> list[tuple[ChangeCandidate, Period | None, JudgedChange]]:
        """Each candidate with the days grammar gives it and what the scorer says of it."""
        periods = [self.period(candidate, meetings) for candidate in candidates]
        judged = self._scorer.judged(candidates, self._pages.scenes, periods, self.today, tuple(self._knowledge.sides))
        return list(zip(candidates, periods, judged, strict=True))

    def options(self, own: ChangeCandidate, bound: Period | None, meetings: Sequence[ContactDraft]) -> list[Option]:
        """The times a change may have; `bound` is the one grammar gives it."""
        scene = self._pages.scenes[own.scene]
        rivals = [cue for cue in scene.cues_of("statuses") if cue.start != own.cue.start]
        asked = Asked(scene, own.cue, (own.start, own.end), own.status, bound, own.loose, contact=False)
        offered = offered_times(asked, self._dates, self._pages.scenes, rivals)
        timed = [(time, self._dates.period(time, scene, Direction.PAST)) for time in scene.times]
        return change_options(offered, own, scene, timed, meetings, lambda period: self._known_then(own, period).value)

    def _change(
        self, candidate: ChangeCandidate, bound: Period | None, judged: JudgedChange, meetings: Sequence[ContactDraft], *, fixed: bool
    ) -> ChangeDraft:
        """`fixed`: its day is that of the meeting at which it was agreed."""
        scene = self._pages.scenes[candidate.scene]
        journey = self._resumption.journey(scene, candidate)
        period = bound if fixed or journey is not None else self._scorer.day(self.options(candidate, bound, meetings))
        rules = decide_change(candidate, period, scene.sentence)
        return ChangeDraft(
            scene=candidate.scene,
            channel_id=candidate.channel_id,
            status=Status(candidate.status),
            period=period,
            by=self._actor(candidate),
            reason=self._as_written(journey.told if journey else reason_of(scene, candidate), scene),
            evidence=quote(self._article, scene, (candidate.start, candidate.end), candidate.clause),
            says=voice(scene, self._pages.references[candidate.scene], tuple(self._knowledge.sides)),
            confidence=judged.confidence,
            why=self._scorer.why(judged),
            naming=candidate.naming,
            told=rules.take and not candidate.loose,
            known=self._known_then(candidate, period),
            sure=rules.confidence,
            best=judged.confidence,
        )

    def _as_written(self, words: str | None, scene: Scene) -> str | None:
        """The article's own letters for words of its folded text: folding keeps every offset."""
        at = scene.text.find(words) if words else -1
        return self._article[at : at + len(words)] if words and at >= 0 else words

    def actor_features(self, own: ChangeCandidate) -> list[str]:
        """What speaks for each side to have done it."""
        scene = self._pages.scenes[own.scene]
        spots = Actors(scene, self._pages.references[own.scene], self._knowledge).spots(own.channel[1])
        earlier = self._pages.scenes[own.scene - 1] if own.scene else None
        before = [name.ids[0] for name in earlier.sides(earlier.start, earlier.end)] if earlier is not None else []
        return actor_features(own, scene, spots, [side for side in before if side in self._knowledge.sides])

    def _actor(self, own: ChangeCandidate) -> str | None:
        """Who did it; where the subject of a verb of stopping stands right behind it, no weight outvotes that."""
        scene = self._pages.scenes[own.scene]
        actors = Actors(scene, self._pages.references[own.scene], self._knowledge)
        inverted = actors.inverted(own.channel[1], own.cue) if own.status == Status.SUSPENDED.value else None
        return inverted or self._scorer.actor(self.actor_features(own))

    def _known_then(self, own: ChangeCandidate, period: Period | None) -> Known:
        """Whether the chronicle bears out what is told (Known)."""
        if period is None:
            return Known.FRESH
        known = any(period.overlaps(other, slack_days=_KNOWN_SLACK) for other in self._known_of(own))
        if self.today is None or period.last >= self.today.replace(day=1):
            return Known.FRESH_YES if known else Known.FRESH
        return Known.YES if known else Known.NO

    def _known_of(self, own: ChangeCandidate) -> Sequence[Period]:
        return self._knowledge.changes_known.get((own.channel_id, own.status == Status.SUSPENDED.value), ())

    def period(self, candidate: ChangeCandidate, meetings: Sequence[ContactDraft]) -> Period | None:
        """When it took effect: a time of its clause, the journey that caused it, the meeting at which it was agreed, the article's
        month for news and wishes."""
        scene = self._pages.scenes[candidate.scene]
        journey = self._resumption.journey(scene, candidate)
        rivals = [cue for cue in scene.cues_of("statuses") if cue is not candidate.cue]
        time = self._dates.bind(scene, (candidate.start, candidate.end), scene.clause_at(*candidate.cue.parts[0]), rivals)
        status = Status(candidate.status)
        if time is not None:
            period = self._dates.period(time, scene, Direction.PAST)
            if period is not None and self.today is not None and period.first <= self.today:
                return period
            return None if status is Status.SUSPENDED else month_of(self.today)
        if journey is not None:
            return journey.period
        if status is Status.AGREED:
            met = self._meeting_of(candidate, scene, meetings)
            if met is not None:
                return met
        if status is Status.SOUGHT or scene.index < (_NEWS if status is Status.SUSPENDED else _LEAD):
            earlier = status is Status.SUSPENDED and (scene.times or background(scene))
            return None if earlier else month_of(self.today)
        return None

    def _meeting_of(self, candidate: ChangeCandidate, scene: Scene, meetings: Sequence[ContactDraft]) -> Period | None:
        """The day of the meeting between the two who agreed, where the article tells of one."""
        here = {f.key for ref in self._pages.references[scene.index] if ref.end <= candidate.end for f in ref.figures}
        for draft in meetings:
            if len(draft.members) >= 2 and draft.key <= here and draft.period is not None:
                return draft.period
        return None
