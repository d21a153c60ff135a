"""Both sides, one side, press only: whose word a statement rests on; copies count once."""

import pytest

from bot.briefing.items import meeting_item
from bot.briefing.json_view import meeting_data
from bot.briefing.sources import Backing, independent, sources
from bot.model.article import Standing
from bot.model.claims import MeetingState
from bot.model.ledger import Report
from tests.briefing.builders import article, chronicle, meeting, report, view
from tests.briefing.reading import read_item

PRESS = report("held", "They met.", by=article(1))
OURS = report("held", "We met.", by=article(2, standing=Standing.OFFICIAL_US))
THEIRS = report("held", "Both ministers met.", by=article(3, standing=Standing.OFFICIAL_PRC))
AGENCY = report("held", "The ministers met.", by=article(4, standing=Standing.STATE_MEDIA))
QUOTED = report("held", "Borduria said they met.", by=article(5), says="bo")


@pytest.mark.parametrize(
    ("reports", "backing", "voices"),
    [
        ((PRESS,), Backing.PRESS_ONLY, ()),
        ((PRESS, OURS), Backing.ONE_SIDE, ("ar",)),
        ((QUOTED,), Backing.ONE_SIDE, ("bo",)),
        ((THEIRS, AGENCY, QUOTED), Backing.ONE_SIDE, ("bo",)),
        ((AGENCY, OURS), Backing.BOTH_SIDES, ("ar", "bo")),
        ((chronicle("held"),), Backing.CHRONICLE, ()),
        ((chronicle("held"), PRESS), Backing.PRESS_ONLY, ()),
    ],
)
def test_the_sides_that_speak_are_found(reports: tuple[Report, ...], backing: Backing, voices: tuple[str, ...]) -> None:
    found = sources(reports, view())
    assert (found.backing, found.voices) == (backing, voices)


def test_copies_of_one_text_count_once_whatever_their_spacing() -> None:
    copy = report("held", "  THEY met", by=article(8, source="The Courier"))
    assert sources((PRESS, copy), view()).count == 1
    assert sources((PRESS, copy, OURS), view()).count == 2


def test_one_article_that_says_it_twice_counts_once() -> None:
    again = report("held", "The two shook hands.", by=article(1), claim_id=2)
    assert sources((PRESS, again), view()).count == 1


def test_reports_without_any_words_are_not_copies_of_each_other() -> None:
    assert len(independent([report("held", "", by=article(1)), report("held", "", by=article(2))])) == 2


def test_an_article_that_only_planned_it_is_no_source_for_its_having_been_held() -> None:
    planned = report("planned", "They will meet.", by=article(1), says="ar")
    held = meeting(planned, chronicle("held"), state=MeetingState.HELD)
    line, backing, *_ = read_item(meeting_item(held, view()))
    assert line.endswith("· chronicle · M-1")
    assert backing.endswith("Sources: chronicle; other reports: planned, 1 article")
    assert meeting_data(held, view())["backing"] == "chronicle"


def test_a_sure_plan_does_not_make_an_unsure_report_of_the_meeting_sure() -> None:
    unsure = meeting(
        report("planned", "They will meet.", by=article(1)), report("held", "They may have met.", by=article(2), confidence=0.5)
    )
    assert "· unconfirmed ·" in read_item(meeting_item(unsure, view()))[0]
    assert meeting_data(unsure, view())["unconfirmed"] is True


def test_one_article_that_quotes_both_sides_shows_both_in_a_dispute() -> None:
    ours = report("held", "The Citadel says they met.", by=article(1), says="ar")
    theirs = report("declined", "Borduria says they did not.", by=article(1), says="bo", claim_id=2)
    lines = read_item(meeting_item(meeting(ours, theirs, disputed=True), view()))
    assert "Disputed: Port Royal says held, Borduria says declined" in lines
    assert sum("they" in line for line in lines) == 2
