"""What was held comes at the end of what held it, never before and never not at all."""

import itertools
from collections.abc import Iterator
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, event, select

from bot.database.engine import reading, writing
from bot.delivery.codec import parse_document
from bot.delivery.decisions import Outcome
from bot.delivery.store import Store
from bot.delivery.tables import outbox, told
from bot.delivery.values import Facets, Kind, Quiet, State, Wish
from bot.jobs.ingest import Ingest
from bot.jobs.release import release
from bot.model.claims import MeetingState, Status
from bot.model.document import Document
from tests.delivery.actions.dialog import Dialog
from tests.delivery.kit import NOW, THERE, known_chat, letter, states
from tests.jobs.newsroom import KnowingReader, Report, desk
from tests.jobs.story import Story, Told

# NOW is 08:00 in Berlin.
QUIET = Quiet(time(7), time(10))
AT_THE_END = NOW + timedelta(hours=2)
A_MINUTE = timedelta(minutes=1)
CHANNELS = ("navy", "phone", "ministers", "all")


def subscribe(engine: Engine, quiet: Quiet | None = QUIET) -> int:
    chat = known_chat(engine)
    with writing(engine) as connection:
        store = Store(connection)
        store.subscriptions.want_alerts(chat.id, Facets(), "telegram:42", NOW)
        store.chats.set_quiet(chat.id, quiet)
        wish = store.subscriptions.find(chat.id, Wish.ALERTS)
    assert wish is not None
    return wish.id


def ingest(engine: Engine, *reports: Report) -> None:
    recorder = Ingest(desk(engine), KnowingReader(reports))
    for report in reports:
        recorder.article(report.article, NOW, may_alert=True)


def alerts(engine: Engine, state: State) -> list[Document]:
    """The alerts in a state, in the order in which they are sent."""
    with reading(engine) as connection:
        rows = connection.execute(
            select(outbox.c.document).where(outbox.c.state == state, outbox.c.kind == Kind.ALERT).order_by(outbox.c.id)
        )
        return [parse_document(row.document) for row in rows]


def set_quiet(engine: Engine, quiet: Quiet | None) -> None:
    chat = known_chat(engine)
    with writing(engine) as connection:
        Store(connection).chats.set_quiet(chat.id, quiet)


def test_an_alert_within_quiet_hours_comes_at_their_end_without_another_event(engine: Engine) -> None:
    subscribe(engine)
    ingest(engine, Report())
    assert release(desk(engine), AT_THE_END - A_MINUTE) == 0
    assert len(alerts(engine, State.HELD)) == 1
    assert release(desk(engine), AT_THE_END) == 1
    assert len(alerts(engine, State.QUEUED)) == 1
    assert release(desk(engine), AT_THE_END) == 0


def test_after_downtime_it_comes_late_in_the_next_quiet_free_moment(engine: Engine) -> None:
    subscribe(engine)
    ingest(engine, Report())
    in_the_next_hours = NOW + timedelta(days=3)
    assert release(desk(engine), in_the_next_hours) == 0
    assert release(desk(engine), in_the_next_hours + timedelta(hours=5)) == 1


def test_quiet_off_and_another_zone_hand_over_at_once(engine: Engine) -> None:
    subscribe(engine)
    ingest(engine, Report())
    chat = known_chat(engine)
    with writing(engine) as connection:
        Store(connection).chats.set_zone(chat.id, ZoneInfo("Asia/Tokyo"))  # where it is 15:00
    assert release(desk(engine), NOW) == 1
    subscribe(engine)
    with writing(engine) as connection:
        Store(connection).chats.set_zone(chat.id, ZoneInfo("Europe/Berlin"))
    ingest(engine, Report("ministers"))
    release(desk(engine), NOW)
    set_quiet(engine, None)
    release(desk(engine), NOW)
    assert alerts(engine, State.HELD) == []


def test_three_come_singly_and_in_order(engine: Engine) -> None:
    subscribe(engine)
    ingest(engine, *(Report(channel) for channel in CHANNELS[:3]))
    assert release(desk(engine), AT_THE_END) == 3
    assert [document.title for document in alerts(engine, State.QUEUED)] == [
        "Channel suspended: Naval talks",
        "Channel suspended: Naval telephone",
        "Channel suspended: Ministers' talks",
    ]


def test_more_than_three_come_as_one_message_with_all_of_them(engine: Engine) -> None:
    subscribe(engine)
    ingest(engine, *(Report(channel) for channel in CHANNELS))
    assert release(desk(engine), AT_THE_END) == 1
    (bundle,) = alerts(engine, State.QUEUED)
    assert bundle.title == "While you were quiet: 4 messages."
    assert len(bundle.blocks) == 4
    assert len(alerts(engine, State.MERGED)) == 4
    with reading(engine) as connection:
        number = connection.execute(select(outbox.c.id).where(outbox.c.state == State.QUEUED)).scalar_one()
        assert set(connection.execute(select(told.c.outbox_id)).scalars()) == {number}


def test_a_held_alert_is_written_anew_from_the_ledger_when_it_goes(engine: Engine) -> None:
    subscribe(engine)
    ingest(engine, Report())
    with writing(engine) as connection:
        connection.execute(outbox.update().values(document="{}"))  # whatever was written then is not what is sent
    release(desk(engine), AT_THE_END)
    assert [document.title for document in alerts(engine, State.QUEUED)] == ["Channel suspended: Naval talks"]


