"""The words shown as proof: whole clauses with their subject, no stray marks."""

import pytest

from tests.extraction.reading import read

WHOLE = [
    "Some officials want China to agree to a call with Gen. CQ Brown, the chairman of the Joint Chiefs of Staff.",
    "Einige Beamte möchten, dass China einem Gespräch mit General CQ Brown zustimmt.",
    "Der Besuch veranlasste die chinesische Botschaft, die Militärkontakte mit den USA einzustellen.",
    "Tensions eased, and Lloyd Austin met Li Shangfu in Singapore on Friday.",
]


@pytest.mark.parametrize("text", WHOLE)
def test_what_hangs_on_another_clause_is_quoted_with_it(text: str) -> None:
    reading = read(text)
    quotes = {meeting.evidence.quote for meeting in reading.meetings} | {change.evidence.quote for change in reading.changes}
    assert quotes == {text}


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("„China hat die Militärkontakte mit den USA im August 2022 ausgesetzt“, sagte ein Beamter. „Das war falsch.“", "China hat"),
        ("“China suspended its military contacts with us in August 2022. It was wrong,” a Pentagon official said.", "China suspended"),
        ("An official spoke at length. “China suspended its military contacts with the United States in August 2022.”", "“China suspended"),
    ],
)
def test_marks_at_the_edges_stand_in_pairs_or_not_at_all(text: str, quote: str) -> None:
    (change,) = read(text).changes
    found = change.evidence.quote
    assert found.removeprefix("“").removeprefix("„").startswith(quote.removeprefix("“"))
    assert sum(found.count(mark) for mark in "„“”") in (0, 2)


def test_a_quote_is_cut_from_the_article_as_it_stands() -> None:
    text = "BEIJING — Lloyd Austin met Li Shangfu in Singapore on Friday, officials said."
    evidence = read(text).meetings[0].evidence
    assert text[evidence.start : evidence.end] == evidence.quote
