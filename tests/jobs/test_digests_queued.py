"""Digests: one per local date, telling everything once, whatever happens meanwhile."""

import logging
import threading
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import Engine, text

from bot.database.engine import writing
from bot.delivery.rhythm import Every, Rhythm, WhenQuiet
from bot.delivery.store import Store
from bot.delivery.values import Kind, Wish
from bot.feeds.state import note_reading
from bot.jobs.digests import QueueDigests, queue_digests
from bot.jobs.ingest import Ingest
from bot.model.chat import ChatAddress
from bot.model.claims import Status
from bot.model.document import Paragraph, Span, Style
from tests.delivery.kit import HERE, NOW, THERE, known_chat
from tests.jobs.newsroom import KnowingReader, Report, desk, queued, quotes

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
BEFORE = NOW - HOUR  # 07:00 in Berlin; the digests come at 08:00
FIRST, SECOND = NOW, NOW + DAY


def subscribe(engine: Engine, address: ChatAddress = HERE, at: time = time(8), now: datetime = BEFORE) -> int:
    chat = known_chat(engine, address)
    with writing(engine) as connection:
        store = Store(connection)
        store.subscriptions.want_digest(chat.id, at, "telegram:42", now)
        wish = store.subscriptions.find(chat.id, Wish.DIGEST)
    assert wish is not None
    return wish.id


def ingest(engine: Engine, report: Report, now: datetime) -> None:
    Ingest(desk(engine), KnowingReader([report])).article(report.article, now, may_alert=False)


def told(engine: Engine) -> list[list[str]]:
    """The quotes of each digest, in order."""
    return [quotes(document) for _, document in queued(engine, Kind.DIGEST)]


def test_it_is_queued_at_its_hour_once_and_tells_what_was_learned_since_the_wish(engine: Engine) -> None:
    subscription, report = subscribe(engine), Report()
    ingest(engine, report, BEFORE + timedelta(minutes=5))
    assert queue_digests(desk(engine), FIRST - timedelta(seconds=1)) == 0
    assert [queue_digests(desk(engine), FIRST + n * HOUR) for n in range(3)] == [1, 0, 0]
    assert [key for key, _ in queued(engine, Kind.DIGEST)] == [f"digest:{subscription}:2026-05-08"]
    assert told(engine) == [[report.sentence]]


def test_what_one_digest_told_the_next_does_not(engine: Engine) -> None:
    subscribe(engine)
    early, late = Report("navy"), Report("ministers")
    ingest(engine, early, FIRST)  # at the very moment of the digest
    queue_digests(desk(engine), FIRST)
    ingest(engine, late, FIRST + HOUR)
    queue_digests(desk(engine), SECOND)
    assert told(engine) == [[early.sentence], [late.sentence]]


def test_a_quiet_day_is_said(engine: Engine) -> None:
    subscribe(engine)
    queue_digests(desk(engine), FIRST)
    ((_, document),) = queued(engine, Kind.DIGEST)
    assert quotes(document) == []
    assert document.summary
    assert [button.command for button in document.actions][-1] == "digest off"


def test_after_a_week_of_downtime_one_digest_tells_the_whole_week(engine: Engine) -> None:
    subscription = subscribe(engine)
    reports = [Report("navy"), Report("phone", Status.OPEN), Report("ministers")]
    for days, report in enumerate(reports):
        ingest(engine, report, FIRST + days * DAY + HOUR)
    back = FIRST + 7 * DAY + 5 * HOUR
    assert [queue_digests(desk(engine), back), queue_digests(desk(engine), back + HOUR)] == [1, 0]
    assert [key for key, _ in queued(engine, Kind.DIGEST)] == [f"digest:{subscription}:2026-05-15"]
    assert sorted(told(engine)[0]) == sorted(report.sentence for report in reports)


def test_an_article_of_a_long_run_that_ends_after_the_digest_is_in_the_next_one(engine: Engine) -> None:
    subscribe(engine)
    run_began = FIRST - timedelta(minutes=20)
    queue_digests(desk(engine), FIRST)
    report = Report()
    ingest(engine, report, run_began)
    queue_digests(desk(engine), SECOND)
    assert told(engine) == [[], [report.sentence]]


def test_an_article_of_a_long_run_that_began_before_the_wish_is_in_its_first_digest(engine: Engine) -> None:
    subscribe(engine, now=BEFORE)
    report = Report()
    ingest(engine, report, BEFORE - timedelta(minutes=20))
    queue_digests(desk(engine), FIRST)
    assert told(engine) == [[report.sentence]]


def test_articles_recorded_while_digests_are_made_stand_in_exactly_one(engine: Engine) -> None:
    subscribe(engine)
    reports = [Report("navy", on=date(2026, 5, 8) - n * DAY, wording=f"was changed for the {n}. time") for n in range(12)]
    start = threading.Barrier(2)

    def read_all() -> None:
        start.wait()
        for report in reports:
            ingest(engine, report, BEFORE)  # one moment for the whole run, older than every digest

    reader = threading.Thread(target=read_all)
    reader.start()
    start.wait()
    for days in range(12):
        queue_digests(desk(engine), FIRST + days * DAY)
    reader.join()
    queue_digests(desk(engine), FIRST + 12 * DAY)
    assert sorted(quote for digest in told(engine) for quote in digest) == sorted(report.sentence for report in reports)


