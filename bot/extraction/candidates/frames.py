"""Layer 4: from triggers and references to contact candidates, by the argument template of each trigger."""

from collections.abc import Iterable, Iterator, Sequence

from bot.extraction.candidates.candidate import ContactCandidate, Template
from bot.extraction.candidates.places import Places
from bot.extraction.language.lexicon import CueHit
from bot.extraction.people.coreference import By, Reference
from bot.extraction.people.figures import Figure
from bot.extraction.scenes import Scene, owned
from bot.extraction.text.clauses import Clause, ClauseKind
from bot.knowledge.fold import lowered
from bot.knowledge.knowledge import Knowledge
from bot.knowledge.names import Form, Kind

_VERBAL = frozenset({"past", "present", "base", "passive", "done"})
_GOVERNED = 24
"""How far from its noun a person it governs may stand: articles and titles lie between."""

_OWNER = 14
_MAX_MEMBERS = 6
"""More names than this in one clause are a list of guests or a roll of honour, not a contact."""


def find_contacts(
    scene: Scene, references: Sequence[Reference], knowledge: Knowledge, places: Places, topic: str | None = None
) -> list[ContactCandidate]:
    """All contacts one sentence may tell of, in order of their triggers.

    `topic` is the series of talks the article named last: what "the next round" is a round of."""
    frame = _Frame(scene, references, knowledge, places, topic)
    found: list[ContactCandidate] = []
    for trigger in frame.triggers:
        found.extend(frame.candidates(trigger))
    return found


def series_named(scene: Scene, knowledge: Knowledge) -> str | None:
    """The series of talks that a sentence names last, None where it names none."""
    spots = _series_spots(scene, knowledge)
    return max(spots)[2] if spots else None


def exchanges(knowledge: Knowledge) -> str | None:
    """Where visits of ships and exercises belong: the first channel that the configuration lists on that level."""
    return next((channel.id for channel in knowledge.channels.values() if channel.level == "exchange"), None)


def _series_spots(scene: Scene, knowledge: Knowledge) -> list[tuple[int, int, str]]:
    """Channels that hold rounds, where a sentence names them."""
    spots = [(n.start, n.end, n.ids[0]) for n in scene.names_of(Kind.CHANNEL) if n.form is Form.FULL]
    spots += [(cue.start, cue.end, str(cue.cue.value("channel"))) for cue in scene.cues_of("channels")]
    series = scene.lexicon.words("series")
    return [(start, end, knowledge.guide_channel(key)) for start, end, key in spots if key in knowledge.channels and key in series]


