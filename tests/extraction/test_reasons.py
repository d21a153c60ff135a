"""Why a channel was stopped: words that read well behind "Why:", or none."""

import pytest

from tests.extraction.reading import read

REASONS = [
    (
        "In response to the sale of jets to Taiwan, China suspended military contacts with the United States last year.",
        "the sale of jets to Taiwan",
    ),
    (
        "China cut military contacts after Washington cleared $6.4 billion of arms for Taiwan.",
        "Washington cleared $6.4 billion of arms for Taiwan",
    ),
    ("The senator's trip to Taipei prompted Beijing to suspend military contacts with the United States.", "The senator's trip to Taipei"),
    ("A senator landed in Taipei, prompting Beijing to suspend military contacts with Washington.", "A senator landed in Taipei"),
    ("Peking hat nach einem Besuch in Taiwan die Militärkontakte mit den USA eingefroren.", "Besuch in Taiwan"),
    ("Nach der Reise eines Senators im vergangenen August brach China die Militärkontakte mit den USA ab.", "Reise eines Senators"),
    (
        "Peking fror die Militärkontakte mit den USA ein, nachdem ein Senator nach Taiwan gereist war.",
        "ein Senator nach Taiwan gereist war",
    ),
    ("中方因美国对台军售而中止了两军交往。", "美国对台军售"),
]
NONE = [
    "China suspended military contacts with the United States after two years.",
    "China suspended military contacts with the United States over the weekend.",
    "Peking hat nach Angaben der Botschaft die Militärkontakte mit den USA eingefroren.",
    "Nachdem Peking die Militärkontakte mit den USA eingefroren hatte, schwieg Washington.",
]


@pytest.mark.parametrize(("text", "reason"), REASONS)
def test_a_reason_is_cut_out_cleanly(text: str, reason: str) -> None:
    assert [change.reason for change in read(text).changes] == [reason]


@pytest.mark.parametrize("text", NONE)
def test_no_reason_is_better_than_half_a_sentence(text: str) -> None:
    assert {change.reason for change in read(text).changes} == {None}


def test_who_is_made_to_act_acts() -> None:
    (change,) = read("Der Besuch in Taiwan veranlasste die chinesische Botschaft, die Militärkontakte mit den USA einzustellen.").changes
    assert (change.by, change.reason) == ("cn", "Besuch in Taiwan")


def test_whom_the_contacts_lead_to_does_not_act() -> None:
    (change,) = read("Im Mai 2022 kappte Washington die Militärkontakte zur chinesischen Armee.").changes
    assert change.by == "us"


def test_a_reason_keeps_the_letters_of_the_article() -> None:
    (change,) = read("中國國防部宣布，因美國對台軍售，中方暫停兩軍交往。").changes
    assert change.reason is not None
    assert change.reason in "中國國防部宣布，因美國對台軍售，中方暫停兩軍交往。"
    assert "軍售" in change.reason
