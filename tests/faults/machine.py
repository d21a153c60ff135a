"""Real processes of the program on one machine: one home, one clock, one database."""

import resource
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from tests.clocked import set_clock
from tests.environment import clean_environment

NEVER = ":never"
MORNING = datetime(2026, 11, 23, 9, tzinfo=UTC)
# What takes a second here may take many on a machine that has other things to do.
_PATIENCE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended, what it printed since it was last read, and what it said on standard error."""

    code: int
    out: str
    err: str


class Running:
    """A process under way. It halts at the point it was started with."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def wait_until_halted(self) -> None:
        assert self._process.stdout is not None
        while (line := self._process.stdout.readline()) != "halted\n":
            if not line:
                raise AssertionError(f"it never came to its point: {self.end()}")

    def wait_until_it_says(self, words: str) -> None:
        """Wait for a line on standard error."""
        assert self._process.stderr is not None
        heard = []
        while words not in (line := self._process.stderr.readline()):
            heard.append(line)
            if not line:
                raise AssertionError(f"it never said {words!r} but {heard}")

    def go_on(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write("go\n")
        self._process.stdin.flush()

    def signal(self, number: int) -> None:
        self._process.send_signal(number)

    def end(self) -> Ended:
        out, err = self._process.communicate(timeout=_PATIENCE_SECONDS)
        return Ended(self._process.returncode, out, err)


def _prepare(largest_file: int) -> None:
    """What a process of the program is given before it starts. Ctrl-C reaches it also where the tests run in the background: a shell has
    what it starts there ignore SIGINT, and that is inherited."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))


class Machine:
    """Starts the program. `database` is the address of its ledger."""

    def __init__(self, home: Path, database: str) -> None:
        self.home = home
        self.database = database
        home.mkdir(parents=True, exist_ok=True)
        self._clock = home / "clock"
        set_clock(self._clock, MORNING)
        self._environment = clean_environment(BACKCHANNEL_HOME=str(home), BACKCHANNEL_TICK_SECONDS="0.1", DATABASE_URL=database)

    def feed(self, folder: Path) -> None:
        """Let the program read a folder as a feed, beside those that are shipped."""
        (self.home / "config").mkdir()
        feed = f"- {{id: drop, kind: folder, address: {folder}}}\n"
        (self.home / "config" / "feeds.yaml").write_text(feed, encoding="utf-8")

    @contextmanager
    def start(self, *arguments: str, point: str = NEVER, largest_file: int = resource.RLIM_INFINITY) -> Iterator[Running]:
        """Run a command until the block ends at the latest. No file may grow beyond `largest_file` bytes."""
        command = [sys.executable, "-m", "tests.faults.halting", str(self._clock), point, *arguments]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        prepare = partial(_prepare, largest_file)
        process = subprocess.Popen(command, env=self._environment, text=True, preexec_fn=prepare, **pipes)  # type: ignore[call-overload]  # a mapping of pipes
        try:
            yield Running(process)
        finally:
            process.kill()
            process.communicate()

    def run(self, *arguments: str, largest_file: int = resource.RLIM_INFINITY) -> Ended:
        with self.start(*arguments, largest_file=largest_file) as running:
            return running.end()

    def run_in_shell(self, redirection: str, *arguments: str, reader: str = "cat", **environment: str) -> Ended:
        """Run a command with its streams as a shell's user may set them, such as `<&-`, and pipe it into `reader`.

        The code is the command's own. What it prints is what `reader` makes of it."""
        program, code = shlex.join([sys.executable, "-m", "bot", *arguments]), self.home / "code"
        done = subprocess.run(
            ["/bin/sh", "-c", f"{{ {program} {redirection}; echo $? >{shlex.quote(str(code))}; }} | {reader}"],
            env=self._environment | environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE_SECONDS,
            check=False,
        )
        return Ended(int(code.read_text()), done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))
