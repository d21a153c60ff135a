from collections.abc import Callable
from pathlib import Path
from shutil import copy

import pytest

from bot.configuration import load_knowledge
from bot.knowledge.knowledge import Knowledge

SHIPPED = Path(__file__).parents[2] / "config"

Override = Callable[[str, str], Path]


@pytest.fixture
def override(tmp_path: Path) -> Override:
    """Writes one of the user's own files, say `knowledge/people.yaml`; gives the override folder."""

    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return tmp_path

    return write


Load = Callable[[str, str], Knowledge]


FEW = """
roster: {people: {as_of: 2026-06}}
people:
- id: lloyd-austin
  name: Lloyd Austin
  side: us
  family: Austin
  offices: [{title: Secretary of Defense, office: us-secdef, start: 2021-01-22}]
- {id: wei-fenghe, name: Wei Fenghe, side: cn, family: Wei}
places:
- {id: woodside, name: Woodside, kind: city, country: us}
- {id: crawford, name: Crawford, kind: city, country: us}
- {id: filoli, name: Filoli, kind: site, country: us, city: woodside}
events:
- {id: balloon, name: spy balloon, start: 2023-01-28, end: 2023-02-04}
meetings:
- {id: 2022-06-10-singapore, participants: [lloyd-austin, wei-fenghe], start: 2022-06-10, state: held, mode: in-person, confidence: high}
"""


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A configuration with the shipped sides, offices and channels, and few people: reading it takes no time."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "knowledge").mkdir()
    for name in ("sides", "languages", "offices", "channels"):
        copy(SHIPPED / "knowledge" / f"{name}.yaml", folder / "knowledge")
    (folder / "knowledge" / "few.yaml").write_text(FEW, encoding="utf-8")
    return folder


@pytest.fixture
def load_small(small: Path, override: Override) -> Load:
    """The small configuration with one of the user's files: its name without `.yaml`, and its text."""
    return lambda name, text: load_knowledge(small, override(f"knowledge/{name}.yaml", text))
