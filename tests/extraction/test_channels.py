"""Which channels a sentence is offered with, before anything is decided."""

import pytest

from bot.extraction.candidates.candidate import ChangeCandidate
from tests.extraction.reading import pages, reader


def offered(text: str) -> list[ChangeCandidate]:
    return reader().changes(pages(text))


def stopped(text: str) -> set[str]:
    return {one.channel_id for one in offered(text) if one.status == "suspended" and one.naming in ("named", "composed")}


def test_each_channel_of_a_list_is_offered_with_its_verb() -> None:
    text = "China cancelled theater commanders' talks, defense policy talks and maritime consultations with the United States."
    assert {"theater", "dpct", "mmca"} <= stopped(text)


@pytest.mark.parametrize(
    "text",
    [
        "Beijing called off conversations between the commanders of Pacific Command and the Southern Theater.",
        "Peking strich die Telefonate der Befehlshaber.",
        "中方停掉战区司令员通话。",
    ],
)
def test_a_noun_and_its_topic_make_a_channel(text: str) -> None:
    assert "theater" in stopped(text)


def test_the_line_is_the_hotline_that_was_named_whatever_came_last() -> None:
    text = "A hotline was proposed in 2004. Military contacts grew. Both sides agreed to open the line in November."
    assert "hotline" in {one.channel_id for one in offered(text) if one.naming == "generic"}


def test_a_channel_is_carried_into_a_sentence_without_a_word_for_it() -> None:
    told = offered("The Defense Consultative Talks were frank. Both presidents agreed in October.")
    assert {(one.channel_id, one.naming, one.distance) for one in told} >= {("dct", "carried", 1)}


def test_what_a_sentence_offers_is_bounded() -> None:
    cues = "They agreed, resumed, suspended, proposed and cancelled it "
    topics = "with generals, warships, nuclear arms, space, telephones, archives, policy, attachés, crises and consultations."
    assert len(offered(cues * 20 + topics)) <= 40
