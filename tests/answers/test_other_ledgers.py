"""A ledger without anything, and one of another watch: nothing depends on who the sides are."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from bot.answers.context import Context
from bot.answers.dispatch import reply
from bot.database.engine import reading, writing
from bot.i18n import texts_for
from bot.knowledge.knowledge import Knowledge
from bot.ledger.store import Ledger
from bot.model.article import Article, Reading
from bot.model.claims import ChangeClaim, Evidence, MeetingClaim, MeetingState, Mode, Participant, Status
from bot.model.knowledge import Channel, Chronicle, Person, Side
from bot.model.period import Period
from tests.answers.conftest import lead_of, shown

NOW = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
MET = "Ana Norte met Bo Sur at the border."
SHUT = "The south shut the border post in May."


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("board", True),
        ("brief", False),
        ("status mmca", False),
        ("is mmca open?", False),
        ("which channels are suspended?", False),
        ("who Liu Zhan", True),
        ("met Liu Zhan", False),
        ("did Gates meet Liu Zhan?", False),
        ("meetings", False),
        ("when is the next meeting?", False),
        ("what happened in 2011?", False),
        ("when was mmca suspended and why?", False),
        ("M-1", False),
        ("help", True),
        ("xyz", False),
    ],
)
def test_an_empty_ledger_says_that_it_knows_nothing(line: str, found: bool, engine: Engine, knowledge: Knowledge) -> None:
    with reading(engine) as connection:
        context = Context(Ledger(connection), knowledge, texts_for("en"), NOW, ZoneInfo("UTC"))
        answer = reply(line, context)
    assert answer.found is found
    assert shown(answer)


def test_another_watch_needs_other_knowledge_only(engine: Engine) -> None:
    knowledge = _border_watch()
    with writing(engine) as connection:
        Ledger(connection).record(*_border_story(), NOW)
    with reading(engine) as connection:
        context = Context(Ledger(connection), knowledge, texts_for("en"), NOW, ZoneInfo("UTC"))
        assert lead_of(reply("did Ana Norte meet Bo Sur?", context)).startswith("Yes, in person: 3 June 2026.")
        assert lead_of(reply("traf Norte Sur?", context)).startswith("Yes, in person: 3 June 2026.")
        assert "# Ana Norte (Northland)" in shown(reply("who norte", context))
        assert lead_of(reply("is the border post open?", context)).startswith("Not open: reported suspended, since May 2026.")
        assert lead_of(reply("did Southland close the border post?", context)).startswith("Yes. Border post: suspended, May 2026")


def _border_watch() -> Knowledge:
    return Knowledge(
        sides={side: Side(side, name, {"en": (name,)}, {}) for side, name in (("n", "Northland"), ("s", "Southland"))},
        third_parties={},
        people={
            "ana-norte": Person("ana-norte", "Ana Norte", "n", "Norte", {}, ()),
            "bo-sur": Person("bo-sur", "Bo Sur", "s", "Sur", {}, ()),
        },
        offices={},
        channels={"post": Channel("post", "Border post", {"en": ("border post",)}, "working", None, "Where the two meet.")},
        places={},
        events={},
        chronicle=Chronicle((), ()),
        as_of=date(2026, 6, 1),
    )


def _border_story() -> tuple[Article, Reading]:
    text = f"{MET} {SHUT}"
    meeting = MeetingClaim(
        (Participant("Ana Norte", "n", "ana-norte"), Participant("Bo Sur", "s", "bo-sur")),
        ("n", "s"),
        MeetingState.HELD,
        Mode.IN_PERSON,
        Period.of_day(date(2026, 6, 3)),
        None,
        None,
        Evidence(0, len(MET), MET),
    )
    change = ChangeClaim("post", Status.SUSPENDED, Period.of_month(2026, 5), "s", None, Evidence(len(MET) + 1, len(text), SHUT))
    day = Period.of_day(date(2026, 6, 4))
    return Article(text, "paper", "https://paper.example/1"), Reading("en", day, "metadata", True, (), (meeting,), (change,))
