"""What the README and docs/extraction.md show, printed again by the program: `make readme` puts it there.

A shown part stands between `<!-- shown: COMMAND -->` and `<!-- end -->`. The commands run in order
on one new ledger, with the clock at the moment the README names, as a pipe would see them."""

import re
import shlex
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tests.clocked import set_clock
from tests.environment import clean_environment

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
PAGES = (README, ROOT / "docs" / "extraction.md")
MOMENT = datetime(2026, 11, 23, 9, tzinfo=UTC)
_SHOWN = re.compile(r"(<!-- shown: (?P<command>[^\n]+) -->\n)(?P<shown>.*?)(<!-- end -->)", re.DOTALL)


def regenerated(page: str) -> str:
    """A page with every shown part as the program prints it now."""
    with tempfile.TemporaryDirectory() as home:
        return _SHOWN.sub(lambda part: part[1] + _block(part["command"], Path(home)) + part[4], page)


def _block(command: str, home: Path) -> str:
    return f"```console\n$ {command}\n{_output(command, home)}```\n"


def _output(command: str, home: Path) -> str:
    clock = home / "clock"
    set_clock(clock, MOMENT)
    arguments = ["run"] if command.startswith("make run") else shlex.split(command)[1:]
    done = subprocess.run(
        [sys.executable, "-m", "tests.clocked", str(clock), *arguments],
        env=clean_environment(BACKCHANNEL_HOME=str(home / "home")),
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode > 1:
        raise RuntimeError(f"{command} ended with {done.returncode}: {done.stdout}")
    return done.stdout


if __name__ == "__main__":
    for page in PAGES:
        page.write_text(regenerated(page.read_text(encoding="utf-8")), encoding="utf-8")
