"""What a scorer sees of a candidate: named features that are there or not, one function a family.

A feature's name begins with its family, `cues:states/planned<`. Nothing here decides."""

from collections.abc import Iterator
from datetime import date

from bot.extraction.language.lexicon import CueHit
from bot.extraction.scenes import Scene
from bot.model.period import Period

_CUES = frozenset({"states", "roles", "statuses", "generic", "reasons", "channels", "counterparts", "pronouns", "contacts"})


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


def date_features(scene: Scene, clause: tuple[int, int], period: Period | None, today: date | None) -> Iterator[str]:
    """Family `dates`: where the bound time lies, how precise it is, what other times stand around."""
    inside = [time for time in scene.times if clause[0] <= time.start and time.end <= clause[1]]
    yield f"dates:clause={min(len(inside), 2)}"
    yield f"dates:sentence={min(len(scene.times), 3)}"
    yield from (f"dates:bound={time.spec.bound}" for time in inside if time.spec.bound is not None)
    if period is None:
        yield "dates:none"
        return
    precision = "day" if period.days <= 2 else "month" if period.days <= 31 else "long"
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
