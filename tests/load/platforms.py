"""Both fakes as processes of their own, and what arrived at them."""

import json
import subprocess
import sys
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from bot.i18n import texts_for

REPEATED = texts_for("en")("chat.repeat")


@dataclass(frozen=True, slots=True)
class Arrived:
    """One message as a reader sees it: where, what, and whether it says that it may have come before."""

    chat: str
    words: str
    repeat: bool


@dataclass(frozen=True, slots=True)
class Fake:
    """A fake in another process. `url` is its address."""

    name: str
    url: str

    def control(self, verb: str, **arguments: object) -> Any:
        request = urllib.request.Request(f"{self.url}/control/{verb}", json.dumps(arguments).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)["result"]

    def arrived(self) -> list[Arrived]:
        """All messages that were stored, in order."""
        with urllib.request.urlopen(f"{self.url}/control/messages?chat=&count=0") as answer:
            messages = json.load(answer)["messages"]
        words = "text" if self.name == "telegram" else "words"
        room = "chat" if self.name == "telegram" else "channel"
        return [Arrived(str(one[room]), one[words], REPEATED in one[words]) for one in messages]


@contextmanager
def fake(name: str) -> Iterator[Fake]:
    command = [sys.executable, "-m", f"tests.fakes.{name}", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield Fake(name, process.stdout.readline().strip())
        finally:
            process.terminate()


def by_title(arrived: list[Arrived]) -> dict[str, list[Arrived]]:
    """Messages by their first line that is no mark of repetition: the title they were sent with."""
    found: dict[str, list[Arrived]] = defaultdict(list)
    for one in arrived:
        lines = [line for line in one.words.splitlines() if line and line != REPEATED]
        found[lines[0]].append(one)
    return found
