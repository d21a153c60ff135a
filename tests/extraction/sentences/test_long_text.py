"""A text of any length costs in proportion to it."""

import pytest

from tests.extraction.layers import page_of


def test_a_paragraph_longer_than_any_sentence_is_cut() -> None:
    page = page_of("und " * 20_000)
    assert len(page.sentences) > 1
    assert page.sentences[-1].end == len("und " * 20_000) - 1


def test_a_run_of_quotation_marks_ends() -> None:
    assert page_of("“" * 200_000 + " he said.").text


@pytest.mark.slow
def test_twenty_megabytes_on_one_line_are_read() -> None:
    line = "Austin met Dong in Singapore on Friday, and both “agreed” to speak again next month, officials said. "
    page = page_of(line * (20_000_000 // len(line)))
    assert len(page.sentences) >= 20_000_000 // len(line)
