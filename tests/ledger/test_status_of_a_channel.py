"""Where a channel stands: each rule of status.py as lines of time and what follows."""

from dataclasses import dataclass
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ledger.status import ChangeMark, ContactMark, Rules, Stand, stand_of
from bot.model.claims import Status
from bot.model.period import Period


@dataclass(frozen=True)
class Held:
    """The contacts of one channel, in memory."""

    contacts: tuple[ContactMark, ...] = ()

    def first_within(self, after: date, until: date) -> ContactMark | None:
        fitting = [contact for contact in self.contacts if contact.first > after and contact.last <= until]
        return min(fitting, key=lambda contact: (contact.first, contact.last, contact.id), default=None)

    def last_until(self, until: date) -> ContactMark | None:
        fitting = [contact for contact in self.contacts if contact.last <= until]
        return max(fitting, key=lambda contact: (contact.first, contact.last, contact.id), default=None)


def stand(line: str, asof: str) -> Stand:
    """The stand after a line of time such as `suspended 2031-02; contact 2031-05-06`.

    A change may say when it was last spoken of, `suspended 2031-02 (2031-08-01)`, and how much its
    source weighs, `open 2031-02-01 *4`, and that nobody gives its date but the article its own,
    `open 2031-02-01 undated`. Numbers are given in the order of the line, from 1."""
    marks, contacts = [], []
    for number, part in enumerate((part.strip() for part in line.split(";") if part.strip()), start=1):
        word, when, *rest = part.split()
        first, last = _days(when)
        if word == "contact":
            contacts.append(ContactMark(number, first, last))
            continue
        told = [date.fromisoformat(each[1:-1]) for each in rest if each.startswith("(")]
        weight = [int(each[1:]) for each in rest if each.startswith("*")]
        marks.append(ChangeMark(number, Status(word), first, last, max([last, *told]), sum(weight), "undated" not in rest))
    return stand_of(marks, Held(tuple(contacts)), date.fromisoformat(asof), Rules())


def _days(when: str) -> tuple[date, date]:
    start, _, end = when.partition("/")
    period = Period.parse(start, end or None)
    return period.first, period.last


@pytest.mark.parametrize(
    ("line", "asof", "status", "since"),
    [
        pytest.param("", "2031-06-01", None, None, id="nothing was ever told"),
        pytest.param("suspended 2031-02-03", "2031-02-02", None, None, id="before the first change nothing is known"),
        pytest.param("suspended 2031-02-03", "2031-02-03", "suspended", "2031-02-03", id="a change holds from its own day"),
        pytest.param("open 2031-02-03; suspended 2031-05-01", "2031-06-01", "suspended", "2031-05-01", id="the newest hard word holds"),
        pytest.param("suspended 2030; open 2031-01", "2031-02-01", "open", "2031-01-01", id="a year before a month of the next year"),
        pytest.param("suspended 2030; open 2030-12", "2031-02-01", "open", "2030-12-01", id="a month within the year comes after it"),
        pytest.param("suspended 2031-02; contact 2031-05-06", "2031-06-01", "open", "2031-05-06", id="a contact opens what is suspended"),
        pytest.param("suspended 2031-02; contact 2031-05-06", "2031-05-05", "suspended", "2031-02-01", id="but not before it was held"),
        pytest.param(
            "suspended 2031-02-03; contact 2031-02-03",
            "2031-06-01",
            "suspended",
            "2031-02-03",
            id="not one of the same day",
        ),
        pytest.param("suspended 2031-02; contact 2031-02-20", "2031-06-01", "suspended", "2031-02-01", id="nor one maybe before"),
        pytest.param("suspended 2031-02-03; contact 2031-05", "2031-05-20", "suspended", "2031-02-03", id="nor one that may not be over"),
        pytest.param("contact 2031-05-06", "2031-06-01", "open", "2031-05-06", id="a contact on a channel without report opens it"),
        pytest.param("agreed 2031-02-03; contact 2031-05-06", "2031-06-01", "open", "2031-05-06", id="what was agreed works"),
        pytest.param("sought 2031-02-03; contact 2031-05-06", "2031-06-01", "open", "2031-05-06", id="or that what was sought was given"),
        pytest.param(
            "suspended 2031-02-03; contact 2031-05-06; suspended 2031-07-01", "2031-08-01", "suspended", "2031-07-01", id="suspended anew"
        ),
        pytest.param("open 2031-02-03; agreed 2031-05-01", "2031-06-01", "open", "2031-02-03", id="agreeing on more does not close it"),
        pytest.param("open 2031-02-03; sought 2031-05-01", "2031-06-01", "open", "2031-02-03", id="nor does wishing for more"),
        pytest.param("open 2031-02-03; sought 2031-11-01", "2031-12-01", "sought", "2031-11-01", id="after long silence it does"),
        pytest.param(
            "open 2031-02-03; contact 2031-10-01; sought 2031-11-01", "2031-12-01", "open", "2031-02-03", id="a contact breaks the silence"
        ),
        pytest.param("agreed 2031-02-03; sought 2031-05-01", "2031-06-01", "agreed", "2031-02-03", id="a wish does not undo an agreement"),
        pytest.param("sought 2031-02-03; agreed 2031-05-01", "2031-06-01", "agreed", "2031-05-01", id="an agreement answers a wish"),
        pytest.param("suspended 2031-02-03; sought 2031-05-01", "2031-06-01", "sought", "2031-05-01", id="sought while suspended"),
        pytest.param(
            "suspended 2031-02-03; sought 2031-05-01; suspended 2031-07-01",
            "2031-08-01",
            "suspended",
            "2031-02-03",
            id="a mere wish does not end a suspension",
        ),
        pytest.param(
            "suspended 2031-02-03; agreed 2031-05-01; suspended 2031-07-01",
            "2031-08-01",
            "suspended",
            "2031-07-01",
            id="an agreement does, and what follows is a new one",
        ),
        pytest.param("suspended 2031-02-03; suspended 2031-05-29", "2031-06-01", "suspended", "2031-02-03", id="told again it goes on"),
        pytest.param(
            "suspended 2031-02-03; suspended 2034-05-29",
            "2034-06-01",
            "suspended",
            "2034-05-29",
            id="after years it is set anew",
        ),
        pytest.param(
            "suspended 2031-02-03 (2036-01-01); suspended 2034-05-29",
            "2036-06-01",
            "suspended",
            "2034-05-29",
            id="what is told in hindsight carries nothing over",
        ),
        pytest.param(
            "open 2031-02-03; suspended 2031-05-01 undated", "2031-06-01", "open", "2031-02-03", id="an old story undoes nothing new"
        ),
        pytest.param("suspended 2031-02-03; open 2031-05-01 undated", "2031-06-01", "suspended", "2031-02-03", id="whichever way"),
        pytest.param(
            "open 2031-02-03; suspended 2031-12-01 undated", "2031-12-02", "suspended", "2031-12-01", id="but what is long silent"
        ),
        pytest.param("suspended 2031-02-03 undated", "2031-06-01", "suspended", "2031-02-03", id="alone it is believed"),
        pytest.param("contact 2031-01-05; open 2031-02-03", "2031-06-01", "open", "2031-02-03", id="a word sets what was only inferred"),
    ],
)
def test_status_and_since(line: str, asof: str, status: str | None, since: str | None) -> None:
    found = stand(line, asof)
    assert (found.status, found.since) == (Status(status) if status else None, date.fromisoformat(since) if since else None)


