"""What plain questions are understood to ask, in English and in German."""

from datetime import date

import pytest

from bot.answers.grammar.parse import LONGEST_QUESTION, parse_question
from bot.answers.grammar.question import Question, Span
from bot.answers.names import NameBook, name_book
from bot.knowledge.knowledge import Knowledge
from bot.model.ledger import KnownName

TODAY = date(2026, 7, 1)
UNLISTED = KnownName("~li-mingzhe", "Li Mingzhe", "cn", None)

# question, intent, and what it is about: people (an unknown name as written), channel, side, status, state, mode, place, time
QUESTIONS = [
    ("who met Liang Guanglie?", "met", "liang-guanglie"),
    ("who met Liang Guanglie in 2011?", "met", "liang-guanglie 2011"),
    ("Who has met Dong Jun since 2024?", "met", "dong-jun 2024.."),
    ("whom did Gates meet in January 2011?", "met", "robert-gates 2011-01"),
    ("who did Gates meet in Beijing in January 2011?", "met", "robert-gates @beijing 2011-01"),
    ("with whom did Lloyd Austin speak before 2023", "met", "lloyd-austin ..2022-12-31"),
    ("between 2010 and 2012, who met Liang Guanglie?", "met", "liang-guanglie 2010..2012"),
    ("tell me who Austin met in 2023", "met", "lloyd-austin 2023"),
    ("has anyone met Dong Jun in 2025?", "met", "dong-jun 2025"),
    ("who met 梁光烈?", "met", "liang-guanglie"),
    ("who met Li Mingzhe?", "met", "~li-mingzhe"),
    ("who met Foo Bar?", "met", "?Foo Bar"),
    ("who met the Chinese defense minister in 2011?", "met", "cn-defense-minister 2011"),
    ("did Chase meet Liu Zhan?", "did_meet", "michael-chase liu-zhan"),
    ("DID CHASE MEET LIU ZHAN", "did_meet", "michael-chase liu-zhan"),
    ("did Lloyd Austin and Dong Jun meet?", "did_meet", "lloyd-austin dong-jun"),
    ("has Austin spoken with Dong Jun since 2022?", "did_meet", "lloyd-austin dong-jun 2022.."),
    ("did Secretary Austin call General Li Shangfu?", "did_meet", "lloyd-austin li-shangfu phone video"),
    ("did Hegseth ever meet Dong Jun in person?", "did_meet", "pete-hegseth dong-jun in-person"),
    ("did Hegseth speak to Dong Jun by phone?", "did_meet", "pete-hegseth dong-jun phone"),
    ("how many DPCT rounds were held?", "how_often", "dpct held"),
    ("was the theater commanders' channel open in 2023?", "is_status", "theater open 2023"),
    ("has the hotline channel been opened?", "is_status", "hotline open"),
    ("since when is the defense ministers' channel open?", "change", "secdef-mnd open"),
    ("when was the last MMCA meeting?", "last", "mmca"),
    ("when did the last DPCT round take place?", "last", "dpct"),
    ("when is the next DPCT meeting?", "next", "dpct"),
    ("did China refuse to meet Austin?", "meetings", "lloyd-austin cn declined"),
    ("why was the Mattis visit cancelled?", "meetings", "jim-mattis cancelled"),
    ("who cancelled the Mattis trip?", "meetings", "jim-mattis cancelled"),
    ("will Hegseth meet Dong Jun?", "did_meet", "pete-hegseth dong-jun"),
    ("did the US defense secretary meet Dong Jun in 2024?", "did_meet", "us-secdef dong-jun 2024"),
    ("did Liang Guangli meet Gates?", "did_meet", "?Liang Guangli robert-gates"),
    ("did Gates meet Liang Guanglie on 10 January 2011?", "did_meet", "robert-gates liang-guanglie 2011-01-10"),
    ("was there a meeting between Gates and Liang Guanglie?", "did_meet", "robert-gates liang-guanglie"),
    ("when did Gates meet Hu Jintao?", "when_met", "robert-gates hu-jintao"),
    ("when did Gates last meet Liang Guanglie?", "when_met", "robert-gates liang-guanglie"),
    ("where did Gates meet Liang Guanglie?", "when_met", "robert-gates liang-guanglie"),
    ("When is Hegseth going to meet Dong Jun?", "when_met", "pete-hegseth dong-jun"),
    ("how often did Austin meet Dong Jun?", "how_often", "lloyd-austin dong-jun"),
    ("how many meetings did Austin have since 2021", "how_often", "lloyd-austin 2021.."),
    ("who is Liu Zhan", "who_is", "liu-zhan"),
    ("Dong Jun", "who_is", "dong-jun"),
    ("is the hotline open?", "is_status", "hotline open"),
    ("Is the Defense Telephone Link working?", "is_status", "hotline open"),
    ("are military talks suspended?", "is_status", "mil-mil suspended"),
    ("was the hotline suspended?", "is_status", "hotline suspended"),
    ("has the DPCT resumed?", "is_status", "dpct open"),
    ("did China suspend the hotline?", "did_act", "hotline cn suspended"),
    ("when was the military relationship suspended in 2010 and why?", "change", "mil-mil suspended 2010"),
    ("why did China suspend military contacts in August 2022?", "change", "mil-mil cn suspended 2022-08"),
    ("who suspended military contacts in 2022 and why?", "change", "mil-mil suspended 2022"),
    ("since when is the hotline open?", "change", "hotline open"),
    ("when were military ties restored?", "change", "mil-mil open"),
    ("which channels are suspended?", "which_channels", "suspended"),
    ("which lines are open now?", "which_channels", "open"),
    ("which channels were suspended in 2022?", "which_channels", "suspended 2022"),
    ("status mmca", "status", "mmca"),
    ("what is the status of the Military Maritime Consultative Agreement?", "status", "mmca"),
    ("mmca", "status", "mmca"),
    ("is the hotline open or suspended?", "status", "hotline open suspended"),
    ("any news on the hotline?", "status", "hotline"),
    ("is there a hotline between China and the US?", "status", "hotline cn us"),
    ("what is planned?", "meetings", "planned"),
    ("what meetings are planned with Dong Jun?", "meetings", "dong-jun planned"),
    ("who met whom in December 2010?", "meetings", "2010-12"),
    ("list cancelled meetings since 2020", "meetings", "cancelled 2020.."),
    ("Why did Li Shangfu refuse to meet Austin?", "meetings", "li-shangfu lloyd-austin declined"),
    ("did the defense ministers meet in 2024?", "meetings", "secdef-mnd 2024"),
    ("who did China meet in 2024?", "meetings", "cn 2024"),
    ("did Gates decline to meet Hu Jintao?", "meetings", "robert-gates hu-jintao declined"),
    ("was the DPCT held in 2024?", "meetings", "dpct held 2024"),
    ("when did the US and China last talk?", "last", "us cn"),
    ("when was the last meeting of the defense ministers?", "last", "secdef-mnd"),
    ("When did the defense ministers last meet?", "last", "secdef-mnd"),
    ("when is the next meeting?", "next", ""),
    ("when will the next dpct take place?", "next", "dpct"),
    ("what happened in 2022?", "happened", "2022"),
    ("what's new?", "news", ""),
    ("how are the channels?", "board", ""),
    ("which sources are there?", "sources", ""),
    ("hello", "help", ""),
    ("wen traf Michael Chase?", "met", "michael-chase"),
    ("wer traf Liu Zhan?", "met", "liu-zhan"),
    ("wer traf Liang Guanglie zwischen 2010 und 2012?", "met", "liang-guanglie 2010..2012"),
    ("Mit wem hat Gates im Januar 2011 in Peking gesprochen?", "met", "robert-gates @beijing 2011-01"),
    ("Wer traf den chinesischen Verteidigungsminister 2011?", "met", "cn-defense-minister 2011"),
    ("Wer traf Xi Jinping zuletzt?", "met", "xi-jinping"),
    ("Wen traf Lian Guanglie?", "met", "?Lian Guanglie"),
    ("traf Chase Liu Zhan?", "did_meet", "michael-chase liu-zhan"),
    ("Hat sich Chase mit Liu Zhan getroffen?", "did_meet", "michael-chase liu-zhan"),
    ("Haben Austin und Dong Jun miteinander gesprochen?", "did_meet", "lloyd-austin dong-jun"),
    ("Hat Austin mit Verteidigungsminister Dong Jun telefoniert?", "did_meet", "lloyd-austin dong-jun phone"),
    ("Wird Hegseth Dong Jun treffen?", "did_meet", "pete-hegseth dong-jun"),
    ("Fand ein Treffen zwischen Chase und Liu Zhan statt?", "did_meet", "michael-chase liu-zhan"),
    ("Hat Hegseth Dong Jun persönlich getroffen?", "did_meet", "pete-hegseth dong-jun in-person"),
    ("Wann traf Obama zuletzt Xi Jinping?", "when_met", "barack-obama xi-jinping"),
    ("Wann hat Obama zuletzt Xi Jinping getroffen?", "when_met", "barack-obama xi-jinping"),
    ("Wann fand das letzte MMCA-Treffen statt?", "last", "mmca"),
    ("Wie viele DPCT-Runden gab es?", "how_often", "dpct"),
    ("Wann traf Gates Hu Jintao?", "when_met", "robert-gates hu-jintao"),
    ("Wann trafen sich Gates und Liang Guanglie zuletzt?", "when_met", "robert-gates liang-guanglie"),
    ("Wie oft hat Austin Dong Jun getroffen?", "how_often", "lloyd-austin dong-jun"),
    ("Wer ist Liu Zhan?", "who_is", "liu-zhan"),
    ("Wer war 2011 chinesischer Verteidigungsminister?", "who_is", "cn-defense-minister 2011"),
    ("ist die Hotline offen?", "is_status", "hotline open"),
    ("Sind die militärischen Gespräche ausgesetzt?", "is_status", "mil-mil suspended"),
    ("Wurden die Militärbeziehungen wiederhergestellt?", "is_status", "mil-mil open"),
    ("wann wurden die Militärkontakte 2022 ausgesetzt und warum?", "change", "mil-mil suspended 2022"),
    ("Warum hat China die militärischen Beziehungen im August 2022 abgebrochen?", "change", "mil-mil cn suspended 2022-08"),
    ("Wer hat die Militärkontakte ausgesetzt?", "change", "mil-mil suspended"),
    ("Seit wann ist die Hotline unterbrochen?", "change", "hotline suspended"),
    ("welche Kanäle sind unterbrochen?", "which_channels", "suspended"),
    ("Welche Kanäle wurden 2022 ausgesetzt?", "which_channels", "suspended 2022"),
    ("Stand der Hotline", "status", "hotline"),
    ("Gibt es eine Hotline?", "status", "hotline"),
    ("was ist geplant?", "meetings", "planned"),
    ("Welche Treffen sind mit Dong Jun geplant?", "meetings", "dong-jun planned"),
    ("Wer traf wen im Dezember 2010?", "meetings", "2010-12"),
    ("abgesagte Treffen seit 2019", "meetings", "cancelled 2019.."),
    ("Wer hat ein Treffen mit Austin abgelehnt?", "meetings", "lloyd-austin declined"),
    ("Wann war das letzte Treffen der Verteidigungsminister?", "last", "secdef-mnd"),
    ("wann haben die USA und China zuletzt gesprochen?", "last", "us cn"),
    ("Wann ist das nächste Treffen?", "next", ""),
    ("Was geschah im August 2022?", "happened", "2022-08"),
    ("Was gibt es Neues?", "news", ""),
    ("Wie ist die Lage?", "board", ""),
    ("Welche Quellen gibt es?", "sources", ""),
    ("Hilfe", "help", ""),
]


