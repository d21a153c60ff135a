"""An article and the alerts it causes, in one transaction."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import DBAPIError

from bot.database.engine import reading, writing
from bot.delivery.store import Store
from bot.delivery.values import Facets, Kind, State, Wish
from bot.jobs.ingest import Failed, Ingest
from bot.jobs.release import release
from bot.ledger.tables import articles
from bot.model.article import Article
from bot.model.chat import ChatAddress
from bot.model.claims import Status
from bot.model.feed import Left
from bot.model.ledger import Outcome, Recorded
from tests.delivery.kit import HERE, NOW, THERE, known_chat, states
from tests.jobs.newsroom import KnowingReader, Report, desk, queued, quotes


def subscribe(engine: Engine, address: ChatAddress = HERE, facets: Facets = Facets()) -> int:  # noqa: B008 - frozen
    chat = known_chat(engine, address)
    with writing(engine) as connection:
        store = Store(connection)
        store.subscriptions.want_alerts(chat.id, facets, "telegram:42", NOW)
        wish = store.subscriptions.find(chat.id, Wish.ALERTS)
    assert wish is not None
    return wish.id


def ingest(engine: Engine, *reports: Report, may_alert: bool = True) -> list[Recorded]:
    recorder = Ingest(desk(engine), KnowingReader(reports))
    return [recorder.article(report.article, NOW, may_alert=may_alert) for report in reports]


def articles_kept(engine: Engine) -> int:
    with reading(engine) as connection:
        return int(connection.execute(select(func.count()).select_from(articles)).scalar_one())


def test_a_change_alerts_those_who_subscribed_with_the_sentence_that_proves_it(engine: Engine) -> None:
    subscription = subscribe(engine)
    report = Report()
    (recorded,) = ingest(engine, report)
    ((key, document),) = queued(engine, Kind.ALERT)
    assert key == f"alert:{subscription}:A-{recorded.article_id}"
    assert quotes(document) == [report.sentence]


def test_the_same_article_again_and_the_same_event_elsewhere_alert_nobody(engine: Engine) -> None:
    subscribe(engine)
    first, again = Report(), Report(wording="is said to have been changed")
    assert [recorded.outcome for recorded in ingest(engine, first, first, again)] == [Outcome.TAKEN, Outcome.KNOWN, Outcome.TAKEN]
    assert len(queued(engine, Kind.ALERT)) == 1


def test_what_happens_next_on_the_channel_is_another_alert(engine: Engine) -> None:
    subscribe(engine)
    ingest(engine, Report(), Report(status=Status.OPEN, on=date(2026, 5, 7)))
    assert len(queued(engine, Kind.ALERT)) == 2


def test_old_news_and_articles_that_may_not_alert_stay_silent(engine: Engine) -> None:
    subscribe(engine)
    ingest(engine, Report(on=date(2026, 5, 8) - timedelta(days=30)))
    ingest(engine, Report(channel="ministers"), may_alert=False)
    assert queued(engine, Kind.ALERT) == []
    assert articles_kept(engine) == 2


def test_each_chat_gets_what_it_asked_for(engine: Engine) -> None:
    grave = subscribe(engine, HERE, Facets(severity=3))
    naval = subscribe(engine, THERE, Facets(severity=1, channels=("navy",)))
    ingest(engine, Report("phone"), Report("ministers"))
    told = {key.rpartition(":")[0] for key, _ in queued(engine, Kind.ALERT)}
    assert told == {f"alert:{grave}", f"alert:{naval}"}
    ((_, to_grave),) = [one for one in queued(engine, Kind.ALERT) if one[0].startswith(f"alert:{grave}:")]
    assert "Ministers' talks" in to_grave.summary


def test_a_paused_chats_alerts_are_held_and_handed_over(engine: Engine) -> None:
    subscription = subscribe(engine)
    with writing(engine) as connection:
        Store(connection).subscriptions.pause(subscription)
    ingest(engine, Report())
    assert list(states(engine).values()) == [State.HELD]
    with writing(engine) as connection:
        Store(connection).subscriptions.resume(subscription)
    release(desk(engine), NOW)
    assert list(states(engine).values()) == [State.QUEUED]


def test_a_chat_that_ended_its_alerts_gets_none(engine: Engine) -> None:
    subscribe(engine)
    with writing(engine) as connection:
        store = Store(connection)
        store.subscriptions.end(known_chat_id(store), Wish.ALERTS, "off")
    ingest(engine, Report())
    assert queued(engine, Kind.ALERT) == []


def test_an_article_whose_alert_cannot_be_queued_is_not_taken_either(engine: Engine) -> None:
    subscribe(engine)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE outbox RENAME TO away"))
    with pytest.raises(DBAPIError):
        ingest(engine, Report())
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE away RENAME TO outbox"))
    assert articles_kept(engine) == 0
    ingest(engine, Report())
    assert len(queued(engine, Kind.ALERT)) == 1


def test_an_article_that_fails_stops_no_other(engine: Engine) -> None:
    good, poison = Report(), Article("nobody can read this", "herald", "https://herald.example/poison")
    left = Left("seeds/empty.txt", "empty")
    recorder = Ingest(desk(engine), KnowingReader([good]))
    outcomes = list(recorder.entries([poison, left, good.article], NOW, may_alert=False))
    assert outcomes[:2] == [Failed("https://herald.example/poison"), left]
    assert isinstance(outcomes[2], Recorded)
    assert articles_kept(engine) == 1


def known_chat_id(store: Store) -> int:
    chat = store.chats.find(HERE)
    assert chat is not None
    return chat.id
