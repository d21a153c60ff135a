"""`backchannel explain`: layer by layer why an article is read as it is, without a ledger."""

from collections.abc import Sequence
from pathlib import Path

from bot.console.articles_at import articles_at
from bot.console.explanation import explanation
from bot.console.printing import show
from bot.wiring import Program


def explain_paths(program: Program, paths: Sequence[Path], *, published: str | None, metadata: bool) -> bool:
    """Print the layers of each article and what decided on each candidate; False where no article was found.

    Raises SourceUnreadable for a path that is not there, SettingError for a `published` that is no date."""
    found = False
    for article in articles_at(program, paths, published=published, metadata=metadata):
        found = True
        show(explanation(article, program.reader.trace(article), program.view))
    return found
