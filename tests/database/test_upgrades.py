"""A ledger in use is migrated with all that is in it."""

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from bot.database.engine import open_database
from bot.database.migrate import MIGRATIONS

_ROWS = (
    "INSERT INTO rooms (id, platform, workspace, chat) VALUES (1, 'telegram', '', '7')",
    "INSERT INTO chats (id, room_id, thread, zone, language, created_at) VALUES (1, 1, '', 'UTC', 'en', '2026-01-01 00:00:00')",
    "INSERT INTO subscriptions (id, chat_id, wish, course, created_by, created_at, armed_at, severity, channels)"
    " VALUES (1, 1, 'alerts', 'active', 'telegram:7', '2026-01-01 00:00:00', '2026-01-01 00:00:00', 1, '[]')",
    "INSERT INTO outbox (id, key, kind, chat_id, subscription_id, state, attempts, repeat, created_at, not_before, document)"
    " VALUES (1, 'alert:1:A-1', 'alert', 1, 1, 'queued', 0, false, '2026-01-01 00:00:00', '2026-01-01 00:00:00', '{}')",
    "INSERT INTO told (subscription_id, key, told_at) VALUES (1, 'C-1:open', '2026-01-01 00:00:00')",
)


def test_the_step_from_the_third_schema_keeps_chats_wishes_and_what_is_owed(bare_database_address: str) -> None:
    _make(bare_database_address, "0003_feeds")
    engine = create_engine(_url(bare_database_address))
    with engine.begin() as connection:
        for row in _ROWS:
            connection.execute(text(row))
    engine.dispose()
    migrated = open_database(bare_database_address)
    with migrated.connect() as connection:
        counts = [
            connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() for table in ("chats", "subscriptions", "outbox", "told")
        ]
        assert counts == [1, 1, 1, 1]
        assert connection.execute(text("SELECT task FROM outbox")).scalar_one() == "send"
        assert connection.execute(text("SELECT subject FROM told")).scalar_one() == "C-1"
    migrated.dispose()


def _make(address: str, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = create_engine(_url(address))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()


def _url(address: str) -> str:
    return address.replace("postgresql://", "postgresql+psycopg://")
