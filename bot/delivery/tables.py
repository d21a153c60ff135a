"""Delivery's tables, on the metadata that all stages share.

rooms ──< chats ──< subscriptions ──< told
            └────< outbox >──┘

A *room* is what a platform limits and moves; a *chat* is a room or one topic of it, and what
subscribes. The *outbox* holds every message we owe or owed; its `key` names the debt, so that
nothing is owed twice. `told` are the events a subscription's alerts have spoken of.
`seen_updates` are the messages people sent us. `horizon` has one row, see horizon.py."""

from sqlalchemy import JSON, Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from bot.database.schema import Moment, metadata

rooms = Table(
    "rooms",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("platform", String(16), nullable=False),
    Column("workspace", String(64), nullable=False),
    Column("chat", String(64), nullable=False),
    Column("free_at", Moment),  # nothing is sent here before: pacing, or a wait the platform asked for
    UniqueConstraint("platform", "workspace", "chat"),
    sqlite_autoincrement=True,
)

chats = Table(
    "chats",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("room_id", ForeignKey("rooms.id"), nullable=False),
    Column("thread", String(64), nullable=False),
    Column("zone", String(64), nullable=False),  # IANA
    Column("language", String(16), nullable=False),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("room_id", "thread"),
    sqlite_autoincrement=True,
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("chat_id", ForeignKey("chats.id", ondelete="CASCADE"), nullable=False),
    Column("wish", String(16), nullable=False),
    Column("course", String(16), nullable=False),
    Column("reason", Text),  # why it ended
    Column("created_by", Text, nullable=False),  # a speaker's key
    Column("created_at", Moment, nullable=False),
    Column("armed_at", Moment, nullable=False),
    Column("severity", Integer),  # alerts
    Column("channels", JSON),  # alerts: ids, empty for all
    Column("local_time", String(5)),  # digest: HH:MM on the chat's clock
    Column("last_on", Date),  # digest: the local date of the last one
    Column("covered_until", Moment),  # digest: what was learned up to here has been told
    UniqueConstraint("chat_id", "wish"),
    sqlite_autoincrement=True,
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("kind", String(16), nullable=False),
    Column("chat_id", ForeignKey("chats.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("subscription_id", ForeignKey("subscriptions.id", ondelete="CASCADE"), index=True),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("repeat", Boolean, nullable=False),  # the coming or last send may be a second one
    Column("created_at", Moment, nullable=False),
    Column("not_before", Moment, nullable=False),
    Column("taken_at", Moment),
    Column("sent_at", Moment),
    Column("message_id", Text),  # the platform's
    Column("reason", Text),  # of the last failure
    Column("document", Text, nullable=False),  # JSON, see codec.py
    Index("ix_outbox_state_not_before", "state", "not_before"),
    sqlite_autoincrement=True,
)

told = Table(
    "told",
    metadata,
    Column("subscription_id", ForeignKey("subscriptions.id", ondelete="CASCADE"), primary_key=True),
    Column("key", String(64), primary_key=True),  # of an alert, such as C-57:suspended
    Column("told_at", Moment, nullable=False),
)

seen_updates = Table(
    "seen_updates",
    metadata,
    Column("key", Text, primary_key=True),
    Column("seen_at", Moment, nullable=False, index=True),
)

horizon = Table(
    "horizon",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),  # always 1
    Column("closed_until", Moment),
    Column("turn", Integer, nullable=False),
)
