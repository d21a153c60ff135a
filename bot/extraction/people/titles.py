"""Titles in English, as of the article."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.extraction.people.posts import Post, Worn
from bot.extraction.scenes import Scene
from bot.knowledge.names import Kind, NameHit

_APPOSED_WORDS = 4
_NEAR_BEFORE, _NEAR_AFTER = 28, 48
_LIMIT = 110
"""Characters of a title: longer ones are half a sentence."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How a text words a title. `turned` where all of it is qualified (former, acting), `posts` how many it names; none is a rank."""

    title: str
    turned: bool
    posts: int


def worded_title(worn: Worn, scene: Scene) -> Wording | None:
    """The title from the text's own words, a rank where it gives no more, None where it gives nothing.

    English wording is taken as it stands; other languages are composed of the lexicon's `english` parts."""
    titles = list(dict.fromkeys(title for post in worn.posts if (title := _title(post, scene))))
    if titles:
        turned = all(any(cue.cue.value("english") for cue in post.qualifiers) for post in worn.posts)
        return Wording(" and ".join(titles)[:_LIMIT], turned, len(titles))
    rank = next((english for cue in worn.ranks if (english := cue.cue.value("english"))), None)
    return Wording(rank, turned=False, posts=0) if rank else None


def better(one: Wording | None, other: Wording) -> Wording:
    """Of two wordings of one title the fuller: a post before a rank, more words before fewer; else the first."""
    if one is None or (other.posts > 0) > (one.posts > 0):
        return other
    if other.posts and len(other.title.split()) > len(one.title.split()) + 1:
        return other
    return one


def settled_title(known: str | None, worded: Wording | None) -> str | None:
    """The title as of the article: what is known of that day, unless the text tells it is over, acting or one of two."""
    if worded is None or (known is not None and not worded.posts):
        return known
    if known is None or worded.posts > 1:
        return worded.title
    return worded.title if worded.turned and known.split()[0] != worded.title.split()[0] else known


def _title(post: Post, scene: Scene) -> str:
    if scene.lexicon.words("verbatim-titles"):
        return _verbatim(post, scene)
    english = post.title.cue.value("english") or ""
    qualifiers = [word for cue in post.qualifiers if (word := cue.cue.value("english"))]
    if post.title.cue.value("of") and post.bodies:
        english = f"{english} of the {_joined(post)}"
    return " ".join([*qualifiers, english])


def _joined(post: Post) -> str:
    """The bodies from the widest to the innermost, each said once. Behind a post the innermost comes first."""
    bodies = sorted(post.bodies, key=lambda cue: cue.start)
    if bodies and bodies[0].start >= post.title.end:
        bodies.reverse()
    return " ".join(dict.fromkeys(cue.cue.value("english") or "" for cue in bodies))


def _verbatim(post: Post, scene: Scene) -> str:
    words = scene.text[post.start : post.end].strip(" ,.").split()
    articles = scene.lexicon.words("title-articles")
    while words and words[0].lower() in articles:
        words = words[1:]
    return " ".join(words)


def side_of(worn: Worn, start: int, end: int, scene: Scene, *, homely: bool) -> str | None:
    """Whose official somebody is: by the shape of the name (`homely`), the words of the title, the nearest adjective.

    A name without any sign counts as of the side that the lexicon's `strangers` names, None where it names none."""
    home = next(iter(scene.lexicon.words("families-side")), None)
    default = next(iter(scene.lexicon.words("strangers-side")), None)
    nearest = _nearest_side(worn, start, end, scene)
    if homely:
        return nearest.ids[0] if nearest is not None and nearest.ids[0] not in (home, default) else home
    worded = [side for post in worn.posts if (side := post.side)]
    if worded:
        return worded[0]
    if nearest is not None:
        return nearest.ids[0]
    elsewhere = [side for post in worn.posts if (side := post.title.cue.value("otherwise"))]
    return elsewhere[0] if elsewhere else default


def _nearest_side(worn: Worn, start: int, end: int, scene: Scene) -> NameHit | None:
    first, last = min(worn.start, start), max(worn.end, end)
    near: Sequence[NameHit] = [
        n for n in scene.names if n.kind is Kind.SIDE and first - _NEAR_BEFORE <= n.start and n.end <= last + _NEAR_AFTER
    ]
    before = [n for n in near if n.end <= start]
    if before:
        return before[-1]
    behind = [n for n in near if n.start >= end and (n.end <= last or _apposed(scene.text[end : n.start]))]
    return behind[0] if behind else None


def _apposed(between: str) -> bool:
    """An apposition's comma and no other between: ", China's top admiral"."""
    return between.startswith(",") and "," not in between[1:] and len(between.split()) <= _APPOSED_WORDS
