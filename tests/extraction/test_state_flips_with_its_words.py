"""One contact, told in every state: only the words of the state change, and with them only the state."""

import pytest

from tests.extraction.reading import read, states

PEOPLE = {"Lloyd Austin", "Li Shangfu"}

TOLD = [
    ("held", "Defense Secretary Lloyd Austin met Chinese Defense Minister Li Shangfu in Singapore on Friday."),
    ("planned", "Defense Secretary Lloyd Austin plans to meet Chinese Defense Minister Li Shangfu in Singapore on Friday."),
    ("sought", "Defense Secretary Lloyd Austin has asked to meet Chinese Defense Minister Li Shangfu in Singapore."),
    ("declined", "Chinese Defense Minister Li Shangfu refused to meet Defense Secretary Lloyd Austin in Singapore."),
    ("cancelled", "A meeting between Defense Secretary Lloyd Austin and Chinese Defense Minister Li Shangfu was cancelled on Friday."),
    ("held", "US-Verteidigungsminister Lloyd Austin traf am Freitag in Singapur den chinesischen Verteidigungsminister Li Shangfu."),
    (
        "planned",
        "US-Verteidigungsminister Lloyd Austin will am Freitag in Singapur den chinesischen Verteidigungsminister Li Shangfu treffen.",
    ),
    (
        "declined",
        "Der chinesische Verteidigungsminister Li Shangfu lehnte ein Treffen mit US-Verteidigungsminister Lloyd Austin in Singapur ab.",
    ),
    ("held", "国防部长李尚福6月2日在新加坡同美国国防部长奥斯汀举行会谈。"),
    ("planned", "国防部长李尚福将于6月9日在新加坡同美国国防部长奥斯汀举行会谈。"),
    ("declined", "国防部长李尚福拒绝在新加坡同美国国防部长奥斯汀举行会谈。"),
]

DENIED = [
    "Defense Secretary Lloyd Austin did not meet Chinese Defense Minister Li Shangfu in Singapore on Friday.",
    "It is unclear whether Defense Secretary Lloyd Austin will meet Chinese Defense Minister Li Shangfu.",
    "US-Verteidigungsminister Lloyd Austin hat den chinesischen Verteidigungsminister Li Shangfu in Singapur nicht getroffen.",
    "美国国防部长奥斯汀没有在新加坡同国防部长李尚福举行会谈。",
]


@pytest.mark.parametrize(("state", "text"), TOLD)
def test_a_contact_has_the_state_its_words_give_it(state: str, text: str) -> None:
    reading = read(text)
    assert [meeting.state.value for meeting in reading.meetings] == [state]
    assert {person.name for person in reading.meetings[0].participants} == PEOPLE


@pytest.mark.parametrize("text", DENIED)
def test_what_is_denied_or_open_is_not_claimed(text: str) -> None:
    assert "held" not in states(text)
    assert "planned" not in states(text)


def test_swapping_the_two_people_changes_nothing_but_their_order() -> None:
    one = read("On Friday Defense Secretary Lloyd Austin met Defense Minister Li Shangfu of China in Singapore.")
    other = read("On Friday Defense Minister Li Shangfu of China met Defense Secretary Lloyd Austin in Singapore.")
    assert len(one.meetings) == len(other.meetings) == 1
    assert {person.key for person in one.meetings[0].participants} == {person.key for person in other.meetings[0].participants}
    assert one.meetings[0].period == other.meetings[0].period


def test_moving_the_article_by_a_week_moves_its_dates_by_a_week() -> None:
    text = "Defense Secretary Lloyd Austin met Chinese Defense Minister Li Shangfu in Singapore on Friday."
    first, second = read(text, "2023-06-05").meetings[0].period, read(text, "2023-06-12").meetings[0].period
    assert first is not None
    assert second is not None
    assert (second.first - first.first).days == 7
