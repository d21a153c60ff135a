"""A process that dies while it edits: the message says what holds now all the same, and nothing is sent twice."""

import signal
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from bot.database.engine import writing
from bot.delivery.store import Store
from bot.delivery.values import Kind, State, Task
from tests.delivery.kit import NOW, known_chat, letter, owe, states
from tests.jobs.killable import arrived
from tests.jobs.test_kill import AFTER_LEASE, run

# The edit is taken a second after the message: so long the room rests.
LATER = NOW + AFTER_LEASE + timedelta(minutes=1)


@pytest.mark.parametrize("point", ["before", "after"])
def test_an_edit_whose_process_died_is_made_again(engine: Engine, tmp_path: Path, point: str) -> None:
    spool = tmp_path / "arrived"
    owe(engine, "alert", kind=Kind.ALERT)
    chat = known_chat(engine)
    with writing(engine) as connection:
        box = Store(connection).outbox
        target = box.get_id("alert")
        box.queue("edit", Kind.UPDATE, chat.id, letter("edit"), NOW, task=Task.EDIT, target_id=target)
        box.queue("reply", Kind.UPDATE, chat.id, letter("reply"), NOW, target_id=target)
    assert run(engine, [spool], NOW, point, call=2) == [-signal.SIGKILL]
    assert run(engine, [spool], LATER) == [0]
    assert states(engine) == {"alert": State.SENT, "edit": State.SENT, "reply": State.SENT}
    assert arrived(spool) == {"alert": ["first"], "edit": ["edit"] * (2 if point == "after" else 1), "reply": ["first"]}


def test_an_edit_waits_until_a_dead_processs_send_is_settled(engine: Engine, tmp_path: Path) -> None:
    spool = tmp_path / "arrived"
    owe(engine, "alert", kind=Kind.ALERT)
    chat = known_chat(engine)
    with writing(engine) as connection:
        box = Store(connection).outbox
        box.queue("edit", Kind.UPDATE, chat.id, letter("edit"), NOW, task=Task.EDIT, target_id=box.get_id("alert"))
    assert run(engine, [spool], NOW, "after", call=1) == [-signal.SIGKILL]
    assert run(engine, [spool], NOW) == [0]
    assert arrived(spool) == {"alert": ["first"]}
    assert run(engine, [spool], LATER) == [0]
    assert arrived(spool) == {"alert": ["first", "repeat"], "edit": ["edit"]}
