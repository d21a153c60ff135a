"""Furniture of a page before, after and between its paragraphs leaves every claim as it was."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extraction.behaviour.stories import NAMED, STORIES, claims
from tests.extraction.reading import read

BOILERPLATE = {
    "en": [
        "Home | World | Politics | Business | Sports",
        "Share   Tweet   Email   Print",
        "By Jane Roe, Staff Writer",
        "SIGN UP for our newsletter: the day's news in your inbox.",
        "We use cookies to improve this site. [Accept all] [Settings]",
        "Advertisement",
        "Related: Gates to visit Beijing in May",
        "» Hagel and Chang tour a carrier",
        "(Reporting by J. Roe; editing by R. Doe)",
        "© 2023 All rights reserved",
        "Read more: Panetta invites Liang to Washington",
        "Correction: an earlier version of this article said that Leon Panetta met Liang Guanglie on Monday. He did not.",
    ],
    "de": [
        "Startseite > Politik > Ausland",
        "Teilen | Merken | Drucken",
        "Von Erika Muster, Singapur",
        "Newsletter: Das Wichtigste am Morgen. Jetzt kostenlos bestellen!",
        "Wir verwenden Cookies. [Alle akzeptieren] [Einstellungen]",
        "Anzeige",
        "Lesen Sie auch: Gates reist im Mai nach Peking",
        "» Hagel und Chang besuchen einen Flugzeugträger",
        "(dpa/afp)",
        "© 2023 Alle Rechte vorbehalten",
        "Mehr zum Thema: Panetta lädt Liang nach Washington ein",
        "Korrektur: In einer früheren Version hieß es, Leon Panetta habe am Montag Liang Guanglie getroffen. Das ist falsch.",
    ],
    "zh": [
        "首页 > 军事 > 要闻",
        "分享到：微信 微博 QQ空间",
        "本报记者 张三",
        "扫码关注公众号，获取更多资讯",
        "本网站使用Cookie改善浏览体验",
        "广告",
        "相关新闻：盖茨将于5月访华",
        "» 哈格尔与常万全参观航母",
        "责任编辑：李四",
        "版权所有 未经授权 请勿转载",
        "延伸阅读：帕内塔邀请梁光烈访美",
        "更正：本文较早版本误称帕内塔星期一会见了梁光烈，谨此更正。",
    ],
}


@pytest.mark.parametrize("place", ["before", "after", "between"])
@pytest.mark.parametrize(("language", "story"), NAMED)
def test_each_line_of_boilerplate_changes_nothing(language: str, story: int, place: str) -> None:
    paragraphs = STORIES[language][story]
    alone = claims(read("\n\n".join(paragraphs)))
    assert alone
    changed = {line: claims(read("\n\n".join(_placed(paragraphs, [line], place)))) for line in BOILERPLATE[language]}
    assert {line: told for line, told in changed.items() if told != alone} == {}


@pytest.mark.parametrize(("language", "story"), NAMED)
@settings(deadline=None, max_examples=15)
@given(data=st.data())
def test_boilerplate_all_over_a_page_changes_nothing(language: str, story: int, data: st.DataObject) -> None:
    paragraphs = STORIES[language][story]
    lines = st.lists(st.sampled_from(BOILERPLATE[language]), max_size=3, unique=True)
    page = [*data.draw(lines)]
    for paragraph in paragraphs:
        page += [paragraph, *data.draw(lines)]
    assert claims(read("\n\n".join(page))) == claims(read("\n\n".join(paragraphs)))


def _placed(paragraphs: list[str], lines: list[str], place: str) -> list[str]:
    if place == "before":
        return [*lines, *paragraphs]
    return [*paragraphs, *lines] if place == "after" else [paragraphs[0], *lines, *paragraphs[1:]]
