"""People nobody listed: whoever appears with a rank or a title, and mainland names in pinyin.

General shapes only. A name counts as Chinese when its family name is a known one and its given name
is made of pinyin syllables without a hyphen; hyphens are how Taiwan and Korea spell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.extraction.language.lexicon import CueHit
from bot.extraction.scenes import Scene
from bot.extraction.text.blocks import BlockKind
from bot.knowledge.fold import is_han
from bot.knowledge.names import Form

_WORD = r"(?:[A-ZÀ-ÖØ-Þ][\w'\-]*[\w]|[A-Z]\.(?:[A-Z]\.)*|[A-Z])"
_NAME = re.compile(rf"{_WORD}(?: (?:(?:van|von|de|al|bin|Mc) )?{_WORD}){{0,3}}")
_INITIAL = re.compile(r"[A-Z]\.?(?:[A-Z]\.?)*\Z")
_SYLLABLE = (
    "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    "(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|ü|a|e|i|o|u)"
)
_GIVEN = re.compile(rf"(?:{_SYLLABLE}){{1,2}}\Z")
_GAP = re.compile(r",? (?:(?:the|a|an|der|die|das|dem|den|des|ein|eine|einem|einen|then|now) )?(?:[\w'.\-]+ ){0,5}\Z")
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,3}")
_HAN_STOP = "、，,。；;：:（）()的在与和同向对率为说表示会主出访、及等就将已今上下曾称指还应是以"
_MAX_LATIN = 40


@dataclass(frozen=True, slots=True)
class Stranger:
    """A name with what stands around it: `before` and `after` are the title cues that carry it."""

    start: int
    end: int
    name: str
    pinyin: bool
    before: tuple[CueHit, ...]
    after: tuple[CueHit, ...]


def find_strangers(scene: Scene) -> Iterator[Stranger]:
    """Names of one sentence that the roster does not hold, with titles that make officials of them."""
    if scene.language == "zh":
        yield from _han_strangers(scene)
    else:
        yield from _latin_strangers(scene)


def is_pinyin_name(tokens: list[str], families: frozenset[str]) -> bool:
    """True for a family name known in pinyin followed by a given name of one or two syllables."""
    return len(tokens) == 2 and tokens[0].lower() in families and bool(_GIVEN.match(tokens[1].lower())) and len(tokens[1]) > 1


def _latin_strangers(scene: Scene) -> Iterator[Stranger]:
    families = scene.lexicon.words("families")
    titles = [cue for cue in scene.cues if cue.section in ("ranks", "titles") and not cue.cue.value("national")]
    for match in _NAME.finditer(scene.text, scene.start, scene.end):
        for start, end in _free(scene, match.start(), match.end(), titles):
            tokens = scene.text[start:end].split()
            start, tokens = _trim(tokens, start, families)
            end = start + len(" ".join(tokens))
            if not tokens or len(tokens[0]) < 2:
                continue
            pinyin = is_pinyin_name(tokens, families)
            before = _before(titles, scene, start)
            after = _after(titles, scene, end)
            titled = bool(before or after) and scene.sentence.kind is not BlockKind.HEADLINE
            if len(tokens) >= 2 and (pinyin or titled) and _shaped(tokens, scene):
                yield Stranger(start, end, " ".join(tokens), pinyin, before, after)


def _free(scene: Scene, start: int, end: int, titles: list[CueHit]) -> Iterator[tuple[int, int]]:
    """The parts of a run of capitalised words that no known name and no title cue covers."""
    taken = [(n.start, n.end) for n in scene.names if n.form is not Form.FAMILY and n.start < end and start < n.end]
    taken += [(cue.start, cue.end) for cue in titles if cue.start < end and start < cue.end]
    taken.sort()
    at = start
    for first, last in [*taken, (end, end)]:
        piece = scene.text[at:first]
        left = at + len(piece) - len(piece.lstrip(" .,'"))
        right = at + len(piece.rstrip(" ,'"))
        if right - left >= 3:
            yield left, right
        at = max(at, last)


def _trim(tokens: list[str], start: int, families: frozenset[str]) -> tuple[int, list[str]]:
    """At most a first name, initials and a surname; two tokens where the first is a pinyin family name."""
    for index in range(len(tokens) - 1):
        if is_pinyin_name(tokens[index : index + 2], families) and index <= 1:
            return start + len(" ".join(tokens[:index])) + (1 if index else 0), tokens[index : index + 2]
    return start, tokens[:4]


def _shaped(tokens: list[str], scene: Scene) -> bool:
    """A surname of letters, not a run of capitals or a word that the language writes large anyway."""
    last = tokens[-1]
    institutions = scene.lexicon.words("institutions")
    if not tokens[0][0].isupper() or any(token.lower().strip(".,") in institutions for token in tokens):
        return False
    return len(last) >= 2 and not last.isupper() and not _INITIAL.match(last) and not any(token.endswith("-") for token in tokens)


def _before(titles: list[CueHit], scene: Scene, start: int) -> tuple[CueHit, ...]:
    """Titles and ranks that end right where the name begins, outermost first."""
    found: list[CueHit] = []
    edge = start
    for cue in reversed(titles):
        if cue.end <= edge and scene.text[cue.end : edge].strip() in ("", ","):
            found.append(cue)
            edge = cue.start
    return tuple(reversed(found))


def _after(titles: list[CueHit], scene: Scene, end: int) -> tuple[CueHit, ...]:
    """Titles in an apposition: ", the new chief of …"."""
    for cue in titles:
        if end < cue.start <= end + _MAX_LATIN and cue.section == "titles":
            between = scene.text[end : cue.start]
            if between.startswith(",") and "," not in between[1:] and _GAP.match(between if between.endswith(" ") else between + " "):
                return (cue,)
            return ()
    return ()


def _han_strangers(scene: Scene) -> Iterator[Stranger]:
    families = scene.lexicon.words("families")
    titles = [cue for cue in scene.cues if cue.section in ("ranks", "titles") and not cue.cue.value("national")]
    for position, cue in enumerate(titles):
        rank = titles[position + 1] if position + 1 < len(titles) else None
        found = _han_name(scene, cue.end, families, rank)
        if found and not any(name.start < found[1] and found[0] < name.end for name in scene.names):
            after = (rank,) if rank is not None and rank.section == "ranks" and rank.start == found[1] else ()
            yield Stranger(found[0], found[1], scene.text[found[0] : found[1]], True, (cue,), after)
    yield from _han_ranked(scene, families, titles)


def _han_ranked(scene: Scene, families: frozenset[str], titles: list[CueHit]) -> Iterator[Stranger]:
    """Names without a title before them that a rank follows: 黄学平少将."""
    edges = {cue.end for cue in titles}
    for cue in titles:
        for length in (3, 2):
            start = cue.start - length
            name = scene.text[max(start, 0) : cue.start]
            if cue.section != "ranks" or start < scene.start or start in edges or not all(map(is_han, name)):
                continue
            opens = start == scene.start or not is_han(scene.text[start - 1]) or scene.text[start - 1] in _HAN_STOP
            if name[0] in families and opens and not any(n.start < cue.start and start < n.end for n in scene.names):
                yield Stranger(start, cue.start, name, True, (), (cue,))
                break


def _han_name(scene: Scene, start: int, families: frozenset[str], rank: CueHit | None) -> tuple[int, int] | None:
    """A family name and one or two characters that end at a rank or at a word that may follow a name."""
    text = scene.text
    if start >= scene.end or text[start] not in families:
        return None
    for length in (3, 2):
        end = start + length
        if end > scene.end or not all(is_han(char) for char in text[start:end]):
            continue
        if rank is not None and rank.start == end and rank.section == "ranks":
            return start, end
    for length in (3, 2):
        end = start + length
        if (
            end <= scene.end
            and all(is_han(char) and char not in _HAN_STOP for char in text[start:end])
            and (end == scene.end or text[end] in _HAN_STOP)
        ):
            return start, end
    return None
