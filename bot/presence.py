"""Whether the bot is running beside us, told by a lock that its process holds and that dies with it."""

import fcntl
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_FILE = "serving.lock"

_log = logging.getLogger(__name__)


@contextmanager
def present(home: Path) -> Iterator[None]:
    """Be seen as running from this folder for as long as this lasts; several may be. A folder that
    can't be written makes nobody unable to serve."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        file = (home / _FILE).open("ab")
    except OSError as error:
        _log.info("running unseen", extra={"reason": error.strerror})
        yield
        return
    with file:
        # Shared, so it fails only while somebody looks, who lets go at once.
        fcntl.flock(file, fcntl.LOCK_SH)
        yield


def is_present(home: Path) -> bool:
    """Whether a process serves from this folder on this machine."""
    try:
        with (home / _FILE).open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError as error:
        return isinstance(error, BlockingIOError)
    return False
