"""Clauses, relative clauses, appositions and frames of speech are told apart; what they interrupt is put together again."""

import pytest

from bot.extraction.text.clauses import Clause, ClauseKind, split_clauses
from tests.extraction.layers import wordings


def clauses(sentence: str, language: str = "en") -> list[tuple[str, str]]:
    """Kind and own words of each clause, without those that interrupt it and the marks around them."""
    found = split_clauses(sentence, language, wordings()[language])
    return [(str(clause.kind), own_words(sentence, clause)) for clause in found]


def own_words(sentence: str, clause: Clause) -> str:
    kept = [at for at in range(clause.start, clause.end) if not any(first <= at < last for first, last in clause.holes)]
    return " ".join("".join(sentence[at] for at in kept).replace(",", " ").split()).strip(" .")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Gates will meet President Hu Jintao, who then will fly to Washington.",
            [("main", "Gates will meet President Hu Jintao"), ("relative", "who then will fly to Washington")],
        ),
        (
            "Liang Guanglie, the defense minister, met Robert Gates in Hanoi.",
            [("main", "Liang Guanglie met Robert Gates in Hanoi"), ("appositive", "the defense minister")],
        ),
        ("He met Hu Jintao, Liang Guanglie, and Xi Jinping.", [("main", "He met Hu Jintao Liang Guanglie and Xi Jinping")]),
        (
            "The talks will resume in May, officials said on Friday.",
            [("main", "The talks will resume in May"), ("speech", "officials said on Friday")],
        ),
        (
            "China suspended the talks after Pelosi visited Taiwan.",
            [("main", "China suspended the talks"), ("subordinate", "after Pelosi visited Taiwan")],
        ),
        ("After the talks ended, Austin flew to Tokyo.", [("subordinate", "After the talks ended"), ("main", "Austin flew to Tokyo")]),
        (
            "Austin met Dong in Singapore and will visit Beijing in May.",
            [("main", "Austin met Dong in Singapore"), ("predicate", "and will visit Beijing in May")],
        ),
        (
            "Austin met Dong, and Brown called Liu on Tuesday.",
            [("main", "Austin met Dong"), ("main", "and Brown called Liu on Tuesday")],
        ),
        ("They talked about Taiwan, trade, and risk at sea.", [("main", "They talked about Taiwan trade and risk at sea")]),
    ],
)
def test_english(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert clauses(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Chase traf in Washington mit General Liu Zhan, dem chinesischen Attaché, zusammen.",
            [("main", "Chase traf in Washington mit General Liu Zhan zusammen"), ("appositive", "dem chinesischen Attaché")],
        ),
        (
            "Li Shangfu, der im Oktober aus dem Amt entfernt wurde, fehlte in Singapur.",
            [("main", "Li Shangfu fehlte in Singapur"), ("relative", "der im Oktober aus dem Amt entfernt wurde")],
        ),
        (
            "Peking brach die Gespräche ab, nachdem Pelosi nach Taiwan gereist war.",
            [("main", "Peking brach die Gespräche ab"), ("subordinate", "nachdem Pelosi nach Taiwan gereist war")],
        ),
        (
            "Die USA bemühen sich, einen Kanal neu zu starten.",
            [("main", "Die USA bemühen sich"), ("subordinate", "einen Kanal neu zu starten")],
        ),
        (
            "Das Treffen sei nützlich gewesen, sagte ein Sprecher.",
            [("main", "Das Treffen sei nützlich gewesen"), ("speech", "sagte ein Sprecher")],
        ),
        (
            "Ein Beamter sagte, die USA und China verhandelten über ein Treffen.",
            [("speech", "Ein Beamter sagte"), ("main", "die USA und China verhandelten über ein Treffen")],
        ),
        (
            "Die Lage ist schwierig, weil Peking Li Shangfu, der im Oktober abgesetzt wurde, nicht ersetzt hat.",
            [
                ("main", "Die Lage ist schwierig"),
                ("subordinate", "weil Peking Li Shangfu nicht ersetzt hat"),
                ("relative", "der im Oktober abgesetzt wurde"),
            ],
        ),
        (
            "Austin traf Dong in Singapur und reiste nach Tokio.",
            [("main", "Austin traf Dong in Singapur"), ("predicate", "und reiste nach Tokio")],
        ),
        ("Biden und Xi einigten sich in San Francisco.", [("main", "Biden und Xi einigten sich in San Francisco")]),
    ],
)
def test_german(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert clauses(sentence, "de") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("去年11月,两国元首在旧金山会晤,双方同意恢复对话。", ["去年11月 两国元首在旧金山会晤", "双方同意恢复对话。"]),
        ("梁光烈到访五角大楼,同美国国防部长帕内塔会谈。", ["梁光烈到访五角大楼 同美国国防部长帕内塔会谈。"]),
        ("国防部发言人表示,双方将举行会谈。", ["国防部发言人表示", "双方将举行会谈。"]),
        ("双方同意扩大交流；两国海军将举行演习。", ["双方同意扩大交流", "两国海军将举行演习。"]),
    ],
)
def test_a_chinese_piece_is_a_clause_where_it_has_a_subject_of_its_own(sentence: str, expected: list[str]) -> None:
    assert [words for _, words in clauses(sentence, "zh")] == expected


def test_a_chinese_name_at_the_beginning_of_a_piece_is_its_subject() -> None:
    sentence = "梁光烈到访五角大楼,帕内塔设宴欢迎。"
    at = sentence.index("帕内塔")
    found = split_clauses(sentence, "zh", wordings()["zh"], [(0, 3), (at, at + 3)])
    assert [(clause.start, clause.end) for clause in found] == [(0, at - 1), (at, len(sentence))]


def test_a_chinese_list_is_no_row_of_clauses() -> None:
    assert len(clauses("双方就台湾、南海、网络等问题交换意见。", "zh")) == 1


def test_a_name_with_its_title_is_never_cut() -> None:
    sentence = "The visitors saw James Mattis, Secretary of Defense, and left the Pentagon."
    mention = (sentence.index("James"), sentence.index(", and"))
    assert not any(
        mention[0] < edge < mention[1]
        for clause in split_clauses(sentence, "en", wordings()["en"], [mention])
        for edge in (clause.start, clause.end)
    )


def test_owns_leaves_out_what_interrupts() -> None:
    sentence = "Liang Guanglie, the minister who met Gates, spoke."
    main = next(clause for clause in split_clauses(sentence, "en", wordings()["en"]) if clause.kind is ClauseKind.MAIN)
    spoke, minister = sentence.index("spoke"), sentence.index("minister")
    assert main.owns(spoke, spoke + 5)
    assert not main.owns(minister, minister + 8)


def test_no_sentence_has_no_clauses() -> None:
    assert clauses("") == []
