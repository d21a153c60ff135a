"""A folder of articles for the real extraction, and what a ledger holds of them, comparable with another's."""

from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from bot.database.engine import open_database, reading
from bot.feeds.tables import feed_states
from bot.ledger.tables import accounts, article_people, articles, claims, event_people, event_versions, names

PAIRS = 8
ARTICLES = 3 * PAIRS
_ENCOUNTERS = (
    (2024, "Defense Secretary Lloyd Austin", "Chinese Defense Minister Dong Jun", "Singapore"),
    (2010, "Defense Secretary Robert Gates", "Chinese Defense Minister Liang Guanglie", "Beijing"),
)
_CHANNELS = ("Defense Policy Coordination Talks", "theater commander talks")
# Which claims there are, and how they hang together, must not depend on when they were learned. A
# version's `confirmed_on` does: it moves on in steps, counted from the version before it.
_OF_LEARNING = {"id", "event_id", "known_from", "known_until", "learned_at", "confirmed_on"}


def write_articles(folder: Path) -> Path:
    """Meetings told twice each, in other words, so that there is something to merge; and changes."""
    folder.mkdir(parents=True)
    for number in range(PAIRS):
        year, host, guest, city = _ENCOUNTERS[number % 2]
        met = date(year, 2 + number, 6 + number)
        told = met + timedelta(days=1)
        dateline = f"{city.upper()}, {told:%B} {told.day}, {told.year} —"
        channel, status = _CHANNELS[number % 2], "suspended" if number % 4 < 2 else "resumed"
        stories = (
            f"{dateline} {host} met with {guest} in {city} on {met:%A}, officials said.",
            f"{dateline} {guest} held talks with {host} in {city} on {met:%B} {met.day}.",
            f"{dateline} China has {status} the {channel} with the United States, the Pentagon said today.",
        )
        for kind, story in enumerate(stories):
            (folder / f"{number}-{kind}.txt").write_text(f"News of the Day {number}.{kind}\n\n{story}\n", encoding="utf-8")
    return folder


def ledger_at(address: str) -> dict[str, list[str]]:
    """All that a ledger says, without numbers and moments of learning."""
    engine = open_database(address, create=False)
    try:
        with reading(engine) as connection:
            return {name: sorted(map(repr, rows)) for name, rows in _content(connection).items()}
    finally:
        engine.dispose()


def _content(connection: Connection) -> dict[str, list[Any]]:
    digests = {row.id: row.digest for row in connection.execute(select(articles.c.id, articles.c.digest))}
    signatures = {row.id: row.signature for row in connection.execute(select(accounts.c.id, accounts.c.signature))}
    members = defaultdict(set)
    for signature, event in connection.execute(select(accounts.c.signature, accounts.c.event_id)):
        members[event].add(signature)
    events = {event: tuple(sorted(each)) for event, each in members.items()}
    return {
        "articles": _rows(connection, articles, without={"id", "seen_at"}),
        "people": [
            (digests[row["article_id"]], _without(row, {"article_id"})) for row in connection.execute(select(article_people)).mappings()
        ],
        "claims": [
            (digests.get(row["article_id"]), signatures[row["account_id"]], _without(row, {"id", "article_id", "account_id", "known_at"}))
            for row in connection.execute(select(claims)).mappings()
        ],
        "meetings and changes": list(events.values()),
        "how they stand": _versions(connection, events),
        "names": _rows(connection, names),
        "feeds": list(connection.execute(select(feed_states.c.feed_id)).scalars()),
    }


def _versions(connection: Connection, events: dict[Any, tuple[str, ...]]) -> list[Any]:
    people = defaultdict(set)
    for version, key in connection.execute(select(event_people.c.version_id, event_people.c.key)):
        people[version].add(key)
    current = connection.execute(select(event_versions).where(event_versions.c.known_until.is_(None))).mappings()
    return [(events[row["event_id"]], _without(row, _OF_LEARNING), sorted(people[row["id"]])) for row in current]


def _rows(connection: Connection, table: Any, without: set[str] = frozenset()) -> list[Any]:  # type: ignore[assignment]  # never changed
    return [_without(row, without) for row in connection.execute(select(table)).mappings()]


def _without(row: Any, columns: set[str]) -> list[Any]:
    return [(column, value) for column, value in sorted(row.items()) if column not in columns]
