"""Invented accounts for tests: sides `north` and `south`, people of a country that isn't."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from hypothesis import strategies as st

from bot.ledger.account import Account, account_of_change, account_of_meeting
from bot.ledger.likeness import near
from bot.model.claims import ChangeClaim, Evidence, MeetingClaim, MeetingState, Mode, Participant, Status
from bot.model.period import Period

EVIDENCE = Evidence(0, 1, "x")
NORTH = ("Ada Berg", "Ulf Dahl", "Eva Falk")
SOUTH = ("Rosa Luz", "Juan Sol", "Ines Mar")


def person(name: str, *, inferred: bool = False) -> Participant:
    """Somebody of the side that the lists above say."""
    side = "north" if name in NORTH else "south"
    return Participant(name=name, side=side, person_id="-".join(name.lower().split()), inferred=inferred)


def day(text: str) -> Period:
    """`2031-04-02`, `2031-04`, `2031` or `2031-04-02/2031-04-05`; a day is a period of one day."""
    start, _, end = text.partition("/")
    return Period.parse(start, end or (start if len(start) == 10 else None))


def meeting_claim(
    names: Sequence[str | Participant] = ("Ada Berg", "Rosa Luz"),
    when: str | None = "2031-04-02",
    state: MeetingState = MeetingState.HELD,
    *,
    mode: Mode = Mode.UNKNOWN,
    place: str | None = None,
    channel: str | None = None,
    says: str | None = None,
    evidence: Evidence = EVIDENCE,
) -> MeetingClaim:
    people = tuple(each if isinstance(each, Participant) else person(each) for each in names)
    return MeetingClaim(people, ("north", "south"), state, mode, day(when) if when else None, place, channel, evidence, says)


def change_claim(
    channel: str = "line",
    status: Status = Status.SUSPENDED,
    when: str | None = "2031-04-02",
    *,
    by: str | None = None,
    reason: str | None = None,
    says: str | None = None,
    evidence: Evidence = EVIDENCE,
) -> ChangeClaim:
    return ChangeClaim(channel, status, day(when) if when else None, by, reason, evidence, says)


def told(claim: MeetingClaim | ChangeClaim, spoken: str | None = None, *, verified: bool = True) -> Account:
    """The account of a claim in an article of a day (`2031-05-01`), or of no known day."""
    when = day(spoken) if spoken else None
    if isinstance(claim, MeetingClaim):
        return account_of_meeting(claim, when, claim.says, verified=verified)
    return account_of_change(claim, when, claim.says, verified=verified)


class Shelf:
    """A neighbourhood in memory: accounts with their events."""

    def __init__(self) -> None:
        self.events: dict[str, int] = {}
        self.accounts: dict[str, Account] = {}

    def around(self, accounts: Collection[Account]) -> Iterable[tuple[Account, int]]:
        close = {
            self.events[other.signature]
            for account in accounts
            for other in self.accounts.values()
            if other.signature == account.signature or (near(account, other) and _touches(account, other))
        }
        return [(account, self.events[key]) for key, account in self.accounts.items() if self.events[key] in close]

    def groups(self) -> set[frozenset[str]]:
        found: dict[int, set[str]] = {}
        for signature, event in self.events.items():
            found.setdefault(event, set()).add(signature)
        return {frozenset(members) for members in found.values()}


def _touches(one: Account, other: Account) -> bool:
    if one.keys & other.keys:
        return True
    return one.kind is other.kind and one.channel_id is not None and one.channel_id == other.channel_id


_DAYS = st.integers(0, 50).map(lambda offset: date(2031, 1, 5) + timedelta(days=offset))


@st.composite
def _periods(draw: st.DrawFn) -> Period | None:
    start = draw(_DAYS)
    match draw(st.sampled_from(["day", "day", "range", "month", "year", "none"])):
        case "day":
            return Period.of_day(start)
        case "range":
            return Period.parse(start.isoformat(), (start + timedelta(days=draw(st.integers(1, 9)))).isoformat())
        case "month":
            return Period.of_month(start.year, start.month)
        case "year":
            return Period.of_year(start.year)
    return None


@st.composite
def accounts(draw: st.DrawFn) -> Account:
    """Any account within one small world, where much is close to much."""
    spoken = draw(st.none() | _DAYS.map(Period.of_day))
    says = draw(st.sampled_from([None, None, "north", "south"]))
    channel = draw(st.sampled_from(["line", "talks"]))
    verified = draw(st.sampled_from([True, True, True, False]))
    if draw(st.booleans()):
        by = draw(st.sampled_from([None, "north", "south", "both"]))
        change = ChangeClaim(channel, draw(st.sampled_from(Status)), draw(_periods()), by, None, EVIDENCE)
        return account_of_change(change, spoken, says, verified=verified)
    names = draw(st.lists(st.sampled_from(NORTH[:2] + SOUTH[:2]), max_size=3, unique=True))
    people = tuple(person(name, inferred=draw(st.sampled_from([False, False, True]))) for name in names)
    meeting = MeetingClaim(
        people,
        ("north", "south"),
        draw(st.sampled_from(MeetingState)),
        draw(st.sampled_from([Mode.UNKNOWN, Mode.IN_PERSON, Mode.PHONE])),
        draw(_periods()),
        draw(st.sampled_from([None, None, "Lund", "Cuzco"])),
        draw(st.sampled_from([None, channel])),
        EVIDENCE,
    )
    return account_of_meeting(meeting, spoken, says, verified=verified)
