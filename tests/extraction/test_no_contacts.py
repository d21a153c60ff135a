"""What looks like a contact and is none."""

import pytest

from tests.extraction.reading import read, told


@pytest.mark.parametrize(
    "text",
    [
        "Henry Kissinger, the former secretary of state, met Defense Minister Li Shangfu in Beijing on Friday.",
        "Foreign Minister Wang Yi spoke by telephone with Secretary of State Antony Blinken on Friday.",
        "Chinese and American rules cover what happens when ships of Lloyd Austin's navy and of Li Shangfu's navy meet.",
        "两军对话不能没有原则，美方应当反思。",
    ],
)
def test_nobody_of_the_watch_met(text: str) -> None:
    assert not read(text).meetings


def test_spokespeople_tell_of_contacts_and_take_no_part() -> None:
    text = "Pentagon spokesman Pat Ryder said the call with Defense Minister Li Shangfu took place on Friday."
    assert all("Pat Ryder" not in told(meeting) for meeting in read(text).meetings)


def test_a_channel_that_is_stopped_is_a_change_and_no_cancelled_meeting() -> None:
    reading = read("China suspended its consultations with the United States on arms control on Friday.")
    assert [change.status.value for change in reading.changes] == ["suspended"]
    assert not reading.meetings


def test_a_meeting_at_which_something_else_was_agreed_took_place() -> None:
    text = (
        "Joe Biden und Xi Jinping hatten im November bei ihrem Gipfel in San Francisco vereinbart, die Militärkontakte wiederherzustellen."
    )
    assert {told(meeting) for meeting in read(text, "2024-01-10").meetings} == {"Joe Biden + Xi Jinping held 2023-11 San Francisco"}


def test_whose_term_it_is_does_not_meet() -> None:
    text = "Lloyd Austin met Li Shangfu on Friday, the first such talks under President Joe Biden."
    assert {told(meeting) for meeting in read(text).meetings} == {"Li Shangfu + Lloyd Austin held 2023-06-02 nowhere"}
