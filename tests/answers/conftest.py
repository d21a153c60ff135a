"""A real ledger with the shipped chronicle and an invented story, on SQLite and on PostgreSQL; read only."""

import uuid
from collections.abc import Callable, Iterator
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from bot.answers.context import Context
from bot.answers.dispatch import reply
from bot.chat.terminal.render import render_text
from bot.configuration import load_knowledge
from bot.database.engine import open_database, reading, writing
from bot.i18n import texts_for
from bot.knowledge.knowledge import Knowledge
from bot.ledger.store import Ledger, LedgerSettings, voices_of
from bot.model.document import Answer
from bot.shipped import shipped_folder
from tests.answers.story import NOW, tell_story
from tests.databases import BACKENDS, PostgresServer

Say = Callable[[str], Answer]


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge(shipped_folder("config"), None)


@pytest.fixture(scope="session", params=BACKENDS)
def story_engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge) -> Iterator[Engine]:
    """The story, told once to a database of each kind; nobody writes to it afterwards."""
    if request.param == "sqlite":
        server, name = None, ""
        address = f"sqlite:///{tmp_path_factory.mktemp('story') / 'ledger.db'}"
    else:
        server = request.getfixturevalue("postgres_server")
        assert isinstance(server, PostgresServer)
        name = f"answers_{uuid.uuid4().hex}"
        address = server.create(name)
    engine = open_database(address)
    with writing(engine) as connection:
        tell_story(Ledger(connection, _settings(knowledge)), knowledge)
    yield engine
    engine.dispose()
    if server is not None:
        server.drop(name)


@pytest.fixture
def context(story_engine: Engine, knowledge: Knowledge) -> Iterator[Context]:
    with reading(story_engine) as connection:
        yield Context(Ledger(connection, _settings(knowledge)), knowledge, texts_for("en"), NOW, ZoneInfo("UTC"))


@pytest.fixture
def say(context: Context) -> Say:
    """What the bot answers to a line."""
    return lambda line: reply(line, context)


def _settings(knowledge: Knowledge) -> LedgerSettings:
    return LedgerSettings(voices=voices_of(knowledge.sides.values()))


def shown(answer: Answer) -> str:
    """The answer as a terminal prints it."""
    return render_text(answer.document, colour=False, width=None)


def lead_of(answer: Answer) -> str:
    """The answer in a sentence: its first line after the title."""
    return shown(answer).splitlines()[2]
