"""Names: exact ones are found, misspelt ones only suggested, ambiguous ones asked back."""

import pytest

from bot.answers.names import NameBook, Nobody, One, Several, name_book
from bot.knowledge.knowledge import Knowledge
from bot.model.ledger import KnownName
from tests.answers.conftest import Say, shown

LEDGER = [KnownName("~li-mingzhe", "Li Mingzhe", "cn", "Deputy Director"), KnownName("liu-zhan", "Liu Zhan", "cn", "Defense Attaché")]


@pytest.fixture(scope="module")
def book(knowledge: Knowledge) -> NameBook:
    return name_book(knowledge, LEDGER)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Liu Zhan", "liu-zhan"),
        ("liu zhan", "liu-zhan"),
        ("LIU ZHAN", "liu-zhan"),
        ("刘展", "liu-zhan"),
        ("劉展", "liu-zhan"),
        ("Zhan Liu", "liu-zhan"),
        ("liu-zhan", "liu-zhan"),
        ("Maj. Gen. Liu Zhan", "liu-zhan"),
        ("Gates", "robert-gates"),
        ("Li Mingzhe", "~li-mingzhe"),
        ("~li-mingzhe", "~li-mingzhe"),
        ("李明哲", "~li-mingzhe"),
    ],
)
def test_a_name_means_its_person_in_any_script_case_and_order(text: str, key: str, book: NameBook) -> None:
    resolved = book.resolve(text)
    assert isinstance(resolved, One)
    assert resolved.person.key == key


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Liang Guangli", "Liang Guanglie"),
        ("Lian Guanlie", "Liang Guanglie"),
        ("Austen", "Lloyd Austin"),
        ("Hegset", "Pete Hegseth"),
        ("Michael Chaise", "Michael Chase"),
        ("Xi Jingping", "Xi Jinping"),
        ("Guanglie", "Liang Guanglie"),
        ("Li Mingzeh", "Li Mingzhe"),
    ],
)
def test_a_misspelt_name_is_suggested_and_never_taken_for_the_name(text: str, name: str, book: NameBook) -> None:
    resolved = book.resolve(text)
    assert isinstance(resolved, Nobody)
    assert resolved.similar[0].name == name


@pytest.mark.parametrize("text", ["Robert Smithers", "Donald Duck", "Wizard of Oz", "Qqqq", "X"])
def test_a_name_like_no_other_brings_no_suggestion(text: str, book: NameBook) -> None:
    assert book.resolve(text) == Nobody(text, ())


def test_a_surname_of_several_means_all_of_them_those_of_the_ledger_first(book: NameBook) -> None:
    resolved = book.resolve("Liu")
    assert isinstance(resolved, Several)
    assert resolved.candidates[0].key == "liu-zhan"
    assert len(resolved.candidates) > 5


def test_the_surname_of_somebody_unlisted_counts_too(book: NameBook) -> None:
    resolved = book.resolve("Li")
    assert isinstance(resolved, Several)
    assert "~li-mingzhe" in [candidate.key for candidate in resolved.candidates]


def test_an_ambiguous_surname_is_asked_back_with_a_button_for_each(say: Say) -> None:
    answer = say("met Liu Gates since 2010")
    assert not answer.found
    assert "Which “Liu”?" in shown(answer)
    assert answer.document.actions[0].command.startswith("met liu-")
    assert answer.document.actions[0].command.endswith(" Gates since 2010")


def test_a_button_for_a_misspelt_name_asks_the_same_question(say: Say) -> None:
    misspelt = say("did Liang Guangli meet Gates in 2011?")
    assert not misspelt.found
    assert "“Liang Guangli” is not in the ledger" in shown(misspelt)
    followed = say(misspelt.document.actions[0].command)
    assert followed.data["meetings"] == say("did Liang Guanglie meet Gates in 2011?").data["meetings"]


def test_a_refusal_is_not_read_into_a_name(say: Say) -> None:
    """“Gates refused” is a surname and a verb, not somebody's misspelt name."""
    assert say("did Gates detest to meet Hu Jintao?").data["kind"] == "not_understood"


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("mmca", "mmca"),
        ("the hotline", "hotline"),
        ("military relationship", "mil-mil"),
        ("die Militärkontakte", "mil-mil"),
        ("Military Maritime Consultative Agreement", "mmca"),
        ("海上军事安全磋商", "mmca"),
    ],
)
def test_a_channel_answers_to_any_of_its_names(text: str, channel: str, say: Say) -> None:
    status = say(f"channel {text}").data["status"]
    assert isinstance(status, dict)
    assert status["channel"] == channel


def test_a_misspelt_name_beside_a_known_one_leaves_that_one_alone(say: Say) -> None:
    for line in ("met Gates Liang Guangli", "met Liang Guangli Gates"):
        answer = say(line)
        assert answer.data["name"] == "Liang Guangli"
        assert "Gates" in answer.document.actions[0].command


def test_an_unknown_channel_brings_those_there_are(say: Say) -> None:
    answer = say("is the moon open?")
    assert not answer.found
    assert "No channel is called “moon”" in shown(answer)
    assert "mmca Military Maritime Consultative Agreement talks" in shown(answer)


def test_what_is_much_less_like_than_the_likest_is_not_suggested(say: Say) -> None:
    assert [one.label for one in say("who is Liu Zhang?").document.actions] == ["Liu Zhan"]


def test_a_sentence_that_names_somebody_is_no_name_that_nobody_bears(say: Say) -> None:
    assert say("who spilled the tea on Robert Gates?").data["kind"] == "not_understood"
    assert "who robert-gates" in [one.command for one in say("who spilled the tea on Robert Gates?").document.actions]
    assert say("who is Robert Smithers?").data["kind"] == "unclear"
