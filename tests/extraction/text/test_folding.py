"""Folding makes characters alike and moves no offset."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.extraction.language.folding import count_han, fold
from bot.knowledge.fold import is_han, lowered


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Gates’ visit", "Gates' visit"),
        ("military\u2011to\u2011military", "military-to-military"),
        ("Jan.\u00a07", "Jan. 7"),
        ("赫格塞斯首度與董軍視訊", "赫格塞斯首度与董军视讯"),
        ("１９９８年，（续）", "1998年,(续)"),
        ("a\r\nb", "a\n\nb"),
    ],
)
def test_one_form_for_every_way_of_writing(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_the_direction_of_quotation_marks_stays() -> None:
    assert fold("„ja“ “yes” «oui»") == "„ja“ “yes” «oui»"


@given(st.text())
def test_folding_and_lowering_keep_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text) == len(lowered(text))
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_chinese_characters_are_counted_as_they_are_told(text: str) -> None:
    assert count_han(text) == sum(map(is_han, text))
