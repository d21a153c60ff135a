"""The command line with a clock that a file sets: `python -m tests.clocked FILE ARGUMENT…`.

FILE holds a moment in ISO 8601, e.g. 2024-01-10T09:00:00+00:00, from which time runs on since it
was written; writing another moves time."""

import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.cli import main


class FileClock:
    """Tells the moment that stands in a file, and what has passed since it was written."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def now(self) -> datetime:
        moment = datetime.fromisoformat(self._path.read_text(encoding="utf-8").strip()).astimezone(UTC)
        return moment + timedelta(seconds=max(0.0, time.time() - self._path.stat().st_mtime))


def set_clock(path: Path, moment: datetime) -> None:
    """Move time; readers see either the old moment or the new one, never half a line."""
    fresh = path.with_suffix(".new")
    fresh.write_text(moment.isoformat(), encoding="utf-8")
    fresh.replace(path)


if __name__ == "__main__":
    main(sys.argv[2:], FileClock(Path(sys.argv[1])))