def test_the_gravest_comes_through_where_the_chat_says_so(engine: Engine) -> None:
    subscribe(engine, Quiet(time(7), time(10), 3))
    ingest(engine, Report("navy"), Report("ministers"))
    assert [document.title for document in alerts(engine, State.QUEUED)] == ["Channel suspended: Ministers' talks"]
    assert len(alerts(engine, State.HELD)) == 1


def test_one_that_still_waited_to_be_sent_when_the_quiet_began_is_held(engine: Engine) -> None:
    subscribe(engine, None)
    ingest(engine, Report())
    set_quiet(engine, QUIET)
    release(desk(engine), NOW)
    assert len(alerts(engine, State.HELD)) == 1


def test_what_two_things_hold_goes_when_neither_does(engine: Engine) -> None:
    subscription = subscribe(engine)
    ingest(engine, Report())
    with writing(engine) as connection:
        Store(connection).subscriptions.pause(subscription)
    assert release(desk(engine), AT_THE_END) == 0
    with writing(engine) as connection:
        Store(connection).subscriptions.resume(subscription)
    assert release(desk(engine), NOW) == 0
    assert release(desk(engine), AT_THE_END) == 1


def test_a_paused_chats_digest_that_was_made_already_comes_after_the_pause(engine: Engine) -> None:
    subscription, chat = subscribe(engine, None), known_chat(engine)
    with writing(engine) as connection:
        store = Store(connection)
        store.outbox.queue("digest:1", Kind.DIGEST, chat.id, letter(), NOW, subscription_id=subscription)
        store.subscriptions.pause(subscription)
    assert release(desk(engine), NOW) == 0
    with writing(engine) as connection:
        Store(connection).subscriptions.resume(subscription)
    assert release(desk(engine), NOW) == 1
    assert states(engine) == {"digest:1": State.QUEUED}


def test_alerts_switched_off_while_one_was_held_send_it_no_more(engine: Engine) -> None:
    subscribe(engine)
    ingest(engine, Report())
    chat = known_chat(engine)
    with writing(engine) as connection:
        Store(connection).subscriptions.end(chat.id, Wish.ALERTS, "")
    release(desk(engine), AT_THE_END)
    assert list(states(engine).values()) == [State.FAILED]


def test_one_chats_quiet_hours_are_not_anothers(engine: Engine) -> None:
    subscribe(engine)
    other = known_chat(engine, THERE)
    with writing(engine) as connection:
        Store(connection).subscriptions.want_alerts(other.id, Facets(), "telegram:42", NOW)
    ingest(engine, Report(status=Status.SUSPENDED, on=date(2026, 5, 7)))
    assert sorted(states(engine).values()) == [State.HELD, State.QUEUED]


def test_why_tells_which_alerts_were_told_together(engine: Engine) -> None:
    wish = subscribe(engine)
    ingest(engine, *(Report(channel) for channel in CHANNELS))
    release(desk(engine), AT_THE_END)
    with reading(engine) as connection:
        made = Store(connection).decisions.of_subjects(["C-1"], wish)
    assert made[-1].outcome is Outcome.MERGED
    assert "told here together with others that waited" in Dialog(engine).say("why C-1")


async def test_an_alert_corrected_while_it_was_held_comes_once_and_corrected(engine: Engine) -> None:
    story = Story(engine)
    story.subscribe()
    set_quiet(engine, QUIET)
    await story.tell(Told(MeetingState.PLANNED), Told(MeetingState.CANCELLED, written=date(2026, 5, 9)))
    assert story.telegram.calls == []
    story.clock.move(AT_THE_END - story.clock.now())
    await story.deliver()
    assert story.sent == ["Contact cancelled: Anna Lind with Boris Kolev"]
    assert (story.edits, story.replies) == ([], [])


def test_an_alert_of_which_the_ledger_holds_nothing_any_more_is_withdrawn_and_why_knows(engine: Engine) -> None:
    wish = subscribe(engine)
    ingest(engine, Report())
    with writing(engine) as connection:
        connection.execute(told.update().values(subject="C-999"))
    assert release(desk(engine), AT_THE_END) == 0
    assert list(states(engine).values()) == [State.FAILED]
    with reading(engine) as connection:
        assert Store(connection).decisions.of_subjects(["C-1"], wish)[-1].outcome is Outcome.WITHDRAWN


class Killed(BaseException):
    """The process ends here."""


def test_killed_at_any_statement_it_hands_over_all_of_it_once_the_next_time(engine: Engine) -> None:
    subscribe(engine)
    ingest(engine, *(Report(channel) for channel in CHANNELS))
    for last in itertools.count(1):
        statements = itertools.count(1)

        def kill(*_: object, last: int = last, statements: Iterator[int] = statements) -> None:
            if next(statements) == last:
                raise Killed

        event.listen(engine, "before_cursor_execute", kill)
        try:
            assert release(desk(engine), AT_THE_END) == 1
            break
        except Killed:
            assert len(alerts(engine, State.HELD)) == 4
        finally:
            event.remove(engine, "before_cursor_execute", kill)
    assert last > 10
    assert len(alerts(engine, State.QUEUED)) == 1
    assert len(alerts(engine, State.MERGED)) == 4
