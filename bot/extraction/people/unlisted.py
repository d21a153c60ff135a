"""People nobody listed: whoever appears with a rank or a title, and mainland names in pinyin.

General shapes only. A name counts as Chinese when its family name is a known one and its given name
is made of pinyin syllables without a hyphen; hyphens are how Taiwan and Korea spell."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.extraction.language.lexicon import CueHit
from bot.extraction.people.posts import Post, Worn, worn_by
from bot.extraction.scenes import Scene
from bot.extraction.text.blocks import BlockKind
from bot.knowledge.fold import is_han
from bot.knowledge.names import Form, Kind, NameHit

_WORD = r"(?:[A-ZÀ-ÖØ-Þ][\w'\-]*[\w]|[A-Z]\.(?:[A-Z]\.)*|[A-Z])"
_NAME = re.compile(rf"{_WORD}(?: (?:(?:van|von|de|al|bin|Mc) |\"\w+\" )?{_WORD}){{0,9}}")
_INITIAL = re.compile(r"[A-Z]\.?(?:[A-Z]\.?)*\Z")
_SYLLABLE = (
    "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    "(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|ü|a|e|i|o|u)"
)
_GIVEN = re.compile(rf"(?:{_SYLLABLE}){{1,2}}\Z")
_GLOSSED = re.compile(r"([\u4e00-\u9fff·]{2,14}) ?\(([A-Z][\w'.\-]+(?: [A-Z][\w'.\-]*){1,3})\)")
"""A foreigner in Chinese letters with his name in Latin ones behind: 阿基里诺(John Aquilino)."""

_COMPOUND = 2
_RANKED_TAIL = 8


@dataclass(frozen=True, slots=True)
class Stranger:
    """A name with what it wears. `pinyin` tells a name of the side whose names come family name first;
    `alias` is the writing that stands for it later, where the text has another than `name`."""

    start: int
    end: int
    name: str
    pinyin: bool
    worn: Worn
    alias: str | None = None


def find_strangers(scene: Scene, posts: Sequence[Post]) -> Iterator[Stranger]:
    """Names of one sentence that the roster does not hold, with titles that make officials of them."""
    if scene.lexicon.words("unspaced-names"):
        yield from _han_strangers(scene, posts)
    else:
        yield from _latin_strangers(scene, posts)


def is_pinyin_name(tokens: Sequence[str], families: frozenset[str]) -> bool:
    """True for a family name known in pinyin followed by a given name of one or two syllables."""
    return len(tokens) == 2 and tokens[0].lower() in families and bool(_GIVEN.match(tokens[1].lower())) and len(tokens[1]) > 1


def _latin_strangers(scene: Scene, posts: Sequence[Post]) -> Iterator[Stranger]:
    families = scene.lexicon.words("families")
    taken = sorted(_taken(scene))
    for match in _NAME.finditer(scene.text, scene.start, scene.end):
        for start, end in _free(scene, match.start(), match.end(), taken):
            tokens = scene.text[start:end].split()
            start, tokens = _trim(tokens, start, families)
            if len(tokens) < 2 or len(tokens[0]) < 2 or not _shaped(tokens, scene):
                continue
            end = start + len(" ".join(tokens))
            pinyin = is_pinyin_name(tokens, families)
            if scene.text[match.start() : start].strip() and scene.text[start - 1] == " " and _given_before(scene, start, taken):
                tokens = [scene.text[max(scene.start, start - 40) : start].split()[-1], *tokens]
                start, pinyin = start - 1 - len(tokens[0]), False
            worn = worn_by(scene, posts, start, end)
            if pinyin or (worn and scene.sentence.kind is not BlockKind.HEADLINE):
                yield Stranger(start, end, " ".join(tokens), pinyin, worn)


def _given_before(scene: Scene, start: int, taken: Sequence[tuple[int, int]]) -> bool:
    """A Western given name right before, itself behind a title or rank: "Col. Joseph Wei Chan"."""
    first = scene.text.rfind(" ", scene.start, start - 1) + 1
    return scene.start < first and any(end in (first - 1, first) for _, end in taken) and not any(a <= first < b for a, b in taken)


def _taken(scene: Scene) -> Iterator[tuple[int, int]]:
    """What is no part of a name: known names but surnames, titles, ranks, bodies."""
    yield from ((n.start, n.end) for n in scene.names if n.form is not Form.FAMILY and n.kind is not Kind.EVENT)
    yield from ((time.start, time.end) for time in scene.times)
    yield from ((cue.start, cue.end) for cue in scene.cues if cue.section in ("titles", "ranks", "bodies", "qualifiers"))


def _free(scene: Scene, start: int, end: int, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The parts of a run of capitalised words that nothing known covers."""
    at = start
    for first, last in [*(span for span in taken if span[0] < end and start < span[1]), (end, end)]:
        piece = scene.text[at : max(at, first)]
        left = at + len(piece) - len(piece.lstrip(" .,'"))
        right = at + len(piece.rstrip(" ,'").removesuffix("'s"))
        if right - left >= 3:
            yield left, right
        at = max(at, last)


