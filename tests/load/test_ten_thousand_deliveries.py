"""Ten thousand messages to five hundred chats on both platforms, on a very bad day: nothing is lost
without a word, nothing comes twice without a mark."""

import random
import signal
import subprocess
import sys
from collections import Counter
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from bot.chat.telegram.render import render_messages
from bot.database.engine import open_database, writing
from bot.delivery.store import Store
from bot.delivery.values import Kind, State
from bot.model.chat import ChatAddress
from tests.delivery.kit import BERLIN, NOW, letter, states
from tests.load.platforms import Fake, by_title, fake

CHATS, EACH, KILLS = 500, 20, 20
HOUR = timedelta(hours=1)


def rooms(telegram: Fake, slack: Fake) -> list[ChatAddress]:
    """As many on one platform as on the other; of Telegram's every second one a group."""
    found = []
    for number in range(CHATS // 2):
        if number % 2:
            telegram.control("group", chat=-1000 - number)
            found.append(ChatAddress("telegram", str(-1000 - number)))
        else:
            telegram.control("private", user=1000 + number)
            found.append(ChatAddress("telegram", str(1000 + number)))
        slack.control("channel", channel=f"C{number:05d}")
        found.append(ChatAddress("slack", f"C{number:05d}", "T1"))
    return found


def owe(engine: Engine, addresses: list[ChatAddress]) -> set[str]:
    """Twenty letters to each chat, one round after the other; their titles."""
    titles = set()
    with writing(engine) as connection:
        store = Store(connection)
        chats = [store.chats.ensure(address, BERLIN, "en", NOW) for address in addresses]
        for number in range(EACH):
            for chat in chats:
                titles.add(title := f"Letter {number} to chat {chat.id}")
                assert store.outbox.queue(title, Kind.DIGEST, chat.id, letter(title), NOW)
    return titles


@pytest.mark.slow
def test_on_a_bad_day_with_twenty_kills_nothing_is_lost_and_nothing_doubled(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'outbox.db'}"
    engine = open_database(database)
    rng = random.Random(11)
    with ExitStack() as stack:
        telegram, slack = stack.enter_context(fake("telegram")), stack.enter_context(fake("slack"))
        titles = owe(engine, rooms(telegram, slack))
        for number, platform in enumerate((telegram, slack)):
            platform.control("bad_day", seed=number)
        ends = []
        for life in range(KILLS + 1):
            # Fewer in all than are owed: the last life has work too.
            sends = 0 if life == KILLS else rng.randint(1, CHATS * EACH // KILLS)
            arguments = [database, telegram.url, slack.url, (NOW + life * HOUR).isoformat(), str(sends)]
            ends.append(subprocess.run([sys.executable, "-m", "tests.load.deliverer", *arguments], timeout=1200, check=False).returncode)
        arrived = by_title(telegram.arrived() + slack.arrived())
    assert ends == [-signal.SIGKILL] * KILLS + [0]
    found = states(engine)
    unknown = {key for key, state in found.items() if state is State.UNKNOWN}
    came = Counter("twice" if len(messages) > 1 else "once" for messages in arrived.values())
    marked = sum(any(one.repeat for one in messages) for messages in arrived.values())
    print(f"\n{len(titles)} owed, {len(arrived)} arrived, {came['twice']} twice, {marked} with a marked repeat, {len(unknown)} unknown,")
    print(f"{len(unknown - set(arrived))} of the unknown never arrived, in {CHATS} chats with {KILLS} kills")
    assert len(titles) == CHATS * EACH == 10_000
    assert set(found.values()) <= {State.SENT, State.UNKNOWN}
    assert titles - set(arrived) <= unknown, "lost without a word"
    assert set(arrived) <= titles
    assert all(sum(not one.repeat for one in messages) <= 1 for messages in arrived.values()), "doubled without a mark"
    assert all(sum(one.repeat for one in messages) <= 1 for messages in arrived.values()), "repeated more than once"
    # Two ambiguous sends in a row are rare: what met them is told to the owner, and stays a handful.
    assert len(unknown) < 0.005 * len(titles)


def test_what_is_owed_here_takes_one_message_each() -> None:
    assert len(render_messages(letter("Letter 19 to chat 500"))) == 1
