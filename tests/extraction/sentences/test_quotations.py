"""What stands in quotation marks is told from what the narrator says, also across sentences."""

import pytest

from tests.extraction.layers import page_of


def quoted(text: str) -> list[list[str]]:
    return [[text[start:end] for start, end in sentence.quoted] for sentence in page_of(text).sentences]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He called the talks “candid and useful” on Friday.", "candid and useful"),
        ("Er nannte die Gespräche „offen und nützlich“ und reiste ab.", "offen und nützlich"),
        ("Er nannte die Gespräche »offen und nützlich« und reiste ab.", "offen und nützlich"),
        ('Er nannte die Gespräche „offen und nützlich" und reiste ab.', "offen und nützlich"),
        ("声明形容双方谈得「坦诚且具建设性」，并同意再谈。", "坦诚且具建设性"),
        ('He called them "candid and useful" and left.', "candid and useful"),
    ],
)
def test_the_marks_of_each_language(text: str, words: str) -> None:
    assert quoted(text) == [[words]]


def test_a_quotation_over_two_sentences_gives_a_span_in_each() -> None:
    assert quoted("“The line works. Nobody picked up,” he said.") == [["The line works."], ["Nobody picked up,"]]


def test_a_quotation_left_open_goes_on_only_where_the_next_paragraph_opens_one_again() -> None:
    first, second, third = (
        "“The line works and nobody picked it up.",
        "“They will not talk,” he said.",
        "Nobody else spoke of it on Friday.",
    )
    spans = quoted(f"{first}\n{second}\n{third}")
    assert spans == [["The line works and nobody picked it up."], ["They will not talk,"], []]


def test_an_apostrophe_opens_no_quotation() -> None:
    assert quoted("Gates’ visit and China’s answer came in the ’90s, the secretary’s aides said.") == [[]]


def test_a_title_of_a_work_is_nobodys_words() -> None:
    assert quoted("双方在京签署了《中华人民共和国国防部与美利坚合众国国防部协定》。") == [[]]


def test_is_quoted_asks_for_the_whole_span() -> None:
    text = "He called the talks “candid and useful” on Friday."
    sentence = page_of(text).sentences[0]
    assert sentence.is_quoted(text.index("candid"), text.index("useful"))
    assert not sentence.is_quoted(text.index("talks"), text.index("useful"))
