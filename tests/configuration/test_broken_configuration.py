"""Every mistake gives one error that names the file, the entry and what to do."""

from pathlib import Path

import pytest

from bot.configuration import load_feeds, load_knowledge, load_lexicons
from bot.errors import ConfigError
from bot.i18n.texts import texts_for
from tests.configuration.conftest import SHIPPED, Load, Override


@pytest.mark.parametrize(
    ("file", "text", "entry", "reason", "cure"),
    [
        ("people", "people:\n- id: x\n  name: [a\n", "line 4", "not YAML", "check"),
        ("people", "people:\n  x: {name: A, name: B}\n", "line 2", "`name` is given twice", "check"),
        ("people", "just words", "the file", "neither a mapping", "shipped file"),
        ("people", "people: 7\n", "people", "neither a list", "- id:"),
        ("people", "people:\n- name: Nobody\n", "people, entry 1", "no id", "- id:"),
        ("people", "people:\n- {id: x, name: A}\n- {id: x, name: B}\n", "x", "used twice", "another id"),
        ("people", "people:\n  lloyd-austin: retired\n", "lloyd-austin", "not an entry", "null"),
        ("people", "people:\n  loyd-austin: null\n", "loyd-austin", "no such entry", "did you mean lloyd-austin?"),
        ("people", "peple:\n- {id: x}\n", "peple", "unknown section", "did you mean people?"),
        ("people", "people:\n  lloyd-austin: {famly: Austin}\n", "lloyd-austin", "unknown key `famly`", "did you mean family?"),
        ("people", "people:\n  x: {name: X, side: us}\n", "x", "`family` is missing", "add"),
        (
            "people",
            "people:\n  lloyd-austin: {side: usa}\n",
            "lloyd-austin",
            "`side` names a side that nobody defines: usa",
            "did you mean us?",
        ),
        ("people", "people:\n  lloyd-austin: {name: 7}\n", "lloyd-austin", "`name` is not a text", "quotes"),
        ("people", "people:\n  lloyd-austin: {names: {zh: [no]}}\n", "lloyd-austin", "not a text: False", "quotes"),
        ("people", "people:\n  lloyd-austin: {names: [a]}\n", "lloyd-austin", "not a mapping of languages", "names:"),
        ("people", "roster: {people: {as_of: soon}}\n", "people", "not a date that exists: soon", "YYYY"),
        (
            "people",
            "people:\n  lloyd-austin: {offices: [{title: T, office: us-secdeff, start: 2021}]}\n",
            "lloyd-austin, offices 1",
            "an office that nobody defines: us-secdeff",
            "did you mean us-secdef?",
        ),
        (
            "people",
            "people:\n  lloyd-austin: {offices: [{title: T, office: us-secdef, start: 2021-02-30}]}\n",
            "lloyd-austin, offices 1",
            "not a date that exists: 2021-02-30",
            "YYYY-MM-DD",
        ),
        (
            "people",
            "people:\n  lloyd-austin: {offices: [{title: T, office: us-secdef, start: 2025-01-20, end: 2021-01-22}]}\n",
            "lloyd-austin, offices 1",
            "ends on 2021-01-22, before it starts on 2025-01-20",
            "correct",
        ),
        ("people", "people:\n  lloyd-austin: {offices: [retired]}\n", "lloyd-austin, offices 1", "not a mapping", "- {"),
        ("people", "people:\n  lloyd-austin: {offices: {title: T}}\n", "lloyd-austin", "`offices` is not a list", "- {"),
        ("people", "people:\n  wei-fenghe: null\n", "2022-06-10-singapore", "a person that nobody defines: wei-fenghe", "Or define it"),
        ("offices", "offices:\n  us-secdef: {channel: secdef}\n", "us-secdef", "a channel that nobody defines: secdef", "secdef-mnd"),
        (
            "offices",
            "offices:\n  us-secdef: {counterpart: cn-defense-ministre}\n",
            "us-secdef",
            "`counterpart` names",
            "cn-defense-minister?",
        ),
        ("offices", "offices:\n  us-secdef: {single_holder: yes please}\n", "us-secdef", "neither true nor false", "without quotes"),
        ("channels", "channels:\n  mmca: {parent: mmca}\n", "mmca", "its own ancestor", "no parent"),
        ("channels", "channels:\n  mil-mil: {annotation: false}\n", "mil-mil", "no `parent`", "name its `parent`"),
        ("places", "places:\n  crawford: {kind: town}\n", "crawford", "a kind of place that nobody defines: town", "city"),
        ("places", "places:\n  crawford: {country: usa}\n", "crawford", "nobody defines: usa", "us"),
        ("places", "places:\n  filoli: {city: wood}\n", "filoli", "a city that nobody defines: wood", "woodside"),
        ("events", "events:\n  balloon: {end: 2020}\n", "balloon", "ends before it starts", "correct"),
        ("events", "events:\n  balloon: {names: {en: ['(spy balloon']}}\n", "balloon", "brackets don't pair", "(a|b)"),
        ("events", "events:\n  balloon: {words: {en: [balloon]}}\n", "balloon", "is not a list", "["),
        ("sides", "sides:\n  us: {voices: [official]}\n", "us", "official", "official-us"),
        ("languages", "languages:\n  de: {endings: {peson: [s]}}\n", "de", "a kind of name that nobody defines: peson", "person?"),
        (
            "languages",
            "languages:\n  de: {declensions: [{words: '(', cut: er}]}\n",
            "de, declensions 1",
            "no regular expression",
            "examples",
        ),
        ("chronicle", "changes:\n- {id: x, channel: mmca, status: shut, date: 2024}\n", "x", "`status` can't be shut", "suspended"),
        ("chronicle", "changes:\n- {id: x, channel: mmca, status: open}\n", "x", "`date` is missing", "add"),
        (
            "chronicle",
            "changes:\n- {id: x, channel: mmca, status: open, date: 2024, by: nato}\n",
            "x",
            "a side that nobody defines: nato",
            "us",
        ),
        (
            "chronicle",
            "meetings:\n- {id: x, participants: [lloyd-austn], start: 2024, state: held, mode: phone, confidence: high}\n",
            "x",
            "a person that nobody defines: lloyd-austn",
            "did you mean lloyd-austin?",
        ),
    ],
)
def test_a_mistake_names_file_entry_and_cure(load_small: Load, file: str, text: str, entry: str, reason: str, cure: str) -> None:
    with pytest.raises(ConfigError) as raised:
        load_small(file, text)
    told = raised.value.params
    assert told["file"].endswith((f"{file}.yaml", "few.yaml"))
    assert told["entry"].endswith(entry)
    assert reason in told["reason"]
    assert cure in told["cure"]


