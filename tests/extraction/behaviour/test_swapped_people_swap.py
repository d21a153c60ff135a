"""Two people of one side and rank who change places in a text change places in what is read of it, and nothing else changes."""

from collections.abc import Mapping

import pytest

from tests.extraction.reading import read

AMERICANS = [
    ({"Mark Milley": "Mark Milley", "Charles Flynn": "Charles Flynn"}),
    ({"Robert Halvorsen": "Robert Halvorsen", "Thomas Brandt": "Thomas Brandt"}),
]
CHINESE = [
    ({"Liu Zhenli": "Liu Zhenli", "Wu Yanan": "Wu Yanan"}),
    ({"Xu Qinghua": "Xu Qinghua", "Deng Weiping": "Deng Weiping"}),
]
HAN_AMERICANS = [({"帕帕罗": "Samuel Paparo", "阿基利诺": "John Aquilino"})]
"""Pairs: how a text writes somebody, and how a reading does."""

OF_AMERICANS = [
    "Gen. {a} met Gen. Wu Yanan in Honolulu on Tuesday. On Friday, Gen. {b} spoke by phone with Gen. Liu Zhenli.",
    "Gen. {a} met Gen. Liu Zhenli on Friday. Gen. {b} did not.",
    "Gen. {a} plans to meet Gen. Liu Zhenli in Beijing next week. A meeting between Gen. {b} and Gen. Wu Yanan was called off on Friday.",
    "Gen. Liu Zhenli refused to meet Gen. {a} on Friday. He had held talks with Gen. {b} in Beijing on Tuesday.",
]
MISREAD = "General Liu Zhenli lehnte ein Treffen mit General {a} ab. Mit General {b} hatte er am Dienstag in Peking gesprochen."
WRONG = pytest.mark.xfail(strict=True, reason="the second meeting is lost, or given to whom the first sentence names")
OF_CHINESE = [
    "Gen. Mark Milley met Gen. {a} in Honolulu on Tuesday. On Friday, he spoke by phone with Gen. {b}.",
]
HAN_TEXTS = [
    "{a}上将5月30日在火奴鲁鲁会见吴亚男上将。6月2日，{b}上将同刘振立上将通电话。",
    "刘振立上将拒绝会见{a}上将。5月30日，他在北京同{b}上将举行会谈。",
]

CASES = [
    *[(text, pair) for text in OF_AMERICANS for pair in AMERICANS],
    *[pytest.param(MISREAD, pair, marks=WRONG) for pair in AMERICANS],
    *[(text, pair) for text in OF_CHINESE for pair in CHINESE],
    *[(text, pair) for text in HAN_TEXTS for pair in HAN_AMERICANS],
]


def contacts(text: str, renamed: Mapping[str, str]) -> list[tuple[list[str], str, str, str | None, str]]:
    """The contacts read, with some people called otherwise."""
    return [
        (
            sorted(renamed.get(person.name, person.name) for person in one.participants),
            one.state.value,
            str(one.period),
            one.place,
            one.mode.value,
        )
        for one in read(text).meetings
    ]


@pytest.mark.parametrize(("text", "pair"), CASES)
def test_swapping_two_people_swaps_them_and_nothing_else(text: str, pair: dict[str, str]) -> None:
    (first, one), (second, other) = pair.items()
    told = contacts(text.format(a=first, b=second), {})
    assert {one, other} & {name for people, *_ in told for name in people}
    assert contacts(text.format(a=second, b=first), {one: other, other: one}) == told
