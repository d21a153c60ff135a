"""Extraction figures on the annotated articles: `make score`, or

    python -m tests.corpus [--part seeds|own|worked|aside] [--language en] [--errors] [--no-metadata] [--json] [--firing]

Reads every article with the shipped configuration and scores it (score.py says what the figures
mean). Each article is given its `published` as a feed would give it, or nothing with
`--no-metadata`. Of the articles kept aside (aside.py) only figures are shown, never an error:
whoever looks at those will fit rules to them."""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.configuration import load_knowledge, load_lexicons, load_scorer
from bot.extraction.annotate import annotated
from bot.extraction.reader import Reader
from bot.knowledge.knowledge import Knowledge
from bot.model.article import Article
from tests.corpus.aside import CORPUS, kept_aside
from tests.corpus.firing import count_firing, print_firing
from tests.corpus.score import Sheet, check, gold_files, print_figures, print_json, score_article

CONFIG = CORPUS.parent.parent / "config"
PARTS = {"seeds": "the seeds", "own": "articles written here", "worked": "articles that were worked on", "aside": "articles kept aside"}


@dataclass(frozen=True)
class Case:
    """One annotated article: `path` is its gold file."""

    path: Path
    gold: dict[str, Any]
    text: str

    @property
    def name(self) -> str:
        return self.path.with_suffix(".txt").name

    @property
    def part(self) -> str:
        if self.path.parent.name in ("seeds", "own"):
            return self.path.parent.name
        return "aside" if self.name in kept_aside() else "worked"

    def article(self, *, metadata: bool = True) -> Article:
        """The article as a feed would give it."""
        day = self.gold["published"] if metadata else None
        published = datetime.fromisoformat(day).replace(hour=12, tzinfo=UTC) if day else None
        return Article(text=self.text, source="corpus", address=self.name, published_at=published)


def iter_cases(part: str | None = None, language: str | None = None) -> Iterator[Case]:
    """The annotated articles, by name; of one part or language where given."""
    for path in gold_files(CORPUS):
        gold = json.loads(path.read_text(encoding="utf-8"))
        case = Case(path, gold, path.with_suffix(".txt").read_text(encoding="utf-8"))
        if part in (None, case.part) and language in (None, gold["language"]):
            yield case


def score_cases(cases: Sequence[Case], reader: Reader, knowledge: Knowledge, *, metadata: bool = True) -> list[Sheet]:
    """Read each article and compare what was read with its annotation."""
    roster = [person.name for person in knowledge.people.values()]
    sheets = []
    for case in cases:
        article = case.article(metadata=metadata)
        prediction = check({"file": case.name, **annotated(article, reader.read(article), knowledge)})
        sheets.append(score_article(case.gold, prediction, case.text, roster))
    return sheets


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures of each part; exit status 1 where no article is chosen."""
    options = _options(arguments)
    if options.firing:
        print_firing(count_firing([case.text for case in iter_cases(None, options.language) if case.part != "aside"], CONFIG / "lexicon"))
        return 0
    knowledge = load_knowledge(CONFIG, None)
    reader = Reader(knowledge, load_lexicons(CONFIG, None), load_scorer(CONFIG, None, knowledge))
    found = False
    for part in [options.part] if options.part else PARTS:
        cases = list(iter_cases(part, options.language))
        if not cases:
            continue
        found = True
        began = time.perf_counter()
        sheets = score_cases(cases, reader, knowledge, metadata=not options.no_metadata)
        _show(part, cases, sheets, len(cases) / (time.perf_counter() - began), options)
    if not found:
        print("no annotated article chosen", file=sys.stderr)
    return 0 if found else 1


def _show(part: str, cases: Sequence[Case], sheets: Sequence[Sheet], pace: float, options: argparse.Namespace) -> None:
    if options.errors and part != "aside":
        for case, sheet in zip(cases, sheets, strict=True):
            for line in sheet.log:
                print(f"{case.name}: {line}")
    if options.json:
        print_json(sheets)
        return
    print(f"\n{PARTS[part][0].upper()}{PARTS[part][1:]} ({pace:.0f} articles a second)")
    print_figures(sheets)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.corpus", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--part", choices=PARTS, help="only this part")
    parser.add_argument("--language", help="only articles in this language")
    parser.add_argument("--errors", action="store_true", help="list every difference; never for articles kept aside")
    parser.add_argument("--no-metadata", action="store_true", help="date every article by its text alone")
    parser.add_argument("--firing", action="store_true", help="in how many articles each entry of the lexicons fires; never of those aside")
    parser.add_argument("--json", action="store_true", help="one JSON object per part")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
