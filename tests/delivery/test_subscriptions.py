"""What a chat asked for, from the first wish to the last."""

from datetime import date, time, timedelta

from sqlalchemy import Engine

from bot.database.engine import writing
from bot.delivery.store import Store
from bot.delivery.values import Course, Facets, Kind, State, Subscription, Wish
from tests.delivery.kit import NOW, known_chat, letter, states

HOUR = timedelta(hours=1)
BY = "telegram:1"


def digest(store: Store, chat_id: int) -> Subscription:
    found = store.subscriptions.find(chat_id, Wish.DIGEST)
    assert found is not None
    return found


def alerts(store: Store, chat_id: int) -> Subscription:
    found = store.subscriptions.find(chat_id, Wish.ALERTS)
    assert found is not None
    return found


def test_asking_twice_is_one_subscription_with_the_later_wish(engine: Engine) -> None:
    chat = known_chat(engine)
    with writing(engine) as connection:
        store = Store(connection)
        store.subscriptions.want_alerts(chat.id, Facets(2), BY, NOW)
        store.subscriptions.want_alerts(chat.id, Facets(1, ("mmca",)), BY, NOW)
        (only,) = store.subscriptions.of(chat.id)
    assert (only.facets, only.chat.address, only.created_by) == (Facets(1, ("mmca",)), chat.address, BY)


def test_a_new_time_goes_on_where_the_last_digest_ended(engine: Engine) -> None:
    chat = known_chat(engine)
    with writing(engine) as connection:
        store = Store(connection)
        store.subscriptions.want_digest(chat.id, time(8), BY, NOW)
        store.subscriptions.note_digest(digest(store, chat.id), date(2026, 5, 8), NOW + HOUR)
        store.subscriptions.want_digest(chat.id, time(18, 30), BY, NOW + 3 * HOUR)
        changed = digest(store, chat.id)
    assert (changed.at, changed.covered_until, changed.armed_at) == (time(18, 30), NOW + HOUR, NOW + 3 * HOUR)
    assert changed.last_on == date(2026, 5, 8)


def test_starting_again_after_an_end_does_not_tell_of_the_time_between(engine: Engine) -> None:
    chat = known_chat(engine)
    with writing(engine) as connection:
        store = Store(connection)
        store.subscriptions.want_digest(chat.id, time(8), BY, NOW)
        assert store.subscriptions.end(chat.id, Wish.DIGEST, "off")
        assert not store.subscriptions.end(chat.id, Wish.DIGEST, "off")
        store.subscriptions.want_digest(chat.id, time(8), BY, NOW + 9 * HOUR)
        again = digest(store, chat.id)
    assert (again.course, again.covered_until) == (Course.ACTIVE, NOW + 9 * HOUR)


def test_a_digest_is_noted_once_per_date_and_not_for_a_wish_that_changed_meanwhile(engine: Engine) -> None:
    chat = known_chat(engine)
    with writing(engine) as connection:
        store = Store(connection)
        store.subscriptions.want_digest(chat.id, time(8), BY, NOW)
        seen = digest(store, chat.id)
        assert store.subscriptions.note_digest(seen, date(2026, 5, 8), NOW)
        assert not store.subscriptions.note_digest(seen, date(2026, 5, 8), NOW)
        store.subscriptions.want_digest(chat.id, time(9), BY, NOW + HOUR)
        assert not store.subscriptions.note_digest(seen, date(2026, 5, 9), NOW + HOUR)


def test_an_event_is_told_once_to_a_subscription(engine: Engine) -> None:
    chat = known_chat(engine)
    with writing(engine) as connection:
        store = Store(connection)
        store.subscriptions.want_alerts(chat.id, Facets(), BY, NOW)
        store.outbox.queue("alert", Kind.ALERT, chat.id, letter(), NOW)
        message = store.outbox.get_id("alert")
        told = [store.told.note(alerts(store, chat.id).id, key, message, {}, NOW) for key in ("C-1:open", "C-1:open", "C-1:suspended")]
    assert told == [True, False, True]


def test_pausing_holds_what_is_owed_and_resuming_leaves_it_to_be_handed_over(engine: Engine) -> None:
    chat = known_chat(engine)
    with writing(engine) as connection:
        store = Store(connection)
        store.subscriptions.want_alerts(chat.id, Facets(), BY, NOW)
        wish = alerts(store, chat.id)
        store.outbox.queue("alert:1:9", Kind.ALERT, chat.id, letter(), NOW, subscription_id=wish.id)
        store.subscriptions.pause(wish.id)
        assert store.outbox.due(NOW + HOUR, ("telegram",), 10) == []
        assert [one.course for one in store.subscriptions.with_wish(Wish.ALERTS, Course.PAUSED)] == [Course.PAUSED]
        store.subscriptions.resume(wish.id)
        assert alerts(store, chat.id).course is Course.ACTIVE
    assert states(engine) == {"alert:1:9": State.HELD}
