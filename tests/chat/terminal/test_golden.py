"""What a terminal and a pipe show, beside what they should.

`UPDATE_GOLDEN=1 python -m pytest tests/chat/terminal` rewrites the files; review the diff."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.briefing.board import board
from bot.briefing.coverage import Coverage
from bot.briefing.digest import digest
from bot.briefing.news import Window
from bot.chat.terminal import render_text
from bot.model.claims import MeetingState, Participant, Status
from bot.model.document import Document
from tests.briefing.builders import ANNA, article, change, chronicle, meeting, report, status, view

GOLDEN = Path(__file__).parents[2] / "golden" / "terminal"

OLD = article(1, "2011-01-07", title="Talks resume", address="archive/talks.txt")
NEW = article(2, "2023-12", title="两军恢复对话", source="Herald")
LI = Participant("李季", "bo", None, "Rear Admiral")
STOPPED = change(report("suspended", "Last year Borduria suspended all contacts.", by=OLD), when="2010", channel_id="all", number=1)
TALKS = meeting(
    report("held", "阿尔卡迪亚国防部长安娜·林德与海军少将李季在日内瓦举行会谈，双方就恢复两军海上安全磋商机制等问题交换了意见。", by=NEW),
    people=(ANNA, LI),
    when="2023-11-20/2023-12-02",
    channel_id="navy",
    number=3,
)
PLAN = meeting(
    report("planned", "The ministers will meet next week.", by=OLD), state=MeetingState.PLANNED, when="2011-01-09/2011-01-16", number=2
)


def a_board() -> Document:
    opened = change(
        chronicle("open", "first call of the ministers", source="https://yearbook.example/2012"), status=Status.OPEN, by="both", number=4
    )
    statuses = [
        status("all", STOPPED, last_contact=TALKS, stale=True, confirmed_on=date(2011, 1, 7)),
        status("ministers", opened, next_contact=PLAN),
        status("navy", status=Status.OPEN, since=TALKS.period, inferred_from=TALKS, last_contact=TALKS),
        status("chiefs"),
        status("attaches"),
    ]
    return board(statuses, view(), coverage=Coverage(date(2011, 1, 7), 2, 134)).document


def a_digest() -> Document:
    return digest(Window(), [OLD, NEW], [PLAN, TALKS], [STOPPED], view()).document


@pytest.mark.parametrize("made", [a_board, a_digest], ids=["board", "digest"])
@pytest.mark.parametrize(("kind", "width"), [("plain", None), ("wrapped", 60)])
def test_rendering_is_as_reviewed(made: Callable[[], Document], kind: str, width: int | None) -> None:
    shown = render_text(made(), colour=False, width=width)
    file = GOLDEN / f"{made.__name__.removeprefix('a_')}-{kind}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(shown, "utf-8")
    assert shown == file.read_text("utf-8")
