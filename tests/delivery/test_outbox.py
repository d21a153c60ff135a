"""What is owed is owed once, and taken by one."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from bot.database.engine import reading, writing
from bot.delivery.store import Store
from bot.delivery.values import Delivery, Kind, State
from bot.delivery.verdict import Verdict
from tests.delivery.kit import HERE, NOW, SLACK, THERE, TOPIC, known_chat, letter, owe, states

NEXT = timedelta(seconds=3)  # the pace of a group
BOTH = ("telegram", "slack")


def due(engine: Engine, at: timedelta = timedelta(), platforms: tuple[str, ...] = BOTH, limit: int = 10) -> list[Delivery]:
    with reading(engine) as connection:
        return list(Store(connection).outbox.due(NOW + at, platforms, limit))


def due_repeats(engine: Engine, at: timedelta = timedelta()) -> list[Delivery]:
    with reading(engine) as connection:
        return list(Store(connection).outbox.due_repeats(NOW + at, BOTH, 10))


def take(engine: Engine, delivery: Delivery, at: timedelta = timedelta()) -> Delivery | None:
    with writing(engine) as connection:
        return Store(connection).outbox.take(delivery, NOW + at)


def settle(engine: Engine, delivery: Delivery, verdict: Verdict) -> bool:
    with writing(engine) as connection:
        return Store(connection).outbox.settle(delivery, verdict, NOW)


def test_the_same_debt_is_owed_once_even_after_it_was_paid(engine: Engine) -> None:
    assert owe(engine, "digest:1:2026-05-08")
    (delivery,) = due(engine)
    taken = take(engine, delivery)
    assert taken is not None
    settle(engine, taken, Verdict(State.SENT, message_id="5"))
    assert not owe(engine, "digest:1:2026-05-08")
    assert states(engine) == {"digest:1:2026-05-08": State.SENT}


def test_what_its_cause_takes_back_was_never_owed(engine: Engine) -> None:
    chat = known_chat(engine)
    with pytest.raises(ZeroDivisionError):
        _queue_and_fail(engine, chat.id)
    assert states(engine) == {}


def test_a_document_comes_out_as_it_went_in(engine: Engine) -> None:
    owe(engine, "a")
    assert due(engine)[0].document == letter("a")


def test_of_two_workers_that_saw_it_one_takes_it(engine: Engine) -> None:
    owe(engine, "a")
    (first,), (second,) = due(engine), due(engine)
    assert take(engine, first) is not None
    assert take(engine, second, at=10 * NEXT) is None


def test_a_group_is_written_to_every_three_seconds_and_oldest_first(engine: Engine) -> None:
    for key in ("a", "b"):
        owe(engine, key)
    (first,) = due(engine)
    assert first.key == "a"
    take(engine, first)
    assert due(engine) == []
    assert [delivery.key for delivery in due(engine, at=NEXT)] == ["b"]


def test_the_topics_of_a_group_share_its_pace(engine: Engine) -> None:
    owe(engine, "a", HERE)
    owe(engine, "b", TOPIC)
    assert [delivery.key for delivery in due(engine)] == ["a"]


def test_a_worker_that_looked_before_the_room_was_used_does_not_take(engine: Engine) -> None:
    owe(engine, "a", HERE)
    (seen_by_slow_worker,) = due(engine)
    owe(engine, "b", TOPIC)
    with writing(engine) as connection:
        Store(connection).chats.hold_room(HERE, NOW + timedelta(hours=12))
    assert take(engine, seen_by_slow_worker, at=NEXT) is None


def test_a_long_queue_of_one_room_hides_no_other(engine: Engine) -> None:
    for number in range(30):
        owe(engine, f"a{number}", HERE)
    owe(engine, "b", THERE)
    assert {delivery.key for delivery in due(engine, limit=2)} == {"a0", "b"}


def test_a_platform_that_is_not_served_waits(engine: Engine) -> None:
    owe(engine, "a", SLACK)
    assert due(engine, platforms=("telegram",)) == []
    assert [delivery.address for delivery in due(engine, platforms=("slack",))] == [SLACK]


def test_unknown_is_taken_once_more_as_a_repeat_and_then_never(engine: Engine) -> None:
    owe(engine, "a")
    first = take(engine, due(engine)[0])
    assert first is not None
    assert (first.repeat, first.attempts) == (False, 1)
    settle(engine, first, Verdict(State.UNKNOWN))
    assert due(engine, at=NEXT) == []
    again = take(engine, due_repeats(engine, at=NEXT)[0], at=NEXT)
    assert again is not None
    assert (again.repeat, again.attempts) == (True, 2)
    settle(engine, again, Verdict(State.UNKNOWN))
    assert due_repeats(engine, at=timedelta(days=365)) == []


def test_a_late_answer_counts_as_long_as_nobody_has_taken_it_again(engine: Engine) -> None:
    owe(engine, "a")
    taken = take(engine, due(engine)[0])
    assert taken is not None
    settle(engine, taken, Verdict(State.UNKNOWN))
    assert settle(engine, taken, Verdict(State.SENT, message_id="9"))
    assert due_repeats(engine, at=timedelta(days=1)) == []


def test_an_answer_after_it_was_taken_again_changes_nothing(engine: Engine) -> None:
    owe(engine, "a")
    slow = take(engine, due(engine)[0])
    assert slow is not None
    settle(engine, slow, Verdict(State.UNKNOWN))
    take(engine, due_repeats(engine, at=NEXT)[0], at=NEXT)
    assert not settle(engine, slow, Verdict(State.QUEUED))
    assert states(engine) == {"a": State.SENDING}


def _queue_and_fail(engine: Engine, chat_id: int) -> None:
    with writing(engine) as connection:
        Store(connection).outbox.queue("a", Kind.ALERT, chat_id, letter(), NOW)
        raise ZeroDivisionError