@pytest.fixture(scope="session")
def book(knowledge: Knowledge) -> NameBook:
    return name_book(knowledge, [UNLISTED])


@pytest.mark.parametrize(("text", "intent", "about"), QUESTIONS)
def test_a_question_is_understood_with_all_that_it_names(text: str, intent: str, about: str, book: NameBook, knowledge: Knowledge) -> None:
    question = parse_question(text, book, knowledge, TODAY)
    assert question is not None
    assert (str(question.intent), described(question)) == (intent, about)


@pytest.mark.parametrize(
    "text",
    [
        "did Chase not meet Liu Zhan?",
        "Hat Chase Liu Zhan nicht getroffen?",
        "who never met Dong Jun?",
        "which channels are not open?",
        "niemand traf Liu Zhan",
        "did Gates enjoy meeting Hu Jintao over lunch?",
        "met",
        "what did Austin say?",
        "the quick brown fox",
        "",
        "?!",
        "🤷",
        "who met " + "Liang Guanglie " * 40,
    ],
)
def test_what_is_negated_or_unheard_of_is_not_understood_rather_than_misread(text: str, book: NameBook, knowledge: Knowledge) -> None:
    assert parse_question(text, book, knowledge, TODAY) is None


def test_every_language_asks_for_the_same_things(knowledge: Knowledge) -> None:
    from bot.answers.grammar.wording import wordings

    intents = {wording.language: {pattern.intent for pattern in wording.patterns} for wording in wordings()}
    assert set(intents) >= {"en", "de"}
    assert len({frozenset(some) for some in intents.values()}) == 1


