"""However accounts come in, the events are those that follow from all of them."""

from itertools import combinations
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ledger.account import Account
from bot.ledger.likeness import near
from bot.ledger.merge import Merge, Regrouped, renumber, replay
from tests.ledger.accounts import Shelf, accounts

WORLDS = st.lists(accounts(), max_size=14, unique_by=lambda account: account.signature)


class Book(Shelf):
    """A shelf that keeps numbers as the ledger does."""

    def __init__(self) -> None:
        super().__init__()
        self.redirects: dict[int, int] = {}
        self._last = 0

    def change(self, added: list[Account], removed: list[Account]) -> Regrouped:
        regrouped = Merge(self).change(added, removed)
        numbering = renumber(regrouped)
        numbers = {event: number or self._new() for event, number in numbering.numbers.items()}
        self.redirects |= numbering.redirects
        for account in removed:
            del self.accounts[account.signature], self.events[account.signature]
        for signature, event in regrouped.after.items():
            self.accounts[signature] = regrouped.accounts[signature]
            self.events[signature] = numbers[event]
        return regrouped

    def lead(self, number: int) -> int:
        while number in self.redirects:
            number = self.redirects[number]
        return number

    def _new(self) -> int:
        self._last += 1
        return self._last


@settings(max_examples=150, deadline=None)
@given(WORLDS, st.randoms(use_true_random=False))
def test_recording_one_by_one_in_any_order_gives_what_a_replay_gives(world: list[Account], rng: Random) -> None:
    book = Book()
    rng.shuffle(world)
    for account in world:
        book.change([account], [])
    assert book.groups() == set(replay(world))


@settings(max_examples=100, deadline=None)
@given(WORLDS, st.data())
def test_what_was_taken_back_leaves_no_trace(world: list[Account], data: st.DataObject) -> None:
    gone = data.draw(st.sets(st.sampled_from(world)) if world else st.just(set()))
    book = Book()
    for account in world:
        book.change([account], [])
    for account in sorted(gone, key=lambda each: each.signature):
        book.change([], [account])
    assert book.groups() == set(replay(account for account in world if account not in gone))


@settings(max_examples=100, deadline=None)
@given(WORLDS)
def test_all_accounts_of_an_event_share_their_days(world: list[Account]) -> None:
    known = {account.signature: account for account in world}
    for members in replay(world):
        assert all(near(known[one], known[other]) for one, other in combinations(members, 2))


@settings(max_examples=100, deadline=None)
@given(WORLDS)
def test_unverified_accounts_never_change_how_verified_ones_group(world: list[Account]) -> None:
    verified = {account.signature for account in world if account.verified}
    seen = {members & verified for members in replay(world)} - {frozenset()}
    assert seen == set(replay(account for account in world if account.verified))


@settings(max_examples=100, deadline=None)
@given(WORLDS)
def test_a_number_once_given_always_leads_to_an_event_that_is_there(world: list[Account]) -> None:
    book = Book()
    given_out: set[int] = set()
    for account in world:
        book.change([account], [])
        given_out |= set(book.events.values())
        assert {book.lead(number) for number in given_out} <= set(book.events.values())
        assert not set(book.redirects) & set(book.events.values())
