"""The board: every channel, its status, since when, by whom, why, its contacts and what proves it."""

from datetime import date

from bot.briefing.board import board
from bot.briefing.coverage import Coverage, coverage_of
from bot.model.claims import MeetingState, Status
from bot.model.document import Tone
from tests.briefing.builders import article, change, chronicle, meeting, report, status, view
from tests.briefing.reading import items, outline, read_item, words


def test_a_suspended_channel_says_since_when_by_whom_why_and_how_we_know() -> None:
    shown = board([status("ministers", change(report("suspended", "It is over."), when="2022-08", number=4))], view())
    assert read_item(items(shown.document)[0]) == [
        "Defense ministers: suspended since August 2022, by Borduria · C-4",
        "Why: “an arms sale”",
        "Sources: press only, 1 article",
        "It is over. — Defense chiefs talk, The Herald, 15 March 2024 (A-1)",
    ]


def test_a_channel_nobody_reported_on_says_so_in_one_line() -> None:
    shown = items(board([status("navy")], view()).document)
    assert [read_item(item) for item in shown] == [["Naval talks: no report"]]
    assert shown[0].tone is Tone.UNKNOWN


def test_what_is_closed_comes_first_at_a_glance() -> None:
    shown = board(
        [
            status("all", change(status=Status.OPEN)),
            status("ministers", change()),
            status("navy"),
            status("chiefs", change(when="2022-08")),
        ],
        view(),
    )
    assert list(outline(shown.document))[:3] == [
        "Suspended (2): Defense ministers, since 14 March 2024; Chiefs of staff, since August 2022",
        "Open (1): All military contact",
        "No report (1): Naval talks",
    ]


def test_what_is_open_on_paper_only_stands_apart_at_a_glance() -> None:
    works = status("navy", change(status=Status.OPEN), confirmed_on=date(2024, 3, 14))
    forgotten = status("chiefs", change(status=Status.OPEN), confirmed_on=date(2015, 9, 25), stale=True)
    assert list(outline(board([works, forgotten], view()).document))[:2] == [
        "Open (1): Naval talks",
        "Open, but long without a report (1): Chiefs of staff, no report since 2015",
    ]


def test_a_finer_channel_stands_beneath_its_parent_and_only_with_something_to_say() -> None:
    silent = [status("navy"), status("chiefs"), status("navy-phone")]
    assert [words(item.line) for item in items(board(silent, view()).document)] == ["Naval talks: no report", "Chiefs of staff: no report"]
    speaking = [status("navy"), status("chiefs"), status("navy-phone", change(channel_id="navy-phone", status=Status.OPEN))]
    lines = [words(item.line) for item in items(board(speaking, view()).document)]
    assert lines[1].startswith("↳ Naval telephone: open since")


def test_a_contact_that_shows_a_channel_open_is_named_and_quoted() -> None:
    call = meeting(report("held", "They met."), number=9)
    shown = status("ministers", status=Status.OPEN, since=call.period, inferred_from=call, last_contact=call)
    lines = read_item(items(board([shown], view()).document)[0])
    assert lines[0] == "Defense ministers: open (inferred) · contacts since 14 March 2024 · M-9"
    assert lines[1] == "Shown by a contact: 14 March 2024, Anna Lind with Boris Kolev, Geneva (M-9)"
    assert lines[-1].startswith("They met. — ")
    assert not any(line.startswith("Last contact") for line in lines)


def test_an_inferred_status_is_proven_by_the_first_and_the_last_contact() -> None:
    first = meeting(report("held", "They met at last."), number=9, when="2020-01")
    last = meeting(report("held", "They met again.", by=article(2)), number=10)
    shown = status("ministers", status=Status.OPEN, since=first.period, inferred_from=first, last_contact=last)
    assert [quote.text for quote in items(board([shown], view()).document)[0].quotes] == ["They met at last.", "They met again."]


def test_a_status_nobody_confirmed_for_long_says_since_when() -> None:
    old = status("ministers", change(), stale=True, confirmed_on=date(2020, 5, 1))
    assert " · no report since 1 May 2020 · " in read_item(items(board([old], view()).document)[0])[0]


def test_last_and_next_contact_are_shown_with_their_ids() -> None:
    last = meeting(chronicle("held"), number=8, when="2024-01")
    following = meeting(number=9, state=MeetingState.PLANNED, when="2024-06", place=None)
    lines = read_item(items(board([status("ministers", change(), last_contact=last, next_contact=following)], view()).document)[0])
    assert "Last contact: January 2024, Anna Lind with Boris Kolev, Geneva, chronicle (M-8)" in lines
    assert "Next contact: June 2024, Anna Lind with Boris Kolev (M-9)" in lines


def test_a_rival_report_stays_visible() -> None:
    rival = change(status=Status.OPEN, number=5, when="2024-03-13")
    lines = read_item(items(board([status("ministers", change(), rivals=(rival,))], view()).document)[0])
    assert "Also reported: open, 13 March 2024 (C-5)" in lines


def test_chronicle_is_marked_in_the_status_line() -> None:
    lines = read_item(items(board([status("navy", change(chronicle("suspended"), channel_id="navy"))], view()).document)[0])
    assert " · chronicle · " in lines[0]
    assert lines[-1].endswith("chronicle: A Yearbook")


def test_the_title_names_days_only_where_they_were_asked_for() -> None:
    title = [
        board([], view(), *days).document.title
        for days in ((), (date(2011, 1, 7),), (None, date(2012, 1, 1)), (date(2011, 1, 7), date(2012, 1, 1)))
    ]
    assert title == [
        "Channels",
        "Channels as of 7 January 2011",
        "Channels as known on 1 January 2012",
        "Channels as of 7 January 2011, as known on 1 January 2012",
    ]


def test_counts_say_what_they_count_and_since_when() -> None:
    read = [article(1, "2011-01-07"), article(2, "2023-12"), article(3, "1999", relevant=False)]
    coverage = coverage_of(read, chronicle=1340)
    assert coverage == Coverage(date(2011, 1, 7), 2, 1340)
    assert "In this ledger, since 7 January 2011: 2 reports and 1,340 chronicle entries." in outline(
        board([], view(), coverage=coverage).document
    )


def test_a_last_contact_that_nobody_tells_with_confidence_says_so() -> None:
    unsure = meeting(report("held", "They may have met.", confidence=0.5), number=9)
    lines = read_item(items(board([status("ministers", change(), last_contact=unsure)], view()).document)[0])
    assert "Last contact: 14 March 2024, Anna Lind with Boris Kolev, Geneva, unconfirmed (M-9)" in lines


def test_each_quote_of_an_inferred_status_names_its_contact() -> None:
    first = meeting(report("held", "They met at last."), number=9, when="2020-01")
    last = meeting(report("held", "They met again.", by=article(2)), number=10)
    shown = status("ministers", status=Status.OPEN, since=first.period, inferred_from=first, last_contact=last)
    quotes = items(board([shown], view()).document)[0].quotes
    assert [words(quote.source).rpartition(" · ")[2] for quote in quotes] == ["M-9", "M-10"]


def test_a_status_nobody_confirmed_for_long_has_not_the_tone_of_what_is_known() -> None:
    fresh = status("ministers", change(status=Status.OPEN))
    old = status("ministers", change(status=Status.OPEN), stale=True, confirmed_on=date(2015, 9, 25))
    tones = [items(board([one], view()).document)[0].tone for one in (fresh, old)]
    assert tones == [Tone.OPEN, Tone.UNKNOWN]
