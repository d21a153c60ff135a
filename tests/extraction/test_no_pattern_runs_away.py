"""No regular expression takes more than linear time, whatever text it is given."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from time import process_time

import pytest

import bot.extraction
import bot.knowledge

LENGTH = 10_000
MOST_SECONDS = 0.15
"""A linear pattern takes a hundredth of a second for LENGTH characters, one that takes their square a whole one."""

MATCHED_ONLY = {"_ACCOUNT", "_BULLET", "_CAPITALS", "_INITIAL", "_LABEL", "_PLACE"}
"""Patterns tried at one place of a text, never searched for."""

CUT = {"_BRACKETED": 260, "_DASH": 70, "_LAST_WORDS": 40, "_PLACE": 160, "_SIGN_OFF": 60}
"""Patterns given only so many characters, however long the text is."""

BITS = (
    *("a", "A", "1", "中", " ", "\n", "'", '"', "(", ")", "-", "—", ".", ",", "|", "。", "·", "@", "_", ":"),
    *(" a", "Aa ", "aA", "a.", "A.", "A. ", "1,", "1 ", ", ", "- ", ".. ", "a-", "a'", "A-", "zhang", "der ", "中1", "http://a.b/"),
)


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for package in (bot.extraction, bot.knowledge):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            for name, value in vars(importlib.import_module(found.name)).items():
                if isinstance(value, re.Pattern):
                    yield f"{found.name}.{name}", value


def seconds(pattern: re.Pattern[str], text: str, *, once: bool) -> float:
    began = process_time()
    if once:
        pattern.match(text)
    else:
        for _ in pattern.finditer(text):
            pass
    return process_time() - began


@pytest.mark.parametrize(("name", "pattern"), [pytest.param(name, pattern, id=name) for name, pattern in patterns()])
def test_a_long_text_of_one_kind_is_searched_in_linear_time(name: str, pattern: re.Pattern[str]) -> None:
    short = name.rsplit(".", 1)[1]
    for bit in BITS:
        for head in ("", "A", "(", "1"):
            text = (head + bit * LENGTH)[: CUT.get(short, LENGTH)] + "!"
            taken = seconds(pattern, text, once=short in MATCHED_ONLY)
            if taken >= MOST_SECONDS:  # the machine may have been busy: once more
                taken = seconds(pattern, text, once=short in MATCHED_ONLY)
            assert taken < MOST_SECONDS, f"{head}{bit} again and again"


def test_the_patterns_are_found() -> None:
    assert len(list(patterns())) > 30
