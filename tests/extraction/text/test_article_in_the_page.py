"""Furniture of a page is told from its article by cues of the lexicons and by shape."""

import pytest

from bot.extraction.text.blocks import BlockKind, find_blocks
from tests.extraction.layers import page_of, seed, wordings

PROSE = {
    "en": "The defense secretary met his counterpart in Singapore on Friday and spoke of risk at sea.",
    "de": "Der Verteidigungsminister traf am Freitag in Singapur seinen Amtskollegen und sprach über Risiken auf See.",
    "zh": "国防部长董军31日上午在新加坡会见了美国国防部长，双方就两国两军关系坦诚交换意见。",
}


def kinds(*lines: str) -> list[str]:
    return [str(block.kind) for block in find_blocks("\n".join(lines), wordings())]


@pytest.mark.parametrize(
    "line",
    [
        "Home » Military » Asia-Pacific",
        "f Share   t Tweet   ✉ Email   🖨 Print",
        "By Jane Roe, Staff Writer",
        "SIGN UP for the Early Brief. The day's defense news in your inbox.",
        "Comments (14)   Most read   Most shared",
        "Startseite > Politik > Ausland",
        "Teilen | Merken | Drucken",
        "Bleiben Sie mit kostenlosen Updates auf dem Laufenden",
        "Von unserem Korrespondenten",
        "Stand: 12.05.2026 21:14 Uhr",
        "首页 > 军事 > 要闻",
        "分享到:微信 微博 QQ空间",
        "2016-11-19 09:42:07 来源:综合 字号 大 中 小",
    ],
)
@pytest.mark.parametrize("language", ["en", "de", "zh"])
def test_page_furniture_above_an_article_is_noise_whatever_language_the_article_is_in(line: str, language: str) -> None:
    assert kinds(line, PROSE[language], PROSE[language]) == ["noise", "body", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "dpa xy yyzz n1",
        "jk/pm",
        "(sda/reu)",
        "-END-",
        "###",
        "(Reporting by J. Roe; Editing by R. Doe)",
        "责任编辑:杨帆",
        "© 2018 Alle Rechte vorbehalten",
    ],
)
def test_sign_offs_below_an_article_are_noise(line: str) -> None:
    assert kinds(PROSE["en"], PROSE["en"], line) == ["body", "body", "noise"]


def test_a_short_last_sentence_is_no_sign_off() -> None:
    assert kinds(PROSE["en"], "The ship leaves on Saturday.") == ["body", "body"]


def test_a_headline_ranks_below_the_body() -> None:
    assert kinds("Ministers meet in Singapore", PROSE["en"]) == ["headline", "body"]


def test_a_caption_is_kept_as_text_of_low_rank() -> None:
    assert kinds(PROSE["en"], "PHOTO: The two ministers in Singapore last year. (AFP)", PROSE["en"])[1] == "caption"
    assert kinds(PROSE["de"], "Bildunterschrift: Das Pentagon in Washington. (Datei Foto)")[1] == "caption"


def test_a_list_below_a_heading_of_related_links_goes_with_it_until_prose_resumes() -> None:
    lines = (PROSE["en"], "You may also like", "• Generals tour the coast", "• Ten things to know about ships", PROSE["en"])
    assert kinds(*lines) == ["body", "noise", "noise", "noise", "body"]


def test_points_of_a_press_release_stay_in_the_article() -> None:
    lines = (
        "The two sides agreed in principle on a number of steps in the coming year, including:",
        "- ship visits in the coming year;",
        PROSE["en"],
    )
    assert kinds(*lines) == ["body", "body", "body"]


def test_a_box_about_the_site_in_another_language_is_noise_below_furniture() -> None:
    box = "Seit vielen Jahren ist die Redaktion im Internet unterwegs, um mit eigenen Analysen einen Überblick zu geben."
    assert kinds(PROSE["en"], PROSE["en"], "Follow us on Facebook", "The Team", box)[2:] == ["noise"] * 3


def test_a_translation_below_an_article_is_no_furniture() -> None:
    assert kinds(PROSE["en"], PROSE["en"], PROSE["de"]) == ["body"] * 3


def test_text_wrapped_by_hand_is_read_by_paragraphs() -> None:
    text = (
        "The secretary of defense said on Friday that the\nmilitary relationship with China has been restored\n"
        "after months in which no general of either country\nspoke with another.\n\nHe leaves for Beijing next week."
    )
    first, second = find_blocks(text, wordings())
    assert text[first.start : first.end].endswith("spoke with another.")
    assert text[second.start : second.end] == "He leaves for Beijing next week."


def test_the_footer_of_the_english_seed_is_noise() -> None:
    page = page_of(seed("000"))
    noise = [page.text[block.start : block.end] for block in page.blocks if block.kind is BlockKind.NOISE]
    assert any(line.startswith("Team GlobDef") for line in noise)
    assert any(line.startswith("Seit 2001 ist im Internet") for line in noise)
    assert any(line.startswith("Alle Beiträge ansehen") for line in noise)
    told = [page.text[block.start : block.end] for block in page.blocks if block.kind is BlockKind.BODY]
    assert told[0].startswith("WASHINGTON, Jan. 7, 2011")
    assert told[-1].startswith("The stop in Seoul")


def test_the_newsletter_box_of_the_german_seed_is_noise_and_nothing_else() -> None:
    page = page_of(seed("003"))
    noise = [page.text[block.start : block.end] for block in page.blocks if block.kind is BlockKind.NOISE]
    assert [line.split()[0] for line in noise] == ["Bleiben", "Melden"]


def test_no_text_has_no_blocks() -> None:
    assert kinds("") == []
    assert kinds("  \n\t\n") == []


@pytest.mark.parametrize(
    "line",
    [
        "Both sides spoke of a code of conduct at sea and agreed to keep each other informed.",
        "Comments by the general on Friday drew an angry answer from Beijing, which called them reckless.",
        "The visit was first revealed in reporting by a newspaper, and officials later confirmed it on Facebook.",
        "Related disputes over islands were not on the agenda of the ministers, an official said.",
        "Die Führung in Peking ließ sich auf dem Laufenden halten und sagte die Gespräche am Freitag ab.",
        "Von beiden Seiten hieß es am Freitag, die Gespräche seien nützlich gewesen.",
        "记者从国防部获悉，两国国防部长将于下周在新加坡举行会谈。",
    ],
)
def test_sentences_with_words_of_furniture_stay_in_the_article(line: str) -> None:
    language = "zh" if line.startswith("记者") else "de" if line.startswith(("Die", "Von")) else "en"
    assert kinds(PROSE[language], line, PROSE[language]) == ["body"] * 3
