"""Articles from files and folders that the command line names."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bot.articles.article import article_of
from bot.articles.metadata import parse_published
from bot.console.printing import note
from bot.errors import SettingError
from bot.feeds.folder import Folder
from bot.model.article import Article
from bot.model.feed import Feed, Left
from bot.wiring import Program


def _moment(published: str | None) -> datetime | None:
    if published is None:
        return None
    try:
        return parse_published(published)
    except ValueError as error:
        raise SettingError(name="--published", reason=f"{published!r} is no date", cure="write it like 2024-01-10") from error


def articles_at(program: Program, paths: Sequence[Path], *, published: str | None, metadata: bool) -> Iterator[Article]:
    """The articles of files and folders, without titles, dated `published` where it is given; what is left aside is said on stderr.

    Raises SourceUnreadable for a path that is not there, SettingError for a `published` that is no date."""
    moment = _moment(published)
    feed = Feed("files", "folder", "")
    for path in paths:
        for entry in Folder(feed, path, max_bytes=program.settings.max_article_bytes, metadata=metadata).entries():
            article = entry if isinstance(entry, Left) else article_of(entry, feed)
            if isinstance(article, Left):
                note(program.texts("command_line.left", address=article.address, reason=program.texts(f"left.{article.reason}")))
            else:
                yield replace(article, title=None, published_at=moment or article.published_at)
