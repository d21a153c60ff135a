from pathlib import Path

import pytest

from tests.readme import PAGES, README, regenerated


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_pages_show_what_the_program_prints(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert "<!-- shown: " in text
    assert regenerated(text) == text


def test_the_readme_shows_the_main_job() -> None:
    assert "<!-- shown: make run" in README.read_text(encoding="utf-8")
