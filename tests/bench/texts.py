"""What the bench reads: articles that were worked on, and long and hostile texts made of them."""

from collections.abc import Callable, Mapping
from random import Random

from tests.corpus.__main__ import iter_cases

MOST = 120
"""Articles of a language, as many as give a round of some seconds with the slower reader."""


def articles(language: str) -> list[str]:
    """Annotated articles in a language, none of those kept aside."""
    cases = [case for case in iter_cases(None, language) if case.part in ("own", "worked")]
    return [case.text for case in cases[:MOST]]


def shuffled(size: int) -> str:
    """Paragraphs of all languages in another order, as often as it takes."""
    rng = Random(3)  # a fixed seed: the same text in every run
    lines = [line for language in ("en", "de", "zh") for text in articles(language) for line in text.split("\n") if line.strip()]
    out: list[str] = []
    length = 0
    while length < size:
        rng.shuffle(lines)
        out += lines
        length += sum(map(len, lines)) + 2 * len(lines)
    return "\n\n".join(out)[:size]


def _again(text: str) -> Callable[[int], str]:
    return lambda size: (text * (size // len(text) + 1))[:size]


def _wild(size: int) -> str:
    """Characters of all kinds, without those that no text can hold."""
    rng = Random(5)
    return "".join(chr(rng.choice((rng.randrange(32, 0xD800), rng.randrange(0xE000, 0x20000)))) for _ in range(size))


def _strangers(size: int) -> str:
    """A sentence for each of ever new people."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    names = (f"Gen. John S{a}{b}{c}th met Gen. Li Wei on Friday." for a in letters for b in letters for c in letters)
    return _again(" ".join(names))(size)


HOSTILE: Mapping[str, Callable[[int], str]] = {
    "met with": _again("met with "),
    "no full stop": _again("Defense Secretary Lloyd Austin met Chinese Defense Minister Li Shangfu in Singapore on Friday, and he "),
    "one sentence again": _again("Defense Secretary Lloyd Austin met Chinese Defense Minister Li Shangfu in Singapore on Friday. "),
    "names": _again("Lloyd Austin, Li Shangfu, "),
    "Chinese names": _again("奥斯汀会见李尚福"),
    "Chinese dates": _again("奥斯汀5月3日会见李尚福。"),
    "ever new people": _strangers,
    "changes": _again("China suspended military contacts and Austin met Li, "),
    "pronouns": _again("He met him. The two met his counterpart. "),
    "German clauses": _again("Der Minister, der, der traf, dessen, und zusammen, "),
    "figures": _again("12 3 2011 "),
    "dates": _again("May 5, 2011 "),
    "one word": _again("a"),
    "one number": _again("0123456789"),
    "capitals": _again("USS MIT aa "),
    "brackets": _again("((([（"),
    "quotation marks": _again('"“„« '),
    "dashes": _again("— BEIJING - "),
    "hyphens": _again("a-b'"),
    "blank lines": _again("a\n"),
    "headings": _again("Talks Beijing 2011\n\n"),
    "blanks": _again(" \t\u3000"),
    "wild characters": _wild,
}
"""What could hurt: texts of a size, by name."""
