"""Whether an article reports on contacts between the sides' defense establishments at all.

What decides is the article as a whole: how much both sides are spoken of, and third parties instead; whose offices are
in it and whether channels belong to them; channels, contacts and claims. A linear model weighs that; without one a rule does."""

from collections import Counter
from collections.abc import Iterable, Sequence

from bot.extraction.people.figures import Figure
from bot.extraction.scenes import Scene
from bot.extraction.scoring.linear import Model
from bot.knowledge.knowledge import Knowledge
from bot.knowledge.names import Form, Kind

_CHANNEL_WORDS = 2
_SURE = "sure>0.7"
"""A claim so sure is about the watch, however little an article says beside it."""


def is_relevant(features: Sequence[str], model: Model | None) -> bool:
    """What the model says of the features, unless the article claims something of both sides with much certainty.

    Without a model true where both sides are named and the article claims something, or keeps speaking of channels."""
    if model is not None:
        return model.yes(features) >= 0.5 or ("both>0" in features and _SURE in features)
    return "both>0" in features and ("claims>0" in features or "channels-named-or-worded" in features)


def relevance_features(scenes: Sequence[Scene], figures: Sequence[Figure], sure: Sequence[float], knowledge: Knowledge) -> list[str]:
    """What an article tells of its topic, as features that are there or not. `sure` holds how sure each of its claims is."""
    named = [_sides_named(scene, knowledge) for scene in scenes]
    whole = Counter(side for sides in named for side in sides)
    whole.update(figure.side for figure in figures if not figure.inferred)
    ours = [whole[side] for side in knowledge.sides]
    third = sum(count for side, count in whole.items() if side not in knowledge.sides)
    together = sum(set(knowledge.sides) <= set(sides) for sides in named)
    channelled, plain = _offices(figures, knowledge)
    channels = sum(name.form is Form.FULL for scene in scenes for name in scene.names_of(Kind.CHANNEL))
    worded = sum(len(scene.cues_of("channels")) for scene in scenes)
    many = max(1, len(scenes))
    features = [
        *_over("both", min(ours, default=0), (0, 1, 2, 3, 5, 8)),
        *_over("together", together, (0, 1, 2, 4)),
        *_over("together-share", together / many, (0.05, 0.15, 0.3)),
        *_over("third", third / (1 + sum(whole.values())), (0, 0.2, 0.35, 0.5, 0.65)),
        *_over("third-sentences", sum(any(side not in knowledge.sides for side in sides) for sides in named) / many, (0, 0.15, 0.3, 0.5)),
        *_over("third-people", sum(f.side not in knowledge.sides for f in figures) / (1 + len(figures)), (0, 0.25, 0.5)),
        *_over("channels", channels, (0, 1, 3)),
        *_over("worded-channels", worded, (0, 1, 3, 6)),
        *_over("contacts", sum(len(scene.cues_of("contacts")) for scene in scenes), (2, 6, 12)),
        *_over("offices", channelled, (0, 1, 3)),
        *_over("plain-offices", plain, (0, 1, 3)),
        *_over("office-share", channelled / (1 + channelled + plain), (0.3, 0.6)),
        *_over("claims", len(sure), (0, 1, 3)),
        *_over("sure", max(sure, default=0.0), (0.5, 0.7, 0.9)),
    ]
    if channels + worded >= _CHANNEL_WORDS:
        features.append("channels-named-or-worded")
    return features


def _sides_named(scene: Scene, knowledge: Knowledge) -> list[str]:
    """The sides and third parties one sentence names, by countries and by people."""
    sides = [name.ids[0] for name in scene.names_of(Kind.SIDE)]
    return sides + [knowledge.people[n.ids[0]].side for n in scene.names_of(Kind.PERSON) if n.form is not Form.FAMILY]


def _offices(figures: Iterable[Figure], knowledge: Knowledge) -> tuple[int, int]:
    """How many offices of the article's people have a channel, and how many have none."""
    held = [knowledge.offices[office].channel_id is not None for figure in figures for office in figure.offices[:2]]
    return sum(held), len(held) - sum(held)


def _over(name: str, value: float, bounds: Iterable[float]) -> list[str]:
    return [f"{name}>{bound:g}" for bound in bounds if value > bound]
