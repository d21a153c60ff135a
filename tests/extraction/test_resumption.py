"""Sentences that come back to what was told before."""

import pytest

from tests.extraction.reading import changed, read, told


def test_a_later_sentence_gives_the_meeting_its_day_and_place() -> None:
    text = "Lloyd Austin met Li Shangfu, officials said. The meeting took place in Singapore on Friday."
    assert [told(meeting) for meeting in read(text).meetings] == ["Li Shangfu + Lloyd Austin held 2023-06-02 Singapore"]


def test_before_another_meeting_bounds_a_meeting_and_does_not_date_it() -> None:
    text = (
        "Lloyd Austin traf kürzlich Li Shangfu. "
        "Das Treffen fand vor dem Gipfeltreffen zwischen Joe Biden und Xi Jinping letzten Monat statt."
    )
    found = {told(meeting) for meeting in read(text).meetings}
    assert "Li Shangfu + Lloyd Austin held 2023-04/2023-05 nowhere" in found
    assert "Joe Biden + Xi Jinping held 2023-05 nowhere" in found


def test_the_visit_is_the_journey_told_before() -> None:
    text = (
        "Ein Senator ist im Februar nach Taiwan geflogen. Sechs Monate nach einer Wahl reiste er nach Taiwan. "
        "Der Besuch veranlasste Peking, die Militärkontakte mit den USA einzustellen."
    )
    (change,) = read(text).changes
    assert changed(change) == "mil-mil suspended 2023-02 by cn"
    assert change.reason == "Sechs Monate nach einer Wahl reiste er nach Taiwan"


@pytest.mark.xfail(strict=True, reason="one of the two is given the Friday: no feature tells that the other might have it too")
def test_of_two_meetings_told_the_next_sentence_speaks_of_neither() -> None:
    text = "Lloyd Austin met Li Shangfu and Zhang Youxia. The meeting took place on Friday."
    assert {str(meeting.period) for meeting in read(text).meetings} == {"2023-06"}


def test_what_then_follows_is_of_the_same_month() -> None:
    text = "Lloyd Austin will meet Xi Jinping in Beijing next week, who then will fly to Washington for a state visit with Joe Biden."
    assert "Joe Biden + Xi Jinping planned 2023-06 Washington" in {told(meeting) for meeting in read(text).meetings}


def test_a_deadline_dates_what_is_to_come_by_its_year() -> None:
    (meeting,) = read("Lloyd Austin will meet Li Shangfu in Beijing before the end of the year.").meetings
    assert told(meeting) == "Li Shangfu + Lloyd Austin planned 2023 Beijing"
