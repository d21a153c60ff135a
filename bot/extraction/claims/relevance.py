"""Whether an article reports on contacts between the sides' defense establishments at all."""

from collections.abc import Sequence

from bot.extraction.scenes import Scene
from bot.knowledge.knowledge import Knowledge
from bot.knowledge.names import Form, Kind

_CHANNEL_WORDS = 2


def is_relevant(scenes: Sequence[Scene], claims: bool, knowledge: Knowledge) -> bool:
    """True where both sides are named and the article claims something, or keeps speaking of channels."""
    sides = {name.ids[0] for scene in scenes for name in scene.names_of(Kind.SIDE)}
    sides |= {knowledge.people[name.ids[0]].side for scene in scenes for name in scene.names_of(Kind.PERSON)}
    if not set(knowledge.sides) <= sides:
        return False
    if claims:
        return True
    named = [name for scene in scenes for name in scene.names_of(Kind.CHANNEL) if name.form is Form.FULL]
    worded = [cue for scene in scenes for cue in scene.cues_of("channels")]
    return len(named) + len(worded) >= _CHANNEL_WORDS
