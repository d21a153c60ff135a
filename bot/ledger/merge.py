"""Pure: which accounts are one event.

Accounts are taken in a fixed order, the most precise first (`Account.order`). Each joins the
event of an earlier account that it is linked with, if nothing in that event contradicts it,
else begins its own. So a vague account never bridges two precise ones, all windows of an event
share their days, and the outcome follows from the set of accounts alone, in whichever order
they were recorded.

`replay` does that for all accounts. `Merge` does it for accounts that come or go: what an
account joins depends only on earlier ones, so only later accounts linked with an event that
changed have to be looked at again, and the outcome is the one `replay` gives."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import Protocol

from bot.ledger.account import Account, Order
from bot.ledger.likeness import conflicting, linked
from bot.model.claims import MeetingState

_FORWARD = (MeetingState.PLANNED.value, MeetingState.SOUGHT.value)


class Neighbourhood(Protocol):
    """What the ledger holds already."""

    def around(self, accounts: Collection[Account]) -> Iterable[tuple[Account, int]]:
        """At least all accounts that may be linked with one of these (share a participant or
        the channel, and lie near), each with its event, and all accounts of those events."""


@dataclass(frozen=True, slots=True)
class Regrouped:
    """What a merge changed. `before` and `after` give the events of all accounts it looked at;
    events that are not in the ledger yet have numbers below zero."""

    before: Mapping[str, int]
    after: Mapping[str, int]
    accounts: Mapping[str, Account]


@dataclass(frozen=True, slots=True)
class Numbering:
    """Which number each group has from now on. `numbers` maps the groups of a Regrouped to
    numbers, None for one that needs a new; `redirects` leads numbers that were merged away."""

    numbers: Mapping[int, int | None]
    redirects: Mapping[int, int]


def replay(accounts: Iterable[Account]) -> list[frozenset[str]]:
    """All events, each as the signatures of its accounts."""
    everything = {account.signature: account for account in accounts}
    after = Merge(_Nothing()).change(everything.values(), ()).after
    events = defaultdict(set)
    for signature, event in after.items():
        events[event].add(signature)
    return [frozenset(members) for members in events.values()]


def renumber(regrouped: Regrouped) -> Numbering:
    """Keep numbers: an event has the smallest of those that went into it; the others lead to it."""
    remaining = set(regrouped.after.values())
    heirs: dict[int, list[int]] = defaultdict(list)
    leads: dict[int, tuple[Order, int]] = {}
    for signature, old in regrouped.before.items():
        new = regrouped.after.get(signature)
        if old in remaining or new is None:
            continue
        order = regrouped.accounts[signature].order
        if old not in leads or order < leads[old][0]:
            leads[old] = (order, new)
    for old, (_, new) in leads.items():
        heirs[new].append(old)
    numbers: dict[int, int | None] = {}
    redirects: dict[int, int] = {}
    for event in remaining:
        known = heirs[event] + ([event] if event > 0 else [])
        number = min(known) if known else None
        numbers[event] = number
        if number is not None:
            redirects |= {old: number for old in known if old != number}
    return Numbering(numbers, redirects)


class _Nothing:
    """The neighbourhood of a ledger without accounts."""

    def around(self, accounts: Collection[Account]) -> Iterable[tuple[Account, int]]:
        return ()


@dataclass
class Merge:
    """One change of the set of accounts, worked out against a neighbourhood."""

    neighbourhood: Neighbourhood
    _accounts: dict[str, Account] = field(default_factory=dict)
    _event: dict[str, int] = field(default_factory=dict)
    _before: dict[str, int] = field(default_factory=dict)
    _members: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    _by_key: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    _loaded: set[str] = field(default_factory=set)
    _new_event: int = 0

    def change(self, added: Collection[Account], removed: Collection[Account]) -> Regrouped:
        """Add and remove accounts; the ones added must be new to the ledger."""
        queue = _Queue()
        self._load([*added, *removed])
        for account in removed:
            self._leave(account, queue)
            self._forget(account)
        for account in added:
            self._know(account)
            queue.add(account)
        while queue:
            self._settle(queue.take(), queue)
        return Regrouped(self._before, self._event, self._accounts)

    def _settle(self, account: Account, queue: "_Queue") -> None:
        """Find an account's event; where that changed, have all looked at again that it concerns."""
        self._load([account])
        old = self._event.get(account.signature)
        new = self._choose(account)
        if new == old:
            return
        if old is not None:
            self._leave(account, queue)
        self._join(account, new, queue)

    def _join(self, account: Account, event: int, queue: "_Queue") -> None:
        """Of the later accounts, those outside that are linked with the one that joins may follow
        it, and those inside that contradict it must go. All others have the choice they had."""
        members = self._members[event]
        concerned = [
            other
            for other in self._near(account)
            if other.signature not in members and other.signature in self._event and linked(account, other)
        ]
        concerned += [other for other in map(self._accounts.__getitem__, members) if conflicting(account, other)]
        self._event[account.signature] = event
        members.add(account.signature)
        self._look_again(concerned, account, queue)

    def _leave(self, account: Account, queue: "_Queue") -> None:
        """Later accounts that are linked with any of the event may have lost their reason to be in
        it, or the contradiction that kept them out."""
        event = self._event.pop(account.signature)
        members = [self._accounts[signature] for signature in self._members[event]]
        self._load(members)
        linked_with = [other for member in members for other in self._near(member) if linked(member, other)]
        self._members[event].discard(account.signature)
        self._look_again(linked_with, account, queue)

    def _look_again(self, concerned: Iterable[Account], since: Account, queue: "_Queue") -> None:
        later = {other.signature: other for other in concerned if other.order > since.order and other.signature in self._event}
        self._load(list(later.values()))
        for account in later.values():
            queue.add(account)

    def _choose(self, account: Account) -> int:
        linked_with: dict[int, list[Account]] = defaultdict(list)
        for other in self._near(account):
            event = self._event.get(other.signature)
            if event is not None and other.order < account.order and linked(account, other):
                linked_with[event].append(other)
        open_to = [event for event in linked_with if not self._contradicts(event, account)]
        if open_to:
            return min(open_to, key=lambda event: min(_distance(account, other) for other in linked_with[event]))
        current = self._event.get(account.signature)
        if current is not None and not any(self._earlier(current, account)):
            return current
        self._new_event -= 1
        return self._new_event

    def _contradicts(self, event: int, account: Account) -> bool:
        return any(conflicting(account, member) for member in self._earlier(event, account))

    def _earlier(self, event: int, account: Account) -> Iterable[Account]:
        members = (self._accounts[signature] for signature in self._members[event])
        return (member for member in members if member.order < account.order)

    def _near(self, account: Account) -> Iterable[Account]:
        signatures = {signature for key in _keys(account) for signature in self._by_key[key]}
        return [self._accounts[signature] for signature in signatures if signature != account.signature]

    def _load(self, accounts: Sequence[Account]) -> None:
        wanted = [account for account in accounts if account.signature not in self._loaded]
        if not wanted:
            return
        self._loaded.update(account.signature for account in wanted)
        for account, event in self.neighbourhood.around(wanted):
            if account.signature not in self._accounts:
                self._know(account)
                self._event[account.signature] = event
                self._before[account.signature] = event
                self._members[event].add(account.signature)

    def _forget(self, account: Account) -> None:
        for key in _keys(account):
            self._by_key[key].discard(account.signature)

    def _know(self, account: Account) -> None:
        self._accounts[account.signature] = account
        for key in _keys(account):
            self._by_key[key].add(account.signature)


