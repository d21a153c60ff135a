"""What a page says of its own mistakes is no news; the text it corrects stands."""

import pytest

from bot.extraction.text.blocks import BlockKind
from tests.extraction.layers import page_of
from tests.extraction.reading import read, told

STORY = {
    "en": "Defense Secretary Lloyd Austin shook hands with the prime minister of Singapore on Friday and left for Tokyo the same night.",
    "de": "Verteidigungsminister Lloyd Austin begrüßte am Freitag den Premierminister von Singapur und flog noch in der Nacht nach Tokio.",
    "zh": "美国国防部长奥斯汀6月2日在新加坡拜会了新加坡总理，当晚离开新加坡前往东京访问。",
}

CORRECTIONS = [
    ("en", "Correction: An earlier version of this article said that Defense Secretary Lloyd Austin met Li Shangfu on Friday. He did not."),
    ("en", "An earlier version of this story misstated that Defense Secretary Lloyd Austin met Defense Minister Li Shangfu on Friday."),
    ("en", "Editor's note: The ministers Lloyd Austin and Li Shangfu met on Friday, this page said until noon. That was wrong."),
    ("de", "Korrektur: Verteidigungsminister Lloyd Austin traf am Freitag Verteidigungsminister Li Shangfu, hieß es hier. Das war falsch."),
    (
        "de",
        "In einer früheren Version hieß es, Lloyd Austin habe am Freitag Verteidigungsminister Li Shangfu getroffen. Das trifft nicht zu.",
    ),
    ("de", "Anmerkung der Redaktion: Lloyd Austin traf am Freitag den Minister Li Shangfu, stand hier zunächst. Das haben wir gestrichen."),
    ("zh", "更正：美国国防部长奥斯汀6月2日在新加坡同国防部长李尚福举行会谈，此说有误。"),
    ("zh", "编者注：本文称美国国防部长奥斯汀6月2日在新加坡同国防部长李尚福举行会谈，此说不确。"),
    ("zh", "本文较早版本说美国国防部长奥斯汀6月2日在新加坡同国防部长李尚福举行会谈，谨此更正。"),
]


@pytest.mark.parametrize(("language", "notice"), CORRECTIONS)
def test_what_a_correction_says_was_wrong_is_no_claim(language: str, notice: str) -> None:
    for page in (f"{STORY[language]}\n\n{notice}", f"{notice}\n\n{STORY[language]}", f"{STORY[language]} {notice}"):
        assert read(page).meetings == ()


@pytest.mark.parametrize(("language", "notice"), CORRECTIONS)
def test_the_text_that_is_corrected_stands(language: str, notice: str) -> None:
    page = page_of(f"{STORY[language]} {notice}")
    assert [page.text[block.start : block.end] for block in page.blocks if block.kind is BlockKind.BODY] == [page_of(STORY[language]).text]


def test_a_heading_takes_the_notice_below_it_along() -> None:
    page = page_of(
        f"{STORY['en']}\n\nCORRECTIONS\n\nThe date of a meeting of two ministers was given wrongly by us on Monday.\n\n{STORY['en']}"
    )
    assert [block.kind.value for block in page.blocks] == ["body", "noise", "noise", "body"]


@pytest.mark.parametrize(
    "right",
    [
        "In our Saturday edition the day was wrong. Correction: we said that he had come in May. Correctly, he came in June.",
        "Nachtrag: In unserer Ausgabe stand ein falsches Datum. Richtig ist: Er kam im Juni.",
        "更正：昨日本报所载日期有误。正确的是，他六月到访。",
    ],
)
def test_what_a_correction_puts_right_is_read(right: str) -> None:
    page = page_of(right)
    assert page.blocks[-1].kind is BlockKind.BODY
    assert page.text[page.blocks[-1].start : page.blocks[-1].end].startswith(("Correctly", "Richtig", "正确"))


@pytest.mark.parametrize(
    "line",
    [
        "An earlier version of the agreement said that the two navies would give each other notice, an official recalled on Friday.",
        "Markets saw a correction: after weeks of gains, shares of shipbuilders fell when the two ministers met in Singapore.",
        "Die Kurskorrektur: Nach Monaten des Schweigens wollen beide Armeen wieder miteinander reden, hieß es am Freitag.",
        "日本防卫省周四更正去年公布的联合演习年表，将参演人数下修为三万六千。",
    ],
)
def test_news_of_corrections_stays(line: str) -> None:
    assert [block.kind.value for block in page_of(line).blocks] == ["body"]


def test_a_correction_between_paragraphs_leaves_the_claims_around_it_as_they_are() -> None:
    met = "Defense Secretary Lloyd Austin met Chinese Defense Minister Li Shangfu in Singapore on Friday."
    notice = "Correction: an earlier version of this article gave the number of escorts as five."
    assert [told(one) for one in read(f"{met}\n\n{notice}\n\n{STORY['en']}").meetings] == [told(one) for one in read(met).meetings]
