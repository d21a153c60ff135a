"""`backchannel extract`: what is read in articles, without a ledger."""

import json
from collections.abc import Sequence
from pathlib import Path

from bot.console.articles_at import articles_at
from bot.console.printing import show
from bot.console.reading_view import reading_document
from bot.console.streams import put
from bot.extraction.annotate import annotated
from bot.wiring import Program


def extract_paths(program: Program, paths: Sequence[Path], *, published: str | None, metadata: bool, as_json: bool) -> bool:
    """Print what each article says; False where no article was found.

    Raises SourceUnreadable for a path that is not there, SettingError for a `published` that is no date."""
    found = False
    for article in articles_at(program, paths, published=published, metadata=metadata):
        found = True
        reading = program.reader.read(article)
        if as_json:
            put(json.dumps({"file": article.address} | annotated(article, reading, program.knowledge), ensure_ascii=False))
        else:
            show(reading_document(article, reading, program.view))
    return found
