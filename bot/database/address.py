"""Addresses of databases, as people write them and as the libraries want them."""

import os
from pathlib import Path
from urllib.parse import unquote

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import DatabaseUnusable

# How a file is named to SQLite where it is opened with options of ours.
URI = "file:"
_CURE = "Write sqlite:///path/to/file.db or postgresql://user:password@host/name"


def parse_address(address: str | URL) -> URL:
    """Read an address with the driver that we use for its database.

    Raises:
        DatabaseUnusable: it is no address, or one of a database that we don't support."""
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        # The address can't be told apart into its parts, so nothing of it is shown: it may hold a password.
        raise DatabaseUnusable(address="(unreadable address)", reason="this is not an address of a database", cure=_CURE) from error
    backend = url.get_backend_name()
    if backend == "sqlite":
        return _sqlite(url)
    if backend in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    raise DatabaseUnusable(address=shown(url), reason=f"{backend} is not supported", cure=_CURE)


def _sqlite(url: URL) -> URL:
    if url.database in (None, "", ":memory:"):
        raise DatabaseUnusable(address=shown(url), reason="a database in memory would be gone at once", cure=_CURE)
    if url.query:
        raise DatabaseUnusable(address=shown(url), reason="an SQLite file takes no settings after a ?", cure=_CURE)
    path = os.path.abspath(Path(str(url.database)).expanduser())  # noqa: PTH100 - resolve() would follow links, which users don't recognise
    return url.set(drivername="sqlite+pysqlite", database=path)


def shown(url: URL) -> str:
    """The address as people may see it: no driver, and of its settings only where the server is, since others may be secret."""
    if url.get_backend_name() == "sqlite":
        path = url.database or ""
        return f"sqlite:///{unquote(path.removeprefix(URI)) if path.startswith(URI) else path}"
    bare = url.set(drivername=url.get_backend_name(), query={key: value for key, value in url.query.items() if key in ("host", "port")})
    return bare.render_as_string(hide_password=True)
