"""From candidates to drafts: state, date, place, mode, channel, quote and decision for each."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.extraction.candidates.binding import Dates, direction_of, month_of, plausible
from bot.extraction.candidates.candidate import ContactCandidate, Template
from bot.extraction.candidates.channels import channel_of
from bot.extraction.candidates.draft import ContactDraft
from bot.extraction.candidates.factuality import Verdict, judge
from bot.extraction.candidates.frames import exchanges
from bot.extraction.candidates.places import Places
from bot.extraction.claims.evidence import quote, voice
from bot.extraction.claims.resumption import Resumption
from bot.extraction.pages import Pages
from bot.extraction.people.figures import Figure
from bot.extraction.scenes import Scene
from bot.extraction.scoring.contact_features import Told
from bot.extraction.scoring.contact_scorer import ContactScorer, Judged
from bot.extraction.scoring.decision import decide_contact
from bot.extraction.scoring.placing import Placing, Spot
from bot.extraction.scoring.settling import open_states
from bot.extraction.scoring.timing import Asked, Option, background, offered_times
from bot.knowledge.knowledge import Knowledge
from bot.model.claims import MeetingState, Mode
from bot.model.period import Period

_HEADS = 5
_KEPT = frozenset({"working", "exchange", "theater"})
"""Levels whose people keep their own channel with somebody whose office has none: a fleet's commander with a base's."""

_LOWEST, _ABOVE_LOWEST = "exchange", "policy"
"""Who works on the first keeps his channel with somebody of the second."""

_LEAD = 12
"""Sentences at the head of an article that tell its own news: there a claim without date is of the article's month."""


