"""Where review is on, editors see each alert first, and the chats get what is approved."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, select

from bot.database.engine import reading, writing
from bot.delivery.errors import ReviewDecided, ReviewUnknown
from bot.delivery.members import Member
from bot.delivery.refusals import RoleTooLow
from bot.delivery.roles import Role, may_use
from bot.delivery.store import Store
from bot.delivery.tables import outbox
from bot.delivery.values import State
from bot.jobs.alerts import queue_alerts
from bot.jobs.release import release
from bot.jobs.review import AskEditors
from bot.model.chat import ChatAddress, Speaker
from bot.model.claims import MeetingState
from tests.delivery.actions.dialog import Dialog, flat
from tests.delivery.kit import BERLIN, HERE, NOW, THERE, SetClock
from tests.jobs.newsroom import desk
from tests.jobs.story import Story, Told

OFFICE = ChatAddress("telegram", "42")
PLAN = Told(MeetingState.PLANNED)
CANCELLED = Told(MeetingState.CANCELLED, written=date(2026, 5, 9))
BORIS = Speaker("telegram:7", "Boris")
PLANNED_TITLE = "Contact planned: Anna Lind with Boris Kolev"


class Office:
    """A story whose alerts the owner reviews in the private chat; times are set by the story's clock."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.story = Story(engine)
        self.story.subscribe()
        self.owner = Dialog(engine, OFFICE)
        self.owner.say("review on")

    async def run(self) -> None:
        """What the jobs do, once each."""
        now = self.story.clock.now()
        AskEditors(desk(self.engine), {"telegram:42"}, BERLIN, "en")(now)
        release(desk(self.engine), now)
        await self.story.deliver()

    def titles(self, address: ChatAddress) -> list[str]:
        return [call.title for call in self.story.telegram.calls if call.address == address and not call.edits]

    def decide(self, line: str) -> str:
        self.owner.now = self.story.clock.now()
        return self.owner.say(line)


async def test_editors_are_asked_and_nobody_else_hears_of_it_before_they_approve(engine: Engine) -> None:
    office = Office(engine)
    office.story.publish(PLAN)
    await office.run()
    await office.run()
    assert office.titles(OFFICE) == [f"Send this? {PLANNED_TITLE}"]
    assert office.titles(HERE) == []
    assert [one.command for one in office.story.telegram.calls[0].document.actions][:2] == ["approve A-1", "reject A-1"]
    assert office.decide("approve A-1") == "Review of alerts\nA-1 is approved: 1 chat gets it, outside its quiet hours."
    await office.run()
    await office.run()
    assert office.titles(HERE) == [PLANNED_TITLE]
    (edit,) = office.story.edits
    assert "Approved by Anna." in flat(edit)
    assert not [one for one in edit.actions if one.command.startswith(("approve", "reject"))]


async def test_what_is_rejected_is_never_sent_nor_corrected_and_why_says_so(engine: Engine) -> None:
    office = Office(engine)
    office.story.publish(PLAN)
    await office.run()
    office.decide("reject 1")
    await office.run()
    assert office.titles(HERE) == []
    assert "A-1: an editor rejected the alert" in Dialog(engine, HERE).say("why M-1")
    office.decide("review off")
    office.story.clock.move(timedelta(days=1))
    office.story.publish(CANCELLED)
    await office.run()
    assert office.titles(HERE) == ["Contact cancelled: Anna Lind with Boris Kolev"]
    assert office.story.replies == []


async def test_what_is_rejected_reaches_nobody_who_subscribed_later_when_the_article_is_read_again(engine: Engine) -> None:
    office = Office(engine)
    recorded = office.story.publish(PLAN)
    office.decide("reject 1")
    office.story.subscribe(THERE)
    with writing(engine) as connection:
        assert queue_alerts(desk(engine), connection, recorded, NOW) == 0
    await office.run()
    assert office.titles(THERE) == []


