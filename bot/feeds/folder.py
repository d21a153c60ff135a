"""A folder of articles: the seed corpus, or where another program drops what it finds."""

from collections.abc import Iterator
from pathlib import Path

from bot.errors import SourceUnreadable
from bot.model.feed import Entry, Feed, Form, Left

# What stands in such folders by custom and is nobody's article.
_CUSTOMARY = {"NOTICE", "README", "LICENSE", "COPYING"}
_FORMS = {".txt": Form.TEXT, ".json": Form.JSON}


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

    def entries(self) -> Iterator[Entry | Left]:
        for path in self._files():
            yield self._entry(path)

    def _files(self) -> list[Path]:
        try:
            if self._root.is_file():
                return [self._root]
            if not self._root.is_dir():
                raise SourceUnreadable(path=str(self._root), reason="there is no such file or folder", cure="Check the path")
            # rglob doesn't follow links to folders, so a loop of links ends.
            return sorted(path for path in self._root.rglob("*") if _is_entry(path))
        except OSError as error:
            raise SourceUnreadable(
                path=str(self._root), reason=str(error.strerror), cure="Make the folder readable for this user"
            ) from error

    def _entry(self, path: Path) -> Entry | Left:
        address = path.name if path == self._root else path.relative_to(self._root).as_posix()
        form = _FORMS.get(path.suffix)
        if form is None:
            return Left(address, "kind")
        try:
            if path.exists() and not path.is_file():
                return Left(address, "special")  # opening a pipe would wait for whoever writes to it
            body = self._body(path)
            return Entry(address, body, form, self._beside(path)) if len(body) <= self._max_bytes else Left(address, "size")
        except OSError:
            return Left(address, "unreadable")

    def _beside(self, path: Path) -> bytes | None:
        metadata = path.with_suffix(".json")
        if not self._metadata or metadata == path or not metadata.is_file():
            return None
        return self._body(metadata)

    def _body(self, path: Path) -> bytes:
        """At most one byte more than is allowed: enough to see that a file is too large."""
        with path.open("rb") as file:
            return file.read(self._max_bytes + 1)


def _is_entry(path: Path) -> bool:
    if path.is_dir() or path.name.startswith(".") or path.stem.upper() in _CUSTOMARY:
        return False
    return not (path.suffix == ".json" and path.with_suffix(".txt").exists())
