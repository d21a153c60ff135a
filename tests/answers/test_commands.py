"""Commands with their arguments, and what is said where they can't be used."""

from datetime import timedelta

import pytest

from bot.answers.context import CommandHelp, Context
from bot.answers.dispatch import reply
from bot.answers.errors import BackwardSpan, NoSubject, NotADate, WrongUse
from bot.answers.grammar.question import Intent
from bot.answers.spoken import LONGEST_COMMAND
from bot.answers.table import COMMANDS, find_command
from bot.i18n import texts_for
from tests.answers.conftest import Say, lead_of, shown
from tests.answers.story import NOW


def test_every_command_has_its_usage_and_help_in_the_catalogue() -> None:
    texts = texts_for("en")
    for command in COMMANDS:
        assert texts(command.usage_key).startswith(command.name)
        assert texts(command.help_key)


def test_every_word_leads_to_one_command() -> None:
    words = [word for command in COMMANDS for word in command.words]
    assert len(words) == len(set(words))
    for word in words:
        assert find_command(word) is find_command(f"/{word.upper()}")


def test_the_commands_of_chat_are_all_there() -> None:
    wanted = {"board", "brief", "channel", "who", "met", "meetings", "sources", "help", "ask", "meeting", "change", "article", "status"}
    assert {word for command in COMMANDS for word in command.words} == wanted


@pytest.mark.parametrize("line", ["board", "/board", "/board@backchannel_bot", "BOARD", "board?", "  board  "])
def test_a_command_is_heard_however_it_is_written(line: str, say: Say) -> None:
    assert say(line).data["kind"] == "board"


def test_the_board_of_a_day_and_as_known_on_a_day_names_them(say: Say) -> None:
    assert say("board asof 2010-06 known 2026-06-28").document.title == "Channels as of 30 June 2010, as known on 28 June 2026"
    assert say("board 2010").data["asof"] == "2010-12-31"


def test_the_board_as_known_before_the_articles_knows_nothing_of_them(say: Say) -> None:
    assert "2 May 2026" in shown(say("board"))
    assert "2 May 2026" not in shown(say("board known 2026-06-27"))


def test_a_brief_tells_what_became_known_in_the_span_and_only_that(say: Say) -> None:
    whole, before, after = say("brief since 2026-06-28 until 2026-06-28"), say("brief until 2026-06-27"), say("brief since 2026-06-29")
    assert "Beijing broke off the maritime talks" in shown(whole)
    assert not before.found
    assert not after.found


def test_a_brief_without_dates_covers_the_last_week(context: Context) -> None:
    assert "Beijing broke off the maritime talks" in shown(reply("brief", context))
    later = Context(context.ledger, context.knowledge, context.texts, NOW + timedelta(days=30), context.zone)
    assert not reply("brief", later).found


def test_meetings_are_narrowed_by_every_option(say: Say) -> None:
    line = "meetings since 2026-06 until 2026-06 state held channel secdef-mnd with Hegseth"
    assert lead_of(say(line)) == "In this ledger, since 5 June 2026: 1 contact, 1 report."
    assert (
        say("meetings planned Dong Jun since 2026").data["meetings"]
        == say("meetings state planned with Dong Jun since 2026").data["meetings"]
    )


def test_a_month_or_year_counts_with_all_its_days(say: Say) -> None:
    assert (
        say("meetings since 2011-01 until 2011-01").data["meetings"] == say("meetings since 2011-01-01 until 2011-01-31").data["meetings"]
    )
    assert say("meetings since 2011 until 2011").data["meetings"] == say("meetings in 2011").data["meetings"]


def test_a_date_may_be_written_in_words(say: Say) -> None:
    assert say("meetings since November 2023").data["since"] == "2023-11"
    assert say("board asof 15. November 2023").data["asof"] == "2023-11-15"


@pytest.mark.parametrize(
    "line", ["board asof tomorrowish", "board 2023-13", "meetings since 2023-02-30", "brief since 3023", "met Gates since x"]
)
def test_what_is_no_date_is_named(line: str, say: Say) -> None:
    with pytest.raises(NotADate) as raised:
        say(line)
    assert raised.value.params["given"] in line


@pytest.mark.parametrize(
    "line",
    [
        "board since",
        "meetings since",
        "meetings state sleeping",
        "brief seit gestern",
        "sources of income",
        "met Gates Hu Xi Li",
        "meeting x",
        "change",
    ],
)
def test_wrong_use_shows_the_right_one(line: str, say: Say, context: Context) -> None:
    with pytest.raises(WrongUse) as raised:
        say(line)
    text = context.texts(raised.value.key, **raised.value.params)
    assert "Write" in text


def test_a_span_that_ends_before_it_begins_is_refused(say: Say) -> None:
    with pytest.raises(BackwardSpan):
        say("meetings since 2012 until 2010")


@pytest.mark.parametrize("line", ["who", "met", "ask", "change", "article"])
def test_a_command_without_its_subject_says_what_is_missing(line: str, say: Say) -> None:
    with pytest.raises(NoSubject):
        say(line)