def test_a_word_that_is_a_surname_too_is_one_only_where_it_is_written_so(book: NameBook, knowledge: Knowledge) -> None:
    asked = parse_question("wer traf wen?", book, knowledge, TODAY, first="de")
    named = parse_question("wer traf Wen?", book, knowledge, TODAY, first="de")
    assert asked is not None
    assert named is not None
    assert described(asked) == ""
    assert described(named) == "wen-jiabao"


def test_a_question_as_long_as_allowed_is_read_and_a_longer_one_is_not(book: NameBook, knowledge: Knowledge) -> None:
    question = "who met Liang Guanglie?"
    assert parse_question(question.ljust(LONGEST_QUESTION), book, knowledge, TODAY) is not None
    assert parse_question(question.ljust(LONGEST_QUESTION + 1), book, knowledge, TODAY) is None


def described(question: Question) -> str:
    """A question in short, as in QUESTIONS."""
    parts = [" ".join(name.keys or name.offices) or f"?{name.text}" for name in question.people]
    parts += [question.channel or "", *question.sides]
    parts += [str(value) for value in (*question.statuses, *question.states, *question.modes)]
    parts += [f"@{question.place}" if question.place else "", _span(question.span)]
    return " ".join(part for part in parts if part)


def _span(span: Span) -> str:
    if not span or span.since == span.until:
        return str(span.since or "")
    return f"{span.since or ''}..{span.until or ''}"
