import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.fold import fold, is_han, lowered


@given(st.text())
def test_folding_moves_no_character(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_lowering_moves_no_character(text: str) -> None:
    assert len(lowered(text)) == len(text)


@given(st.text(), st.text())
def test_a_part_of_a_text_folds_as_it_does_alone(first: str, second: str) -> None:
    assert fold(first + second) == fold(first) + fold(second)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("國防部長", "国防部长"),
        ("Xi’s", "Xi's"),
        ("ＥＰ－３", "EP-3"),
        ("乔・拜登", "乔·拜登"),
        ("attaché", "attache"),
        ("Vereinte\u00a0Nationen", "Vereinte Nationen"),
    ],
)
def test_spellings_of_one_thing_fold_alike(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize("text", ["Müller", "Straße", "„Hotline“", "1998–2001", "一，二", "Beijing"])
def test_what_tells_things_apart_stays(text: str) -> None:
    assert fold(text) == text


def test_only_chinese_characters_stand_without_spaces() -> None:
    assert all(map(is_han, "習近平习"))
    assert not any(map(is_han, "aÜß9·，あ한"))
