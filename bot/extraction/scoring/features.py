"""What a scorer sees of a candidate: named features that are there or not, one function a family.

A feature's name begins with its family, `cues:states/planned<`. Nothing here decides."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from bot.extraction.language.lexicon import CueHit
from bot.extraction.scenes import Scene
from bot.knowledge.fold import is_han, lowered
from bot.model.period import Period

_WORD = re.compile(r"[^\W\d_]+")
_CUES = frozenset({"states", "roles", "statuses", "generic", "reasons", "channels", "counterparts", "pronouns", "contacts"})
_AROUND = frozenset({"states", "contacts"})


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


def word_features(scene: Scene, clause: tuple[int, int]) -> Iterator[str]:
    """Family `word`: each word of the clause that is part of no name, once; of Chinese each two characters that stand together."""
    out: dict[str, None] = {}
    low = lowered(scene.text[slice(*clause)])
    for match in _WORD.finditer(low):
        if scene.is_named(clause[0] + match.start(), clause[0] + match.end()):
            continue
        word = match.group()
        if is_han(word[0]):
            out.update((word[at : at + 2], None) for at in range(len(word) - 1))
        else:
            out[word] = None
    yield from (f"word:{word}" for word in out)


def beside_features(scenes: Sequence[Scene], index: int) -> Iterator[str]:
    """Family `beside`: what the sentences before and behind say of contacts and their states."""
    for step, where in ((-1, "before"), (1, "behind")):
        if 0 <= index + step < len(scenes):
            cues = [cue for cue in scenes[index + step].cues if cue.section in _AROUND]
            yield from dict.fromkeys(f"beside:{where}/{cue.section}/{cue.cue.id}" for cue in cues)
            yield from dict.fromkeys(f"beside:{where}/{cue.cue.value('state')}" for cue in cues if cue.cue.value("state"))


def precision_of(period: Period | None) -> str:
    """How precise a time is, as features say it."""
    if period is None:
        return "none"
    return "day" if period.days <= 2 else "month" if period.days <= 31 else "long"


def date_features(scene: Scene, clause: tuple[int, int], period: Period | None, today: date | None) -> Iterator[str]:
    """Family `dates`: where the bound time lies, how precise it is, what other times stand around."""
    inside = [time for time in scene.times if clause[0] <= time.start and time.end <= clause[1]]
    yield f"dates:clause={min(len(inside), 2)}"
    yield f"dates:sentence={min(len(scene.times), 3)}"
    yield from (f"dates:bound={time.spec.bound}" for time in inside if time.spec.bound is not None)
    if period is None:
        yield "dates:none"
        return
    precision = precision_of(period)
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
