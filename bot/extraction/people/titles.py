"""Titles in English, as of the article."""

from collections.abc import Sequence

from bot.extraction.language.lexicon import CueHit
from bot.extraction.people.unlisted import Stranger
from bot.extraction.scenes import Scene
from bot.knowledge.names import Kind

_TITLE_LIMIT = 90
_APPOSED_WORDS = 4
_NEAR_BEFORE, _NEAR_AFTER = 28, 48
_STOPS = (",", ";", ".", "(", ")", "—", "–", ":", "\n", '"', "“", "”")


def worded_title(stranger: Stranger, scene: Scene) -> str | None:
    """The title of somebody unlisted from the text's own words, None where it gives a rank only.

    English wording is taken as it stands; other languages through the lexicon's `english`."""
    for cues in (stranger.before, stranger.after):
        titles = [cue for cue in cues if cue.section == "titles"]
        if not titles:
            continue
        if scene.language == "en":
            return _english(scene, titles, stranger)
        return " ".join(dict.fromkeys(str(cue.cue.value("english")) for cue in titles))
    ranks = [cue for cue in (*stranger.before, *stranger.after) if cue.section == "ranks"]
    return next((cue.cue.value("english") or None for cue in ranks), None)


def _english(scene: Scene, titles: Sequence[CueHit], stranger: Stranger) -> str:
    start = titles[0].start
    if start < stranger.start:
        end = stranger.start
        while end > start and any(
            cue.section == "ranks" and cue.end <= end and not scene.text[cue.end : end].strip() and cue.start > start for cue in scene.cues
        ):
            end = max(
                cue.start for cue in scene.cues if cue.section == "ranks" and cue.end <= end and not scene.text[cue.end : end].strip()
            )
    else:
        end = min(scene.end, start + _TITLE_LIMIT)
        verbs = [cue.start for cue in scene.cues if cue.start > titles[-1].end and cue.section in ("contacts", "states")]
        stops = [at for stop in _STOPS if (at := scene.text.find(stop, titles[-1].end, end)) >= 0]
        end = min([end, *stops, *verbs])
    return scene.text[start:end].strip(" ,.").removeprefix("the ")


def side_of(stranger: Stranger, scene: Scene) -> str | None:
    """Whose official somebody is: by the shape of the name, the words of the title, the nearest adjective.

    A name without any sign counts as of the side that the lexicon's `strangers` names, None where it names none."""
    home = next(iter(scene.lexicon.words("families-side")), None)
    default = next(iter(scene.lexicon.words("strangers-side")), None)
    first = min([stranger.start, *(cue.start for cue in stranger.before)])
    last = max([stranger.end, *(cue.end for cue in stranger.after)])
    near = [n for n in scene.names if n.kind is Kind.SIDE and first - _NEAR_BEFORE <= n.start and n.end <= last + _NEAR_AFTER]
    before = [n for n in near if n.end <= stranger.start]
    behind = [n for n in near if n.start >= stranger.end and (n.end <= last or _apposed(scene.text[stranger.end : n.start]))]
    nearest = before[-1] if before else (behind[0] if behind else None)
    if stranger.pinyin:
        return nearest.ids[0] if nearest is not None and nearest.ids[0] not in (home, default) else home
    worded = [side for cue in (*stranger.before, *stranger.after) if (side := cue.cue.value("side"))]
    if worded:
        return worded[0]
    if nearest is not None:
        return nearest.ids[0]
    elsewhere = [side for cue in (*stranger.before, *stranger.after) if (side := cue.cue.value("otherwise"))]
    return elsewhere[0] if elsewhere else default


def _apposed(between: str) -> bool:
    """An apposition's comma and no other between: ", China's top admiral"."""
    return between.startswith(",") and "," not in between[1:] and len(between.split()) <= _APPOSED_WORDS
