"""Delivery's tables, on the metadata that all stages share.

rooms ──< chats ──< subscriptions ──< told, decisions
            └────< outbox >──┘

A *room* is what a platform limits and moves; a *chat* is a room or one topic of it, and what
subscribes. The *outbox* holds every message we owe or owed; its `key` names the debt, so that
nothing is owed twice. `told` are the events a subscription's alerts have spoken of.
`decisions` say what was made of each event an article gave cause for, so that `why` can tell.
`members` may talk to the bot beside its owners, let in by `invitations`. `switches` hold what an
owner turned on or off for all. `reviews` are articles whose alerts wait for an editor.
`seen_updates` are the messages people sent us. `continuations` are
what found no room in a message, for the button beneath it. `horizon` has one row, see horizon.py."""

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
    Column("quiet_from", String(5)),  # HH:MM on the chat's clock; both or neither
    Column("quiet_to", String(5)),
    Column("quiet_except", Integer),  # what is at least so severe comes all the same
    Column("used", String(64)),  # the channel, by the platform's id, that is set up from here
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
    Column("paused_until", Moment),  # when a pause ends by itself
    Column("reason", Text),  # why it ended
    Column("created_by", Text, nullable=False),  # a speaker's key
    Column("created_at", Moment, nullable=False),
    Column("armed_at", Moment, nullable=False),
    Column("severity", Integer),  # alerts
    Column("channels", JSON),  # alerts: ids, empty for all
    Column("people", JSON),  # alerts: ids, empty for all
    Column("sides", JSON),  # alerts: ids of sides, empty for all
    Column("states", JSON),  # alerts: states of meetings and statuses of channels, empty for all
    Column("rhythm", String(16)),  # digest: daily, weekly or monthly
    Column("day", Integer),  # digest: weekday 0-6 or day of the month 1-31
    Column("when_quiet", String(16)),  # digest: a line or nothing
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
    Column("task", String(8), nullable=False, server_default="send"),  # send, or edit what `target_id` sent
    Column("target_id", ForeignKey("outbox.id", ondelete="SET NULL"), index=True),  # edited, or replied to
    Column("article_id", Integer, index=True),  # the one that gave cause
    Column("state", String(16), nullable=False),
    Column("held_by", String(16)),  # what holds it, or held it: quiet, paused, review
    Column("severity", Integer),  # of the gravest event it tells
    Column("attempts", Integer, nullable=False),
    Column("repeat", Boolean, nullable=False),  # the coming or last send may be a second one
    Column("created_at", Moment, nullable=False),
    Column("not_before", Moment, nullable=False),
    Column("taken_at", Moment),
    Column("trying_since", Moment),  # when it was first taken since nothing holds it
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
    Column("subject", String(16), nullable=False, index=True),  # the event as it was called then: C-57
    Column("told_at", Moment, nullable=False),
    Column("outbox_id", ForeignKey("outbox.id", ondelete="SET NULL"), index=True),  # the message that told it
    Column("said", JSON(none_as_null=True)),  # what the chat was told of it last, see briefing/alerts/facts.py
    Column("before", JSON(none_as_null=True)),  # what it had been told before an update that still waits
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", Integer, nullable=False, index=True),
    Column("subject", String(16), nullable=False, index=True),  # M-184, C-57
    Column("key", String(64), nullable=False),  # of the alert, as in told
    Column("subscription_id", ForeignKey("subscriptions.id", ondelete="CASCADE"), index=True),  # None: the same for all
    Column("verdict", String(16), nullable=False),
    Column("rule", String(32), nullable=False),
    Column("decided_at", Moment, nullable=False),
    sqlite_autoincrement=True,
)

members = Table(
    "members",
    metadata,
    Column("key", Text, primary_key=True),  # a speaker's key
    Column("name", Text, nullable=False),
    Column("role", String(16), nullable=False),
    Column("invited_by", Text, nullable=False),
    Column("joined_at", Moment, nullable=False),
)

invitations = Table(
    "invitations",
    metadata,
    Column("digest", String(64), primary_key=True),  # SHA-256 of the code: the code itself is kept by nobody
    Column("role", String(16), nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_by", Text),
    Column("used_at", Moment),
)

switches = Table(
    "switches",
    metadata,
    Column("name", String(16), primary_key=True),  # sending, review
    Column("on", Boolean, nullable=False),
    Column("turned_by", Text, nullable=False),
    Column("turned_at", Moment, nullable=False),
    Column("until", Moment),  # then it is again as if nobody had turned it
)

reviews = Table(
    "reviews",
    metadata,
    Column("article_id", Integer, primary_key=True, autoincrement=False),  # whose alerts editors see first
    Column("begun_at", Moment, nullable=False),
    Column("verdict", String(16)),  # approved, rejected or expired
    Column("decided_by", Text),  # a name
    Column("decided_at", Moment),
    Column("closed_at", Moment, index=True),  # when the editors heard of the verdict
)

seen_updates = Table(
    "seen_updates",
    metadata,
    Column("key", Text, primary_key=True),
    Column("seen_at", Moment, nullable=False, index=True),
)

continuations = Table(
    "continuations",
    metadata,
    Column("token", String(32), primary_key=True),
    Column("document", Text, nullable=False),  # JSON, see codec.py
    Column("kept_at", Moment, nullable=False, index=True),
)

horizon = Table(
    "horizon",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),  # always 1
    Column("closed_until", Moment),
    Column("turn", Integer, nullable=False),
)
