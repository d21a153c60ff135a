"""What is said of channels and of their changes."""

import pytest

from tests.answers.conftest import Say, lead_of, shown


@pytest.mark.parametrize(
    ("question", "verdict", "lead"),
    [
        ("is mmca suspended?", "yes", "Yes: reported suspended, since 2 May 2026."),
        ("is mmca open?", "no", "Not open: reported suspended, since 2 May 2026."),
        ("sind die Gespräche zur Sicherheit auf See unterbrochen?", "yes", "Yes: reported suspended, since 2 May 2026."),
        ("is jsdm open?", "no", "Not open: reported agreed, since 8 June 2026."),
        ("is the hotline open?", "stale", "Not known for today: nothing is reported after 25 September 2015."),
        ("was the hotline open on 1 October 2015?", "yes", "Yes, by the chronicle: open, since 25 September 2015."),
        ("was mmca open on 1 May 1985?", "no_report", "No report: the ledger does not say how this channel stands."),
    ],
)
def test_a_status_is_confirmed_or_denied_by_report_only(question: str, verdict: str, lead: str, say: Say) -> None:
    answer = say(question)
    assert answer.data["verdict"] == verdict
    assert lead_of(answer).startswith(lead)


def test_a_change_is_told_with_day_side_and_reason(say: Say) -> None:
    answer = say("when was the maritime safety talks suspended in 2026 and why?")
    assert lead_of(answer) == (
        "Military Maritime Consultative Agreement talks: suspended, 2 May 2026, by Beijing. Why: “the arms sale of April”."
    )
    assert "> Beijing broke off the maritime talks on 2 May over the arms sale of April." in shown(answer)


def test_the_chronicles_word_is_told_as_the_chronicles(say: Say) -> None:
    answer = say("wann wurden die Militärkontakte 2022 ausgesetzt und warum?")
    assert lead_of(answer) == (
        "By the chronicle, Military-to-military relationship: suspended, 5 August 2022, by Beijing. Why: Nancy Pelosi's visit to Taiwan."
    )


def test_what_another_side_did_is_no_answer_but_is_told(say: Say) -> None:
    answer = say("did Washington suspend mmca in 2026?")
    assert not answer.found
    assert lead_of(answer).startswith(
        "Not in the ledger: no report of Military Maritime Consultative Agreement talks being suspended by Washington"
    )
    assert "## At other times, or by others" in shown(answer)
    assert "by Beijing · 2 May 2026" in shown(answer)


def test_silence_on_a_year_is_no_denial_and_brings_where_the_channel_stood(say: Say) -> None:
    answer = say("was dct suspended in 1999?")
    assert not answer.found
    assert lead_of(answer) == "Not in the ledger: no report of Defense Consultative Talks being suspended, in 1999."
    assert "## Where it stood, on 31 December 1999" in shown(answer)


def test_why_it_is_so_asks_first_whether_it_is(say: Say) -> None:
    assert lead_of(say("warum ist mmca unterbrochen?")).startswith("Yes: reported suspended, since 2 May 2026.")
    assert lead_of(say("since when is mmca open?")).startswith("Not open: reported suspended, since 2 May 2026.")


def test_which_channels_keeps_old_reports_apart_from_recent_ones(say: Say) -> None:
    text = shown(say("which channels are open?"))
    recent, old = text.split("last reported open long ago:")
    assert "Presidents: open" in recent
    assert "no report since" not in recent
    assert "Defense Telephone Link and crisis hotlines: open" in old


def test_which_channels_were_suspended_in_a_year_lists_the_changes_of_that_year(say: Say) -> None:
    answer = say("which channels were suspended in 2022?")
    changes = answer.data["changes"]
    assert isinstance(changes, list)
    assert {change["channel"] for change in changes} >= {"mil-mil", "mmca", "dpct", "theater"}
    assert all(change["start"].startswith("2022") for change in changes)


def test_a_channel_shows_status_history_and_contacts(say: Say) -> None:
    text = shown(say("status mmca"))
    assert text.index("suspended since 2 May 2026, by Beijing") < text.index("## Earlier and other changes") < text.index("## Contacts")
    assert "unverified chronicle entries are left out; “channel mmca unverified” shows them." in text
    assert "Unverified changes of the chronicle" in shown(say("channel mmca unverified"))


def test_a_channel_as_of_a_day_knows_nothing_later(say: Say) -> None:
    text = shown(say("channel mmca asof 2022-09"))
    assert "suspended since 5 August 2022" in text
    assert "2024" not in text
    assert "2026" not in text


def test_a_relationship_suspended_does_not_suspend_its_channels(say: Say) -> None:
    text = shown(say("board asof 2010-03"))
    suspended = next(line for line in text.splitlines() if line.startswith("Suspended ("))
    assert "Military-to-military relationship" in suspended
    assert "Presidents" not in suspended


def test_days_of_several_changes_of_one_channel_are_the_answer_to_when(say: Say) -> None:
    assert "suspended, 2 May 2026, 5 August 2022 and 14 December 2020." in lead_of(say("when was mmca suspended?"))


def test_what_happened_is_counted_in_one_sentence(say: Say) -> None:
    assert lead_of(say("what happened in June 2026?")).startswith("In this ledger, since 5 June 2026: 1 change, 1 contact, 2 reports.")