class _Queue:
    """Accounts to look at, earliest first, each once."""

    def __init__(self) -> None:
        self._heap: list[tuple[Order, Account]] = []
        self._waiting: set[str] = set()

    def __bool__(self) -> bool:
        return bool(self._heap)

    def add(self, account: Account) -> None:
        if account.signature not in self._waiting:
            self._waiting.add(account.signature)
            heappush(self._heap, (account.order, account))

    def take(self) -> Account:
        _, account = heappop(self._heap)
        self._waiting.discard(account.signature)
        return account


def _keys(account: Account) -> list[tuple[str, str]]:
    """What accounts of one event share at least one of."""
    keys = [("person", attendee.key) for attendee in account.people]
    if account.channel_id is not None:
        keys.append((account.kind.value, account.channel_id))
    return keys


def _distance(account: Account, other: Account) -> tuple[object, ...]:
    """How far an account lies from another it is linked with: company first, then days. What is
    to come means the next occasion, what happened the latest one."""
    shared = account.keys & other.keys
    sides = {attendee.side for attendee in account.people if attendee.key in shared}
    return (
        -len(sides),
        account.channel_id is None or account.channel_id != other.channel_id,
        account.place is None or account.place != other.place,
        -len(shared),
        _days_between(account, other),
        account.state != other.state,
        other.order,
    )


def _days_between(account: Account, other: Account) -> int:
    if account.window is None or other.window is None:
        return 0
    if account.state in _FORWARD:
        return abs((account.window.first - other.window.first).days)
    return abs((account.window.last - other.window.last).days)
