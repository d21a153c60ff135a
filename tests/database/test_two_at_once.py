"""Several processes on one database, and what a start costs."""

import subprocess
import sys

from sqlalchemy import Engine

from bot.database.engine import open_database, reading, writing
from bot.database.head import HEAD

OPEN = "import sys; from bot.database.engine import open_database; open_database(sys.argv[1]).dispose()"


def start(script: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", script, *arguments], stderr=subprocess.PIPE, text=True)


def test_processes_that_begin_a_database_together_make_it_once(bare_database_address: str) -> None:
    processes = [start(OPEN, bare_database_address) for _ in range(3)]
    outcomes = [(process.communicate()[1], process.returncode) for process in processes]
    assert outcomes == [("", 0)] * 3
    engine = open_database(bare_database_address, create=False)
    with reading(engine) as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars().all() == [HEAD]
    engine.dispose()


def test_a_reader_sees_one_state_whatever_is_written_meanwhile(engine: Engine) -> None:
    with reading(engine) as reader:
        before = reader.exec_driver_sql("SELECT count(*) FROM events").scalar_one()
        with writing(engine) as writer:
            writer.exec_driver_sql("INSERT INTO events (kind) VALUES ('meeting')")
        assert reader.exec_driver_sql("SELECT count(*) FROM events").scalar_one() == before == 0
    with reading(engine) as reader:
        assert reader.exec_driver_sql("SELECT count(*) FROM events").scalar_one() == 1


def test_opening_a_database_that_is_up_to_date_never_imports_the_migration_tool(database_address: str) -> None:
    check = "; assert 'alembic' not in sys.modules and 'mako' not in sys.modules"
    process = start(OPEN + check, database_address)
    assert (process.communicate()[1], process.returncode) == ("", 0)
