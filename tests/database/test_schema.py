"""What the migrations make is what the code declares, on both databases."""

import importlib
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

import bot
from bot.database.engine import open_database
from bot.database.head import HEAD
from bot.database.migrate import MIGRATIONS
from bot.database.schema import metadata


def _scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return ScriptDirectory.from_config(config)


def _declare_all_tables() -> None:
    """Tables are declared in `tables.py` of the stage that owns them."""
    for path in sorted(Path(bot.__file__).parent.glob("*/tables.py")):
        importlib.import_module(f"bot.{path.parent.name}.tables")


def test_the_head_constant_is_the_newest_and_only_head() -> None:
    assert _scripts().get_heads() == [HEAD]


def test_migrations_make_exactly_the_declared_tables(bare_database_address: str) -> None:
    _declare_all_tables()
    engine = open_database(bare_database_address)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        differences = compare_metadata(context, metadata)
    engine.dispose()
    assert "articles" in metadata.tables
    assert differences == []


def test_opening_again_changes_nothing(engine: Engine) -> None:
    with engine.connect() as connection:
        before = sorted(inspect(connection).get_table_names())
    open_database(engine.url.render_as_string(hide_password=False)).dispose()
    with engine.connect() as connection:
        assert sorted(inspect(connection).get_table_names()) == before
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == HEAD
