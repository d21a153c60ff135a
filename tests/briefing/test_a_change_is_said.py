"""A change of a channel's status as a reader finds it."""

from bot.briefing.items import change_item, reason_words
from bot.model.claims import Status
from bot.model.document import Tone
from tests.briefing.builders import article, change, chronicle, report, view
from tests.briefing.reading import read_item, words


def test_a_suspension_names_channel_side_day_reason_and_words() -> None:
    stopped = change(report("suspended", "Borduria broke off all talks.", by=article(9)), number=57, when="2022-08")
    assert read_item(change_item(stopped, view())) == [
        "Suspended: Defense ministers · by Borduria · August 2022 · C-57",
        "Why: “an arms sale”",
        "Sources: press only, 1 article",
        "Borduria broke off all talks. — Defense chiefs talk, The Herald, 15 March 2024 (A-9)",
    ]


def test_nobody_is_named_where_no_side_is_reported() -> None:
    assert read_item(change_item(change(by=None, reason=None), view()))[0] == "Suspended: Defense ministers · 14 March 2024 · C-1"


def test_both_sides_acting_together_is_said() -> None:
    assert "by both sides" in read_item(change_item(change(by="both", status=Status.AGREED), view()))[0]


def test_each_status_has_its_own_word_and_tone() -> None:
    said = {status: change_item(change(status=status), view()) for status in Status}
    assert len({words(item.line) for item in said.values()}) == len(Status)
    assert {item.tone for item in said.values()} == {Tone.OPEN, Tone.AGREED, Tone.SOUGHT, Tone.SUSPENDED}


def test_a_chronicle_entry_gives_its_reason_once() -> None:
    lines = read_item(change_item(change(chronicle("suspended", "an arms sale"), reason="an arms sale"), view()))
    assert sum("an arms sale" in line for line in lines) == 1


def test_an_article_that_the_chronicle_bears_out_says_so() -> None:
    lines = read_item(change_item(change(chronicle("suspended"), report("suspended", "Talks ended.")), view()))
    assert "Sources: press only, 1 article, also in the chronicle" in lines
    assert not lines[0].endswith("chronicle · C-1")


def test_a_chronicle_entry_that_bears_an_article_out_is_quoted_beside_it() -> None:
    """The exact day may be the chronicle's, so its source must be there to check."""
    articles = [report("suspended", f"Talks ended, says paper {number}.", by=article(number)) for number in (1, 2, 3)]
    item = change_item(change(chronicle("suspended"), *articles), view(), quotes=2)
    assert [quote.chronicle for quote in item.quotes] == [False, False, True]


def test_a_channel_the_configuration_no_longer_knows_keeps_its_id() -> None:
    assert "Suspended: telegraph ·" in read_item(change_item(change(channel_id="telegraph"), view()))[0]


def test_a_reason_in_an_articles_words_is_quoted_and_one_of_the_chronicle_is_not() -> None:
    ours = change(chronicle("suspended", "an arms sale"), reason="an arms sale")
    assert reason_words(change(report("suspended"), reason="ein Waffenverkauf"), view()) == "“ein Waffenverkauf”"
    assert reason_words(ours, view()) == "an arms sale"
