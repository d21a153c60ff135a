"""The ledger of the invented story, as the tests of answers have it."""

from tests.answers.conftest import context, knowledge, say, story_engine

__all__ = ["context", "knowledge", "say", "story_engine"]
