"""A dateline says where and when an article was written, never what happened there and then."""

import pytest

from tests.extraction.reading import read, told


@pytest.mark.parametrize(
    "lead",
    [
        "WASHINGTON, Jan. 10, 2024 — ",
        "WASHINGTON (Agency) - ",
        "Washington/Peking (Agency) - ",
        "HONOLULU/BEIJING, Jan 10 (Island Wire) -- ",
        "ABOARD A MILITARY AIRCRAFT, Jan. 10, 2024 – ",
        "",
    ],
)
def test_the_day_and_the_place_are_those_of_the_event(lead: str) -> None:
    text = f"{lead}Defense Secretary Lloyd Austin met with Chinese Defense Minister Dong Jun in Singapore on Tuesday."
    (meeting,) = read(text, "2024-01-10").meetings
    assert told(meeting) == "Dong Jun + Lloyd Austin held 2024-01-09 Singapore"


def test_the_datelines_place_is_nowhere_the_event_was() -> None:
    text = "WASHINGTON, Jan. 10, 2024 — Defense Secretary Lloyd Austin met with Chinese Defense Minister Dong Jun on Tuesday."
    assert [meeting.place for meeting in read(text, None).meetings] == [None]


def test_a_chinese_dateline_with_its_reporter_is_left_out_of_the_quote() -> None:
    text = "新华社北京6月2日电(记者 王某)国防部长李尚福1日在新加坡会见美国国防部长奥斯汀。"
    (meeting,) = read(text).meetings
    assert told(meeting) == "Li Shangfu + Lloyd Austin held 2023-06-01 Singapore"
    assert meeting.evidence.quote.startswith("国防部长李尚福")


def test_quotes_begin_behind_the_dateline() -> None:
    text = "BEIJING, Jan. 10, 2024 — China has suspended its military contacts with the United States, officials said."
    (change,) = read(text, None).changes
    assert change.evidence.quote.startswith("China has suspended")


def test_words_before_a_dash_are_no_dateline() -> None:
    text = "China suspended military contacts with the United States - so officials in Washington said on Tuesday."
    (change,) = read(text, "2024-01-10").changes
    assert change.evidence.quote.startswith("China suspended")
