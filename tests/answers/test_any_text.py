"""Whatever is typed gets an answer or an error that says what to write."""

import json

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.errors import BotError
from tests.answers.conftest import Say, shown

VOCABULARY = """
who whom wer wen met traf did hat when wann why is ist open suspended offen channel meetings board brief status since until seit in
asof known state with unverified not nicht and und Gates Liu Zhan Liang Guanglie 梁光烈 黄 Li hotline mmca China Beijing 2010 2011-01
2023-13 M-1 C-2 A-1 next last planned " “ „ ? / - @ 🤷 \x00 \u202e
"""
WORDS = st.sampled_from(VOCABULARY.split())
SENTENCES = st.lists(WORDS, max_size=12).map(" ".join)
LINES = st.one_of(SENTENCES, st.text(max_size=80), st.builds("{} {}".format, SENTENCES, st.text(max_size=20)))


@pytest.mark.parametrize(
    "line",
    [
        "",
        " ",
        "\n",
        "?",
        "!!!",
        "...",
        "🤷",
        "🇺🇸🇨🇳",
        "/",
        "//",
        "/nonsense",
        "asdf qwer",
        "\x00",
        "a" * 5000,
        "who met " * 600,
        "M-",
        "-",
        "谁见了谁",
        "ａｂｃ",
    ],
)
def test_nonsense_gets_an_answer_that_says_what_can_be_asked(line: str, say: Say) -> None:
    answer = say(line)
    assert not answer.found
    assert answer.data["kind"] == "not_understood"
    assert "did Pete Hegseth meet Dong Jun?" in shown(answer)
    assert answer.document.actions


def test_a_misspelt_command_is_offered_with_the_rest_as_it_was(say: Say) -> None:
    assert say("baord asof 2010").document.actions[0].command == "board asof 2010"


def test_what_can_be_asked_about_the_people_and_channels_named_is_offered(say: Say) -> None:
    commands = [action.command for action in say("what did Gates tell Hu Jintao over the hotline?").document.actions]
    assert commands[:2] == ["met robert-gates hu-jintao", "met robert-gates"]
    assert "channel hotline" in commands


def test_a_long_message_is_cut_where_it_is_repeated(say: Say) -> None:
    assert len(shown(say("x" * 5000)).splitlines()[0]) < 200


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(line=LINES)
@example(line="met 0001-01-01 since 0001")
@example(line="board asof 9999-12-31")
@example(line="brief until 2199-12-31")
@example(line="meetings after 9999-12-31")
@example(line="who in 29 February")
@example(line="İ ẞ ﬁ Ǆ")
def test_a_reply_never_raises_but_for_wrong_use(line: str, say: Say) -> None:
    try:
        answer = say(line)
    except BotError:
        return
    assert answer.document.title
    json.dumps(answer.data)


def test_the_same_question_gets_the_same_answer_twice(say: Say) -> None:
    for line in ("board", "who met Gates?", "is the hotline open?", "brief", "xyz"):
        assert say(line) == say(line)
