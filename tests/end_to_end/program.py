"""The real program as a process of its own, on a clock and a folder that the test moves."""

import asyncio
import signal
import sys
from datetime import datetime
from pathlib import Path

from tests.clocked import set_clock
from tests.environment import clean_environment
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram

_FEEDS = """\
- id: drop
  kind: folder
  address: {drop}
  standing: official-us
"""


class Program:
    """`backchannel run` against the fakes. `drop` is a folder that it watches as a feed."""

    def __init__(self, home: Path, telegram: FakeTelegram, slack: FakeSlack) -> None:
        self.home = home
        self.drop = home / "drop"
        self.drop.mkdir(parents=True)
        (home / "config").mkdir()
        (home / "config" / "feeds.yaml").write_text(_FEEDS.format(drop=self.drop), encoding="utf-8")
        self._clock = home / "clock"
        self._environment = _environment(home, telegram, slack)
        self._process: asyncio.subprocess.Process | None = None

    def use_database(self, address: str) -> None:
        """Keep the ledger at an address rather than in `home`."""
        self._environment["DATABASE_URL"] = address

    def use_signed_http(self, secret: str, port: int) -> str:
        """Let Slack call at a port rather than by a socket; the address it calls."""
        del self._environment["BACKCHANNEL_SLACK_APP_TOKEN"]
        self._environment |= {"BACKCHANNEL_SLACK_SIGNING_SECRET": secret, "BACKCHANNEL_HTTP": f"127.0.0.1:{port}"}
        return f"http://127.0.0.1:{port}/slack/events"

    def set_clock(self, moment: datetime) -> None:
        set_clock(self._clock, moment)

    async def start(self, *arguments: str) -> None:
        command = (sys.executable, "-m", "tests.clocked", str(self._clock), *(arguments or ("run",)))
        with (self.home / "output").open("ab") as output:
            self._process = await asyncio.create_subprocess_exec(
                *command, env=self._environment, stdin=asyncio.subprocess.DEVNULL, stdout=output, stderr=asyncio.subprocess.STDOUT
            )

    async def kill(self) -> None:
        """As the machine dies: no clean-up."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """As an operator stops it; the exit code."""
        return await self._end(signal.SIGTERM)

    async def wait(self) -> int:
        assert self._process is not None
        return await self._process.wait()

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.returncode is None

    @property
    def output(self) -> str:
        return (self.home / "output").read_text(encoding="utf-8")

    def publish(self, name: str, text: str) -> None:
        """Put an article into the watched folder, whole at once."""
        hidden = self.drop / f".{name}"
        hidden.write_text(text, encoding="utf-8")
        hidden.rename(self.drop / name)

    async def _end(self, number: int) -> int:
        assert self._process is not None
        self._process.send_signal(number)
        return await self._process.wait()


def _environment(home: Path, telegram: FakeTelegram, slack: FakeSlack) -> dict[str, str]:
    return clean_environment(
        BACKCHANNEL_HOME=str(home),
        BACKCHANNEL_TELEGRAM_TOKEN=telegram.token,
        BACKCHANNEL_TELEGRAM_BASE_URL=telegram.url,
        BACKCHANNEL_SLACK_BOT_TOKEN=slack.bot_token,
        BACKCHANNEL_SLACK_APP_TOKEN=slack.app_token,
        BACKCHANNEL_SLACK_BASE_URL=slack.base_url,
        BACKCHANNEL_OWNERS="telegram:7,slack:T1/U7",
        BACKCHANNEL_TICK_SECONDS="0.1",
    )
