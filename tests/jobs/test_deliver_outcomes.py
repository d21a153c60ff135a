"""Every outcome of a send, through the real outbox on both databases."""

import random
from datetime import date, time, timedelta

from sqlalchemy import Engine, select

from bot.database.engine import reading, writing
from bot.delivery.notices import Notices
from bot.delivery.store import Store
from bot.delivery.switches import Switch
from bot.delivery.tables import outbox
from bot.delivery.values import Course, Facets, Rules, State, Wish
from bot.jobs.deliver import Deliver
from bot.model.chat import ChatAddress, Moved, Passing, Permanent, Reach, Unknown
from tests.delivery.kit import BERLIN, HERE, NOW, SLACK, THERE, ScriptedSender, SetClock, known_chat, letter, owe, states, titles

OWNER = ChatAddress("telegram", "42")
HOUR = timedelta(hours=1)
RULES = Rules()


def deliver_with(engine: Engine, clock: SetClock, **senders: ScriptedSender) -> Deliver:
    notices = Notices({"telegram:42"}, BERLIN, "en")
    return Deliver(engine, senders, clock, notices, random.Random(1))


async def once(deliver: Deliver, clock: SetClock) -> None:
    await deliver.run(clock.now())
    await deliver.finish()


async def everything(deliver: Deliver, clock: SetClock, patience: timedelta = HOUR) -> None:
    await deliver.drain(patience, clock.sleep)


async def test_what_is_owed_arrives_once_in_order_and_is_noted(engine: Engine) -> None:
    clock, telegram = SetClock(), ScriptedSender()
    for key in ("a", "b", "c"):
        owe(engine, key)
    await everything(deliver_with(engine, clock, telegram=telegram), clock)
    assert titles(telegram.calls) == ["a", "b", "c"]
    assert telegram.calls[0].document == letter("a")
    with reading(engine) as connection:
        rows = connection.execute(select(outbox.c.state, outbox.c.message_id, outbox.c.sent_at).order_by(outbox.c.id)).all()
    assert [tuple(row) for row in rows] == [(State.SENT, str(n), NOW + timedelta(seconds=3 * (n - 1))) for n in (1, 2, 3)]


async def test_with_one_of_a_hundred_chats_in_a_flood_wait_of_twelve_hours_no_other_waits_longer_than_without(engine: Engine) -> None:
    addresses = [ChatAddress("telegram", str(number)) for number in range(1, 101)]
    lateness = []
    for number, outcomes in enumerate([(), (Passing("flood", 12 * HOUR),)]):
        clock, telegram = SetClock(), ScriptedSender(*outcomes, to=addresses[0])
        keys = [f"{number} {address.chat} {letter}" for letter in "abc" for address in addresses]
        for key in keys:
            owe(engine, key, ChatAddress("telegram", f"{number}{key.split()[1]}"))
        await everything(deliver_with(engine, clock, telegram=telegram), clock, timedelta(minutes=5))
        with reading(engine) as connection:
            sent = {row.key: row.sent_at for row in connection.execute(select(outbox.c.key, outbox.c.sent_at))}
        lateness.append({key.partition(" ")[2]: sent[key] for key in keys if sent[key]})
    without, with_flood = lateness
    assert len(without) == 300
    assert len(with_flood) == 300
    assert all(with_flood[key] - without[key] <= timedelta(seconds=1) for key in with_flood)


async def test_a_flood_wait_of_twelve_hours_delays_no_other_chat(engine: Engine) -> None:
    clock, telegram = SetClock(), ScriptedSender(Passing("flood", 12 * HOUR), to=HERE)
    for key, address in (("a", HERE), ("b", HERE), ("c", THERE)):
        owe(engine, key, address)
    deliver = deliver_with(engine, clock, telegram=telegram)
    await once(deliver, clock)
    assert states(engine) == {"a": State.QUEUED, "b": State.QUEUED, "c": State.SENT}
    clock.move(11 * HOUR)
    await once(deliver, clock)
    assert len(telegram.calls) == 2
    clock.move(HOUR)
    await everything(deliver, clock)
    assert sorted(titles(telegram.calls[:2])) == ["a", "c"]
    assert titles(telegram.calls[2:]) == ["a", "b"]
    assert not any(call.repeat for call in telegram.calls)


async def test_a_passing_failure_is_tried_again_later_and_unmarked(engine: Engine) -> None:
    clock, telegram = SetClock(), ScriptedSender(*[Passing("502")] * 4)
    owe(engine, "a")
    await everything(deliver_with(engine, clock, telegram=telegram), clock)
    assert [call.repeat for call in telegram.calls] == [False] * 5
    assert states(engine) == {"a": State.SENT}
    assert clock.now() - NOW > timedelta(seconds=5 + 10 + 20 + 40) / 2


