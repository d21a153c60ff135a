"""In how many annotated articles each entry of the lexicons fires: an entry that fires in one article alone was made for it.

    python -m tests.corpus --firing [--language en] [--part own]

Sentences of articles that are worked on or written here are looked at, never those kept aside."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.extraction.language.lexicon import CUE_SECTIONS, FORM_KEYS, Lexicon, parse_lexicon
from bot.extraction.page.page import read_page

Document = Mapping[str, object]
_FORM = "#"
_BLOCKS = "blocks"
_STAND_IN = "roles"
"""What silences other cues is never found itself: it is looked for as if it were of another section."""


@dataclass(frozen=True)
class Firing:
    """One entry: its language, `section/id`, in how many articles it fires, and the forms of it that never do."""

    language: str
    entry: str
    articles: int
    dead_forms: tuple[str, ...]


def count_firing(texts: Iterable[str], folder: Path) -> list[Firing]:
    """All entries of the lexicons in `folder`, by language, section and id; `texts` are articles."""
    documents = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.yaml"))}
    seekers = {language: _seekers(language, document) for language, document in documents.items()}
    wordings = {language: found[0].wording for language, found in seekers.items()}
    told: dict[str, Counter[str]] = {language: Counter() for language in documents}
    for text in texts:
        page = read_page(text, wordings)
        fired: dict[str, set[str]] = {}
        for sentence in page.sentences:
            if sentence.language in seekers:
                words = page.text[sentence.start : sentence.end]
                fired.setdefault(sentence.language, set()).update(_fired(seekers[sentence.language], words))
        for language, entries in fired.items():
            told[language].update(entries)
    return [one for language, document in documents.items() for one in _firings(language, document, told[language])]


NAMES = ("ranks", "titles", "qualifiers", "bodies", "outsiders")
"""Sections that list what people and bodies are called. They are written to be complete, not from articles; an office
that one article names is as good as any other."""


def is_name(firing: Firing) -> bool:
    """True for an entry of NAMES, False for a wording."""
    return firing.entry.split("/")[0] in NAMES


def lonely(firings: Iterable[Firing]) -> list[Firing]:
    """The entries that fire in one article alone."""
    return [one for one in firings if one.articles == 1]


def print_firing(firings: Iterable[Firing]) -> None:
    """Each language's dead entries, those of one article, and forms that never fire."""
    by_language: dict[str, list[Firing]] = {}
    for one in firings:
        by_language.setdefault(one.language, []).append(one)
    for language, entries in by_language.items():
        dead = [one.entry for one in entries if not one.articles]
        single = [one.entry for one in lonely(entries)]
        forms = [(one.entry, form) for one in entries if one.articles for form in one.dead_forms]
        print(f"\n{language}: {len(entries)} entries, {len(dead)} dead, {len(single)} in one article")
        for kind, some in (("wordings", [e for e in entries if not is_name(e)]), ("names", [e for e in entries if is_name(e)])):
            print(f"  {kind}: {len(lonely(some))} of {len(some)} in one article ({len(lonely(some)) / max(1, len(some)):.3f})")
        for title, names in (("dead", dead), ("in one article", single)):
            print(f"  {title}:", *(names or ["none"]), sep="\n    ")
        print(f"  forms that never fire: {len(forms)}", *(f"{entry}: {form}" for entry, form in forms), sep="\n    ")
        print("  articles by entry:")
        for one in sorted(entries, key=lambda one: (-one.articles, one.entry)):
            print(f"    {one.articles:4} {one.entry}")


def _seekers(language: str, document: Document) -> tuple[Lexicon, Lexicon]:
    """The lexicon with each form as an entry of its own, and its blocks as something that can be found."""
    split = {**document, **{section: list(_split(document, section)) for section in CUE_SECTIONS}}
    blocks = {_STAND_IN: list(_split(document, _BLOCKS))}
    return parse_lexicon(language, split, f"{language}.yaml"), parse_lexicon(language, blocks, f"{language}.yaml")


def _split(document: Document, section: str) -> Iterator[dict[str, object]]:
    for entry in _entries(document, section):
        for key, form in _forms(entry):
            rest = {name: value for name, value in entry.items() if name not in FORM_KEYS}
            yield {**rest, "id": f"{entry['id']}{_FORM}{key}:{form}", key: [form]}


def _fired(seekers: tuple[Lexicon, Lexicon], words: str) -> set[str]:
    """The entries and forms found in one sentence."""
    lexicon, blocks = seekers
    forms = {f"{hit.section}/{hit.cue.id}" for hit in lexicon.scan(words)} | {f"{_BLOCKS}/{hit.cue.id}" for hit in blocks.scan(words)}
    return forms | {form.split(_FORM)[0] for form in forms}


def _firings(language: str, document: Document, told: Counter[str]) -> Iterator[Firing]:
    for section in CUE_SECTIONS:
        for entry in _entries(document, section):
            name = f"{section}/{entry['id']}"
            dead = [form for key, form in _forms(entry) if not told[f"{name}{_FORM}{key}:{form}"]]
            yield Firing(language, name, told[name], tuple(dead))


def _entries(document: Document, section: str) -> list[dict[str, object]]:
    entries = document.get(section)
    return list(entries) if isinstance(entries, list) else []


def _forms(entry: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for key in FORM_KEYS:
        forms = entry.get(key)
        for form in forms if isinstance(forms, list) else [forms] if forms else []:
            yield key, str(form)
