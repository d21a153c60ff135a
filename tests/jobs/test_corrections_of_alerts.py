"""One message per event: what changes edits it, and what matters is said in one short reply."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from bot.database.engine import writing
from bot.delivery.store import Store
from bot.delivery.values import Facets, State
from bot.model.chat import Passing, Permanent, Reach, Unknown
from bot.model.claims import MeetingState, Status
from tests.delivery.kit import HERE, THERE, ScriptedSender, known_chat
from tests.jobs.story import ANNA, CARL, Several, Story, Told, lines, quotes

PLAN = Told()
AFTER = date(2026, 5, 13)
HELD = Told(MeetingState.HELD, written=AFTER)
MINUTES = timedelta(minutes=1)


async def test_a_plan_that_comes_true_edits_its_alert_and_says_so_in_one_reply(engine: Engine) -> None:
    story = Story(engine)
    story.subscribe()
    await story.tell(PLAN, HELD)
    assert story.sent == ["Contact planned: Anna Lind with Boris Kolev", "Held, as planned: Anna Lind with Boris Kolev"]
    alert, edit, reply = story.telegram.calls
    assert (edit.edits, reply.reply_to) == ("1", "1")
    assert edit.title == "Contact held: Anna Lind with Boris Kolev"
    assert quotes(edit.document) == quotes(reply.document) == [HELD.sentence]
    assert quotes(alert.document) == [PLAN.sentence]


async def test_a_chat_that_was_not_told_of_the_plan_gets_an_alert_when_it_is_held(engine: Engine) -> None:
    story = Story(engine)
    story.subscribe(HERE, Facets(severity=1))
    story.subscribe(THERE, Facets(severity=2))
    await story.tell(PLAN, HELD)
    there = [call for call in story.telegram.calls if call.address == THERE]
    assert [(call.title, call.reply_to, call.edits) for call in there] == [("Contact held: Anna Lind with Boris Kolev", "", "")]


@pytest.mark.parametrize(
    ("state", "said"), [(MeetingState.CANCELLED, "Cancelled (before: planned)"), (MeetingState.DECLINED, "Declined (before: planned)")]
)
async def test_a_plan_that_falls_through_is_told_as_what_became_of_it(engine: Engine, state: MeetingState, said: str) -> None:
    story = Story(engine)
    story.subscribe()
    await story.tell(PLAN, Told(state, written=date(2026, 5, 10)))
    assert story.replies == [f"{said}: Anna Lind with Boris Kolev"]
    assert len(story.edits) == 1


async def test_a_date_that_is_corrected_is_said_with_both(engine: Engine) -> None:
    """The readouts of two sides give one meeting two local dates."""
    story = Story(engine)
    story.subscribe()
    await story.tell(
        Told(MeetingState.HELD, when="2026-05-06", source="ministry", says="bo"),
        Told(MeetingState.HELD, when="2026-05-05", source="citadel", says="ar"),
    )
    (reply,) = [call.document for call in story.telegram.calls if call.reply_to]
    assert reply.title == "Date corrected: 6 May 2026 → 5 May 2026: Anna Lind with Boris Kolev"
    assert "Arcadia confirms" in str(reply)
    assert "Dates reported: 5 May 2026 and 6 May 2026" in str(story.edits[-1])


async def test_the_day_of_a_plan_is_said_and_a_narrower_date_of_the_past_is_not(engine: Engine) -> None:
    story = Story(engine)
    story.subscribe()
    await story.tell(Told(when="2026-06"), Told(when="2026-06-05", source="courier", written=date(2026, 5, 9)))
    assert story.replies == ["Date set: 5 June 2026: Anna Lind with Boris Kolev"]
    held = Told(MeetingState.HELD, when="2026-05-01/2026-05-07", channel="navy", people=(CARL,))
    await story.tell(held, Told(MeetingState.HELD, when="2026-05-06", channel="navy", people=(CARL,), source="courier"))
    assert len(story.replies) == 1
    assert "6 May 2026" in lines(story.edits[-1])[0]


async def test_a_place_is_corrected_in_the_message_without_a_reply(engine: Engine) -> None:
    story = Story(engine)
    story.subscribe()
    await story.tell(Told(place=None), Told(place="Geneva", source="courier", written=date(2026, 5, 9)))
    assert "Geneva" in lines(story.edits[-1])[0]
    assert story.replies == []


async def test_more_names_edit_silently_and_are_no_correction(engine: Engine) -> None:
    story = Story(engine)
    story.subscribe()
    await story.tell(PLAN, Told(people=(*PLAN.people, CARL), source="courier"))
    assert "Carl Ito" in lines(story.edits[-1])[0]
    assert story.replies == []


async def test_a_side_that_confirms_is_said_once(engine: Engine) -> None:
    story = Story(engine)
    story.subscribe()
    one, other = (Told(MeetingState.HELD, when="2026-05-07", source=source, says="bo") for source in ("ministry", "agency"))
    await story.tell(Told(MeetingState.HELD, when="2026-05-07"), one, other)
    assert story.replies == ["Borduria confirms: Anna Lind with Boris Kolev"]
    assert "one side (Borduria)" in str(story.edits[0])


async def test_a_dispute_is_said_with_the_word_of_both(engine: Engine) -> None:
    story = Story(engine)
    story.subscribe()
    held = Told(MeetingState.HELD, when="2026-05-07", says="ar", source="citadel")
    denied = Told(MeetingState.DECLINED, when="2026-05-07", says="bo", source="ministry")
    await story.tell(held, denied)
    (reply,) = [call.document for call in story.telegram.calls if call.reply_to]
    assert "Disputed: " in str(reply)
    assert set(quotes(reply)) == {held.sentence, denied.sentence}


async def test_more_sources_edit_silently_and_at_most_every_few_minutes(engine: Engine) -> None:
    story = Story(engine)
    story.subscribe()
    await story.tell(PLAN)
    for number in range(10):
        story.publish(Told(source=f"paper{number}"))
        await story.deliver(MINUTES)
    await story.deliver(10 * MINUTES)
    assert story.sent == ["Contact planned: Anna Lind with Boris Kolev"]
    assert len(story.edits) <= 2
    assert "11 articles" in str(story.edits[-1])


async def test_what_was_not_sent_yet_is_changed_before_it_goes(engine: Engine) -> None:
    story = Story(engine)
    story.subscribe()
    story.publish(PLAN)
    story.publish(HELD)
    await story.deliver()
    assert [(call.title, call.edits) for call in story.telegram.calls] == [("Contact held: Anna Lind with Boris Kolev", "")]


async def test_what_is_held_by_a_pause_tells_the_end_of_the_story_once(engine: Engine) -> None:
    story = Story(engine)
    subscription = story.subscribe()
    with writing(engine) as connection:
        Store(connection).subscriptions.pause(subscription)
    await story.tell(PLAN, HELD)
    assert story.telegram.calls == []
    with writing(engine) as connection:
        Store(connection).subscriptions.resume(subscription)
    await story.deliver()
    assert story.sent == ["Contact held: Anna Lind with Boris Kolev"]


async def test_replies_that_wait_become_one_that_says_the_whole_way(engine: Engine) -> None:
    story = Story(engine)
    subscription = story.subscribe()
    await story.tell(PLAN)
    with writing(engine) as connection:
        Store(connection).subscriptions.pause(subscription)
    cancelled = Told(MeetingState.CANCELLED, written=date(2026, 5, 10))
    await story.tell(cancelled, HELD)
    with writing(engine) as connection:
        Store(connection).subscriptions.resume(subscription)
    await story.deliver()
    assert story.replies == ["Held, as planned: Anna Lind with Boris Kolev"]
    assert len(story.edits) == 1


async def test_a_reply_that_waits_is_withdrawn_when_all_is_as_it_was_told(engine: Engine) -> None:
    story = Story(engine)
    subscription = story.subscribe()
    await story.tell(PLAN)
    with writing(engine) as connection:
        Store(connection).subscriptions.pause(subscription)
    again = Told(written=date(2026, 5, 11), source="courier")
    await story.tell(Told(MeetingState.CANCELLED, written=date(2026, 5, 10)), again)
    with writing(engine) as connection:
        Store(connection).subscriptions.resume(subscription)
    await story.deliver()
    assert story.replies == []
    assert story.edits[-1].title == "Contact planned: Anna Lind with Boris Kolev"


async def test_an_edit_waits_for_the_message_it_edits(engine: Engine) -> None:
    story = Story(engine, telegram=ScriptedSender(Passing("busy", 5 * MINUTES)))
    story.subscribe()
    story.publish(PLAN)
    await story.deliver(timedelta(seconds=1))
    story.publish(HELD)
    await story.deliver(10 * MINUTES)
    assert [call.title for call in story.telegram.calls] == [
        "Contact planned: Anna Lind with Boris Kolev",
        "Contact held: Anna Lind with Boris Kolev",
    ]
    assert story.edits == []


async def test_a_message_that_was_refused_is_followed_by_a_message_of_its_own(engine: Engine) -> None:
    story = Story(engine, telegram=ScriptedSender(Permanent("too long", Reach.MESSAGE)))
    story.subscribe()
    await story.tell(PLAN, HELD)
    here = [call for call in story.telegram.calls if call.address == HERE]
    assert [(call.title, call.reply_to, call.edits) for call in here][1:] == [("Held, as planned: Anna Lind with Boris Kolev", "", "")]


async def test_after_a_fate_unknown_the_repeat_says_what_holds_now(engine: Engine) -> None:
    story = Story(engine, telegram=ScriptedSender(Unknown("no answer")))
    story.subscribe()
    story.publish(PLAN)
    await story.deliver(timedelta(seconds=1))
    story.publish(HELD)
    await story.deliver(5 * MINUTES)
    assert [(call.title, call.repeat, call.reply_to) for call in story.telegram.calls] == [
        ("Contact planned: Anna Lind with Boris Kolev", False, ""),
        ("Contact held: Anna Lind with Boris Kolev", True, ""),
        ("Held, as planned: Anna Lind with Boris Kolev", False, "2"),
    ]


async def test_a_fate_that_stays_unknown_is_followed_by_a_message_of_its_own(engine: Engine) -> None:
    story = Story(engine, telegram=ScriptedSender(Unknown("no answer"), Unknown("no answer"), to=HERE))
    story.subscribe()
    story.publish(PLAN)
    await story.deliver(5 * MINUTES)
    story.publish(HELD)
    await story.deliver()
    here = [call for call in story.telegram.calls if call.address == HERE]
    assert [(call.title, call.reply_to, call.edits) for call in here][2:] == [("Held, as planned: Anna Lind with Boris Kolev", "", "")]


async def test_an_edit_that_a_platform_refuses_still_has_its_reply_and_bothers_nobody(engine: Engine) -> None:
    story = Story(engine)
    story.subscribe()
    await story.tell(PLAN)
    story.telegram._outcomes.append(Permanent("message can't be edited", Reach.MESSAGE))
    await story.tell(HELD)
    assert story.replies == ["Held, as planned: Anna Lind with Boris Kolev"]
    assert [key for key, state in story.states().items() if state is State.FAILED] == ["edit:1:1"]
    assert all(call.address == HERE for call in story.telegram.calls)


async def test_an_older_edit_never_undoes_a_newer_one(engine: Engine) -> None:
    story = Story(engine)
    story.subscribe()
    await story.tell(PLAN)
    story.telegram._outcomes.append(Unknown("no answer"))
    story.publish(Told(MeetingState.CANCELLED, written=date(2026, 5, 10)))
    await story.deliver(timedelta(seconds=10))
    story.publish(HELD)
    await story.deliver(10 * MINUTES)
    assert story.edits[-1].title == "Contact held: Anna Lind with Boris Kolev"


async def test_an_article_with_several_events_is_one_message_that_stays_whole(engine: Engine) -> None:
    story = Story(engine)
    story.subscribe()
    naval = Told(Status.SUSPENDED, when="2026-05-07", channel="navy")
    await story.tell(Several((PLAN, naval)), HELD)
    assert story.sent == ["2 reports from one article", "Held, as planned: Anna Lind with Boris Kolev"]
    assert [line.partition(":")[0] for line in lines(story.edits[-1])] == ["Suspended", "Meeting held"]


async def test_two_events_that_turn_out_to_be_one_are_corrected_in_both_messages_and_told_no_third_time(engine: Engine) -> None:
    story = Story(engine)
    story.subscribe()
    one = Told(MeetingState.HELD, when="2026-05", channel=None, source="courier")
    other = Told(MeetingState.HELD, when="2026-05-07", people=(ANNA,), channel=None, source="ministry")
    both = Told(MeetingState.HELD, when="2026-05-07", channel=None, says="ar", source="citadel")
    await story.tell(one, other)
    assert len(story.sent) == 2
    story.clock.move(10 * MINUTES)
    await story.tell(both)
    edited = {call.edits: lines(call.document)[0] for call in story.telegram.calls if call.edits}
    assert set(edited) == {"1", "2"}
    assert all(line.endswith("M-1") and "Boris Kolev" in line for line in edited.values())
    assert len(story.sent) == 2 + len(story.replies)
    assert story.replies == ["Arcadia confirms: Anna Lind with Boris Kolev"]
    await story.tell(Told(MeetingState.HELD, when="2026-05-07", channel=None, source="agency"))
    assert len([title for title in story.sent if title.startswith("Contact")]) == 2


async def test_a_contradicted_change_of_a_channel_is_marked_where_it_was_told(engine: Engine) -> None:
    story = Story(engine)
    story.subscribe()
    await story.tell(Told(Status.SUSPENDED, when="2026-05-07", channel="navy"))
    await story.tell(Told(Status.OPEN, when="2026-05-07", channel="navy", source="courier"))
    assert story.replies == ["Now disputed: Naval talks"]
    assert story.sent[0] == "Channel suspended: Naval talks"


async def test_a_chat_whose_wishes_have_changed_still_hears_what_became_of_what_it_was_told(engine: Engine) -> None:
    story = Story(engine)
    story.subscribe(HERE, Facets(severity=1))
    await story.tell(PLAN)
    story.subscribe(HERE, Facets(severity=3))
    await story.tell(HELD)
    assert story.replies == ["Held, as planned: Anna Lind with Boris Kolev"]


async def test_a_chat_that_ended_its_alerts_is_left_alone(engine: Engine) -> None:
    story = Story(engine)
    story.subscribe()
    await story.tell(PLAN)
    chat = known_chat(engine)
    with writing(engine) as connection:
        Store(connection).subscriptions.end(chat.id, None, "off")
    await story.tell(HELD)
    assert len(story.telegram.calls) == 1


async def test_background_that_never_alerts_corrects_what_was_told(engine: Engine) -> None:
    story = Story(engine)
    story.subscribe()
    await story.tell(PLAN)
    late = Told(MeetingState.HELD, written=date(2026, 8, 1))
    story.publish(late, may_alert=False)
    await story.deliver()
    assert story.replies == ["Held, as planned: Anna Lind with Boris Kolev"]
    assert len(story.sent) == 2


async def test_doubtful_words_edit_with_their_mark_and_wait_for_sure_ones_to_be_said(engine: Engine) -> None:
    story = Story(engine)
    story.subscribe()
    await story.tell(PLAN, Told(MeetingState.HELD, written=AFTER, confidence=0.4, source="gossip"))
    assert story.replies == []
    assert "unconfirmed" in str(story.edits[-1])
    await story.tell(HELD)
    assert story.replies == ["Held, as planned: Anna Lind with Boris Kolev"]
