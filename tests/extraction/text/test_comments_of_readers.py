"""What readers write below an article may claim meetings; nothing of it is read."""

import pytest

from tests.extraction.layers import page_of
from tests.extraction.reading import read

PROSE = {
    "en": "The Pentagon said on Friday that it had no plans to announce, and that the secretary would stay in Washington for the week.",
    "de": "Das Pentagon teilte am Freitag mit, dass es keine Pläne anzukündigen habe und der Minister in Washington bleibe.",
    "zh": "五角大楼周五表示，目前没有任何可以宣布的计划，部长本周将留在华盛顿。",
}

BELOW = [
    (
        "en",
        ["COMMENTS (2)", "Ed H., Ohio: Austin met Li Shangfu in Guam on Tuesday, everybody knows.", "Moderator: Please keep to the topic."],
    ),
    ("en", ["harborrat_9: I saw Lloyd Austin meet Li Shangfu at the airport on Friday!!"]),
    ("en", ["Join the discussion", "old_salt", "My cousin says that Lloyd Austin met Li Shangfu in a hotel in Guam on Tuesday last week."]),
    (
        "de",
        [
            "Leserkommentare",
            "Heinz K., Celle: Austin hat Li Shangfu doch am Dienstag auf Guam getroffen.",
            "Redaktion: Das wissen wir nicht.",
        ],
    ),
    ("de", ["nordwind77: Lloyd Austin hat am Dienstag heimlich Li Shangfu getroffen, stand im Netz."]),
    ("de", ["Diskutieren Sie mit! (3)", "Möwe: Austin traf Li Shangfu am Dienstag auf Guam, hat mein Schwager gesehen."]),
    ("zh", ["网友评论", "海风：奥斯汀上周二在关岛会见了李尚福，千真万确。"]),
    ("zh", ["[网友 青岛]：奥斯汀上周二在关岛会见了李尚福。"]),
    ("zh", ["【网友热评】", "@老水兵88：奥斯汀上周二在关岛会见了李尚福！"]),
]


@pytest.mark.parametrize(("language", "below"), BELOW)
def test_meetings_that_readers_claim_are_not_read(language: str, below: list[str]) -> None:
    assert read("\n".join([PROSE[language], PROSE[language], *below])).meetings == ()
    kinds = [block.kind.value for block in page_of("\n".join([PROSE[language], *below])).blocks]
    assert kinds == ["body", *["noise"] * len(below)]


@pytest.mark.parametrize("language", ["en", "de", "zh"])
@pytest.mark.parametrize("heading", ["Comments (14)", "Kommentare", "网友评论"])
def test_an_article_goes_on_below_a_heading_of_comments_in_its_middle(heading: str, language: str) -> None:
    kinds = [block.kind.value for block in page_of("\n".join([PROSE[language], heading, PROSE[language]])).blocks]
    assert kinds == ["body", "noise", "body"]


@pytest.mark.parametrize(
    "lines",
    [
        ["Q: Did the two ministers meet in Singapore on Friday?", "A: They met for half an hour, and I have nothing to add to that."],
        ["HOST: Did the two ministers meet in Singapore?", "OYLER: They met on Friday for half an hour and parted as friends."],
        ["Frage: Haben sich die beiden Minister in Singapur getroffen?", "Antwort: Sie sprachen am Freitag eine halbe Stunde miteinander."],
        ["记者：两位部长在新加坡见面了吗？", "答：两位部长周五在新加坡谈了半个小时，没有更多可以补充。"],
        ["F-16: The fighter that Taiwan wants was not on the agenda of the two ministers, an official said on Friday."],
    ],
)
def test_interviews_are_no_comments(lines: list[str]) -> None:
    assert "noise" not in {block.kind.value for block in page_of("\n".join(lines)).blocks}
