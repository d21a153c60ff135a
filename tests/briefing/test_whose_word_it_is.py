"""Both sides, one side, press only: whose word a statement rests on; copies count once."""

import pytest

from bot.briefing.sources import Backing, independent, sources
from bot.model.article import Standing
from bot.model.ledger import Report
from tests.briefing.builders import article, chronicle, report, view

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
