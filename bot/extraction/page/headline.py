"""What an article without a title goes by."""

from bot.extraction.page.page import Page
from bot.extraction.text.blocks import BlockKind

LONGEST = 300
"""Characters kept: whoever shows it cuts it further. Longer than any headline and most first sentences."""


def headline_of(text: str, page: Page) -> str | None:
    """The article's own headline, else its first sentence; None for a page without either."""
    headlines = [(block.start, block.end) for block in page.blocks if block.kind is BlockKind.HEADLINE]
    sentences = [(sentence.start, sentence.end) for sentence in page.sentences if sentence.kind is BlockKind.BODY]
    for start, end in (*headlines, *sentences):
        return " ".join(text[start:end].split())[:LONGEST] or None
    return None
