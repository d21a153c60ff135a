"""Any text may come; reading it never raises, always gives the same, and takes bounded time."""

from pathlib import Path
from random import Random
from time import perf_counter

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.extraction.reader import READ_LIMIT
from bot.model.article import Reading
from tests.corpus.aside import CORPUS, kept_aside
from tests.extraction.reading import read

SCRAPS = [
    "Defense Secretary Lloyd Austin", "met", "will meet", "did not", "Gen. ", "Li Shangfu", "Peking", "in Beijing", "traf", "zusammen",
    "他", "举行会谈", "中方", "取消", "military contacts", "suspended", ";", ", who", " the two ", "“", "\n\n", "\x00", "\u202e", "🙂", "İ",
]  # fmt: skip


def worked_on() -> list[Path]:
    aside = kept_aside()
    return [path for path in sorted(CORPUS.glob("*/*.txt")) if path.name not in aside]


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


def test_cut_and_shuffled_articles_are_read() -> None:
    rng = Random(7)  # a fixed seed: the same cuts in every run
    for path in rng.sample(worked_on(), 12):
        text = path.read_text(encoding="utf-8")
        cut = text[rng.randrange(len(text)) :]
        lines = text.split("\n")
        rng.shuffle(lines)
        for variant in (cut, "\n".join(lines), text.replace("\n", " "), text.upper()):
            assert grounded(variant, read(variant))


def test_reading_twice_gives_the_same() -> None:
    text = "Defense Secretary Lloyd Austin met Chinese Defense Minister Li Shangfu in Singapore on Friday."
    assert read(text) == read(text)


def test_boilerplate_changes_nothing() -> None:
    text = "Defense Secretary Lloyd Austin met Chinese Defense Minister Li Shangfu in Singapore on Friday."
    noise = "\n\nSubscribe to our newsletter\n\nShare this article\n\nAll rights reserved."
    assert read(text).meetings == read(text + noise).meetings
    assert read(text).people == read(text + noise).people


def test_the_read_limit_bounds_time_on_one_endless_line() -> None:
    line = "Defense Secretary Lloyd Austin met Chinese Defense Minister Li Shangfu in Singapore on Friday, and he "
    text = line * (20_000_000 // len(line))
    started = perf_counter()
    reading = read(text)
    assert perf_counter() - started < 60
    assert all(meeting.evidence.end <= READ_LIMIT for meeting in reading.meetings)


def test_twice_the_text_takes_about_twice_the_time() -> None:
    line = "Defense Secretary Lloyd Austin met Chinese Defense Minister Li Shangfu in Singapore on Friday. "
    read(line)

    def seconds(count: int) -> float:
        started = perf_counter()
        read(line * count)
        return perf_counter() - started

    small = min(seconds(100) for _ in range(3))
    assert seconds(400) < 12 * small
