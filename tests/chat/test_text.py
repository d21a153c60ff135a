"""Cutting text to size, by any platform's measure."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.text import ELLIPSIS, clean, cut, cut_line, utf8_bytes, utf16_units, visible
from bot.model.document import Span, Style, plain

MEASURES: list[Callable[[str], int]] = [len, utf16_units, utf8_bytes]
words = st.text(max_size=200)


@pytest.mark.parametrize("measure", MEASURES)
@given(text=words, limit=st.integers(4, 300))
def test_what_is_cut_fits_and_ends_with_an_ellipsis_and_what_fits_stays(measure: Callable[[str], int], text: str, limit: int) -> None:
    short = cut(text, limit, measure)
    assert measure(short) <= limit
    if measure(text) <= limit:
        assert short == text
    else:
        assert short.endswith(ELLIPSIS)
        assert text.startswith(short.removesuffix(ELLIPSIS))


def test_words_stay_whole_where_one_ends_near() -> None:
    assert cut("the spokesman said nothing", 18) == "the spokesman…"


def test_measures_count_as_the_platforms_do() -> None:
    assert [measure("é😀") for measure in MEASURES] == [2, 3, 6]


@pytest.mark.parametrize("measure", MEASURES)
@given(spans=st.lists(st.builds(Span, st.text(max_size=60)), max_size=12), limit=st.integers(4, 120), most=st.integers(1, 6))
def test_a_line_keeps_its_limits_and_loses_no_word_that_fits(
    measure: Callable[[str], int], spans: list[Span], limit: int, most: int
) -> None:
    short = cut_line(tuple(spans), limit, measure, spans=most)
    text = "".join(span.text for span in short)
    assert measure(text) <= limit
    assert len(short) <= most
    assert all(span.text for span in short)
    whole = "".join(span.text for span in cut_line(tuple(spans), 10_000, measure, spans=most))
    assert text == whole if measure(whole) <= limit else text.endswith(ELLIPSIS)


def test_what_stands_behind_much_space_is_not_lost_in_silence() -> None:
    assert cut_line((Span("000     0"),), 4, len, spans=1)[0].text.endswith(ELLIPSIS)
    assert cut_line((Span("000" + " " * 50 + "0"),), 5, len, spans=1) == (Span("000 0"),)


def test_spans_past_the_last_one_allowed_lose_their_style_and_nothing_else() -> None:
    line = (Span("a", Style.STRONG), Span("b", Style.STRONG), Span("c", Style.STRONG))
    assert cut_line(line, 10, len, spans=2) == (Span("a", Style.STRONG), Span("bc"))


@given(st.text())
def test_cleaning_leaves_one_encodable_line_and_cleaning_again_changes_nothing(text: str) -> None:
    line = clean(text)
    line.encode()
    assert len(line.splitlines()) <= 1
    assert clean(line) == line


@pytest.mark.parametrize(
    ("text", "seen"), [("a", True), ("·", True), ("😀", True), ("7", True), (" \u200b\ufeff", False), ("\u3164\u2800", False)]
)
def test_visible_is_what_leaves_a_mark(text: str, seen: bool) -> None:
    assert visible(text) is seen


def test_megabytes_cost_no_time_to_speak_of() -> None:
    line = cut_line(plain("x y " * 5_000_000), 1_000, utf16_units, spans=5)
    assert utf16_units(line[0].text) <= 1_000
