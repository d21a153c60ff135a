"""Readers of the same articles that differ in their weights alone."""

from collections.abc import Mapping

from bot.extraction.candidates.candidate import ContactCandidate
from bot.extraction.language.lexicon import Lexicon
from bot.extraction.pages import Pages
from bot.extraction.reader import Reader
from bot.extraction.scoring.scorer import Scorer
from bot.knowledge.knowledge import Knowledge
from bot.model.article import Article


class Memory:
    """What no weight changes: each article's layers below the claims, and what they propose."""

    def __init__(self) -> None:
        self.pages: dict[str, Pages] = {}
        self.contacts: dict[int, list[ContactCandidate]] = {}


class Rereader(Reader):
    """A reader that works out once an article what is the same for all of them. Articles are known by their address."""

    def __init__(self, knowledge: Knowledge, lexicons: Mapping[str, Lexicon], scorer: Scorer, memory: Memory) -> None:
        super().__init__(knowledge, lexicons, scorer)
        self._memory = memory

    def pages(self, article: Article) -> Pages:
        """The layers below the claims, worked out at the first reading."""
        known = self._memory.pages
        if article.address not in known:
            known[article.address] = super().pages(article)
        return known[article.address]

    def contacts(self, pages: Pages) -> list[ContactCandidate]:
        """What the article's sentences may tell of contacts, found at the first reading."""
        known = self._memory.contacts
        if id(pages) not in known:
            known[id(pages)] = super().contacts(pages)
        return known[id(pages)]
