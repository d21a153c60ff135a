"""`why` tells which article, when, by which rule, and what became of it in the chat that asks."""

from datetime import date, timedelta
from itertools import count

from sqlalchemy import Engine

from bot.chat.dispatch import Dispatch
from bot.database.engine import writing
from bot.delivery.store import Store
from bot.delivery.values import Facets, Rules
from bot.jobs.tidy import tidy
from bot.model.chat import ChatAddress, Incoming, Speaker
from bot.model.claims import MeetingState, Status
from tests.delivery.actions.dialog import flat
from tests.delivery.kit import BERLIN, HERE, SLACK, THERE
from tests.delivery.watch import WATCH
from tests.jobs.story import Several, Story, Told

PLAN = Told()
HELD = Told(MeetingState.HELD, written=date(2026, 5, 13))
_updates = count(1)


async def ask(story: Story, line: str, address: ChatAddress = HERE, *, replies_to: str = "") -> str:
    dispatch = Dispatch(story.engine, WATCH, story.clock, owners={"telegram:42"}, reachable={"telegram"}, zone=BERLIN)
    incoming = Incoming(address, Speaker("telegram:42", "Anna"), line, f"why:{next(_updates)}", replies_to=replies_to)
    document = await dispatch.handle(incoming)
    assert document is not None
    return flat(document)


async def test_an_alert_is_accounted_for_from_the_article_to_its_correction(engine: Engine) -> None:
    story = Story(engine)
    story.subscribe()
    await story.tell(PLAN, HELD)
    answer = await ask(story, "why M-1")
    assert "Published 8 May 2026, 07:00 (Europe/Berlin), seen 8 May 2026, 08:00" in answer.replace("\u202f", " ")
    assert "cause for an alert" in answer
    for part in ("an alert was queued, because of A-1", "sent (message 1)", "because of A-2", "the message was edited", "sent (message 3)"):
        assert part in answer[answer.index("In this chat") :], part


async def test_the_button_of_an_alert_asks_for_it(engine: Engine) -> None:
    story = Story(engine)
    story.subscribe()
    await story.tell(PLAN)
    (button,) = [action.command for action in story.telegram.calls[0].document.actions if action.command.startswith("why")]
    assert "sent (message 1)" in await ask(story, button)


async def test_the_button_of_an_alert_on_several_events_tells_of_each(engine: Engine) -> None:
    story = Story(engine)
    story.subscribe()
    await story.tell(Several((PLAN, Told(Status.SUSPENDED, when="2026-05-07", channel="navy"))))
    (button,) = [action.command for action in story.telegram.calls[0].document.actions if action.command.startswith("why")]
    answer = await ask(story, button)
    assert "Meeting planned:" in answer
    assert "Suspended:" in answer


async def test_answering_a_message_asks_for_what_it_told(engine: Engine) -> None:
    story = Story(engine)
    story.subscribe()
    await story.tell(PLAN, HELD)
    for message in ("1", "3"):  # the alert, and the reply that said what changed
        assert (await ask(story, "/why", replies_to=message)).startswith("Why M-1\n")


async def test_what_was_filtered_names_the_facet(engine: Engine) -> None:
    story = Story(engine)
    story.subscribe(HERE, Facets(severity=2))
    story.subscribe(THERE, Facets(severity=1, channels=("navy",)))
    await story.tell(PLAN)
    assert "A-1 not sent here: it is less grave than this chat asked for" in await ask(story, "why M-1")
    assert "A-1 not sent here: it is on none of the channels this chat asked for" in await ask(story, "why M-1", THERE)


async def test_why_nothing_came_of_an_article_is_told_by_rule(engine: Engine) -> None:
    story = Story(engine)
    story.subscribe()
    old = Told(MeetingState.HELD, when="2026-03-01", source="archive", channel="navy")
    doubtful = Told(MeetingState.HELD, when="2026-05-07", confidence=0.5, source="gossip", channel="phone")
    await story.tell(PLAN, Told(source="courier"), old, doubtful)
    story.publish(Told(Status.SUSPENDED, when="2026-05-07", source="seeds", channel="navy"), may_alert=False)
    rules = {
        2: "it was known already",
        3: "it was old when",
        4: "does not say so with confidence",
        5: "backfill and a feed's first reading",
    }
    for number, rule in rules.items():
        assert rule in await ask(story, f"why A-{number}"), number


async def test_an_article_is_found_by_its_address(engine: Engine) -> None:
    story = Story(engine)
    story.subscribe()
    await story.tell(PLAN)
    assert (await ask(story, f"why {PLAN.article.address}/#top")).startswith("Why A-1\n")
    assert "Nothing in the ledger" in await ask(story, "why https://elsewhere.example/")


async def test_what_is_held_says_by_which_rule(engine: Engine) -> None:
    story = Story(engine)
    subscription = story.subscribe()
    with writing(engine) as connection:
        Store(connection).subscriptions.pause(subscription)
    await story.tell(PLAN)
    assert "held: until sending goes on, it is paused" in await ask(story, "why M-1")


async def test_a_chat_without_alerts_gets_the_general_part(engine: Engine) -> None:
    story = Story(engine)
    story.subscribe(THERE)
    await story.tell(PLAN)
    answer = await ask(story, "why M-1")
    assert "cause for an alert" in answer
    assert "This chat gets no alerts" in answer
    assert "message 1" not in answer


async def test_a_thread_of_slack_hears_of_its_channel(engine: Engine) -> None:
    story = Story(engine)
    story.subscribe(SLACK, Facets(severity=3))
    await story.tell(PLAN)
    thread = ChatAddress("slack", SLACK.chat, SLACK.workspace, "17.5")
    dispatch = Dispatch(engine, WATCH, story.clock, owners={"slack:T1/U1"}, reachable={"slack"}, zone=BERLIN)
    document = await dispatch.handle(Incoming(thread, Speaker("slack:T1/U1"), "why M-1", "slack:1"))
    assert document is not None
    assert "less grave than this chat asked for" in flat(document)


async def test_reasons_are_kept_for_ninety_days(engine: Engine) -> None:

    story = Story(engine)
    story.subscribe()
    await story.tell(PLAN)
    story.clock.move(timedelta(days=91))
    assert tidy(engine, Rules(), story.clock.now()) > 0
    assert "not kept any more" in await ask(story, "why A-1")


async def test_a_question_that_begins_with_why_is_a_question(engine: Engine) -> None:
    story = Story(engine)
    answer = await ask(story, "why was the naval telephone suspended?")
    assert "neither an id" not in answer


async def test_what_cannot_be_answered_says_what_to_do(engine: Engine) -> None:
    story = Story(engine)
    for line, cure in (
        ("why", "Why what?"),
        ("/why the moon", "neither an id"),
        ("why M-999", "Nothing in the ledger"),
        ("why A-999", "Nothing in the ledger"),
    ):
        assert cure in await ask(story, line)
    assert "tells of no single event" in await ask(story, "why", replies_to="99")
