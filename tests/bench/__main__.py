"""`make bench`: how long a person waits, as ratios to a Python process that does nothing; how fast articles are read (reading.py).

Every command runs as a process of its own, several times in turn with the peer, so that what the
machine does besides falls on both. Compiled bytecode, warm disk: one unmeasured round goes first."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.bench import reading
from tests.environment import clean_environment

ROUNDS = 7
BACKCHANNEL = (sys.executable, "-m", "bot")
PEER = (sys.executable, "-c", "pass")
# What the first issue promises, in seconds: shown beside the figures, never asserted.
GOALS = {"--help": 0.3, "ask": 1.0, "run, new ledger": 5.0}


def seconds(command: Sequence[str], environment: Mapping[str, str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, env=dict(environment), stdin=subprocess.DEVNULL, capture_output=True, check=True)
    return time.perf_counter() - started


def compile_bytecode() -> None:
    command = (sys.executable, "-m", "compileall", "-q", "bot")
    subprocess.run(command, check=True, env={k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"})


def measure(folder: Path) -> dict[str, list[float]]:
    settled = clean_environment(BACKCHANNEL_HOME=str(folder / "settled"))
    seconds((*BACKCHANNEL, "run"), settled)
    times: dict[str, list[float]] = {"python -c pass": [], **{name: [] for name in GOALS}}
    for round_number in range(ROUNDS + 1):
        fresh = clean_environment(BACKCHANNEL_HOME=str(folder / f"fresh{round_number}"))
        row = {
            "python -c pass": seconds(PEER, settled),
            "--help": seconds((*BACKCHANNEL, "--help"), settled),
            "ask": seconds((*BACKCHANNEL, "ask", "who met Liang Guanglie?"), settled),
            "run, new ledger": seconds((*BACKCHANNEL, "run"), fresh),
        }
        if round_number:
            for name, value in row.items():
                times[name].append(value)
    return times


def main() -> None:
    compile_bytecode()
    with tempfile.TemporaryDirectory() as folder:
        times = measure(Path(folder))
    peer = statistics.median(times["python -c pass"])
    print(f"{'command':18}{'median':>9}{'min':>9}{'max':>9}{'x peer':>9}{'goal':>9}")
    for name, values in times.items():
        middle = statistics.median(values)
        goal = f"{GOALS[name]:.1f} s" if name in GOALS else ""
        print(f"{name:18}{middle:7.3f} s{min(values):7.3f} s{max(values):7.3f} s{middle / peer:9.1f}{goal:>9}")
    reading.main()


if __name__ == "__main__":
    main()
