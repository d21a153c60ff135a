import pytest

from bot.articles.title import find_title


def test_a_first_line_that_stands_alone_is_the_title() -> None:
    assert find_title("Ministers Speak  by\xa0Phone\n\nBERLIN — They spoke.") == "Ministers Speak by Phone"


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "Only one line", "A box above the text\nThe text goes on.", "This is a sentence.\n\nAnd another.", "x" * 161 + "\n\ntext"],
)
def test_anything_else_has_no_title(text: str) -> None:
    assert find_title(text) is None
