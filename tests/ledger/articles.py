"""Invented articles and what is read in them, for tests that record."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from random import Random

from bot.ledger.store import Ledger
from bot.model.article import Article, Reading, Standing
from bot.model.claims import ChangeClaim, Evidence, MeetingClaim, MeetingState, Mode, Participant, Status
from bot.model.ledger import Recorded
from tests.ledger.accounts import NORTH, SOUTH, change_claim, day, meeting_claim, person

NOW = datetime(2031, 6, 1, 12, tzinfo=UTC)


def article(
    *claims: MeetingClaim | ChangeClaim,
    dated: str | None = "2031-05-01",
    people: Iterable[Participant] = (),
    standing: Standing = Standing.PRESS,
    source: str = "gazette",
    lead: str = "From our own correspondent.",
    relevant: bool = True,
) -> tuple[Article, Reading]:
    """An article with one sentence for each claim, which is the claim's quote, and its reading.

    Two calls with the same claims, date and lead give the same text."""
    text = f"{lead} {dated}\n\n"
    meetings: list[MeetingClaim] = []
    changes: list[ChangeClaim] = []
    for claim in claims:
        sentence = _sentence(claim)
        evidence = Evidence(len(text), len(text) + len(sentence), sentence)
        text += f"{sentence} "
        if isinstance(claim, MeetingClaim):
            meetings.append(replace(claim, evidence=evidence))
        else:
            changes.append(replace(claim, evidence=evidence))
    read = Reading(
        language="en",
        dated=day(dated) if dated else None,
        dated_by="dateline" if dated else None,
        relevant=relevant,
        people=tuple(people),
        meetings=tuple(meetings),
        changes=tuple(changes),
    )
    return Article(text=text, source=source, address=f"https://{source}.example/{len(text)}", standing=standing), read


def record(
    ledger: Ledger,
    *claims: MeetingClaim | ChangeClaim,
    now: datetime = NOW,
    dated: str | None = "2031-05-01",
    standing: Standing = Standing.PRESS,
    source: str = "gazette",
) -> Recorded:
    """Record one article with these claims. Articles of two sources never have the same text."""
    return ledger.record(*article(*claims, dated=dated, standing=standing, source=source, lead=f"{source} reports."), now)


def world(rng: Random, size: int) -> list[tuple[Article, Reading]]:
    """Articles of one small world, in which much is close to much."""
    return [
        article(
            *(_claim(rng) for _ in range(rng.randint(0, 4))),
            dated=rng.choice([None, _day(rng), _day(rng)]),
            source=f"paper{number}",
            lead=f"Paper {number}.",
        )
        for number in range(size)
    ]


def _sentence(claim: MeetingClaim | ChangeClaim) -> str:
    if isinstance(claim, ChangeClaim):
        return f"“{claim.channel_id} is {claim.status.value} ({claim.period}, {claim.by})”, said a 部长 🕊."
    people = " & ".join(participant.name for participant in claim.participants) or "both sides"
    return f"“{people}: {claim.state.value}, {claim.mode.value}, {claim.period}, {claim.place}”, said a 部长 🕊."


def _claim(rng: Random) -> MeetingClaim | ChangeClaim:
    when = rng.choice([None, _day(rng), _day(rng), _day(rng)[:7], "2031"])
    if rng.random() < 0.3:
        return change_claim(rng.choice(["line", "talks"]), rng.choice(list(Status)), when, by=rng.choice([None, "north", "south"]))
    names = rng.sample(NORTH[:2], rng.randint(0, 2)) + rng.sample(SOUTH[:2], rng.randint(0, 2))
    return meeting_claim(
        [person(name, inferred=rng.random() < 0.2) for name in names],
        when,
        rng.choice(list(MeetingState)),
        mode=rng.choice(list(Mode)),
        place=rng.choice([None, None, "Lund", "Cuzco"]),
        channel=rng.choice([None, "line", "talks"]),
        says=rng.choice([None, None, "north", "south"]),
    )


def _day(rng: Random) -> str:
    return f"2031-{rng.randint(3, 5):02d}-{rng.randint(1, 28):02d}"
