"""Texts: named places, plurals, numbers, and what happens where one is missing."""

import logging
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.i18n import Texts, languages, texts_for
from bot.i18n.texts import parse_catalogue

ENGLISH = parse_catalogue(
    "en",
    {
        "language": {"name": "English", "locale": "en_GB"},
        "fruit": {"apples": {"one": "{count} apple", "other": "{count} apples"}, "from": "from {place}", "only": "only here"},
    },
    None,
)


def polish() -> Texts:
    return parse_catalogue(
        "pl",
        {
            "language": {"name": "polski", "locale": "pl"},
            "fruit": {"apples": {"one": "{count} jabłko", "few": "{count} jabłka", "many": "{count} jabłek", "other": "{count} jabłka"}},
        },
        ENGLISH,
    )


def test_named_places_take_their_values() -> None:
    assert ENGLISH("fruit.from", place="Kent") == "from Kent"


def test_a_value_that_looks_like_a_place_is_left_alone() -> None:
    assert ENGLISH("fruit.from", place="{count} {place} {0}") == "from {count} {place} {0}"


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "1 jabłko"),
        (3, "3 jabłka"),
        (5, "5 jabłek"),
        (22, "22 jabłka"),
        (1500, "1\u00a0500 jabłek"),
    ],
)
def test_plurals_follow_the_language_and_not_english(count: int, said: str) -> None:
    assert polish()("fruit.apples", count=count) == said


def test_numbers_are_written_as_the_language_writes_them() -> None:
    assert ENGLISH("fruit.apples", count=12345) == "12,345 apples"
    assert texts_for("en").number(0.5) == "0.5"


def test_a_missing_text_falls_back_to_english_and_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    texts = polish()
    with caplog.at_level(logging.WARNING):
        assert [texts("fruit.only"), texts("fruit.only")] == ["only here", "only here"]
    assert [record.message for record in caplog.records] == ["text missing"]


def test_a_key_that_english_lacks_is_loud() -> None:
    with pytest.raises(KeyError, match=r"fruit\.pears"):
        polish()("fruit.pears")


def test_a_place_without_a_value_is_loud() -> None:
    with pytest.raises(KeyError, match="place"):
        ENGLISH("fruit.from")


@pytest.mark.parametrize(
    "document",
    [
        None,
        [],
        {"fruit": {"apple": "apple"}},
        {"language": {"name": "x", "locale": "en"}, "fruit": "apple"},
        {"language": {"name": "x", "locale": "en"}, "fruit": {"apples": {"one": "no other"}}},
        {"language": {"name": "x", "locale": "en"}, "fruit": {"apples": 3}},
    ],
)
def test_a_catalogue_of_another_shape_is_refused_by_name(document: object) -> None:
    with pytest.raises(ValueError, match=r"xx\.yaml"):
        parse_catalogue("xx", document, None)


@pytest.mark.parametrize("tag", ["en", "en-US", "EN_gb", "tlh", ""])
def test_regional_and_unknown_languages_get_a_catalogue(tag: str) -> None:
    assert texts_for(tag).language == "en"


def test_the_folder_is_the_list_of_languages_and_english_comes_first() -> None:
    assert languages()[0] == "en"
    assert all(texts_for(language)("language.name") for language in languages())


def test_a_moment_is_told_on_the_readers_clock() -> None:
    moment = datetime(2024, 1, 7, 23, 30, tzinfo=UTC)
    assert texts_for("en").moment(moment, ZoneInfo("Asia/Shanghai")) == "8 January 2024, 07:30 (Asia/Shanghai)"


def test_lists_are_joined_as_the_language_joins_them() -> None:
    assert texts_for("en").listing(["Hawaii", "Washington", "Beijing"]) == "Hawaii, Washington and Beijing"
    assert texts_for("en").listing([]) == ""