def test_a_file_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "knowledge" / "people.yaml"
    path.parent.mkdir()
    path.write_bytes(b"people:\n- {id: x, name: M\xfcller}\n")
    with pytest.raises(ConfigError) as raised:
        load_knowledge(SHIPPED, tmp_path)
    assert raised.value.params["file"] == str(path)
    assert "UTF-8" in raised.value.params["cure"]


@pytest.mark.parametrize(
    "text", ["people: \x00\n", "[" * 5000, "people: &a [*a]\n", "people: !!python/object:os.system {}\n", "--- a\n--- b\n"]
)
def test_hostile_yaml_is_an_error_like_any_other(load_small: Load, text: str) -> None:
    with pytest.raises(ConfigError):
        load_small("people", text)


def test_a_configuration_without_a_roster_says_what_to_write(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as raised:
        load_knowledge(tmp_path, None)
    assert "roster" in raised.value.params["cure"]


def test_a_broken_lexicon_names_its_file(override: Override) -> None:
    folder = override("lexicon/en.yaml", "ranks:\n- {id: x, forms: ['(a|b']}\n")
    with pytest.raises(ConfigError) as raised:
        load_lexicons(SHIPPED, folder)
    assert raised.value.params["file"] == str(folder / "lexicon" / "en.yaml")


def test_feeds_under_a_wrong_heading_are_not_lost_in_silence(override: Override) -> None:
    folder = override("feeds.yaml", "feed:\n- {id: x, kind: folder, address: seeds}\n")
    with pytest.raises(ConfigError) as raised:
        load_feeds(SHIPPED, folder)
    assert raised.value.params["entry"] == "feed"


def test_people_read_what_to_do_in_one_line(load_small: Load) -> None:
    with pytest.raises(ConfigError) as raised:
        load_small("people", "people:\n  lloyd-austin: {famly: Austin}\n")
    text = texts_for("en")(raised.value.key, **raised.value.params)
    assert "people.yaml" in text
    assert "lloyd-austin" in text
    assert "did you mean family?" in text
