"""May and March are months behind "in", words elsewhere."""

import pytest

from tests.extraction.reading import pages


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Austin met Li in May.", [5]),
        ("In March, Austin met Li in Singapore.", [3]),
        ("The ministers may march on.", []),
    ],
)
def test_a_month_that_is_also_a_word_needs_a_word_before_it(text: str, months: list[int]) -> None:
    assert [time.spec.month for scene in pages(text).scenes for time in scene.times] == months
