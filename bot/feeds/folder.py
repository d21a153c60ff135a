"""A folder of articles: the seed corpus, or where another program drops what it finds."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bot.articles.decode import NotText, decode
from bot.articles.metadata import Metadata, parse_metadata, parse_object
from bot.articles.title import find_title
from bot.errors import SourceUnreadable
from bot.feeds.source import Feed, Left
from bot.model.article import Article

# What stands in such folders by custom and is nobody's article.
_CUSTOMARY = {"NOTICE", "README", "LICENSE", "COPYING"}


class Folder:
    """The files under a folder, or one file: UTF-8 `.txt`, and lone `.json` articles.

    A `.json` beside a `.txt` of the same name is that article's metadata, never an article;
    `metadata` False leaves it unread."""

    def __init__(self, feed: Feed, root: Path, *, max_bytes: int, metadata: bool = True) -> None:
        self.feed = feed
        self._root = root
        self._max_bytes = max_bytes
        self._metadata = metadata

    def count(self) -> int | None:
        return len(self._files())

    def entries(self) -> Iterator[Article | Left]:
        for path in self._files():
            yield self._entry(path)

    def _files(self) -> list[Path]:
        try:
            if self._root.is_file():
                return [self._root]
            if not self._root.is_dir():
                raise SourceUnreadable(path=str(self._root), reason="there is no such file or folder", cure="check the path")
            # rglob doesn't follow links to folders, so a loop of links ends.
            return sorted(path for path in self._root.rglob("*") if self._is_entry(path))
        except OSError as error:
            raise SourceUnreadable(
                path=str(self._root), reason=str(error.strerror), cure="make the folder readable for this user"
            ) from error

    def _is_entry(self, path: Path) -> bool:
        if path.is_dir() or path.name.startswith(".") or path.stem.upper() in _CUSTOMARY:
            return False
        return not (path.suffix == ".json" and path.with_suffix(".txt").exists())

    def _entry(self, path: Path) -> Article | Left:
        address = path.name if path == self._root else path.relative_to(self._root).as_posix()
        if path.suffix not in (".txt", ".json"):
            return Left(address, "kind")
        try:
            text = decode(self._body(path))
            return self._article(path, address, text)
        except NotText as error:
            return Left(address, error.reason)
        except OSError:
            return Left(address, "unreadable")

    def _body(self, path: Path) -> bytes:
        with path.open("rb") as file:
            body = file.read(self._max_bytes + 1)
        if len(body) > self._max_bytes:
            raise NotText("size")
        return body

    def _article(self, path: Path, address: str, text: str) -> Article:
        if path.suffix == ".json":
            return self._json_article(address, text)
        metadata = self._sidecar(path.with_suffix(".json"))
        article = Article(text, self.feed.id, metadata.url or address, standing=self.feed.standing)
        return replace(article, title=metadata.title or find_title(text), published_at=metadata.published_at)

    def _sidecar(self, path: Path) -> Metadata:
        if not self._metadata or not path.is_file():
            return Metadata()
        try:
            return parse_metadata(parse_object(decode(self._body(path))))
        except ValueError as error:
            raise NotText("metadata") from error

    def _json_article(self, address: str, body: str) -> Article:
        try:
            fields = parse_object(body)
            metadata = parse_metadata(fields)
        except ValueError as error:
            raise NotText("json") from error
        text = fields.get("text")
        if not isinstance(text, str) or not text.strip():
            raise NotText("json")
        return Article(
            text,
            self.feed.id,
            metadata.url or address,
            title=metadata.title or find_title(text),
            published_at=metadata.published_at,
            language=metadata.language,
            standing=self.feed.standing,
        )
