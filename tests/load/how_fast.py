"""How soon an alert is accepted and a slash command acknowledged while twenty articles a second are read.

`python -m tests.load.how_fast` prints it: a measurement of this machine's own time, and no test,
because a busy machine would fail it."""

import random
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, select

from bot.configuration import load_knowledge
from bot.database.engine import open_database, reading, writing
from bot.delivery.store import Store
from bot.delivery.tables import outbox
from bot.delivery.values import Facets, Kind, State
from bot.model.chat import ChatAddress
from bot.shipped import shipped_folder
from tests.delivery.kit import BERLIN
from tests.environment import clean_environment
from tests.fakes.slack import APP_TOKEN, BOT_TOKEN
from tests.fakes.telegram import TOKEN
from tests.load.newsroom import A_SECOND, leaves
from tests.load.platforms import Fake, fake

SECONDS = 40


def subscribe(engine: Engine, telegram: Fake, slack: Fake) -> None:
    """One chat of each platform for each channel that has none below it: those above hear of all."""
    now = datetime.now(UTC)
    with writing(engine) as connection:
        store = Store(connection)
        for number, channel in enumerate(leaves(load_knowledge(shipped_folder("config"), None))):
            telegram.control("private", user=1000 + number)
            slack.control("channel", channel=f"C{number:05d}")
            for address in (ChatAddress("telegram", str(1000 + number)), ChatAddress("slack", f"C{number:05d}", "T1")):
                chat = store.chats.ensure(address, BERLIN, "en", now)
                store.subscriptions.want_alerts(chat.id, Facets(0, (channel,)), "telegram:7", now)


def environment(home: Path, telegram: Fake, slack: Fake) -> dict[str, str]:
    return clean_environment(
        BACKCHANNEL_HOME=str(home),
        BACKCHANNEL_TELEGRAM_TOKEN=TOKEN,
        BACKCHANNEL_TELEGRAM_BASE_URL=telegram.url,
        BACKCHANNEL_SLACK_BOT_TOKEN=BOT_TOKEN,
        BACKCHANNEL_SLACK_APP_TOKEN=APP_TOKEN,
        BACKCHANNEL_SLACK_BASE_URL=f"{slack.url}/api/",
        BACKCHANNEL_OWNERS="telegram:7,slack:T1/U7",
        BACKCHANNEL_TICK_SECONDS="0.1",
    )


def at(share: float, values: list[float]) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[round(100 * share) - 1]


def measure(home: Path) -> None:
    engine = open_database(f"sqlite:///{home / 'backchannel.db'}", busy_seconds=30)
    with ExitStack() as stack:
        telegram, slack = stack.enter_context(fake("telegram")), stack.enter_context(fake("slack"))
        subscribe(engine, telegram, slack)
        command = [sys.executable, "-m", "tests.load.newsroom", str(A_SECOND * SECONDS)]
        program = stack.enter_context(subprocess.Popen(command, env=environment(home, telegram, slack), stdout=subprocess.PIPE))
        assert program.stdout is not None
        assert program.stdout.readline() == b"ready\n"
        rng, end = random.Random(5), time.monotonic() + SECONDS
        while time.monotonic() < end:
            slack.control("command", text=rng.choice(["board", "who Dong Jun", "channel mmca", "meetings since 2023"]))
            time.sleep(0.2)
        program.terminate()
        assert program.wait(60) == 0
        acks = slack.control("ack_seconds")
    with reading(engine) as connection:
        # Edits rest for minutes on purpose, and replies follow what they answer: new alerts are what must be quick.
        alerts = select(outbox.c.state, outbox.c.created_at, outbox.c.sent_at).where(outbox.c.kind == Kind.ALERT)
        rows = connection.execute(alerts).all()
    # What was still queued at the end has waited at least until the last one that was sent.
    last = max(row.sent_at for row in rows if row.sent_at)
    waits = [((row.sent_at or last) - row.created_at).total_seconds() for row in rows]
    sent = sum(row.state == State.SENT for row in rows)
    print(f"\n{len(rows)} alerts from {A_SECOND * SECONDS} articles in {SECONDS} s, {sent} sent; read to accepted:")
    print(f"median {at(0.5, waits):.2f} s, p95 {at(0.95, waits):.2f} s; {len(acks)} commands acknowledged, p99 {at(0.99, acks):.3f} s")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder))