def test_two_workers_queue_one_digest(engine: Engine) -> None:
    for number in range(10):
        subscribe(engine, ChatAddress("telegram", f"-{number}"))
    workers = [threading.Thread(target=queue_digests, args=(desk(engine), FIRST)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(queued(engine, Kind.DIGEST)) == 10


def test_each_chat_has_its_own_hour_and_its_own_last_digest(engine: Engine) -> None:
    subscribe(engine, HERE, time(8))
    subscribe(engine, THERE, time(10))
    early, late = Report("navy"), Report("ministers")
    ingest(engine, early, BEFORE + timedelta(minutes=5))
    queue_digests(desk(engine), FIRST)
    ingest(engine, late, FIRST + HOUR)
    queue_digests(desk(engine), FIRST + 2 * HOUR)
    assert [sorted(digest) for digest in told(engine)] == [[early.sentence], sorted([early.sentence, late.sentence])]


def test_a_paused_digest_is_made_up_for_by_one_when_it_goes_on(engine: Engine) -> None:
    subscription, report = subscribe(engine), Report()
    with writing(engine) as connection:
        Store(connection).subscriptions.pause(subscription)
    ingest(engine, report, FIRST)
    assert queue_digests(desk(engine), FIRST + 3 * DAY) == 0
    with writing(engine) as connection:
        Store(connection).subscriptions.resume(subscription)
    assert queue_digests(desk(engine), FIRST + 3 * DAY) == 1
    assert told(engine) == [[report.sentence]]


def test_a_digest_that_fails_is_made_later_and_covers_the_same(engine: Engine) -> None:
    subscribe(engine)
    report = Report()
    ingest(engine, report, BEFORE + timedelta(minutes=5))
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE outbox RENAME TO away"))
    assert queue_digests(desk(engine), FIRST) == 0
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE away RENAME TO outbox"))
    assert queue_digests(desk(engine), datetime(2026, 5, 8, 7, tzinfo=UTC)) == 1
    assert told(engine) == [[report.sentence]]


def test_a_digest_that_goes_on_failing_is_told_once(engine: Engine, caplog: pytest.LogCaptureFixture) -> None:
    subscribe(engine)
    work = QueueDigests(desk(engine))
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE outbox RENAME TO away"))
    with caplog.at_level(logging.INFO):
        for minutes in range(5):
            work(FIRST + timedelta(minutes=minutes))
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE away RENAME TO outbox"))
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == ["digest failed"]
    work(FIRST + HOUR)
    assert len(told(engine)) == 1


def silent_on_quiet_days(engine: Engine) -> None:
    chat = known_chat(engine)
    with writing(engine) as connection:
        Store(connection).subscriptions.want_digest(chat.id, time(8), "telegram:42", BEFORE, when_quiet=WhenQuiet.NOTHING)


def test_who_wants_nothing_on_quiet_days_gets_nothing_and_loses_nothing(engine: Engine) -> None:
    silent_on_quiet_days(engine)
    assert queue_digests(desk(engine), FIRST) == 0
    report = Report()
    ingest(engine, report, FIRST + HOUR)
    assert [queue_digests(desk(engine), SECOND), queue_digests(desk(engine), SECOND + HOUR)] == [1, 0]
    assert told(engine) == [[report.sentence]]


def test_a_weekly_digest_tells_the_week(engine: Engine) -> None:
    chat = known_chat(engine)
    with writing(engine) as connection:
        Store(connection).subscriptions.want_digest(chat.id, time(8), "telegram:42", BEFORE, Rhythm(Every.WEEK, 3))
    reports = [Report("navy"), Report("phone", Status.OPEN)]
    for days, report in enumerate(reports):
        ingest(engine, report, FIRST + days * DAY + HOUR)
    made = [queue_digests(desk(engine), FIRST + days * DAY) for days in range(8)]
    assert made == [0, 0, 0, 0, 0, 0, 1, 0]  # from Friday on: the first Thursday
    assert sorted(told(engine)[0]) == sorted(report.sentence for report in reports)


def test_a_digest_ends_with_a_sign_of_life_that_tells_which_sources_are_silent(engine: Engine) -> None:
    subscribe(engine)
    with writing(engine) as connection:
        note_reading(connection, "herald", FIRST - 12 * MINUTE, taken=3, left_aside=0)
        note_reading(connection, "gazette", FIRST - 2 * MINUTE, taken=0, left_aside=0)
        note_reading(connection, "broken", FIRST - MINUTE, taken=0, left_aside=0, problem="HTTP 500")
        note_reading(connection, "asleep", FIRST - 3 * DAY, taken=1, left_aside=0)
    watched = replace(desk(engine), feeds=("herald", "gazette", "broken", "asleep", "never read"))
    queue_digests(watched, FIRST)
    ((_, document),) = queued(engine, Kind.DIGEST)
    assert document.blocks[-1] == Paragraph((Span("2 of 5 sources answered, newest item 12 minutes old.", Style.EMPHASIS),))


def test_without_sources_there_is_no_sign_of_life(engine: Engine) -> None:
    subscribe(engine)
    queue_digests(desk(engine), FIRST)
    ((_, document),) = queued(engine, Kind.DIGEST)
    assert "answered" not in str(document)
