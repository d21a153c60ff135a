"""French was added without a line under bot/: a lexicon, a few names, and the weights learned from three other languages."""

import json
from functools import cache
from pathlib import Path

import pytest

from bot.configuration import load_knowledge, load_lexicons, load_scorer
from bot.extraction.annotate import annotated
from bot.extraction.language.folding import fold
from bot.extraction.language.lexicon import Cue, Lexicon
from bot.extraction.reader import Reader
from bot.knowledge.knowledge import Knowledge
from tests.corpus.__main__ import Case
from tests.corpus.score import Facts, Sheet, check, figures_of, score_article
from tests.extraction.reading import CONFIG

HERE = Path(__file__).parent
OWN = HERE / "config"
ARTICLES = sorted((HERE / "articles").glob("*.json"))


@cache
def knowledge() -> Knowledge:
    return load_knowledge(CONFIG, OWN)


@cache
def lexicons() -> dict[str, Lexicon]:
    return dict(load_lexicons(CONFIG, OWN))


@cache
def reader() -> Reader:
    return Reader(knowledge(), lexicons(), load_scorer(CONFIG, None, knowledge()))


def case(path: Path) -> Case:
    return Case(path, json.loads(path.read_text(encoding="utf-8")), path.with_suffix(".txt").read_text(encoding="utf-8"))


def read(one: Case) -> Facts:
    article = one.article()
    return check({"file": one.name, **annotated(article, reader().read(article), knowledge())})


def sheets() -> list[Sheet]:
    roster = [person.name for person in knowledge().people.values()]
    return [score_article(one.gold, read(one), one.text, roster) for one in map(case, ARTICLES)]


EXAMPLES = [
    (cue, text, fires) for cue in lexicons()["fr"].cues for fires, texts in ((True, cue.fires), (False, cue.silent)) for text in texts
]


@pytest.mark.parametrize("path", ARTICLES, ids=[path.stem for path in ARTICLES])
def test_language_date_and_relevance_are_read(path: Path) -> None:
    one = case(path)
    told = read(one)
    assert [told[key] for key in ("language", "dated", "relevant")] == [one.gold[key] for key in ("language", "dated", "relevant")]


def test_people_contacts_and_changes_are_read() -> None:
    figures = figures_of(sheets())
    assert figures["people"] == 1.0
    assert figures["sides"] == 1.0
    assert figures["meetings_found"] >= 0.75
    assert figures["changes_found"] == 1.0
    assert figures["grounded"] == 1.0


def test_no_refusal_is_read_as_a_meeting() -> None:
    assert figures_of(sheets())["false_held"] == 0.0


@pytest.mark.parametrize(("cue", "text", "fires"), EXAMPLES)
def test_every_example_of_the_french_lexicon_holds(cue: Cue, text: str, fires: bool) -> None:
    found = {(hit.section, hit.cue.id) for hit in lexicons()["fr"].scan(fold(text))}
    assert ((cue.section, cue.id) in found) is fires
