"""Any text may come; reading it never raises, always gives the same, and takes bounded time."""

from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from random import Random
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.extraction.reader import READ_LIMIT, Reader
from bot.model.article import Reading
from tests.bench.texts import HOSTILE
from tests.corpus.aside import CORPUS, kept_aside
from tests.extraction.reading import article, knowledge, lexicons, read, scorer

SCRAPS = [
    "Defense Secretary Lloyd Austin", "met", "will meet", "did not", "Gen. ", "Li Shangfu", "Peking", "in Beijing", "traf", "zusammen",
    "他", "举行会谈", "中方", "取消", "military contacts", "suspended", ";", ", who", " the two ", "“", "\n\n", "\x00", "\u202e", "🙂", "İ",
]  # fmt: skip


@cache
def worked_on() -> list[str]:
    aside = kept_aside()
    paths: list[Path] = [path for path in sorted(CORPUS.glob("*/*.txt")) if path.name not in aside]
    return [path.read_text(encoding="utf-8") for path in paths]


def grounded(text: str, reading: Reading) -> bool:
    found = [meeting.evidence for meeting in reading.meetings] + [change.evidence for change in reading.changes]
    return all(text[evidence.start : evidence.end] == evidence.quote for evidence in found)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    assert grounded(text, read(text, None))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(SCRAPS), st.text(max_size=8)), max_size=40))
def test_any_heap_of_the_lexicons_words_is_read(pieces: list[str]) -> None:
    text = " ".join(pieces)
    assert grounded(text, read(text))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_cut_mixed_and_mangled_articles_are_read(data: st.DataObject) -> None:
    """Pieces of articles of all languages, cut anywhere, with odd characters between."""
    text = ""
    for _ in range(data.draw(st.integers(1, 4))):
        whole = data.draw(st.sampled_from(worked_on()))
        start = data.draw(st.integers(0, len(whole)))
        text += whole[start : start + data.draw(st.integers(0, 400))] + data.draw(st.one_of(st.sampled_from(SCRAPS), st.text(max_size=3)))
    assert grounded(text, read(text))


def test_shuffled_joined_and_capitalised_articles_are_read() -> None:
    rng = Random(7)  # a fixed seed: the same cuts in every run
    for text in rng.sample(worked_on(), 12):
        lines = text.split("\n")
        rng.shuffle(lines)
        for variant in ("\n".join(lines), text.replace("\n", " "), text.upper(), text[::-1]):
            assert grounded(variant, read(variant))


def test_a_reader_made_anew_reads_the_same() -> None:
    other = Reader(knowledge(), lexicons(), scorer())
    for text in Random(11).sample(worked_on(), 12):
        assert read(text) == read(text) == other.read(article(text))


def test_threads_that_share_a_reader_read_the_same_as_one() -> None:
    texts = Random(13).sample(worked_on(), 16)
    alone = [read(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        for _ in range(2):
            assert list(pool.map(read, texts)) == alone


def test_boilerplate_changes_nothing() -> None:
    text = "Defense Secretary Lloyd Austin met Chinese Defense Minister Li Shangfu in Singapore on Friday."
    noise = "\n\nSubscribe to our newsletter\n\nShare this article\n\nAll rights reserved."
    assert read(text).meetings == read(text + noise).meetings
    assert read(text).people == read(text + noise).people


def test_what_lies_behind_the_limit_is_left_unread() -> None:
    line = "Defense Secretary Lloyd Austin met Chinese Defense Minister Li Shangfu in Singapore on Friday, and he "
    reading = read(line * (20_000_000 // len(line)))
    assert reading.meetings
    assert all(meeting.evidence.end <= READ_LIMIT for meeting in reading.meetings)


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_texts_take_time_linear_in_their_length(kind: str) -> None:
    """Four times the text takes about four times as long, not sixteen times; and never long."""

    def seconds(size: int) -> float:
        text = HOSTILE[kind](size)
        began = process_time()
        read(text)
        return process_time() - began

    small, large = seconds(4_000), seconds(16_000)
    assert large < 10 * small or min(large, seconds(16_000)) < 10 * max(small, seconds(4_000), 0.05)
    assert large < 8
