"""Offices as a text words them: a post with what qualifies it and the bodies it belongs to, as one span.

    [former] [State Department] spokesman                 qualifiers and bodies before the post
    Kommandeur der Nordmeerflotte der Volksbefreiungsarmee    the bodies behind it, linked
    解放军海军北海舰队副司令员                               all of them before, the widest first

Which words are posts (`titles`), qualifiers, bodies and links the lexicon says."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.extraction.language.lexicon import CueHit
from bot.extraction.scenes import Scene
from bot.knowledge.fold import is_han
from bot.knowledge.names import Form, Kind

_TOKEN = re.compile(r"[^\W_](?:[\w'\-/&]|\.(?=\w))*\.?")
_HAN_OPENS = frozenset(",，(")
_HAN_CLOSES = frozenset({"", *",，。)、"})
_MAX_WORDS = 12
_MAX_PARTS = 6
_MAX_POSTS = 40
"""Of one sentence; a longer list is a table."""


@dataclass(frozen=True, slots=True)
class Post:
    """One office as worded. `title` is its cue; `qualifiers` and `bodies` are in order of the text."""

    start: int
    end: int
    title: CueHit
    qualifiers: tuple[CueHit, ...] = ()
    bodies: tuple[CueHit, ...] = ()

    @property
    def side(self) -> str | None:
        """The side that its words tell: the post's own, else that of the body it belongs to."""
        own = self.title.cue.value("side")
        return own or next((side for body in self.bodies if (side := body.cue.value("side"))), None)

    def qualified(self, name: str) -> bool:
        return any(cue.cue.value("english") == name for cue in self.qualifiers)


def find_posts(scene: Scene) -> tuple[Post, ...]:
    """The offices worded in one sentence, by start; of overlapping ones the first."""
    titles = [cue for cue in scene.cues if cue.section == "titles" and not cue.cue.value("national")][:_MAX_POSTS]
    if not titles:
        return ()
    parts = _Parts(scene)
    posts: list[Post] = []
    for title in titles:
        if posts and title.start < posts[-1].end:
            continue
        start, qualifiers, bodies = parts.before(title.start, posts[-1].end if posts else scene.start)
        end, behind = parts.behind(title.end) if not is_han(scene.text[title.start]) else (title.end, ())
        posts.append(Post(start, end, title, qualifiers, (*bodies, *behind)))
    return tuple(posts)


