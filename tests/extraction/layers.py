"""The shipped knowledge and wordings, loaded once, and the worked-on articles that the lower layers are tested on."""

from functools import cache
from pathlib import Path

from bot.configuration import load_knowledge, load_lexicons
from bot.extraction.language.wording import Wording
from bot.extraction.page.page import Page, read_page
from bot.knowledge.knowledge import Knowledge

ROOT = Path(__file__).parent.parent.parent
SEEDS = ROOT / "seeds"


@cache
def wordings() -> dict[str, Wording]:
    return {language: lexicon.wording for language, lexicon in load_lexicons(ROOT / "config", None).items()}


@cache
def knowledge() -> Knowledge:
    return load_knowledge(ROOT / "config", None)


def page_of(text: str) -> Page:
    return read_page(text, wordings())


def seed(number: str) -> str:
    """The text of one seed, by the beginning of its file's name."""
    return next(SEEDS.glob(f"{number}_*.txt")).read_text(encoding="utf-8")
