"""The ledger's tables, on the metadata that all stages share.

articles ──< claims >── accounts >── events ──< event_versions ──< event_people

A *claim* is one article's (or chronicle entry's) word and is never changed. Claims that say
exactly the same share an *account*, the unit of merging: a thousand papers with one agency's
sentence are one account. Accounts that speak of the same thing share an *event*, a meeting or
a change; its number is the short id. What follows from an event's accounts is written down in
*event_versions*, one for each span of knowing (`known_from` included, `known_until` not), so
that "as known on a day" is a lookup like any other."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from bot.database.schema import Moment, metadata

articles = Table(
    "articles",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),  # SHA-256 of the text, hexadecimal
    Column("source", Text, nullable=False),
    Column("address", Text, nullable=False, index=True),
    Column("title", Text),
    Column("language", String(16), nullable=False),  # as read
    Column("given_language", String(16)),  # as the source said
    Column("standing", String(32), nullable=False),
    Column("published_at", Moment),
    Column("dated_start", String(10)),
    Column("dated_end", String(10)),
    Column("dated_by", Text),
    Column("seen_at", Moment, nullable=False),
    Column("relevant", Boolean, nullable=False),
    Column("text", Text, nullable=False),  # last: SQLite reads the columns before it without the text
    Index("ix_articles_seen_at_id", "seen_at", "id"),
    Index("ix_articles_relevant_seen_at_id", "relevant", "seen_at", "id"),
    sqlite_autoincrement=True,
)

article_people = Table(
    "article_people",
    metadata,
    Column("article_id", ForeignKey("articles.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("key", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("side", String(16), nullable=False),
    Column("title", Text),
    Column("inferred", Boolean, nullable=False),
    Index("ix_article_people_key_article_id", "key", "article_id"),
)

names = Table(
    "names",
    metadata,
    Column("key", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("side", String(16), nullable=False),
    Column("title", Text),
    Column("titled_on", Date),  # the day of the article that gave name and title
    Column("in_articles", Boolean, nullable=False, server_default=false()),
    Column("in_chronicle", Boolean, nullable=False, server_default=false()),
)

events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(8), nullable=False),
    Column("merged_into", ForeignKey("events.id"), index=True),  # where the number leads since it was merged away
    sqlite_autoincrement=True,
)

accounts = Table(
    "accounts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("signature", String(64), nullable=False, unique=True),
    Column("kind", String(8), nullable=False),
    Column("event_id", ForeignKey("events.id"), index=True),
    Column("state", String(16), nullable=False),
    Column("channel_id", String(64)),
    Column("mode", String(16)),
    Column("place", Text),
    Column("sides", JSON, nullable=False),
    Column("side_of_change", String(16)),
    Column("voice", String(16)),  # the side that speaks: quoted, or the source's own
    Column("people", JSON, nullable=False),
    Column("period_start", String(10)),
    Column("period_end", String(10)),
    Column("first_on", Date),
    Column("last_on", Date),
    Column("guessed", Boolean, nullable=False),
    Column("verified", Boolean, nullable=False),
    Index("ix_accounts_channel_id_kind_last_on", "channel_id", "kind", "last_on"),
    sqlite_autoincrement=True,
)

account_people = Table(
    "account_people",
    metadata,
    Column("account_id", ForeignKey("accounts.id"), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("side", String(16), nullable=False),
    Column("inferred", Boolean, nullable=False),
    Column("last_on", Date),
    Index("ix_account_people_key_last_on", "key", "last_on"),
)

claims = Table(
    "claims",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    Column("article_id", ForeignKey("articles.id"), index=True),
    Column("entry_id", Text, index=True),  # of the chronicle
    Column("known_at", Moment, nullable=False),
    Column("said_on", Date),  # the day its source speaks
    Column("standing", String(32)),
    Column("says", String(16)),
    Column("confidence", Float, nullable=False),
    Column("span_start", Integer),
    Column("span_end", Integer),
    Column("quote", Text, nullable=False),
    Column("participants", JSON, nullable=False),
    Column("reason", Text),
    Column("chronicle_source", Text),
    Column("why", JSON, nullable=False),
    Column("retracted_at", Moment),  # since then it counts no more, at any time asked about
    Column("superseded_by", ForeignKey("claims.id")),
    Index("ix_claims_account_id_known_at", "account_id", "known_at"),
    sqlite_autoincrement=True,
)

event_versions = Table(
    "event_versions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("event_id", ForeignKey("events.id"), nullable=False),
    Column("kind", String(8), nullable=False),
    Column("known_from", Moment, nullable=False),
    Column("known_until", Moment),
    Column("state", String(16), nullable=False),
    Column("channel_id", String(64)),
    Column("verified", Boolean, nullable=False),
    Column("disputed", Boolean, nullable=False),
    Column("weight", Integer, nullable=False),  # of the best source for the state, see telling.py
    Column("first_on", Date),
    Column("last_on", Date),
    Column("sort_on", Date, nullable=False),  # first_on; undated ones come before all others
    Column("settled_on", Date),  # by then it had happened, as far as anybody says
    Column("confirmed_on", Date),  # the last day that anything spoke for it
    Column("learned_at", Moment),  # when an article first said its state; None where only the chronicle does
    UniqueConstraint("event_id", "known_from"),
    Index("ix_event_versions_kind_sort_on", "kind", "sort_on"),
    Index("ix_event_versions_kind_last_on", "kind", "last_on"),
    Index("ix_event_versions_channel_id_kind_sort_on", "channel_id", "kind", "sort_on"),
    Index("ix_event_versions_kind_learned_at", "kind", "learned_at"),
)

event_people = Table(
    "event_people",
    metadata,
    Column("version_id", ForeignKey("event_versions.id", ondelete="CASCADE"), primary_key=True),
    Column("key", Text, primary_key=True),
    Index("ix_event_people_key_version_id", "key", "version_id"),
)

chronicle_entries = Table(
    "chronicle_entries",
    metadata,
    Column("id", Text, primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("claim_id", ForeignKey("claims.id"), nullable=False),
)

chronicle_state = Table(
    "chronicle_state",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),  # always 1
    Column("digest", String(64), nullable=False),  # of the whole chronicle: unchanged, nothing is to do
)