async def test_an_unknown_outcome_is_repeated_once_and_marked(engine: Engine) -> None:
    clock, telegram = SetClock(), ScriptedSender(Unknown("timeout"))
    owe(engine, "a")
    await everything(deliver_with(engine, clock, telegram=telegram), clock)
    assert [call.repeat for call in telegram.calls] == [False, True]
    assert states(engine) == {"a": State.SENT}


async def test_two_unknown_outcomes_are_the_end_and_the_owner_hears_of_it(engine: Engine) -> None:
    clock, telegram = SetClock(), ScriptedSender(Unknown("timeout"), Unknown("timeout"))
    owe(engine, "a")
    await everything(deliver_with(engine, clock, telegram=telegram), clock, timedelta(days=9))
    assert titles(telegram.calls[:2]) == ["a", "a"]
    assert [call.address for call in telegram.calls] == [HERE, HERE, OWNER]
    assert "sent twice" in telegram.calls[2].document.summary
    assert states(engine)["a"] is State.UNKNOWN


async def test_a_repeat_that_surely_did_not_arrive_may_be_tried_on(engine: Engine) -> None:
    clock, telegram = SetClock(), ScriptedSender(Unknown("timeout"), Passing("502"), Passing("502"))
    owe(engine, "a")
    await everything(deliver_with(engine, clock, telegram=telegram), clock)
    assert [call.repeat for call in telegram.calls] == [False, True, True, True]
    assert states(engine) == {"a": State.SENT}


async def test_a_chat_that_is_gone_ends_its_subscriptions_and_the_owner_is_told_once(engine: Engine) -> None:
    clock, telegram = SetClock(), ScriptedSender(Permanent("bot was blocked by the user"))
    chat = known_chat(engine, HERE)
    with writing(engine) as connection:
        Store(connection).subscriptions.want_digest(chat.id, time(8), "telegram:42", NOW)
    for key in ("a", "b", "c"):
        owe(engine, key)
    await everything(deliver_with(engine, clock, telegram=telegram), clock)
    assert [call.address for call in telegram.calls] == [HERE, OWNER]
    assert "telegram:-100" in telegram.calls[1].document.summary
    assert {key: state for key, state in states(engine).items() if key in "abc"} == dict.fromkeys("abc", State.FAILED)
    with reading(engine) as connection:
        (subscription,) = Store(connection).subscriptions.of(chat.id)
    assert (subscription.course, subscription.reason) == (Course.ENDED, "bot was blocked by the user")


async def test_an_owner_who_blocked_the_bot_causes_no_chain_of_notices(engine: Engine) -> None:
    clock, telegram = SetClock(), ScriptedSender(Permanent("blocked"), Permanent("blocked"))
    owe(engine, "a")
    await everything(deliver_with(engine, clock, telegram=telegram), clock)
    assert [call.address for call in telegram.calls] == [HERE, OWNER]


async def test_a_refused_message_is_given_up_and_the_next_one_arrives(engine: Engine) -> None:
    clock, telegram = SetClock(), ScriptedSender(Permanent("can't parse entities", Reach.MESSAGE))
    chat = known_chat(engine, HERE)
    with writing(engine) as connection:
        Store(connection).subscriptions.want_digest(chat.id, time(8), "telegram:42", NOW)
    owe(engine, "a")
    owe(engine, "b")
    await everything(deliver_with(engine, clock, telegram=telegram), clock)
    assert (states(engine)["a"], states(engine)["b"]) == (State.FAILED, State.SENT)
    with reading(engine) as connection:
        digest = Store(connection).subscriptions.find(chat.id, Wish.DIGEST)
    assert digest is not None
    assert digest.course is Course.ACTIVE


async def test_a_revoked_token_stops_its_platform_for_a_while_and_loses_nothing(engine: Engine) -> None:
    clock = SetClock()
    telegram, slack = ScriptedSender(Permanent("401", Reach.PLATFORM)), ScriptedSender()
    owe(engine, "a", HERE)
    owe(engine, "s", SLACK)
    deliver = deliver_with(engine, clock, telegram=telegram, slack=slack)
    await once(deliver, clock)
    owe(engine, "b", THERE)
    clock.move(timedelta(minutes=1))
    await once(deliver, clock)
    assert (len(telegram.calls), len(slack.calls)) == (1, 1)
    clock.move(RULES.platform_pause)
    await everything(deliver, clock)
    assert states(engine) == {"a": State.SENT, "b": State.SENT, "s": State.SENT}


