"""The statuses of channels from a whole ledger, on both databases."""

from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from bot.ledger.store import Ledger, LedgerSettings
from bot.model.claims import MeetingState, Status
from bot.model.ledger import ChannelStatus
from tests.ledger.accounts import change_claim, meeting_claim
from tests.ledger.articles import NOW, record
from tests.ledger.chronicles import PEOPLE, changed, chronicle, held


def status(ledger: Ledger, asof: str, known_at: datetime | None = None, channel: str = "talks") -> ChannelStatus:
    [found] = ledger.statuses([channel], date.fromisoformat(asof), known_at)
    return found


def test_channels_come_in_the_order_asked_and_without_report_as_such(ledger: Ledger) -> None:
    record(ledger, change_claim("talks"))
    found = ledger.statuses(["line", "talks"], date(2031, 6, 1))
    assert [(each.channel_id, each.status) for each in found] == [("line", None), ("talks", Status.SUSPENDED)]
    assert found[0] == ChannelStatus("line", None, None)


def test_a_status_names_the_change_that_set_it_with_its_reports(ledger: Ledger) -> None:
    recorded = record(ledger, change_claim("talks", when="2031-02", by="south", reason="a quarrel"), dated="2031-03-04")
    found = status(ledger, "2031-06-01")
    assert found.change is not None
    assert (found.change.id, found.change.reason, str(found.since)) == (recorded.new_changes[0], "a quarrel", "2031-02")
    assert (found.confirmed_on, found.stale) == (date(2031, 3, 4), False)


def test_a_held_contact_opens_a_suspended_channel_and_is_shown(ledger: Ledger) -> None:
    record(ledger, change_claim("talks", when="2031-02-03"), meeting_claim(when="2031-04-02", channel="talks"))
    found = status(ledger, "2031-06-01")
    assert (found.status, found.change, str(found.since)) == (Status.OPEN, None, "2031-04-02")
    assert found.inferred_from == found.last_contact
    assert found.last_contact is not None
    assert status(ledger, "2031-04-01").status is Status.SUSPENDED


def test_contacts_that_were_planned_refused_or_are_disputed_open_nothing(ledger: Ledger) -> None:
    record(
        ledger,
        change_claim("talks", when="2031-02-03"),
        meeting_claim(when="2031-03-01", state=MeetingState.DECLINED, channel="talks"),
        meeting_claim(when="2031-04-02", channel="talks"),
        meeting_claim(when="2031-07-02", state=MeetingState.PLANNED, channel="talks"),
    )
    record(ledger, meeting_claim(when="2031-04-02", state=MeetingState.CANCELLED, channel="talks"), source="herald")
    found = status(ledger, "2031-06-01")
    assert (found.status, found.last_contact) == (Status.SUSPENDED, None)
    assert found.next_contact is not None
    assert str(found.next_contact.period) == "2031-07-02"
    assert status(ledger, "2031-07-03").next_contact is None


def test_the_last_contact_is_the_latest_over_by_the_day_and_the_next_the_nearest_planned(ledger: Ledger) -> None:
    planned = MeetingState.PLANNED
    record(ledger, *(meeting_claim(when=when, channel="talks") for when in ("2031-01-05", "2031-03-05", "2031-05-05")), dated="2031-05-20")
    record(ledger, *(meeting_claim(when=when, state=planned, channel="talks") for when in ("2031-09-01", "2031-07-01")), dated="2031-05-20")
    found = status(ledger, "2031-04-01")
    assert found.last_contact is not None
    assert found.next_contact is not None
    assert (str(found.last_contact.period), str(found.next_contact.period)) == ("2031-03-05", "2031-07-01")


def test_a_status_is_stale_after_the_years_that_the_settings_say(ledger: Ledger) -> None:
    record(ledger, change_claim("talks", when="2031-02-03"), dated="2031-02-04")
    assert not status(ledger, "2033-02-03").stale
    assert status(ledger, "2033-02-04").stale


def test_the_settings_change_what_is_stale(connection: Connection) -> None:
    strict = Ledger(connection, LedgerSettings(stale_days=30))
    record(strict, change_claim("talks", when="2031-02-03"), dated="2031-02-04")
    assert status(strict, "2031-04-01").stale


def test_a_board_as_known_on_a_day_shows_nothing_that_was_learned_later(ledger: Ledger) -> None:
    record(ledger, change_claim("talks", when="2031-02-03"), now=NOW)
    record(
        ledger,
        change_claim("talks", Status.OPEN, "2031-04-01"),
        meeting_claim(when="2031-04-01", channel="talks"),
        now=NOW + timedelta(days=2),
    )
    assert status(ledger, "2031-06-01", NOW - timedelta(days=1)).status is None
    assert status(ledger, "2031-06-01", NOW + timedelta(days=1)).status is Status.SUSPENDED
    assert status(ledger, "2031-06-01", NOW + timedelta(days=1)).last_contact is None
    assert status(ledger, "2031-06-01", NOW + timedelta(days=2)).status is Status.OPEN
    assert status(ledger, "2031-06-01").status is Status.OPEN


def test_contradicting_reports_of_equal_weight_are_shown_side_by_side(ledger: Ledger) -> None:
    record(ledger, change_claim("talks", Status.OPEN))
    record(ledger, change_claim("talks", Status.SUSPENDED), source="herald")
    found = status(ledger, "2031-06-01")
    assert found.change is not None
    assert found.change.disputed
    assert {found.change.status, *(rival.status for rival in found.rivals)} == {Status.OPEN, Status.SUSPENDED}


def test_unverified_entries_set_no_status_and_open_nothing(ledger: Ledger) -> None:
    given = chronicle(
        changed("stop", "2030-11", Status.SUSPENDED),
        changed("go", "2030-12-24", Status.OPEN, checked=False),
        held("rumour", "2031-01-05", checked=False),
    )
    ledger.import_chronicle(given, PEOPLE, NOW)
    found = status(ledger, "2031-06-01")
    assert (found.status, found.last_contact, found.rivals) == (Status.SUSPENDED, None, ())


def test_a_suspended_relationship_does_not_suspend_its_channels(ledger: Ledger) -> None:
    record(ledger, change_claim("relationship", when="2031-02-03"), change_claim("talks", Status.OPEN, "2031-01-01"))
    assert status(ledger, "2031-06-01").status is Status.OPEN
