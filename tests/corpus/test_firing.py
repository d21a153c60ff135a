"""Entries of the lexicons are general: hardly any fires in one article alone."""

from functools import cache
from pathlib import Path

import pytest

from tests.corpus.__main__ import CONFIG, iter_cases
from tests.corpus.firing import Firing, count_firing, is_name, lonely

LEXICON = """
contacts:
  - id: meet
    past: [met, (held|had) talks]
  - id: ring
    past: [rang up]
statuses:
  - id: stop
    forms: [suspended]
blocks:
  - id: idiom
    forms: [met with criticism, met the needs]
"""


def counted(tmp_path: Path, *texts: str) -> dict[str, Firing]:
    (tmp_path / "en.yaml").write_text(LEXICON, encoding="utf-8")
    return {one.entry: one for one in count_firing(texts, tmp_path)}


def test_an_entry_is_counted_once_an_article(tmp_path: Path) -> None:
    found = counted(tmp_path, "They met in the morning. They met in the evening, and they held talks.", "The talks were suspended.")
    assert {entry: one.articles for entry, one in found.items()} == {
        "contacts/meet": 1,
        "contacts/ring": 0,
        "statuses/stop": 1,
        "blocks/idiom": 0,
    }


def test_forms_that_never_fire_are_listed(tmp_path: Path) -> None:
    found = counted(tmp_path, "They met in the morning, and then they went home again.")
    assert found["contacts/meet"].dead_forms == ("(held|had) talks",)


def test_what_is_silenced_does_not_fire_and_its_block_does(tmp_path: Path) -> None:
    found = counted(tmp_path, "The plan met with criticism from all of them.")
    assert (found["contacts/meet"].articles, found["blocks/idiom"].articles) == (0, 1)


@cache
def firings() -> list[Firing]:
    return count_firing([case.text for case in iter_cases() if case.part != "aside"], CONFIG / "lexicon")


@pytest.mark.parametrize("language", ["de", "en", "zh"])
def test_at_most_one_wording_in_twenty_fires_in_one_article_alone(language: str) -> None:
    wordings = [one for one in firings() if one.language == language and not is_name(one)]
    assert 20 * len(lonely(wordings)) <= len(wordings), lonely(wordings)
