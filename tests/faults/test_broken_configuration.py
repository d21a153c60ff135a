"""One mistake in each kind of file, as the program tells it. tests/configuration has all the mistakes."""

import pytest

from tests.console.conftest import CommandLine

MISTAKES = {
    "people": ("knowledge/people.yaml", "people: {lloyd-austin: {side: usa}}", ["lloyd-austin", "usa", "did you mean us?"]),
    "offices": ("knowledge/offices.yaml", "offices: {us-secdef: {channel: mmcca}}", ["us-secdef", "mmcca", "did you mean mmca?"]),
    "channels": ("knowledge/channels.yaml", "channels: {mmca: {parent: mill-mil}}", ["mmca", "mill-mil", "did you mean mil-mil?"]),
    "chronicle": (
        "knowledge/chronicle.yaml",
        "changes: [{id: x, channel: mmcca, status: open, date: 2024}]",
        ["x", "mmcca", "did you mean mmca?"],
    ),
    "places": ("knowledge/places.yaml", "places: {bangkok: {kind: town}}", ["bangkok", "town", "city"]),
    "events": ("knowledge/events.yaml", "events: {x: {name: X, start: soon}}", ["x", "soon", "YYYY"]),
    "sides": ("knowledge/sides.yaml", "sides: {us: {voices: [official]}}", ["us", "official", "official-us"]),
    "languages": ("knowledge/languages.yaml", "languages: {de: {endings: {peson: [s]}}}", ["de", "peson", "person?"]),
    "lexicon": ("lexicon/en.yaml", "ranks: [{id: x, forms: ['(a|b']}]", ["x"]),
    "feeds": ("feeds.yaml", "- {id: x, kind: pigeon, address: y}", ["x", "pigeon", "folder"]),
}


@pytest.mark.parametrize(("file", "text", "named"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_stops_the_run_and_names_file_entry_and_cure(command_line: CommandLine, file: str, text: str, named: list[str]) -> None:
    path = command_line.home / "config" / file
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    said = command_line("run")
    assert (said.code, said.out) == (3, "")
    assert len(said.err.splitlines()) == 1
    assert str(path) in said.err
    for words in named:
        assert words in said.err


@pytest.mark.parametrize("file", sorted({file for file, _, _ in MISTAKES.values()}))
def test_broken_yaml_names_file_and_line(command_line: CommandLine, file: str) -> None:
    path = command_line.home / "config" / file
    path.parent.mkdir(parents=True)
    path.write_text("a: 1\nb: [\n", encoding="utf-8")
    said = command_line("run")
    assert (said.code, said.out) == (3, "")
    assert f"{path}, line " in said.err
    assert "brackets" in said.err or "quotes" in said.err
