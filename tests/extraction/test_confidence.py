"""How sure a claim is: clear from 0.8 on."""

import pytest

from tests.extraction.reading import read

CLEAR = [
    "Defense Secretary Lloyd Austin met Defense Minister Li Shangfu of China in Singapore on Friday.",
    "The decision followed the summit between Presidents Joe Biden and Xi Jinping last month in San Francisco.",
    "Die Entscheidung fiel nach dem Gipfeltreffen zwischen den Präsidenten Joe Biden und Xi Jinping letzten Monat in San Francisco.",
    "Defense Secretary Lloyd Austin will meet Defense Minister Li Shangfu of China in Singapore next week.",
    "China and the United States held another round of the Defense Policy Coordination Talks in Washington on Thursday.",
]


@pytest.mark.parametrize("text", CLEAR)
def test_a_contact_told_outright_is_clear(text: str) -> None:
    (meeting,) = read(text).meetings
    assert meeting.confidence >= 0.8


def test_talks_without_names_that_somebody_calls_off_are_not_clear() -> None:
    for meeting in read("Talks between American and Chinese officers were cancelled in Beijing on Friday.").meetings:
        assert meeting.confidence < 0.8


def test_a_generic_word_for_a_channel_is_not_clear() -> None:
    text = "China suspended the Defense Telephone Link with the United States in May. It has cut the line since August 2022."
    assert {change.confidence >= 0.8 for change in read(text).changes if change.channel_id == "hotline"} >= {True}
    vague = read("Washington and Beijing quarrelled. China cut relations in May.").changes
    assert all(change.confidence < 0.8 for change in vague)
