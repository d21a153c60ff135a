"""Abbreviations, ordinals and datelines do not end a sentence; Chinese marks do."""

import pytest

from tests.extraction.layers import page_of


def sentences(text: str) -> list[str]:
    page = page_of(text)
    return [text[sentence.start : sentence.end] for sentence in page.sentences]


@pytest.mark.parametrize(
    "whole",
    [
        "Lt. Gen. Xiong Guangkai met Gen. Mark A. Milley in Washington, D.C., on Jan. 7 at 9 a.m. local time.",
        "Rear Adm. Li Ji and the U.S. Third Fleet trained off Hawaii.",
        "The delegations met on Sept. 25, 2015, in Washington, the ministry said.",
        "Am 3. Okt. trafen sich die Minister in Peking zu einer Aussprache.",
        "Am 28. und 29. September fanden die 16. Arbeitsgespräche der beiden Länder statt.",
        "Der 2. Dialog begann am Montag, dem 3. Juni, in Peking und dauerte zwei Tage.",
        "Das Paket im Wert von 6,4 Mrd. Dollar verärgerte z. B. die Führung in Peking.",
        "国防部长董军31日上午在新加坡会见了美国国防部长，双方就两军关系交换意见。",
    ],
)
def test_points_within_a_sentence_do_not_end_it(whole: str) -> None:
    assert sentences(whole) == [whole]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("He visited the U.S.", "The general left on Friday."),
        ("“We met,” he said.", "“It was useful.”"),
        ("Er sprach von Fortschritten.", "Am Dienstag reist er ab."),
        ("“底线不容突破！”", "发言人吴谦8日说。"),
        ("双方会谈了吗？", "没有。"),
    ],
)
def test_sentences_end_where_they_end(first: str, second: str) -> None:
    space = "" if first[-1] in "”？" and not first.isascii() and second[0] > "\u3000" else " "
    assert sentences(first + space + second) == [first, second]


def test_a_sentence_does_not_run_over_a_paragraph() -> None:
    assert sentences("Ministers meet in Singapore\nThe two ministers met on Friday and spoke for an hour, an official said.") == [
        "Ministers meet in Singapore",
        "The two ministers met on Friday and spoke for an hour, an official said.",
    ]


def test_dots_between_sentences_belong_to_a_neighbour() -> None:
    assert sentences("Er lehnte ab, sich dazu näher zu äußern. . . Das Pentagon schwieg dazu am Freitag ebenfalls.") == [
        "Er lehnte ab, sich dazu näher zu äußern. . .",
        "Das Pentagon schwieg dazu am Freitag ebenfalls.",
    ]


def test_noise_has_no_sentences() -> None:
    assert sentences("Teilen | Merken | Drucken") == []