async def test_a_room_that_moved_is_followed_and_gets_what_it_was_owed(engine: Engine) -> None:
    there = ChatAddress("telegram", "-100999")
    clock, telegram = SetClock(), ScriptedSender(Moved(there))
    owe(engine, "a")
    owe(engine, "b")
    await everything(deliver_with(engine, clock, telegram=telegram), clock)
    assert [(call.title, call.address) for call in telegram.calls] == [("a", HERE), ("a", there), ("b", there)]
    assert not any(call.repeat for call in telegram.calls)


async def test_a_room_that_moves_forever_is_asked_less_and_less(engine: Engine) -> None:
    clock, telegram = SetClock(), ScriptedSender(*[Moved(address) for address in (THERE, HERE)] * 50)
    owe(engine, "a")
    await everything(deliver_with(engine, clock, telegram=telegram), clock)
    assert len(telegram.calls) < 15


async def test_a_sender_that_breaks_its_promise_harms_no_other_chat(engine: Engine) -> None:
    clock, telegram = SetClock(), ScriptedSender(ValueError("a bug of ours"), to=HERE)
    owe(engine, "a", HERE)
    owe(engine, "b", THERE)
    deliver = deliver_with(engine, clock, telegram=telegram)
    await once(deliver, clock)
    assert states(engine) == {"a": State.UNKNOWN, "b": State.SENT}


async def test_what_fails_for_days_is_given_up_and_the_owner_told(engine: Engine) -> None:
    clock, telegram = SetClock(), ScriptedSender(*[Passing("502")] * 500)
    owe(engine, "a")
    deliver = deliver_with(engine, clock, telegram=telegram)
    await deliver.drain(RULES.give_up_after + 2 * HOUR, clock.sleep)
    assert states(engine)["a"] is State.FAILED
    assert 100 < len([call for call in telegram.calls if call.address == HERE]) < 250


async def test_what_a_pause_held_for_weeks_is_tried_for_as_long_as_anything_else(engine: Engine) -> None:
    clock, telegram = SetClock(), ScriptedSender(Passing("502"), Passing("502"))
    owe(engine, "a")
    with writing(engine) as connection:
        Store(connection).switches.turn(Switch.SENDING, False, "telegram:42", NOW, NOW + 4 * RULES.give_up_after)
    deliver = deliver_with(engine, clock, telegram=telegram)
    await deliver.run(clock.now())
    await deliver.finish()
    assert telegram.calls == []
    clock.move(4 * RULES.give_up_after)
    await deliver.drain(HOUR, clock.sleep)
    assert states(engine)["a"] is State.SENT


async def test_a_repeat_waits_until_its_chats_pause_is_over(engine: Engine) -> None:
    clock, telegram = SetClock(), ScriptedSender(Unknown("broken line"))
    chat = known_chat(engine)
    with writing(engine) as connection:
        store = Store(connection)
        store.subscriptions.want_alerts(chat.id, Facets(), "telegram:42", NOW)
        (subscription,) = store.subscriptions.of(chat.id)
    owe(engine, "a", subscription_id=subscription.id)
    deliver = deliver_with(engine, clock, telegram=telegram)
    await deliver.run(clock.now())
    await deliver.finish()
    with writing(engine) as connection:
        Store(connection).subscriptions.pause(subscription.id)
    clock.move(RULES.repeat_after)
    await deliver.drain(HOUR, clock.sleep)
    assert [call.repeat for call in telegram.calls] == [False]
    with writing(engine) as connection:
        Store(connection).subscriptions.resume(subscription.id)
    await deliver.drain(HOUR, clock.sleep)
    assert [call.repeat for call in telegram.calls] == [False, True]


async def test_a_delivery_left_by_a_dead_process_is_sent_again_after_the_lease_and_marked(engine: Engine) -> None:
    clock, telegram = SetClock(), ScriptedSender()
    owe(engine, "a")
    with writing(engine) as connection:
        store = Store(connection)
        assert store.outbox.take(store.outbox.due(NOW, ("telegram",), 1)[0], NOW) is not None
    deliver = deliver_with(engine, clock, telegram=telegram)
    clock.move(RULES.lease)
    await once(deliver, clock)
    assert telegram.calls == []
    clock.move(timedelta(seconds=1))
    await once(deliver, clock)  # finds it dead
    await once(deliver, clock)  # sends the repeat
    assert [call.repeat for call in telegram.calls] == [True]
    assert states(engine) == {"a": State.SENT}


async def test_a_date_sent_is_not_sent_again_by_a_digest_made_twice(engine: Engine) -> None:
    clock, telegram = SetClock(), ScriptedSender()
    key = f"digest:1:{date(2026, 5, 8)}"
    owe(engine, key)
    deliver = deliver_with(engine, clock, telegram=telegram)
    await everything(deliver, clock)
    owe(engine, key)
    await everything(deliver, clock)
    assert titles(telegram.calls) == [key]