def _trim(tokens: list[str], start: int, families: frozenset[str]) -> tuple[int, list[str]]:
    """At most a first name, initials and a surname; two tokens where the first is a pinyin family name."""
    for index in range(len(tokens) - 1):
        if is_pinyin_name(tokens[index : index + 2], families):
            return start + len(" ".join(tokens[:index])) + (1 if index else 0), tokens[index : index + 2]
    return start, tokens[:4]


def _shaped(tokens: Sequence[str], scene: Scene) -> bool:
    """A surname of letters, not a run of capitals or a word that the language writes large anyway."""
    last = tokens[-1]
    institutions = scene.lexicon.words("institutions")
    if not tokens[0][0].isupper() or any(token.lower().strip(".,") in institutions for token in tokens):
        return False
    if not last[0].isupper() or any(token[0] in '"' for token in tokens[-1:]):
        return False
    return len(last) >= 2 and not last.isupper() and not _INITIAL.match(last) and not any(token.endswith("-") for token in tokens)


def _han_strangers(scene: Scene, posts: Sequence[Post]) -> Iterator[Stranger]:
    done: set[int] = set()
    for found in (*_glossed(scene, posts), *_behind_titles(scene, posts), *_before_titles(scene, posts)):
        if found.start not in done and not any(name.start < found.end and found.start < name.end for name in _named(scene)):
            done.add(found.start)
            yield found


def _named(scene: Scene) -> list[NameHit | CueHit]:
    return [*(n for n in scene.names if n.form is not Form.FAMILY), *(c for c in scene.cues if c.section in ("titles", "bodies", "ranks"))]


def _glossed(scene: Scene, posts: Sequence[Post]) -> Iterator[Stranger]:
    """Foreigners whose name the text gives in Latin letters too."""
    for match in _GLOSSED.finditer(scene.text, scene.start, scene.end):
        covers = [post for post in posts if match.start() <= post.end <= match.end(1)]
        start = max([match.start(), *(post.end for post in covers)])
        start = max([start, *(cue.end for cue in scene.cues if cue.section == "ranks" and start <= cue.end <= match.end(1) - 2)])
        run = scene.text[start : match.end(1)]
        ranks = [c for c in scene.cues if c.section == "ranks" and c.end == match.end(1) and c.start > start]
        if ranks:
            run = scene.text[start : ranks[0].start]
        worn = worn_by(scene, posts, start, start + len(run))
        behind = [c for c in scene.cues if c.section == "ranks" and c.start == match.end()]
        if run and (worn or behind or ranks):
            worn = worn if worn else Worn(start, match.end(), (), (*ranks, *behind))
            yield Stranger(start, match.end(), match[2], False, worn, run.split("·")[-1])


def _behind_titles(scene: Scene, posts: Sequence[Post]) -> Iterator[Stranger]:
    """A family name right behind a title or rank, with one or two characters more."""
    edges = {post.end for post in posts} | {cue.end for cue in scene.cues if cue.section == "ranks" and not cue.cue.value("polite")}
    for start in sorted(edges):
        end = _name_end(scene, start)
        if end is not None:
            yield Stranger(start, end, scene.text[start:end], True, worn_by(scene, posts, start, end))


def _before_titles(scene: Scene, posts: Sequence[Post]) -> Iterator[Stranger]:
    """Names that open a clause, with a rank or title right behind: 黄雪平少将, 王飞凡司令员."""
    stops = scene.lexicon.words("name-stops")
    ranks = {cue.start for cue in scene.cues if cue.section == "ranks" and not cue.cue.value("polite")}
    for mark in sorted(ranks | {post.start for post in posts if not post.bodies}):
        for start in (mark - 4, mark - 3, mark - 2):
            if start < scene.start or not _is_name(scene, start, mark) or any(char in stops for char in scene.text[start + 1 : mark]):
                continue
            before = scene.text[start - 1]
            opens = start == scene.start or not is_han(before) or (mark in ranks and before in stops)
            if opens:
                yield Stranger(start, mark, scene.text[start:mark], True, worn_by(scene, posts, start, mark))
                break


def _is_name(scene: Scene, start: int, end: int) -> bool:
    """A known family name and one or two characters that may be a given name."""
    text, families = scene.text, scene.lexicon.words("families")
    if not all(map(is_han, text[start:end])):
        return False
    length = end - start - (_COMPOUND if text[start : start + _COMPOUND] in families else 1)
    return 1 <= length <= 2 and (text[start] in families or text[start : start + _COMPOUND] in families)


def _name_end(scene: Scene, start: int) -> int | None:
    """Where a name that begins here ends: at a rank or title, else before what may follow a name."""
    text, followers, stops = scene.text, scene.lexicon.words("name-followers"), scene.lexicon.words("name-stops")
    marks = {cue.start for cue in scene.cues if cue.section in ("ranks", "titles") and start < cue.start <= start + _RANKED_TAIL}
    ends = [end for end in (start + 4, start + 3, start + 2) if end <= scene.end and _is_name(scene, start, end)]
    for end in ends:
        if end in marks:
            return end
    if text[start + 1 : start + 2] in stops:
        return None
    for end in ends:
        closed = end == scene.end or not is_han(text[end])
        if (closed or text[end] in followers or text[end] in stops) and (closed or text[end - 1] not in stops):
            return end
    return None
