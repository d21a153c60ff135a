"""Anyone who acts appears with title, side and office, also where nobody listed them."""

import pytest

from tests.extraction.reading import pages


def people(text: str, published: str | None = "2023-06-05") -> dict[str, tuple[str, str | None]]:
    return {figure.name: (figure.side, figure.title) for figure in pages(text, published).cast.figures}


@pytest.mark.parametrize(
    ("text", "name", "side", "title"),
    [
        ("Gray Walton, the deputy commander of the Pacific Fleet, spoke.", "Gray Walton", "us", "deputy commander of the Pacific Fleet"),
        ("State Department spokesman Gray Walton spoke.", "Gray Walton", "us", "State Department spokesman"),
        ("The acting director of the agency, Gray Walton, spoke.", "Gray Walton", "us", "acting director of the agency"),
        ("Wang Feifan, commander of the North Sea Fleet, spoke.", "Wang Feifan", "cn", "commander of the North Sea Fleet"),
        (
            "Es sprach Wang Feifan, stellvertretender Kommandeur der Nordmeerflotte.",
            "Wang Feifan",
            "cn",
            "Deputy Commander of the North Sea Fleet",
        ),
        (
            "Der Leiter der US-Abrüstungsbehörde, Gray Walton, sprach.",
            "Gray Walton",
            "us",
            "Head of the Arms Control and Disarmament Agency",
        ),
        (
            "Generalmajor Wang Feifan, Vizechef der Operationsabteilung, sprach.",
            "Wang Feifan",
            "cn",
            "Deputy Director of the Operations Department",
        ),
        (
            "外交部军控司司长王飞凡说，两国应当对话。",
            "Wang Feifan",
            "cn",
            "Director-General of the Ministry of Foreign Affairs Arms Control Department",
        ),
        ("解放军海军北海舰队副司令员王飞凡昨日抵达。", "Wang Feifan", "cn", "Deputy Commander of the PLA Navy North Sea Fleet"),
        ("五角大楼前发言人沃尔顿(Gray Walton)上校说，会谈推迟。", "Gray Walton", "us", "former Spokesperson of the Department of Defense"),
    ],
)
def test_a_title_is_composed_of_its_parts(text: str, name: str, side: str, title: str) -> None:
    assert people(text) == {name: (side, title)}


@pytest.mark.parametrize(
    ("written", "name"), [("单志刚", "Shan Zhigang"), ("仇志刚", "Qiu Zhigang"), ("尉迟志刚", "Yuchi Zhigang"), ("區志剛", "Ou Zhigang")]
)
def test_surnames_have_readings_of_their_own(written: str, name: str) -> None:
    assert list(people(f"国防部发言人{written}说，中美两军将对话。")) == [name]


def test_a_foreigner_written_as_nobody_listed_it_is_known_by_office_and_sound() -> None:
    assert list(people("美国国防部长奥斯廷在华盛顿说，中美两军将对话。")) == ["Lloyd Austin"]


def test_a_chinese_name_ends_before_what_follows_it() -> None:
    assert list(people("外交部发言人王飞也在场。")) == ["Wang Fei"]


def test_the_article_keeps_its_own_given_name() -> None:
    assert list(people("Army chief Ray Odierno flew to Beijing.", "2014-02-20")) == ["Ray Odierno"]


@pytest.mark.parametrize(
    "text",
    [
        "Shares of JPMorgan Chase rose in China and the United States.",
        "American sailors of the »Ronald Reagan« walked ashore in China.",
        "美国航母“里根”号昨天停靠香港。",
    ],
)
def test_what_is_named_after_people_is_nobody(text: str) -> None:
    assert not people(text, "2023-06-05")


def test_an_undated_article_tells_offices_by_who_was_in_office_together() -> None:
    text = "Robert Gates met Liang Guanglie in Beijing. Hu Jintao received Robert Gates."
    assert people(text, None)["Hu Jintao"][1] == "President of the People's Republic of China"
