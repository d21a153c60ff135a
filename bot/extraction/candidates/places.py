"""Where a contact takes place, and where a journey goes."""

from dataclasses import dataclass

from bot.extraction.language.lexicon import CueHit
from bot.extraction.scenes import Scene, owned
from bot.extraction.text.clauses import Clause
from bot.knowledge.knowledge import Knowledge
from bot.knowledge.names import Form, Kind, NameHit

_FAR = 90
"""How far behind its verb a journey's destination may stand."""


@dataclass(frozen=True, slots=True)
class Destination:
    """`side` is whose country it is, None for third ones; `city` its English name where one is named."""

    side: str | None
    city: str | None
    start: int
    end: int


class Places:
    """Answers from the place and side names of a sentence. Countries are no cities."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def city_of(self, scene: Scene, clause: Clause, trigger: CueHit) -> str | None:
        """The city that stands in a locative of the clause, nearest to the trigger, of a noun not across another
        noun of contact; None where something larger than a city stands nearer: "held in Hawaii"."""
        found = [name for name in scene.names_of(Kind.PLACE) if owned(clause, scene, name.start, name.end) and is_locative(scene, name)]
        own = [name for name in found if trigger.shape != "noun" or not _of_another(scene, trigger, name)]
        best = min(own, key=lambda name: (_away(trigger, name), self.city(name) is None), default=None)
        return self.city(best) if best is not None else None

    def destination(self, scene: Scene, trigger: CueHit, clause: Clause) -> Destination | None:
        """The first place or country after the trigger or within its words; before it where the language puts it there."""
        spots = [n for n in scene.names_of(Kind.PLACE, Kind.SIDE) if owned(clause, scene, n.start, n.end) and n.form is not Form.ADJECTIVE]
        inside = [n for n in spots if trigger.start <= n.start and n.start - trigger.parts[0][1] <= _FAR]
        before = [n for n in spots if n.end <= trigger.start and (is_locative(scene, n) or n.form is Form.FULL)]
        if trigger.cue.value("destination"):
            return self._worded(scene, trigger)
        chosen = inside[0] if inside else (before[-1] if before else None)
        if chosen is None:
            return self._worded(scene, trigger)
        twins = [n for n in spots if n.start == chosen.start and n.kind is Kind.PLACE]
        place = twins[0] if twins else chosen
        return Destination(self.side_of(place), self.city(place), place.start, place.end)

    def side_of(self, name: NameHit) -> str | None:
        if name.kind is Kind.SIDE:
            return name.ids[0]
        place = self._knowledge.places.get(name.ids[0])
        return place.side if place else None

    def _worded(self, scene: Scene, trigger: CueHit) -> Destination | None:
        """A destination in the trigger's own words: "China-Reise" names it, of 访华 the lexicon says it."""
        given = trigger.cue.value("destination")
        if given in self._knowledge.sides:
            return Destination(given, None, trigger.start, trigger.end)
        for name in self._knowledge.names.find(scene.text[trigger.start : trigger.end].replace("-", " ")):
            if name.kind in (Kind.PLACE, Kind.SIDE):
                return Destination(self.side_of(name), self.city(name), trigger.start, trigger.end)
        return None

    def city(self, name: NameHit) -> str | None:
        """The English name of the city that a place is, or stands in; None for anything larger."""
        if name.kind is not Kind.PLACE:
            return None
        place = self._knowledge.places.get(name.ids[0])
        return place.city if place is not None else None

    def is_site(self, name: NameHit) -> bool:
        """It is a building or an estate of its city."""
        place = self._knowledge.places.get(name.ids[0])
        return place is not None and place.city is not None and place.city != place.name

    def first_city(self, text: str) -> tuple[str, str | None] | None:
        """The first city of a text, by its English name, and whose it is."""
        for name in self._knowledge.names.find(text):
            if name.kind is Kind.PLACE and (city := self.city(name)) is not None:
                return city, self.side_of(name)
        return None


def _away(trigger: CueHit, name: NameHit) -> int:
    return max(0, name.start - trigger.end, trigger.start - name.end)


def _of_another(scene: Scene, trigger: CueHit, name: NameHit) -> bool:
    """Another noun of contact stands between, joined to this one: "the meetings in Hawaii and the talks in Washington"."""
    start, end = (trigger.end, name.start) if name.start >= trigger.end else (name.end, trigger.start)
    joints = scene.lexicon.words("and")
    return any(cue.shape == "noun" for cue in scene.cues_of("contacts", start, end)) and any(
        word in joints for word in scene.text[start:end].lower().split()
    )


def is_locative(scene: Scene, name: NameHit) -> bool:
    """Behind a preposition of place, or, in Chinese, anywhere: a city alone is a metonym."""
    if scene.unspaced:
        return True
    before = scene.text[max(scene.start, name.start - 24) : name.start].lower().replace(",", " ").split()
    words = scene.lexicon.words("locative")
    return any(word in words for word in before[-3:])