class _Frame:
    """The triggers of one sentence with the clauses and references around them."""

    def __init__(self, scene: Scene, references: Sequence[Reference], knowledge: Knowledge, places: Places, topic: str | None) -> None:
        self.topic = topic
        self.scene = scene
        self.knowledge = knowledge
        self.places = places
        self.references = [ref for ref in references if not stands_apart(scene, ref)]
        self.triggers = triggers_of(scene)

    def candidates(self, trigger: CueHit) -> Iterator[ContactCandidate]:
        template = Template(str(trigger.cue.value("template")))
        clause = self.scene.clause_at(*trigger.parts[0])
        if template in (Template.PAIR, Template.HOST):
            yield from self._pairs(trigger, clause, template)
        elif template is Template.VISIT:
            yield from self._visits(trigger, clause)
        elif template is Template.ROUND:
            yield from self._rounds(trigger, clause)
        else:
            yield from self._bodies(trigger, clause, template)

    # --- arguments ---------------------------------------------------------------------------------------------

    def _around(self, trigger: CueHit, clause: Clause) -> tuple[list[Reference], list[Reference]]:
        """References of the clause before and behind the trigger, each up to the next verb of contact."""
        own = [ref for ref in self.references if owned(clause, self.scene, ref.start, ref.end)]
        begin, end = trigger.parts[0][0], trigger.parts[-1][1]
        inner = trigger.parts[0][1]
        others = [t for t in self.triggers if t is not trigger and clause.owns(*t.parts[0])]
        verbs = [t for t in others if t.shape in _VERBAL]
        wall = min((t.start for t in verbs if t.start >= end), default=clause.end)
        if trigger.shape == "noun":
            wall = min([wall, *(t.start for t in others if t.start >= end)])
        first = min((t.start for t in verbs if t.start < begin), default=begin)
        before = [ref for ref in own if ref.end <= (first if trigger.shape != "noun" else begin)] or [
            ref for ref in own if ref.end <= begin
        ]
        behind = [ref for ref in own if ref.start >= inner and ref.start < wall]
        return before, behind

    def _pairs(self, trigger: CueHit, clause: Clause, template: Template) -> Iterator[ContactCandidate]:
        before, behind = self._around(trigger, clause)
        groups = self._two_sides(before, behind, trigger)
        carried = False
        if groups is None:
            extra = self._carried(clause, trigger)
            groups = self._two_sides([*extra, *before], behind, trigger) if extra else None
            carried = groups is not None
        if groups is not None:
            yield from self._records(trigger, clause, template, groups, carried)
            return
        yield from self._one_sided(trigger, clause, template, [*before, *behind])

    def _two_sides(self, before: Sequence[Reference], behind: Sequence[Reference], trigger: CueHit) -> dict[str, list[Figure]] | None:
        """Members by side, None unless both sides are there. An anaphoric noun takes only what it governs."""
        if trigger.shape == "noun":
            own = self._by_side(behind)
            if len(own) == 2:
                return own
            governs = bool(own) or any(not ref.figures and ref.side for ref in behind)
            nearest = [ref for ref in before if ref.by is By.POSSESSIVE and trigger.start - ref.end <= 30]
            if not governs and not nearest and not (self._by_side(before).keys() >= set(self.knowledge.sides)):
                return None
        groups = self._by_side([*before, *behind])
        return groups if len(groups) == 2 else None

    def _by_side(self, refs: Iterable[Reference]) -> dict[str, list[Figure]]:
        groups: dict[str, list[Figure]] = {}
        for ref in refs:
            for figure in ref.figures:
                if figure.side in self.knowledge.sides and figure not in groups.setdefault(figure.side, []):
                    groups[figure.side].append(figure)
        return {side: figures for side, figures in groups.items() if figures}

    def _carried(self, clause: Clause, trigger: CueHit) -> list[Reference]:
        """Who the clause leaves unsaid: what a relative clause hangs on, the subject of the clause before."""
        if trigger.shape == "base" and not self._infinitive(trigger):
            return []  # "when their ships meet": a plural present with a subject of its own
        earlier = [ref for ref in self.references if ref.end <= clause.start]
        if not earlier:
            return []
        if clause.kind is ClauseKind.RELATIVE:
            return [earlier[-1]]
        if any(ref.by is not By.POSSESSIVE and ref.end <= trigger.start for ref in self.references if clause.owns(ref.start, ref.end)):
            return []
        own = [ref for ref in earlier if not any(hole[0] <= ref.start < hole[1] for c in self.scene.clauses for hole in c.holes)]
        return own[:1] or earlier[:1]

    # --- templates ---------------------------------------------------------------------------------------------

    def _records(
        self, trigger: CueHit, clause: Clause, template: Template, groups: dict[str, list[Figure]], carried: bool
    ) -> Iterator[ContactCandidate]:
        """One record per counterpart where one faces several, else one joint record."""
        one, other = groups.values()
        if len(one) + len(other) > _MAX_MEMBERS:
            return
        if min(len(one), len(other)) == 1:
            single, several = (one, other) if len(one) == 1 else (other, one)
            for figure in several:
                yield self._make(trigger, clause, template, (single[0], figure), carried=carried)
        else:
            yield self._make(trigger, clause, template, (*one, *other), carried=carried)

    def _one_sided(self, trigger: CueHit, clause: Clause, template: Template, refs: Sequence[Reference]) -> Iterator[ContactCandidate]:
        """Somebody of one side with the other side's unnamed people: "Austin met Chinese officers", "a call with Brown"."""
        if trigger.shape == "noun":
            refs = [ref for ref in refs if _governed(trigger, ref)]
        groups = self._by_side(refs)
        if len(groups) > 1:
            return
        sides = self._bodies_named(trigger, clause)
        if groups:
            side, figures = next(iter(groups.items()))
            if len(figures) == 1 and any(other != side for other in sides):
                yield self._make(trigger, clause, template, tuple(figures))
            return
        channel = self._series(clause, trigger.start) if len(sides) == 2 else self._located(trigger, clause)
        if channel is not None or (len(sides) == 2 and self._bodies_meet(clause) and not self._third_party(clause)):
            if not self._sits(clause):
                return
            yield self._make(trigger, clause, template, (), channel=channel)

    def _bodies_named(self, trigger: CueHit, clause: Clause) -> set[str]:
        """Sides that take part unnamed: adjectives before officials, "counterpart", countries as agents."""
        named = {name.ids[0] for name in self.scene.sides(clause.start, clause.end) if clause.owns(name.start, name.end)}
        named |= {ref.side for ref in self.references if ref.side and clause.owns(ref.start, ref.end)}
        if any(cue.cue.id == "both-sides" and owned(clause, self.scene, cue.start, cue.end) for cue in self.scene.cues_of("roles")):
            named |= set(self.knowledge.sides)
        return {side for side in named if side in self.knowledge.sides}

    def _bodies_meet(self, clause: Clause) -> bool:
        """Officers, delegations, navies: unnamed people who can meet."""
        words = lowered(self.scene.text[clause.start : clause.end])
        bodies = self.scene.lexicon.words("meeting-bodies")
        if self.scene.unspaced:
            return any(body in words for body in bodies)
        return bool(bodies & set(words.replace(",", " ").split()))

    def _sits(self, clause: Clause) -> bool:
        """Where one word is noun and verb alike, talks without people need a verb that holds them: 举行, 进行."""
        verbs = self.scene.lexicon.words("sits")
        return not verbs or any(verb in self.scene.text[clause.start : clause.end] for verb in verbs)

    def _visits(self, trigger: CueHit, clause: Clause) -> Iterator[ContactCandidate]:
        """Who goes to the other side's country; whoever stands in between (a host, an inviter) only where "with" or "to see" says so."""
        before, behind = self._around(trigger, clause)
        destination = self.places.destination(self.scene, trigger, clause)
        abroad = destination is not None and destination.side in self.knowledge.sides
        visitors = self._visitors(trigger, clause, before, behind)
        hosts = self._by_side(ref for ref in behind if self._with(trigger, ref))
        if visitors and hosts and visitors[0].side in self.knowledge.sides and visitors[0].side not in hosts:
            groups = {visitors[0].side: visitors[:2], **hosts}
            yield from self._records(trigger, clause, Template.VISIT, groups, False)
            return
        if destination is None or not abroad:
            return
        travellers = [figure for figure in visitors if figure.side != destination.side and figure.side in self.knowledge.sides]
        if len(travellers) > 1 and trigger.cue.value("state") == "sought":
            for traveller in travellers:  # invited in one breath, expected one by one
                yield self._make(trigger, clause, Template.VISIT, (traveller,), visitor_side=traveller.side, place=destination.city)
        elif travellers and len(travellers) <= 2:
            side = travellers[0].side
            yield self._make(trigger, clause, Template.VISIT, tuple(travellers), visitor_side=side, place=destination.city)

    def _with(self, trigger: CueHit, ref: Reference) -> bool:
        """Said to be seen on the visit: right behind "visit with", "to meet", "bei"."""
        between = lowered(self.scene.text[trigger.start : ref.start]).replace(",", " ").split()
        return any(word in self.scene.lexicon.words("company") for word in between[-3:])

    def _visitors(self, trigger: CueHit, clause: Clause, before: Sequence[Reference], behind: Sequence[Reference]) -> list[Figure]:
        """Who travels: the subject; of an invitation whoever is invited; of a noun whoever stands right beside it."""
        if trigger.cue.value("state") == "sought":
            return self._subject([ref for ref in behind if ref.start < trigger.end or ref.start - trigger.end <= _GOVERNED])
        if trigger.shape == "noun":
            owner = [ref for ref in before if trigger.start - ref.end <= _OWNER]
            genitive = [ref for ref in behind if ref.start - trigger.end <= _OWNER]
            near = genitive[:1] or owner[-1:] or [ref for ref in before if trigger.start - ref.end <= 36][-1:]
            return [figure for ref in near for figure in ref.figures] or self._subject(before[:1])
        return self._subject(before) or self._subject(self._carried(clause, trigger)) or self._subject(behind[:1])

    def _subject(self, refs: Sequence[Reference]) -> list[Figure]:
        return list(dict.fromkeys(figure for ref in refs[:2] for figure in ref.figures))

    def _rounds(self, trigger: CueHit, clause: Clause) -> Iterator[ContactCandidate]:
        channel = self._series(clause, trigger.start) or self._meant(trigger, clause)
        if channel is None or self._third_party(clause):
            return
        groups = self._by_side(ref for ref in self.references if owned(clause, self.scene, ref.start, ref.end))
        members = tuple(figure for figures in groups.values() for figure in figures) if len(groups) == 2 else ()
        if len(members) > _MAX_MEMBERS:
            members = ()
        yield self._make(trigger, clause, Template.ROUND, members, channel=channel)

    def _meant(self, trigger: CueHit, clause: Clause) -> str | None:
        """The topic, where a noun such as "the next round" stands with a time or a place of its own."""
        if trigger.shape != "noun" or self.topic is None:
            return None
        told = [(time.start, time.end) for time in self.scene.times]
        told += [(name.start, name.end) for name in self.scene.names_of(Kind.PLACE)]
        return self.topic if any(owned(clause, self.scene, *span) for span in told) else None

    def _infinitive(self, trigger: CueHit) -> bool:
        before = self.scene.text[max(self.scene.start, trigger.start - 16) : trigger.start].lower().split()
        return not before or before[-1] in self.scene.lexicon.words("infinitive-markers")

    def _series(self, clause: Clause, near: int) -> str | None:
        """The series of talks that the clause names nearest to a spot, if any: a channel that holds rounds."""
        spots = self._series_spots(clause)
        return min(spots, key=lambda spot: min(abs(spot[0] - near), abs(spot[1] - near)))[2] if spots else None

    def _series_spots(self, clause: Clause) -> list[tuple[int, int, str]]:
        return [spot for spot in _series_spots(self.scene, self.knowledge) if owned(clause, self.scene, spot[0], spot[1])]

    def _located(self, trigger: CueHit, clause: Clause) -> str | None:
        """The series whose name holds the trigger, where a place or a time follows right behind: "the policy talks in Washington"."""
        for start, end, channel in self._series_spots(clause):
            if start <= trigger.start and trigger.end <= end:
                follows = [n.start for n in self.scene.names_of(Kind.PLACE)] + [time.start for time in self.scene.times]
                if any(end < spot <= end + _GOVERNED for spot in follows):
                    return channel
        return None

    def _third_party(self, clause: Clause) -> bool:
        """Another country sits at the table instead of one of the sides."""
        named = {name.ids[0] for name in self.scene.sides(clause.start, clause.end)}
        ours = named & set(self.knowledge.sides)
        return bool(named - ours) and len(ours) < 2

    def _bodies(self, trigger: CueHit, clause: Clause, template: Template) -> Iterator[ContactCandidate]:
        """Port calls and exercises: ships of one side in a port of the other, both sides at sea together."""
        sides = self._bodies_named(trigger, clause)
        if template is Template.DRILL:
            implied = trigger.shape == "noun" or (sides and trigger.shape == "done")
            if (len(sides) == 2 or implied) and not self._third_party(clause):
                yield self._make(trigger, clause, template, (), channel=exchanges(self.knowledge))
            return
        destination = self.places.destination(self.scene, trigger, clause)
        if destination is None or destination.side not in self.knowledge.sides or not self._has_vessel(clause) or self._third_party(clause):
            return
        if any(ref.figures for ref in self._around(trigger, clause)[0]):
            return  # a person calls at a port as a visitor; the ship is only what carries them
        others = [side for side in self.knowledge.sides if side != destination.side]
        if len(others) == 1 and (self._ship_sides(clause) or {others[0]}) != {destination.side}:
            yield self._make(
                trigger, clause, template, (), channel=exchanges(self.knowledge), visitor_side=others[0], place=destination.city
            )

    def _has_vessel(self, clause: Clause) -> bool:
        words = lowered(self.scene.text[clause.start : clause.end])
        vessels = self.scene.lexicon.words("vessels")
        if self.scene.unspaced:
            return any(vessel in words for vessel in vessels)
        return any(word.endswith(tuple(vessels)) for word in words.replace(",", " ").replace("'", " ").split())

    def _ship_sides(self, clause: Clause) -> set[str]:
        """Whose ships the clause names: by "USS" and the like, by adjectives."""
        words = lowered(self.scene.text[clause.start : clause.end])
        marks = {side for side in self.knowledge.sides if any(mark in words for mark in self.scene.lexicon.words(f"ships-{side}"))}
        return marks | {name.ids[0] for name in self.scene.sides(clause.start, clause.end) if name.form is Form.ADJECTIVE}

    def _make(
        self,
        trigger: CueHit,
        clause: Clause,
        template: Template,
        members: tuple[Figure, ...],
        *,
        channel: str | None = None,
        visitor_side: str | None = None,
        place: str | None = None,
        carried: bool = False,
    ) -> ContactCandidate:
        spans = [
            (ref.start, ref.end)
            for ref in self.references
            if set(ref.figures) & set(members) and owned(clause, self.scene, ref.start, ref.end)
        ]
        start = min([trigger.start, *(span[0] for span in spans)])
        end = max([trigger.end, *(span[1] for span in spans)])
        sides = tuple(self.knowledge.sides)
        return ContactCandidate(
            scene=self.scene.index,
            template=template,
            trigger=trigger,
            members=members,
            sides=sides,
            start=start,
            end=end,
            clause=(clause.start, clause.end),
            channel_id=channel or self._series(clause, trigger.start),
            visitor_side=visitor_side,
            place_hint=place,
            carried=carried,
            why=(f"{trigger.cue.id} ({trigger.shape})",),
        )