def test_a_command_that_is_a_question_too_answers_it(say: Say) -> None:
    assert say("channel").data["kind"] == "board"
    assert say("meeting").data["kind"] == "meetings"
    assert say("meetings in Beijing").data["kind"] == "meetings"


def test_who_tells_side_offices_counterpart_and_contacts(say: Say) -> None:
    text = shown(say("who Dong Jun"))
    assert text.startswith("# Dong Jun (China)")
    assert "董军" in text
    assert "Counterpart today: Pete Hegseth" in text
    assert text.index("## Offices") < text.index("## Contacts") < text.index("> Pete Hegseth met Dong Jun")


def test_an_office_is_whoever_held_it_in_the_time_asked_for(say: Say) -> None:
    assert say("who was the Chinese defense minister in 2011?").document.title == "Liang Guanglie (China)"
    assert say("who is the Chinese defense minister?").document.title == "Dong Jun (China)"


def test_somebody_unlisted_is_known_from_the_articles_only(say: Say) -> None:
    text = shown(say("who Li Mingzhe"))
    assert "Not on the roster; known from the articles of this ledger only." in text
    assert "> Tom Oakes and Li Mingzhe spoke by video on 11 February." in text


def test_an_open_tenure_is_not_called_current_past_the_trust_of_the_roster(context: Context) -> None:
    later = Context(context.ledger, context.knowledge, context.texts, NOW + timedelta(days=1500), context.zone)
    assert "since 29 December 2023" in shown(reply("who Dong Jun", context))
    assert "no end known" in shown(reply("who Dong Jun", later))


def test_sources_counts_what_was_read_and_what_the_chronicle_holds(say: Say) -> None:
    text = shown(say("sources"))
    assert "gazette: 3 articles, 2 on the channels" in text
    assert "wire: 2 articles, 2 on the channels" in text
    assert "1 more article is not about the channels." in text
    assert "checked entries" in text


def test_help_lists_all_commands_others_included(context: Context) -> None:
    # Delivery's commands bring their texts along; help.sources stands in for one here.
    other = CommandHelp("subscribe", "help.sources_usage", "help.sources")
    wider = Context(context.ledger, context.knowledge, context.texts, context.now, context.zone, others=(other,))
    listed = reply("help", wider).data["commands"]
    assert isinstance(listed, list)
    assert [one["name"] for one in listed] == [*(command.name for command in COMMANDS), "subscribe"]
    assert "asof asks for the day itself" in shown(reply("help board", wider))


def test_a_misspelt_command_of_others_is_offered_too(context: Context) -> None:
    other = CommandHelp("subscribe", "help.sources_usage", "help.sources")
    wider = Context(context.ledger, context.knowledge, context.texts, context.now, context.zone, others=(other,))
    assert [action.command for action in reply("suscribe daily", wider).document.actions] == ["subscribe daily"]


def test_ask_takes_an_id_too(say: Say) -> None:
    assert say("ask A-1").data == say("A-1").data


def test_names_in_quotes_are_names_each(say: Say) -> None:
    wanted = say("met Hegseth Dong Jun").data
    for line in (
        'met "Pete Hegseth" "Dong Jun"',
        "met „Pete Hegseth“ und Dong-Jun",
        'met Hegseth "Dong Jun"',
        "met “US defense secretary” “Dong Jun”",
    ):
        assert say(line).data == wanted, line


def test_the_examples_of_help_are_understood(say: Say, context: Context) -> None:
    examples = say("help").data["examples"]
    assert isinstance(examples, list)
    for example in examples:
        assert say(example).data["kind"] not in ("not_understood", "unclear"), example


def test_every_intent_of_the_grammar_gets_an_answer() -> None:
    from bot.answers.ask import _ANSWERS

    assert set(_ANSWERS) == set(Intent)


def test_every_button_fits_into_a_message_and_gets_an_answer(say: Say) -> None:
    lines = (
        "board",
        "who Dong Jun",
        "met Gates",
        "met Li",
        "status mmca",
        "meetings",
        "sources",
        "A-1",
        "help",
        "what happened in 2022?",
        "bord",
    )
    for line in lines:
        for action in say(line).document.actions:
            assert len(action.command.encode()) <= LONGEST_COMMAND
            assert say(action.command).data["kind"] not in ("not_understood",), action.command


def test_words_after_a_command_that_name_nobody_are_not_understood_rather_than_missing(say: Say) -> None:
    assert say("who met nobody").data["kind"] == "not_understood"


def test_a_surname_is_no_misspelt_command_and_an_alias_may_be_misspelt(say: Say) -> None:
    assert not any(action.command.startswith("change") for action in say("Chang Wanquan and the rest of them").document.actions)
    assert "status mmca" in [action.command for action in say("statsu mmca").document.actions]


def test_ask_takes_any_line_that_a_chat_takes(say: Say) -> None:
    for line in ("met Gates Hu Jintao unverified", "board asof 2010", "M-1", "help board"):
        assert say(f"ask {line}").data == say(line).data, line
    assert say("ask ask ask").data["kind"] == "not_understood"
