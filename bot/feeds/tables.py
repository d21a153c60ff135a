"""What is remembered of each feed."""

from sqlalchemy import Column, Integer, String, Table, Text

from bot.database.schema import Moment, metadata

feed_states = Table(
    "feed_states",
    metadata,
    Column("feed_id", String(64), primary_key=True),
    Column("first_read_at", Moment, nullable=False),
    Column("last_read_at", Moment, nullable=False),
    Column("last_new_at", Moment),
    Column("taken", Integer, nullable=False),
    Column("left_aside", Integer, nullable=False),
    Column("problem", Text),
)
