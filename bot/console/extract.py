"""`backchannel extract`: what is read in articles, without a ledger."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bot.articles.article import article_of
from bot.articles.metadata import parse_published
from bot.briefing.view import View
from bot.console.printing import note, show
from bot.console.reading_view import reading_document
from bot.console.streams import put
from bot.errors import SettingError
from bot.extraction.annotate import annotated
from bot.feeds.folder import Folder
from bot.model.article import Article
from bot.model.feed import Feed, Left
from bot.wiring import Program


def extract_paths(program: Program, paths: Sequence[Path], *, published: str | None, metadata: bool, as_json: bool) -> bool:
    """Print what each article says; False where no article was found.

    Raises SourceUnreadable for a path that is not there, SettingError for a `published` that is no date."""
    moment = _moment(published)
    found = False
    for article in _articles(program, paths, metadata=metadata):
        found = True
        article = replace(article, title=None, published_at=moment or article.published_at)
        reading = program.reader.read(article)
        if as_json:
            put(json.dumps({"file": article.address} | annotated(article, reading, program.knowledge), ensure_ascii=False))
        else:
            show(reading_document(article, reading, View(program.knowledge, program.texts)))
    return found


def _moment(published: str | None) -> datetime | None:
    if published is None:
        return None
    try:
        return parse_published(published)
    except ValueError as error:
        raise SettingError(name="--published", reason=f"{published!r} is no date", cure="write it like 2024-01-10") from error


def _articles(program: Program, paths: Sequence[Path], *, metadata: bool) -> Iterator[Article]:
    feed = Feed("files", "folder", "")
    for path in paths:
        for entry in Folder(feed, path, max_bytes=program.settings.max_article_bytes, metadata=metadata).entries():
            article = entry if isinstance(entry, Left) else article_of(entry, feed)
            if isinstance(article, Left):
                note(program.texts("command_line.left", address=article.address, reason=program.texts(f"left.{article.reason}")))
            else:
                yield article
