"""docs/commands.md says what the program says."""

import re
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from bot.answers.context import Context
from bot.answers.dispatch import reply
from bot.answers.table import COMMANDS
from bot.database.engine import open_database, reading, writing
from bot.errors import BotError
from bot.i18n import texts_for
from bot.knowledge.knowledge import Knowledge
from bot.ledger.store import Ledger
from tests.answers.conftest import shown
from tests.answers.story import LEARNED, NOW
from tests.dialogs.test_dialogs import matches

PAGE = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```text\n> (.*?)\n(.*?)\n```", PAGE, re.DOTALL)
TABLE = PAGE[PAGE.index("## Questions that are understood") : PAGE.index("## As JSON")]
QUESTIONS = [question.strip() for row in TABLE.splitlines() if row.startswith("| ") for question in re.split(r"[|·]", row)[1:-1]][2:]


@pytest.fixture(scope="module")
def curated(tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge) -> Iterator[Engine]:
    """A ledger that has read nothing: the shipped chronicle only."""
    engine = open_database(f"sqlite:///{tmp_path_factory.mktemp('curated') / 'ledger.db'}")
    with writing(engine) as connection:
        Ledger(connection).import_chronicle(knowledge.chronicle, knowledge.people, LEARNED)
    yield engine
    engine.dispose()


@pytest.mark.parametrize(("line", "said"), EXAMPLES)
def test_an_example_is_what_the_program_prints(line: str, said: str, curated: Engine, knowledge: Knowledge) -> None:
    texts = texts_for("en")
    with reading(curated) as connection:
        try:
            answer = reply(line, Context(Ledger(connection), knowledge, texts, NOW, ZoneInfo("UTC")))
        except BotError as error:
            text = texts(error.key, **error.params)
        else:
            text = "\n".join(row for row in shown(answer).splitlines() if row.strip())
    assert matches(text, said), text


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_of_the_page_is_understood(question: str, curated: Engine, knowledge: Knowledge) -> None:
    with reading(curated) as connection:
        answer = reply(question, Context(Ledger(connection), knowledge, texts_for("en"), NOW, ZoneInfo("UTC")))
    assert answer.data["kind"] not in ("not_understood", "unclear")


def test_every_command_is_documented() -> None:
    for command in COMMANDS:
        for word in command.words:
            assert re.search(rf"`{word}[ `]", PAGE), word


def test_there_are_examples_to_compare() -> None:
    assert len(EXAMPLES) >= 10
    assert len(QUESTIONS) >= 30
