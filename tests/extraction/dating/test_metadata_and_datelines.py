"""What says outright when an article was written."""

from datetime import date

import pytest

from bot.extraction.page.dating import DATELINE, METADATA
from tests.extraction.dating.asking import dated

STORY = "The two ministers met at the Pentagon and agreed to resume the talks that were broken off."
GESCHICHTE = "Die beiden Minister trafen sich im Pentagon und vereinbarten, die Gespräche wieder aufzunehmen."
报道 = "两国国防部长在五角大楼举行会谈，双方就两国两军关系和共同关心的问题充分交换看法。"


def test_metadata_dates_an_article() -> None:
    found = dated(STORY, date(2011, 1, 7))
    assert (str(found.period), found.by, found.today) == ("2011-01-07", METADATA, date(2011, 1, 7))


@pytest.mark.parametrize(
    "text",
    [
        f"WASHINGTON, Jan. 7, 2011 — {STORY}",
        f"WASHINGTON (Jan. 7, 2011) -- {STORY}",
        f"Ministers meet\nJan. 7, 2011, 6:05 AM\n{STORY}",
        f"Ministers meet\nBy Jane Roe | Friday, January 7, 2011\n{STORY}",
        f"Ministers meet\nUpdated January 7, 2011 4:10 p.m. EST\n{STORY}",
        f"Source: Ministry    Time: 2011-01-07 21:12:44\n{STORY}",
        f"Minister treffen sich\nStand: 07.01.2011 21:14 Uhr\n{GESCHICHTE}",
        f"Minister treffen sich\nGepostet am 7. Januar 2011 von admin\n{GESCHICHTE}",
        f"{GESCHICHTE}\n(Frankfurt, 7. Januar 2011)",
        f"防长会谈\n2011-01-07 09:42:07 来源:综合 字号 大 中 小\n{报道}",
        f"{报道}(編輯：某某)1000107",
        f"FOR RELEASE AT 2:00 P.M. (E.S.T.), FRIDAY, JANUARY 7, 2011\nMINISTERS MEET\n{STORY}",
        f"Auszüge aus der monatlichen Pressekonferenz des Ministeriums vom 7. Januar 2011 (Übersetzung)\n{GESCHICHTE}",
    ],
)
def test_a_line_that_states_its_date_dates_the_article(text: str) -> None:
    found = dated(text)
    assert (str(found.period), found.by, found.today) == ("2011-01-07", DATELINE, date(2011, 1, 7))


@pytest.mark.parametrize(
    "text",
    [
        f"新华社华盛顿8月19日电 {报道}",
        f"WASHINGTON, Aug. 19 — {STORY}",
        f"Washington, 19. August (AFP) - {GESCHICHTE}",
        f"(中央社記者華盛頓19日專電){报道}",
    ],
)
def test_a_dateline_says_from_which_day_a_report_put_out_later_counts(text: str) -> None:
    found = dated(text, date(2013, 8, 20))
    assert (str(found.period), found.today) == ("2013-08-20", date(2013, 8, 19))


def test_a_date_in_the_story_is_no_dateline() -> None:
    found = dated("The ministers met on Jan. 3, 2011, at the Pentagon, and they agreed to resume the talks.", date(2011, 1, 7))
    assert found.today == date(2011, 1, 7)


def test_a_dateline_far_from_the_day_of_publication_is_not_followed() -> None:
    assert dated(f"WASHINGTON, June 2 — {STORY}", date(2013, 8, 20)).today == date(2013, 8, 20)


@pytest.mark.parametrize(
    "line", ["© 2011 All rights reserved", "Mehr zum Thema: Der Gipfel vom 3. Mai 2010", "• The summit of May 3, 2010"]
)
def test_copyright_notices_and_related_links_state_no_date(line: str) -> None:
    assert dated(f"{STORY}\n{line}").by != DATELINE


@pytest.mark.parametrize(
    "text",
    [
        f"Ministers meet\nAsia Defence Monitor, January 2011\n{STORY}",
        f"Ministers meet\nA chronology of the Strait Monitor (January 2011)\n{STORY}",
        f"Minister treffen sich\nMonatsbrief, Ausgabe Januar 2011\n{GESCHICHTE}",
    ],
)
def test_an_issue_dates_its_articles_to_the_month(text: str) -> None:
    found = dated(text)
    assert (str(found.period), found.by, found.exact) == ("2011-01", DATELINE, False)


def test_entries_of_a_chronology_are_no_datelines() -> None:
    text = f"A year of silence\nAug. 5, 2022 — {STORY}\n\nNov. 22, 2022 — {STORY}\n\nFeb. 4, 2023 — {STORY}"
    assert dated(text).by != DATELINE