class _Parts:
    """What posts of one sentence may be made of, by where it ends and begins."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._text = scene.text
        pieces: list[tuple[int, int, CueHit | None]] = [(c.start, c.end, c) for c in scene.cues if c.section in ("bodies", "qualifiers")]
        pieces += [(n.start, n.end, None) for n in scene.names if n.kind in (Kind.SIDE, Kind.PLACE)]
        self._ending: dict[int, tuple[int, CueHit | None]] = {}
        self._starting: dict[int, tuple[int, CueHit | None]] = {}
        for start, end, cue in sorted(pieces, key=lambda piece: (piece[1] - piece[0], piece[2] is not None)):
            self._ending[end] = (start, cue)
            self._starting[start] = (end, cue)
        self._people = [(n.start, n.end) for n in scene.names if n.kind is Kind.PERSON and n.form is not Form.FAMILY]
        self._ranks = {cue.start for cue in scene.cues if cue.section == "ranks"}

    def before(self, start: int, floor: int) -> tuple[int, tuple[CueHit, ...], tuple[CueHit, ...]]:
        """Bodies and qualifiers that stand right before a post."""
        found: list[CueHit] = []
        for _ in range(_MAX_PARTS):
            end = start
            while end > floor and self._text[end - 1] in " -":
                end -= 1
            genitive = end - 2 if self._text[max(floor, end - 2) : end] == "'s" else end
            known = self._ending.get(end) or self._ending.get(genitive)
            if known is None or known[0] < floor:
                break
            start = known[0]
            if known[1] is not None:
                found.append(known[1])
        found.reverse()
        return start, tuple(c for c in found if c.section == "qualifiers"), tuple(c for c in found if c.section == "bodies")

    def behind(self, end: int) -> tuple[int, tuple[CueHit, ...]]:
        """Linked words behind a post: "of the North Sea Fleet", up to the next name, verb or stop."""
        words = self._scene.lexicon.wording.clauses
        links = self._scene.lexicon.words("title-links")
        found: list[CueHit] = []
        reach = at = end
        linked = self._text[max(0, end - 8) : end].rsplit(" ", 1)[-1].lower() in links
        for _ in range(_MAX_WORDS):
            token = self._token(at)
            if token is None:
                break
            start, stop = token
            known = self._starting.get(start)
            if known is not None and known[0] > start:
                at = reach = known[0]
                if known[1] is not None and known[1].section == "bodies":
                    found.append(known[1])
                if self._text[at : at + 2] == "'s":
                    at = reach = at + 2
                linked = False
                continue
            word = self._text[start:stop]
            low = word.lower()
            if low in links:
                linked, at = True, stop
                continue
            if start in self._ranks or any(first <= start < last for first, last in self._people):
                break
            if low in words.finite or low in words.pronouns or (not linked and not word[0].isupper() and not word[0].isdigit()):
                break
            if not linked and reach == end:
                break  # nothing links the post to what follows: a name
            at = reach = stop
        return reach, tuple(found)

    def _token(self, at: int) -> tuple[int, int] | None:
        """The next word, if only blanks stand before it."""
        if self._text[at : at + 1] != " ":
            return None
        match = _TOKEN.match(self._text, at + 1, self._scene.end)
        if match is None:
            return None
        stop = match.end()
        if self._text[stop - 1] == "." and stop - match.start() > 4:
            stop -= 1  # a full stop, no abbreviation
        return match.start(), stop


@dataclass(frozen=True, slots=True)
class Worn:
    """What stands around a name and belongs to it: posts before and behind it, ranks right beside it."""

    start: int
    end: int
    posts: tuple[Post, ...] = ()
    ranks: tuple[CueHit, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.posts or self.ranks)


def worn_by(scene: Scene, posts: Sequence[Post], start: int, end: int) -> Worn:
    """The posts and ranks of whoever is named at `start` to `end`."""
    ranks = [cue for cue in scene.cues if cue.section == "ranks"]
    first, before, held = _leading(scene, posts, ranks, start)
    last, behind, rank = _trailing(scene, posts, ranks, end)
    return Worn(first, last, (*before, *behind), (*held, *rank))


def _leading(scene: Scene, posts: Sequence[Post], ranks: Sequence[CueHit], edge: int) -> tuple[int, tuple[Post, ...], tuple[CueHit, ...]]:
    joiners = {*scene.lexicon.words("title-joiners"), *scene.lexicon.words("and")}
    found: list[Post] = []
    held: list[CueHit] = []
    for _ in range(_MAX_PARTS):
        rank = next((cue for cue in ranks if cue.end <= edge and not scene.text[cue.end : edge].strip(" ")), None)
        if rank is not None:
            held.append(rank)
            edge = rank.start
            continue
        post = next((post for post in reversed(posts) if post.end <= edge), None)
        if post is None:
            break
        between = scene.text[post.end : edge].strip()
        if between == "," and not is_han(scene.text[post.start]) and not found and _apposed_to_another(scene, post.start):
            break
        if between and between not in joiners and not (between == "," and not found):
            break
        found.append(post)
        edge = post.start
    return edge, tuple(reversed(found)), tuple(reversed(held))


def _apposed_to_another(scene: Scene, start: int) -> bool:
    """A comma before the title too: it belongs to the name before that comma."""
    before = scene.text[scene.start : start].rstrip()
    articles = scene.lexicon.words("title-articles")
    words = before.rsplit(" ", 1)
    if words and words[-1].lower() in articles:
        before = words[0].rstrip() if len(words) > 1 else ""
    return before.endswith(",")


def _trailing(scene: Scene, posts: Sequence[Post], ranks: Sequence[CueHit], edge: int) -> tuple[int, tuple[Post, ...], tuple[CueHit, ...]]:
    text = scene.text
    rank = next((cue for cue in ranks if cue.start == edge and is_han(text[cue.start])), None)
    held = (rank,) if rank is not None else ()
    if rank is not None:
        edge = rank.end
    found: list[Post] = []
    for post in posts:
        if post.start < edge or len(found) > 1:
            continue
        if not _follows(scene, post, edge, more=bool(found)) or _is_of_the_next(scene, post):
            break
        found.append(post)
        edge = post.end
    return edge, tuple(found), held


def _follows(scene: Scene, post: Post, edge: int, *, more: bool) -> bool:
    """The post stands behind what ends at `edge` as its apposition, or as a second one joined to it."""
    between = scene.text[edge : post.start]
    if more:
        return between.strip().lower() in scene.lexicon.words("and")
    if not is_han(scene.text[post.title.start]):
        return _is_apposition(scene, between)
    return not between or (between in _HAN_OPENS and scene.text[post.end : post.end + 1] in _HAN_CLOSES)


def _is_of_the_next(scene: Scene, post: Post) -> bool:
    """The title of whoever is named right behind it."""
    return scene.text[post.end : post.end + 1] == " " and any(n.start == post.end + 1 and n.kind is Kind.PERSON for n in scene.names)


def _is_apposition(scene: Scene, between: str) -> bool:
    """A comma or bracket, an article, at most some words without another comma: ", the Navy's new "."""
    if not between.startswith((",", " (")) or "," in between[1:] or ";" in between:
        return False
    words = between[1:].strip(" (").lower().split()
    if words and words[0].isdigit():
        words = words[1:]
    finite = scene.lexicon.wording.clauses.finite
    return len(words) <= 5 and not any(word in finite for word in words)
