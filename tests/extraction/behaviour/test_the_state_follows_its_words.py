"""Only the words of the state change: "met" becomes "plans to meet", "refused to meet", "did not meet" … and the state with them."""

import pytest

from tests.extraction.reading import read

PAIRS = {
    "en": [
        ("Defense Secretary Lloyd Austin", "Chinese Defense Minister Li Shangfu", {"Lloyd Austin", "Li Shangfu"}),
        ("Gen. Mark Milley", "Gen. Liu Zhenli", {"Mark Milley", "Liu Zhenli"}),
    ],
    "de": [
        ("US-Verteidigungsminister Lloyd Austin", "Chinas Verteidigungsminister Li Shangfu", {"Lloyd Austin", "Li Shangfu"}),
        ("US-General Mark Milley", "Chinas Generalstabschef Liu Zhenli", {"Mark Milley", "Liu Zhenli"}),
    ],
    "zh": [
        ("美国国防部长奥斯汀", "中国国防部长李尚福", {"Lloyd Austin", "Li Shangfu"}),
        ("美军参联会主席米利", "中央军委联合参谋部参谋长刘振立", {"Mark Milley", "Liu Zhenli"}),
    ],
}

WORDINGS = {
    "en": {
        "held": [
            "{a} met {b} in Singapore on Friday.",
            "{a} held talks with {b} in Singapore on Friday.",
            "{a} sat down with {b} in Singapore on Friday.",
            "{a} spoke by phone with {b} on Friday.",
            "On Friday {b} received {a} in Beijing.",
        ],
        "planned": [
            "{a} plans to meet {b} in Singapore next week.",
            "{a} will meet {b} in Singapore on June 9.",
            "{a} is scheduled to meet {b} in Singapore next week.",
            "{a} is to hold talks with {b} in Singapore next week.",
            "{a} and {b} are expected to meet in Singapore next week.",
        ],
        "sought": [
            "{a} has asked to meet {b} in Singapore.",
            "{a} hopes to meet {b} in Singapore.",
            "{a} has requested a call with {b}.",
        ],
        "declined": [
            "{b} refused to meet {a} in Singapore.",
            "{b} declined a meeting with {a} in Singapore.",
            "{b} turned down a request by {a} for a meeting in Singapore.",
            "{b} rejected an offer of talks from {a}.",
        ],
        "cancelled": [
            "{b} called off the meeting with {a} that had been set for Friday.",
            "{a} canceled a meeting with {b} that was planned for Friday.",
            "The meeting between {a} and {b} planned for Friday was called off.",
            "Talks between {a} and {b} scheduled for Friday have been canceled.",
        ],
        "none": [
            "{a} did not meet {b} in Singapore.",
            "{a} has never met {b}.",
            "{a} and {b} have no plans to meet in Singapore.",
            "It is unclear whether {a} will meet {b} in Singapore.",
        ],
    },
    "de": {
        "held": [
            "{a} hat am Freitag in Singapur {b} getroffen.",
            "{a} traf am Freitag in Singapur {b}.",
            "{a} führte am Freitag in Singapur ein Gespräch mit {b}.",
            "{a} telefonierte am Freitag mit {b}.",
            "{a} und {b} kamen am Freitag in Singapur zusammen.",
        ],
        "planned": [
            "{a} will nächste Woche in Singapur {b} treffen.",
            "{a} wird am 9. Juni in Singapur {b} treffen.",
            "{a} trifft kommende Woche in Singapur {b}.",
            "{a} soll nächste Woche in Singapur mit {b} zusammenkommen.",
            "Für nächste Woche ist ein Treffen zwischen {a} und {b} in Singapur geplant.",
        ],
        "sought": [
            "{a} hat {b} um ein Treffen in Singapur gebeten.",
            "{a} hofft auf ein Gespräch mit {b} in Singapur.",
            "{a} bemüht sich um ein Treffen mit {b}.",
            "{a} bat um ein Telefonat mit {b}.",
        ],
        "declined": [
            "{b} lehnte ein Treffen mit {a} in Singapur ab.",
            "{b} schlug eine Bitte um ein Gespräch mit {a} aus.",
        ],
        "cancelled": [
            "{b} hat das für Freitag geplante Treffen mit {a} abgesagt.",
            "{a} sagte ein für Freitag geplantes Treffen mit {b} ab.",
            "Das für Freitag geplante Treffen zwischen {a} und {b} wurde abgesagt.",
            "Ein für Freitag vorgesehenes Gespräch zwischen {a} und {b} ist gestrichen worden.",
        ],
        "none": [
            "{a} hat {b} in Singapur nicht getroffen.",
            "Ob {a} in Singapur {b} trifft, ist unklar.",
        ],
    },
    "zh": {
        "held": [
            "{a}6月2日在新加坡会见了{b}。",
            "{a}6月2日在新加坡同{b}举行会谈。",
            "{a}与{b}6月2日在新加坡会晤。",
            "{a}6月2日同{b}通电话。",
            "{b}6月2日在北京会见了来访的{a}。",
        ],
        "planned": [
            "{a}将于6月9日在新加坡会见{b}。",
            "{a}计划下周在新加坡同{b}举行会谈。",
            "{a}预计下周在新加坡会晤{b}。",
        ],
        "sought": [
            "{a}希望在新加坡会见{b}。",
            "{a}请求与{b}在新加坡会晤。",
            "{a}寻求与{b}通电话。",
            "{a}提出与{b}会面的要求。",
        ],
        "declined": [
            "{b}拒绝在新加坡同{a}会面。",
            "{b}拒绝了{a}的会晤请求。",
            "{b}婉拒与{a}举行会谈。",
        ],
        "cancelled": [
            "{b}取消了原定6月2日同{a}举行的会谈。",
        ],
        "none": [
            "{a}没有在新加坡会见{b}。",
            "{a}未能同{b}举行会谈。",
            "{a}从未会见过{b}。",
            "{a}是否会在新加坡会见{b}，目前尚不清楚。",
        ],
    },
}

CASES = [
    (language, state, wording, pair)
    for language, states in WORDINGS.items()
    for state, wordings in states.items()
    for wording in wordings
    for pair in range(len(PAIRS[language]))
]


@pytest.mark.parametrize(("language", "state", "wording", "pair"), CASES)
def test_the_state_is_that_of_the_words(language: str, state: str, wording: str, pair: int) -> None:
    first, second, names = PAIRS[language][pair]
    meetings = read(wording.format(a=first, b=second)).meetings
    if state == "none":
        assert [one.state.value for one in meetings if one.state.value in ("held", "planned")] == []
        return
    assert [one.state.value for one in meetings] == [state]
    assert {person.name for person in meetings[0].participants} == names