class ContactDrafting:
    """Works out the details of one article's candidate contacts."""

    def __init__(self, article: str, pages: Pages, knowledge: Knowledge, scorer: ContactScorer) -> None:
        self._article = article
        self._pages = pages
        self._scorer = scorer
        self._knowledge = knowledge
        self._places = Places(knowledge)
        self.today = pages.dated.day
        self._dates = Dates(pages.scenes, self.today, exact=pages.dated.exact)
        self._resumption = Resumption(pages.scenes, self._dates, self._places)
        self._placing = Placing(pages, self._places)
        self._held: dict[tuple[str, date], tuple[str, ...]] = {}
        self._words: dict[tuple[object, ...], tuple[Verdict, Period | None, Mode]] = {}

    def drafts(self, candidates: Sequence[ContactCandidate]) -> list[ContactDraft]:
        """The drafts of the candidates that the scorer takes, and of those that may tell of a journey: one traveller's, by grammar."""
        decided = self.decided(candidates)
        drafts = [self.contact(told, its) for told, its in decided if its.take or _travels(told.candidate)]
        return self._resumption.completed([self._led(draft) for draft in drafts])

    def decided(self, candidates: Sequence[ContactCandidate]) -> list[tuple[Told, Judged]]:
        """Each candidate as grammar has it, with what the scorer says of it."""
        told = [self.assess(candidate) for candidate in candidates]
        return [(one, self._settled(one, its)) for one, its in zip(told, self._scorer.judged(told, self._pages), strict=True)]

    def _settled(self, told: Told, judged: Judged) -> Judged:
        """What is claimed with its state and time."""
        if not judged.take:
            return judged
        offered = {state: self.options(told, state) for state in open_states(judged.states)}
        settled = self._scorer.settled(told, judged.states, offered)
        return replace(judged, state=settled.state, settled=settled)

    def _led(self, draft: ContactDraft) -> ContactDraft:
        """A sitting without names takes the heads of the two delegations, where the sentences that follow name both."""
        if draft.members or not draft.taken or draft.template not in (Template.ROUND, Template.PAIR):
            return draft
        heads: list[Figure] = []
        for index in range(draft.scene, min(draft.scene + _HEADS, len(self._pages.scenes))):
            if any(cue.cue.id == "lead" for cue in self._pages.scenes[index].cues_of("roles")):
                heads += [figure for ref in self._pages.references[index] for figure in ref.figures if figure not in heads]
        ours = [figure for figure in heads if figure.side in self._knowledge.sides and not figure.inferred]
        if len(ours) == 2 and ours[0].side != ours[1].side:
            return replace(draft, members=tuple(ours), why=(*draft.why, "heads of delegation"))
        return draft

    def assess(self, candidate: ContactCandidate) -> Told:
        """State, days and channel as grammar has them: what a scorer decides from."""
        scene = self._pages.scenes[candidate.scene]
        verdict, period, mode = self._worded(candidate, scene)
        subject = self._is_subject(candidate, scene, period)
        return Told(
            candidate=candidate,
            scene=scene,
            references=self._pages.references[candidate.scene],
            verdict=verdict,
            decision=decide_contact(candidate, verdict, period, scene.sentence, subject=subject, today=self.today),
            period=period,
            today=self.today,
            mode=mode,
            channel=self._channel(candidate, period),
            subject=subject,
        )

    def _worded(self, candidate: ContactCandidate, scene: Scene) -> tuple[Verdict, Period | None, Mode]:
        """State, days and mode, which all candidates of one trigger share, whoever takes part."""
        trigger = candidate.trigger
        spot = (scene.index, trigger.parts, trigger.cue.id, trigger.shape, candidate.template is Template.VISIT)
        if spot not in self._words:
            period, verdict = self._dated(candidate, scene, judge(candidate, scene))
            self._words[spot] = verdict, period or self._lead_month(scene, verdict), self._mode(candidate, scene)
        return self._words[spot]

    def contact(self, told: Told, judged: Judged) -> ContactDraft:
        """The draft of a candidate on which a scorer has decided."""
        candidate, scene, verdict, period, lead = told.candidate, told.scene, told.verdict, told.period, 0.0
        follows, settled = self._follows(candidate, scene), judged.settled
        if settled is not None:
            if not (follows and told.period is None):
                period, lead = settled.period, settled.lead
            verdict = verdict if settled.state is verdict.state else Verdict(settled.state, True, verdict.why)
        mode = judged.mode if judged.take else told.mode
        return ContactDraft(
            scene=candidate.scene,
            template=candidate.template,
            members=candidate.members,
            sides=candidate.sides,
            state=verdict.state,
            sure=verdict.sure,
            mode=mode,
            period=period,
            place=self.place(told, mode),
            channel_id=told.channel,
            evidence=quote(self._article, scene, (candidate.start, candidate.end), candidate.clause),
            says=voice(scene, self._pages.references[candidate.scene], tuple(self._knowledge.sides)),
            confidence=told.decision.confidence if told.taken else 0.0,
            why=self._scorer.why(judged) if judged.take else (),
            taken=judged.take,
            told=told.taken,
            guessed=period is not None and period == month_of(self.today) and not scene.times,
            follows=follows,
            loose=candidate.loose,
            best=judged.confidence,
            lead=lead,
        )

    def options(self, told: Told, state: MeetingState) -> list[Option]:
        """The times a contact may have in that state."""
        own, scene = told.candidate, told.scene
        bound = told.period
        if state is not told.verdict.state:
            verdict = Verdict(state, True, ())
            bound = self._dated(own, scene, verdict)[0] or self._lead_month(scene, verdict)
        rivals = [cue for cue in scene.cues_of("contacts") if cue.start != own.trigger.start]
        named = [(ref.start, ref.end, any(figure in own.members for figure in ref.figures)) for ref in told.references if ref.figures]
        asked = Asked(
            scene,
            own.trigger,
            (own.start, own.end),
            state.value,
            bound,
            own.loose,
            own=tuple((start, end) for start, end, is_own in named if is_own),
            others=tuple((start, end) for start, end, is_own in named if not is_own),
        )
        return offered_times(asked, self._dates, self._pages.scenes, rivals)

    def _dated(self, candidate: ContactCandidate, scene: Scene, verdict: Verdict) -> tuple[Period | None, Verdict]:
        """The candidate's days; where only the default decided its state, the days decide."""
        rivals = [cue for cue in scene.cues_of("contacts") if cue is not candidate.trigger]
        clause = scene.clause_at(*candidate.trigger.parts[0])
        time = self._dates.bind(scene, (candidate.trigger.start, candidate.trigger.end), clause, rivals)
        if time is None:
            ahead = verdict.sure and verdict.state in (MeetingState.PLANNED, MeetingState.SOUGHT)
            return self._dates.deadline(scene, clause) if ahead else None, verdict
        period = self._dates.period(time, scene, direction_of(verdict.state)) if verdict.sure else self._dates.either(time, scene)
        if period is None or self.today is None:
            return period, verdict
        if not verdict.sure and period.first > self.today:
            verdict = Verdict(MeetingState.PLANNED, False, (*verdict.why, "lies ahead"))
        elif verdict.state is not None and not plausible(period, verdict.state, self.today):
            return None, verdict
        return period, verdict

    def _lead_month(self, scene: Scene, verdict: Verdict) -> Period | None:
        """What the head of an article tells as done, undated, happened in the month it was written."""
        told = verdict.state in (MeetingState.HELD, MeetingState.DECLINED, MeetingState.CANCELLED)
        if not told or not verdict.sure or background(scene) or scene.index >= _LEAD or scene.times:
            return None
        return month_of(self.today)

    def _follows(self, candidate: ContactCandidate, scene: Scene) -> bool:
        """Told as what comes next: "who then will fly to …"."""
        clause = scene.clause_at(*candidate.trigger.parts[0])
        words = scene.text[clause.start : candidate.trigger.end].lower().replace(",", " ").split()
        return any(word in scene.lexicon.words("sequel") for word in words)

    def _mode(self, candidate: ContactCandidate, scene: Scene) -> Mode:
        """The trigger's own, unless its clause speaks of a telephone or a screen."""
        clause = scene.clause_at(*candidate.trigger.parts[0])
        for cue in scene.cues_of("contacts", clause.start, clause.end):
            if not clause.owns(*cue.parts[0]):
                continue
            if cue.cue.value("mode") in (Mode.PHONE.value, Mode.VIDEO.value) and candidate.template is not Template.VISIT:
                return Mode(str(cue.cue.value("mode")))
        own = candidate.trigger.cue.value("mode")
        if own:
            return Mode(own)
        return Mode.IN_PERSON if self._city(candidate, scene) else Mode.UNKNOWN

    def place(self, told: Told, mode: Mode) -> str | None:
        """The city of a contact; none of a call."""
        if mode in (Mode.PHONE, Mode.VIDEO):
            return None
        return self._scorer.place(self.spots(told), self._stated(told))

    def spots(self, told: Told) -> list[Spot]:
        """The places a contact may have."""
        return self._placing.spots(told.candidate, self._stated(told))

    def _stated(self, told: Told) -> str | None:
        return told.candidate.place_hint or self._city(told.candidate, told.scene)

    def _city(self, candidate: ContactCandidate, scene: Scene) -> str | None:
        return self._places.city_of(scene, scene.clause_at(*candidate.trigger.parts[0]), candidate.trigger)

    def _channel(self, candidate: ContactCandidate, period: Period | None) -> str | None:
        """The channel between the members' offices on the day; a series the clause names where their offices give none."""
        day = period.first if period else self.today
        members = candidate.members
        by_office: str | None = None
        if len(members) >= 2 and len({figure.side for figure in members}) == 2:
            other = next(figure for figure in members[1:] if figure.side != members[0].side)
            by_office = channel_of(self._offices(members[0], day), self._offices(other, day), self._knowledge)
            by_office = by_office or candidate.channel_id or self._kept_channel(members[0], other, day)
        elif members:
            by_office = self._own_channel(members[0], day) or candidate.channel_id or self._unlisted_channel(members[0])
        return by_office or candidate.channel_id

    def _kept_channel(self, one: Figure, other: Figure, day: date | None) -> str | None:
        """The channel of two whose offices share none: the lower one keeps its own. People of rank without any are the exchanges'."""
        held = [self._first_channel(figure, day) for figure in (one, other)]
        own = [key for key in held if key is not None]
        if not own:
            return exchanges(self._knowledge) if one.title and other.title else None
        levels = {key: self._knowledge.channels[key].level for key in own}
        if len(own) == 1:
            return self._knowledge.guide_channel(own[0]) if levels[own[0]] in _KEPT else None
        lower = [key for key in own if levels[key] == _LOWEST]
        return self._knowledge.guide_channel(lower[0]) if len(lower) == 1 and _ABOVE_LOWEST in levels.values() else None

    def _unlisted_channel(self, figure: Figure) -> str | None:
        """Of people of rank whose office nobody listed, most come for an exchange."""
        return exchanges(self._knowledge) if figure.person_id is None and figure.title else None

    def _first_channel(self, figure: Figure, day: date | None) -> str | None:
        offices = self._offices(figure, day)
        return self._knowledge.offices[offices[0]].channel_id if offices else None

    def _is_subject(self, candidate: ContactCandidate, scene: Scene, period: Period | None) -> bool:
        """True where the watch is about such a contact: some member's office has a channel that is not the diplomats' own,
        or the member is unlisted and bears a title; private people meet whom they like; without members, the clause names a series."""
        diplomatic = scene.lexicon.words("diplomatic")
        day = period.first if period else self.today
        if not candidate.members or candidate.channel_id is not None:
            return True
        if any(self._private(figure, day) for figure in candidate.members):
            return False
        for figure in candidate.members:
            if figure.person_id is None:
                if len(candidate.members) > 1 or figure.title is not None:
                    return True
                continue
            held = self._offices(figure, day)
            offices = [office for office in held if office not in diplomatic]
            if not held or {self._knowledge.offices[office].channel_id for office in offices} - diplomatic - {None}:
                return True
        return False

    def _private(self, figure: Figure, day: date | None) -> bool:
        """Somebody who held office once and on that day speaks for nobody."""
        former = figure.person_id is not None and (figure.title or "").startswith("former")
        return former and all(self._knowledge.offices[office].channel_id is None for office in self._offices(figure, day))

    def _offices(self, figure: Figure, day: date | None) -> tuple[str, ...]:
        if figure.person_id is None or day is None:
            return figure.offices
        key = (figure.person_id, day)
        if key not in self._held:
            self._held[key] = tuple(tenure.office_id for tenure in self._knowledge.tenures_on(*key))
        return self._held[key] or figure.offices

    def _own_channel(self, figure: Figure, day: date | None) -> str | None:
        for office in self._offices(figure, day):
            channel = self._knowledge.offices[office].channel_id
            if channel is not None:
                return self._knowledge.guide_channel(channel)
        return None


def _travels(candidate: ContactCandidate) -> bool:
    return not candidate.loose and len(candidate.members) == 1