async def test_a_correction_of_what_nobody_has_decided_replaces_it_for_chats_and_editors(engine: Engine) -> None:
    office = Office(engine)
    office.story.publish(PLAN)
    await office.run()
    office.story.clock.move(timedelta(days=1))
    office.story.publish(CANCELLED)
    await office.run()
    cancelled = "Contact cancelled: Anna Lind with Boris Kolev"
    assert [document.title for document in office.story.edits] == [f"Send this? {cancelled}"]
    office.decide("approve 1")
    await office.run()
    assert office.titles(HERE) == [cancelled]


async def test_what_is_too_old_by_now_is_left_to_the_digest(engine: Engine) -> None:
    office = Office(engine)
    office.story.publish(PLAN)  # of 12 May
    await office.run()
    office.story.clock.move(timedelta(days=30))
    await office.run()
    assert office.titles(HERE) == []
    assert "too old by now" in flat(office.story.edits[-1])
    with pytest.raises(ReviewDecided):
        office.decide("approve 1")
    assert "no editor decided until it was too old" in Dialog(engine, HERE).say("why M-1")


async def test_turned_off_it_lets_nothing_through_that_waits_and_holds_nothing_new(engine: Engine) -> None:
    office = Office(engine)
    office.story.publish(PLAN)
    assert "Waiting for a decision: A-1" in office.decide("review off")
    await office.run()
    assert office.titles(HERE) == []
    office.story.publish(Told(MeetingState.PLANNED, when="2026-05-20", channel="navy", source="courier"))
    await office.run()
    assert len(office.titles(HERE)) == 1


async def test_an_approved_alert_still_waits_for_the_end_of_quiet_hours(engine: Engine) -> None:
    office = Office(engine)
    Dialog(engine, HERE).say("quiet 07:00-10:00")
    office.story.publish(PLAN)
    await office.run()
    office.decide("approve 1")
    await office.run()
    assert office.titles(HERE) == []
    office.story.clock.move(timedelta(hours=3))
    await office.run()
    assert office.titles(HERE) == [PLANNED_TITLE]


def test_editors_decide_readers_do_not_and_only_owners_turn_it(engine: Engine) -> None:
    office = Office(engine)
    office.story.publish(PLAN)
    assert {may_use(Role.READER, word) for word in ("review", "approve", "reject")} == {False}
    boris = Dialog(engine, THERE, BORIS, role=Role.EDITOR)
    with pytest.raises(RoleTooLow):
        boris.say("review off")
    with pytest.raises(ReviewUnknown):
        boris.say("approve A-77")
    assert "A-1 is approved" in boris.say("approve A-1")
    with pytest.raises(ReviewDecided, match="Boris"):
        office.decide("reject A-1")


async def test_it_goes_on_after_a_restart_as_if_nothing_had_happened(engine: Engine) -> None:
    Office(engine).story.publish(PLAN)
    for _ in range(2):  # every run is another process's
        AskEditors(desk(engine), {"telegram:42"}, BERLIN, "en")(SetClock().now())
    with reading(engine) as connection:
        asked = connection.execute(select(outbox.c.key).where(outbox.c.key.startswith("review:"))).scalars().all()
        assert len(asked) == 1
        assert [one.article_id for one in Store(connection).reviews.open()] == [1]
        held = connection.execute(select(outbox.c.held_by).where(outbox.c.state == State.HELD)).scalars().all()
    assert held == ["review"]
    assert len(f"approve A-{2**31}".encode()) <= 64  # bytes that Telegram keeps with a button


async def test_a_member_who_is_an_editor_is_asked_too(engine: Engine) -> None:
    office = Office(engine)
    with writing(engine) as connection:
        Store(connection).members.let_in(Member(BORIS.key, "Boris", Role.EDITOR, "telegram:42", NOW))
        Store(connection).members.let_in(Member("telegram:8", "Clara", Role.READER, "telegram:42", NOW))
    office.story.publish(PLAN)
    await office.run()
    assert office.titles(ChatAddress("telegram", "7")) == [f"Send this? {PLANNED_TITLE}"]
    assert office.titles(ChatAddress("telegram", "8")) == []
