"""What is said of channels."""

import pytest

from tests.extraction.reading import changed, read

TOLD = [
    (
        "mil-mil suspended 2022-08 by cn",
        "China suspended military contacts with the United States in August 2022 because of a politician's visit to Taiwan.",
    ),
    ("mil-mil open 2023-06 by both", "Beijing has restored military contacts with Washington."),
    ("mil-mil agreed 2023-06-02 by both", "The United States and China agreed on Friday to restore military contacts."),
    ("mil-mil sought 2023-06 by us", "Washington wants to restore the military contacts with China."),
    ("mil-mil suspended 2022-08 by cn", "Peking hat im August 2022 die Militärkontakte mit den USA eingefroren."),
    ("mil-mil suspended 2022-08 by cn", "中方2022年8月中止了两军交往。美国没有回应。"),
]


@pytest.mark.parametrize(("expected", "text"), TOLD)
def test_a_change_has_channel_status_day_and_actor(expected: str, text: str) -> None:
    assert [changed(change) for change in read(text).changes] == [expected]


def test_a_reason_is_given_in_the_articles_own_words() -> None:
    change = read("China suspended military contacts with the United States in August 2022 because of arms sales to Taiwan.").changes[0]
    assert change.reason == "arms sales to Taiwan"


def test_what_did_not_happen_is_no_change() -> None:
    assert not read("China has not restored military contacts with the United States.").changes


def test_ties_with_a_third_country_are_not_ours() -> None:
    assert not read("The United States watched as China suspended military ties with Japan in August 2022.").changes


def test_a_single_cancelled_meeting_is_no_change() -> None:
    reading = read("A meeting between Defense Secretary Lloyd Austin and Chinese Defense Minister Li Shangfu was cancelled on Friday.")
    assert [meeting.state.value for meeting in reading.meetings] == ["cancelled"]
    assert not reading.changes


def test_a_stop_that_is_the_news_is_of_the_articles_month() -> None:
    change = read("China has suspended military contacts with the United States, the defense ministry said.").changes[0]
    assert changed(change) == "mil-mil suspended 2023-06 by cn"


def test_a_stop_told_as_background_stays_undated() -> None:
    change = read("The military contacts with the United States that China previously suspended were on everyone's mind.").changes[0]
    assert change.period is None


@pytest.mark.parametrize(
    "text",
    [
        "Washington and Beijing met in Singapore. Both wanted to keep exchanges going.",
        "希望两军关系能对两国关系起到稳定作用。中方表示欢迎。",
        "Die elfte Runde der Verteidigungskonsultationen zwischen China und den USA wurde am Freitag beendet.",
    ],
)
def test_a_wish_for_more_or_the_end_of_a_round_is_no_change(text: str) -> None:
    assert not read(text).changes


def test_what_both_agree_to_restore_is_agreed_and_not_held() -> None:
    reading = read("中国和美国同意恢复中美海上军事安全磋商机制会议。")
    assert [changed(change) for change in reading.changes] == ["mmca agreed 2023-06 by both"]
    assert not reading.meetings
