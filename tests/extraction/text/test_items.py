"""A page of several stories is cut into them, and nothing carries from one to the next."""

import pytest

from bot.extraction.text.blocks import find_blocks
from bot.extraction.text.items import MOST, find_items
from tests.extraction.layers import page_of, wordings
from tests.extraction.reading import pages, read, told

MET = {
    "en": "Defense Secretary Lloyd Austin met Chinese Defense Minister Li Shangfu in Singapore on Friday.",
    "de": "US-Verteidigungsminister Lloyd Austin traf am Freitag in Singapur den chinesischen Verteidigungsminister Li Shangfu.",
    "zh": "国防部长李尚福6月2日在新加坡同美国国防部长奥斯汀举行会谈。",
}
OTHERS = {
    "en": [
        "Volunteers planted four hundred trees along the coast road.",
        "The ferry to the outer islands stays in port until repairs are done.",
    ],
    "de": [
        "Freiwillige pflanzten vierhundert Bäume an der Küstenstraße.",
        "Die Fähre zu den Inseln bleibt bis zum Ende der Reparatur im Hafen.",
    ],
    "zh": ["志愿者在沿海公路旁种下了四百棵树。", "开往外岛的渡轮在修理完成之前停航。"],
}
HE_ALSO = {
    "en": "He also met him there the day before, behind closed doors.",
    "de": "Er traf ihn dort auch am Tag davor, hinter verschlossenen Türen.",
    "zh": "他前一天还在那里同他举行会谈。",
}


def cut(text: str) -> list[str]:
    """The first words of each item."""
    page = page_of(text)
    return [page.text[page.blocks[at].start : page.blocks[at].end][:12] for at in page.items]


ROUND_UPS = [
    ("en", "IN BRIEF", "{label}: {story}", ["Harbour", "Talks", "Ferry"]),
    ("en", "NEWS ROUNDUP", "{label}\n{story}", ["Trees for the coast", "Ministers talk", "Ferry stays in port"]),
    ("en", "Friday", "{label} - {story}", ["OSLO", "SINGAPORE", "LISBON"]),
    ("en", "Friday", "{label} | {story}", ["06:10", "07:45", "09:00"]),
    ("de", "KURZ GEMELDET", "{label}\n{story}", ["Bäume für die Küste", "Minister reden", "Fähre im Hafen"]),
    ("de", "Aus aller Welt", "{label}. {story}", ["Oslo", "Singapur", "Lissabon"]),
    ("de", "Freitag", "+++ {label} Meldung +++\n{story}", ["06:10", "07:45", "09:00"]),
    ("zh", "军事要闻速览", "{label} {story}", ["▲", "▲", "▲"]),
    ("zh", "一周简讯", "{label}{story}", ["①", "②", "③"]),
    ("zh", "6月5日", "{label}{story}", ["[奥斯陆]", "[新加坡]", "[里斯本]"]),
]


@pytest.mark.parametrize(("language", "title", "shape", "labels"), ROUND_UPS)
def test_a_round_up_is_cut_into_its_items(language: str, title: str, shape: str, labels: list[str]) -> None:
    first, last = OTHERS[language]
    items = [shape.format(label=label, story=story) for label, story in zip(labels, [first, MET[language], last], strict=True)]
    assert cut("\n\n".join([title, *items])) == [title[:12], *[page_of(item).text[:12].split("\n")[0] for item in items]]


@pytest.mark.parametrize(("language", "title", "shape", "labels"), ROUND_UPS)
def test_what_one_item_tells_is_read_as_if_it_stood_alone(language: str, title: str, shape: str, labels: list[str]) -> None:
    stories = [OTHERS[language][0], MET[language], OTHERS[language][1]]
    text = "\n\n".join([title, *[shape.format(label=label, story=story) for label, story in zip(labels, stories, strict=True)]])
    assert [told(one) for one in read(text).meetings] == [told(one) for one in read(MET[language]).meetings]


@pytest.mark.parametrize("language", ["en", "de", "zh"])
def test_no_pronoun_day_or_place_carries_to_the_next_item(language: str) -> None:
    signs = [f"▲ {story}" for story in [MET[language], HE_ALSO[language], *OTHERS[language]]]
    titled = {"en": "Week in review", "de": "Kurz notiert", "zh": "一周要闻"}[language]
    alone = [told(one) for one in read(MET[language]).meetings]
    assert [told(one) for one in read("\n".join([titled, *signs])).meetings] == alone
    referred = [ref for part in pages("\n".join([titled, *signs])).parts[2:] for refs in part.references for ref in refs]
    assert [ref for ref in referred if ref.figures] == []


def test_an_item_has_the_day_of_its_own_dateline() -> None:
    story = "Defense Secretary Lloyd Austin met Chinese Defense Minister Li Shangfu here on {day}."
    text = "\n\n".join(
        [
            "NEWS ROUNDUP",
            f"SINGAPORE, May 26 (Agency) - {story.format(day='Thursday')}",
            f"OSLO, June 2 (Agency) - {OTHERS['en'][0]}",
            f"LISBON, June 2 (Agency) - {OTHERS['en'][1]}",
        ]
    )
    days = {meeting.period.first.isoformat() for meeting in read(text).meetings if meeting.period}
    assert days == {"2023-05-25"}


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(["Ministers meet in Singapore", *[MET["en"], *OTHERS["en"]]]),
        "\n\n".join(
            ["The two sides agreed in principle on a number of steps, including:", "- ship visits in the coming year;", *OTHERS["en"]]
        ),
        "\n\n".join(["Interview", "HOST: What was said?", "ROE: Little was said.", "HOST: And then?", "ROE: They went home early."]),
        "\n\n".join([MET["de"], "Schweres Wetter", OTHERS["de"][0], OTHERS["de"][0], "Neue Töne", OTHERS["de"][1], OTHERS["de"][1]]),
        "\n\n".join(["Die Wende. Sie kam spät und sie kam leise an einem Freitag in Singapur.", MET["de"], *OTHERS["de"]]),
        "\n\n".join([MET["zh"], "一、双方同意保持沟通，并就下一步作出安排。", "二、双方同意明年再次会谈。", "三、双方将通知各自舰队。"]),
    ],
)
def test_one_story_is_not_cut(text: str) -> None:
    assert page_of(text).items == (0,)


def test_a_turn_to_another_story_ends_the_first() -> None:
    assert cut(f"{MET['en']}\n\nIn other news: {OTHERS['en'][0]}") == [MET["en"][:12], "In other new"]
    assert len(cut(f"{MET['zh']}\n又讯：{OTHERS['zh'][0]}")) == 2


def test_a_page_has_a_bounded_number_of_items() -> None:
    text = "\n".join(f"{hour:02}:{minute:02} | The ferry stays in port." for hour in range(24) for minute in range(0, 60, 5))
    assert len(find_items(text, find_blocks(text, wordings()), wordings())) == MOST
