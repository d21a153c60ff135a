"""The command line within this process, on a ledger of the test's own."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import main
from tests.clocked import FileClock, set_clock


@dataclass(frozen=True)
class Said:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


class CommandLine:
    """Runs commands as a pipe would: no terminal on any side."""

    def __init__(self, home: Path, clock: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.home = home
        self._clock = FileClock(clock)
        self._capture = capture

    def __call__(self, *arguments: str) -> Said:
        with pytest.raises(SystemExit) as ended:
            main(arguments, self._clock)
        printed = self._capture.readouterr()
        code = ended.value.code
        return Said(code if isinstance(code, int) else 0, printed.out, printed.err)


@pytest.fixture
def command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[CommandLine]:
    home, clock = tmp_path / "home", tmp_path / "clock"
    set_clock(clock, datetime(2026, 11, 23, 9, tzinfo=UTC))
    monkeypatch.setenv("BACKCHANNEL_HOME", str(home))
    for name in ("DATABASE_URL", "BACKCHANNEL_CONFIG", "BACKCHANNEL_TELEGRAM_TOKEN", "BACKCHANNEL_SLACK_BOT_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield CommandLine(home, clock, capsys)
    root.handlers, root.level = handlers, level