def triggers_of(scene: Scene) -> list[CueHit]:
    """The words of contact of a sentence, each read once."""
    return _one_reading(scene, scene.cues_of("contacts"))


def _one_reading(scene: Scene, hits: Sequence[CueHit]) -> list[CueHit]:
    """One reading per span and cue: a form that is both participle and present, or infinitive and noun, is read by the words around it."""
    spans: dict[tuple[int, int, str], list[CueHit]] = {}
    for hit in hits:
        spans.setdefault((hit.start, hit.end, hit.cue.id), []).append(hit)
    return [_reading(scene, same) for same in spans.values()]


def _reading(scene: Scene, same: Sequence[CueHit]) -> CueHit:
    by_shape = {hit.shape: hit for hit in reversed(same)}
    if {"base", "noun"} <= by_shape.keys():
        before = scene.text[max(scene.start, same[0].start - 16) : same[0].start].lower().split()
        return by_shape["base" if before and before[-1] in scene.lexicon.words("infinitive-markers") else "noun"]
    if {"past", "present"} <= by_shape.keys():
        clause = scene.clause_at(*same[0].parts[0])
        words = set(lowered(scene.text[clause.start : clause.end]).replace(",", " ").split())
        return by_shape["past" if words & scene.lexicon.words("auxiliaries") else "present"]
    return same[0]


def _governed(trigger: CueHit, ref: Reference) -> bool:
    """Right behind a noun of contact ("a call with Brown"), or its possessor right before it ("Brown's call")."""
    return 0 <= ref.start - trigger.end <= _GOVERNED or 0 <= trigger.start - ref.end <= _GOVERNED


def speaks_for_others(figure: Figure) -> bool:
    """Spokespeople tell of contacts and take no part in them."""
    return "spokes" in (figure.title or "").lower()


def stands_apart(scene: Scene, ref: Reference) -> bool:
    """Named, but not as one who takes part: who invited, whom somebody succeeded, whose aide speaks, who speaks for others."""
    if len(ref.figures) == 1 and speaks_for_others(ref.figures[0]):
        return True
    for cue in scene.cues_of("roles"):
        if cue.cue.id == "kin" and 0 <= cue.start - ref.end <= 3 and (not cue.cue.value("genitive") or scene.text[ref.end - 1] == "s"):
            return True
        if cue.cue.id == "apart" and cue.end <= ref.start and ref.start - cue.end <= 26 and "," not in scene.text[cue.end : ref.start]:
            return True
    return False