def test_an_inferred_opening_names_the_contact_and_no_change() -> None:
    found = stand("suspended 2031-02; contact 2031-05-06", "2031-06-01")
    assert (found.change_id, found.contact_id) == (None, 2)


def test_contacts_confirm_an_open_channel_but_not_a_suspended_one() -> None:
    day = date(2031, 12, 1)
    assert stand("open 2031-02-03; contact 2031-10-01", "2031-12-01").confirmed_by(day) == date(2031, 10, 1)
    assert stand("contact 2031-01-01; suspended 2031-02-03", "2031-12-01").confirmed_by(day) == date(2031, 2, 3)


@pytest.mark.parametrize(
    ("line", "holds", "rivals"),
    [
        pytest.param("open 2031-02-03 *4; suspended 2031-02-03 *2", "open", (2,), id="the weightier source is believed"),
        pytest.param("open 2031-02-03 *2; suspended 2031-02-03 *4", "suspended", (1,), id="whichever it is"),
        pytest.param("suspended 2031-02-03; open 2031-02-05", "open", (), id="one after the other is no contradiction"),
        pytest.param("suspended 2031; open 2031-02-03", "open", (), id="a year and a day within it are none either"),
        pytest.param("open 2031-02-03; agreed 2031-02-03", "open", (), id="nor are agreeing and opening at once"),
    ],
)
def test_changes_of_the_same_days_that_say_otherwise_are_rivals(line: str, holds: str, rivals: tuple[int, ...]) -> None:
    found = stand(line, "2031-03-01")
    assert (found.status, found.rival_ids) == (Status(holds), rivals)


_OFFSETS = st.integers(0, 1500)


@st.composite
def _marks(draw: st.DrawFn) -> list[ChangeMark]:
    starts = draw(st.lists(_OFFSETS, max_size=8))
    marks = []
    for number, start in enumerate(starts, start=1):
        first = date.fromordinal(date(2031, 1, 1).toordinal() + start)
        last = date.fromordinal(first.toordinal() + draw(st.sampled_from([0, 0, 6, 30, 364])))
        marks.append(ChangeMark(number, draw(st.sampled_from(Status)), first, last, last, draw(st.integers(0, 4)), draw(st.booleans())))
    return marks


@given(_marks(), st.randoms(use_true_random=False))
def test_the_order_in_which_changes_are_given_does_not_matter(marks: list[ChangeMark], rng: Random) -> None:
    shuffled = list(marks)
    rng.shuffle(shuffled)
    asof = date(2036, 1, 1)
    assert stand_of(shuffled, Held(), asof, Rules()) == stand_of(marks, Held(), asof, Rules())


@given(_marks(), _OFFSETS)
def test_what_comes_later_never_changes_an_earlier_day(marks: list[ChangeMark], offset: int) -> None:
    asof = date.fromordinal(date(2031, 1, 1).toordinal() + offset)
    earlier = [mark for mark in marks if mark.first <= asof]
    assert stand_of(marks, Held(), asof, Rules()) == stand_of(earlier, Held(), asof, Rules())
