"""Whatever the order of a story's articles, and whoever records them: one message an event, with the end of the story."""

import asyncio
import random
import threading
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, func, select

from bot.database.engine import reading
from bot.delivery.codec import parse_document
from bot.delivery.tables import outbox
from bot.delivery.values import Kind, State, Task
from bot.jobs.ingest import Ingest
from bot.model.claims import MeetingState
from tests.jobs.newsroom import desk
from tests.jobs.story import CARL, Reader, Story, Told, lines

AFTER = date(2026, 5, 13)
ARTICLES = (
    Told(),
    Told(source="courier", place=None),
    Told(people=(*Told().people, CARL), source="ministry", says="bo"),
    Told(MeetingState.CANCELLED, written=date(2026, 5, 9), source="rumour"),
    Told(MeetingState.HELD, written=AFTER, source="citadel", says="ar"),
    Told(MeetingState.HELD, written=AFTER, source="agency"),
    Told(MeetingState.HELD, written=AFTER, source="gossip", confidence=0.4),
    Told(MeetingState.HELD, written=date(2026, 5, 14), source="ministry", says="bo"),
)
THE_END = "Meeting held: Anna Lind (Minister of Defense) with Boris Kolev (Minister of War) and Carl Ito (Deputy Minister)"


def shown(engine: Engine) -> list[str]:
    """The first lines of what stands in the chat's alerts in the end."""
    with reading(engine) as connection:
        alerts = connection.execute(select(outbox.c.id, outbox.c.document).where(outbox.c.kind == Kind.ALERT)).all()
        found = []
        for alert in alerts:
            edits = select(outbox.c.document).where(
                outbox.c.target_id == alert.id, outbox.c.task == Task.EDIT, outbox.c.state == State.SENT
            )
            last = connection.execute(edits.order_by(outbox.c.id.desc()).limit(1)).scalar()
            found += lines(parse_document(last or alert.document))
        return found


@pytest.mark.parametrize("seed", range(8))
async def test_any_order_gives_one_message_with_the_end_of_the_story(engine: Engine, seed: int) -> None:
    rng = random.Random(seed)
    articles = list(ARTICLES)
    rng.shuffle(articles)
    story = Story(engine)
    story.subscribe()
    for article in articles:
        story.publish(article)
        if rng.random() < 0.7:
            await story.deliver()
    await story.deliver(timedelta(minutes=10))
    told = len(story.telegram.calls)
    for article in articles:
        story.publish(article)
    await story.deliver()
    assert len(story.telegram.calls) == told
    assert [line.startswith(THE_END) for line in shown(engine)] == [True]
    assert len([title for title in story.sent if title.startswith("Contact")]) == 1
    # The reader is never told the same twice in a row, nor more often than something was learned.
    assert all(one != other for one, other in zip(story.replies, story.replies[1:], strict=False))
    assert len(story.replies) <= len(articles) - 1
    assert len([title for title in story.replies if title.startswith(("Held", "Cancelled"))]) <= 3


async def test_an_orderly_story_is_answered_once_for_each_turn(engine: Engine) -> None:
    story = Story(engine)
    story.subscribe()
    await story.tell(*ARTICLES)
    assert [title.partition(":")[0] for title in story.replies] == [
        "Borduria confirms",
        "Cancelled (before",
        "Held (before",
        "Borduria confirms",
    ]


async def test_two_recorders_and_a_courier_at_once_still_make_one_message(engine: Engine) -> None:
    story = Story(engine)
    story.subscribe()
    barrier, failures = threading.Barrier(2), list[BaseException]()

    def record(mine: tuple[Told, ...]) -> None:
        reader = Reader()
        ingest = Ingest(desk(engine), reader)
        barrier.wait()
        try:
            for told in mine:
                ingest.article(reader.learn(told), story.clock.now(), may_alert=True)
        except BaseException as error:  # told by the test, which runs in another thread
            failures.append(error)

    recorders = [asyncio.to_thread(record, ARTICLES[start::2]) for start in (0, 1)]
    running = asyncio.gather(*recorders)
    while not running.done():
        await story.deliver()
        await asyncio.sleep(0)
    await running
    await story.deliver(timedelta(minutes=10))
    assert failures == []
    assert [line.startswith(THE_END) for line in shown(engine)] == [True]
    with reading(engine) as connection:
        waiting = select(func.count()).select_from(outbox).where(outbox.c.state.not_in((State.SENT, State.FAILED)))
        assert connection.execute(waiting).scalar_one() == 0
