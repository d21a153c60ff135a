"""What an annotated article teaches about relevance."""

from bot.extraction.reader import Reader
from tests.corpus.__main__ import Case
from train.examples import Example


def topic_example(case: Case, reader: Reader) -> Example:
    """One example an article; the claims among its features are those of `reader`, which must not have learned from it."""
    return Example(reader.topic(case.article()), "yes" if case.gold["relevant"] else "no", 1.0)
