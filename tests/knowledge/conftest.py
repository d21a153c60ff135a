from pathlib import Path

import pytest

from bot.configuration import load_knowledge
from bot.knowledge.knowledge import Knowledge

SHIPPED = Path(__file__).parents[2] / "config"


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """What the program ships with: the data is under test as much as the code."""
    loaded = load_knowledge(SHIPPED, None)
    loaded.names.find("")  # compiled once here, not within the first test that looks for a name
    return loaded
