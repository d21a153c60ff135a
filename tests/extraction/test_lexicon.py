"""The lexicon's language and every example it carries."""

from functools import cache

import pytest
import yaml

from bot.errors import ConfigError
from bot.extraction.language.folding import fold
from bot.extraction.language.lexicon import Cue, Lexicon, expand, parse_lexicon
from tests.extraction.reading import CONFIG, lexicons

EXAMPLES = [
    (language, cue, text, fires)
    for language, lexicon in sorted(lexicons().items())
    for cue in lexicon.cues
    for fires, texts in ((True, cue.fires), (False, cue.silent))
    for text in texts
]


def small(*entries: dict[str, object]) -> Lexicon:
    return parse_lexicon("en", {"contacts": list(entries)}, "test.yaml")


@cache
def blocks(language: str) -> Lexicon:
    """What silences other cues, as something that can be found."""
    document = yaml.safe_load((CONFIG / "lexicon" / f"{language}.yaml").read_text(encoding="utf-8"))
    return parse_lexicon(language, {"roles": document["blocks"]}, "blocks")


@pytest.mark.parametrize(("language", "cue", "text", "fires"), EXAMPLES)
def test_every_example_of_the_lexicons_holds(language: str, cue: Cue, text: str, fires: bool) -> None:
    if cue.section == "blocks":
        found = {("blocks", hit.cue.id) for hit in blocks(language).scan(fold(text))}
    else:
        found = {(hit.section, hit.cue.id) for hit in lexicons()[language].scan(fold(text))}
    assert ((cue.section, cue.id) in found) is fires


@pytest.mark.parametrize("language", sorted(lexicons()))
def test_every_entry_says_where_it_fires_and_where_it_is_silent(language: str) -> None:
    assert [f"{cue.section}/{cue.id}" for cue in lexicons()[language].cues if not (cue.fires and cue.silent)] == []


def test_alternatives_expand_and_nest() -> None:
    assert expand("(met|meets) (with|)") == ["met with", "met", "meets with", "meets"]
    assert expand("a (b (c|d)|e)") == ["a b c", "a b d", "a e"]


def test_words_are_found_whole_and_in_any_case() -> None:
    lexicon = small({"id": "meet", "past": ["met"]})
    assert [(hit.start, hit.end) for hit in lexicon.scan("They MET; the method did not.")] == [(5, 8)]


def test_a_gap_joins_the_parts_of_a_separable_verb() -> None:
    lexicon = small({"id": "treffen", "past": ["traf ... zusammen"]})
    assert [hit.parts for hit in lexicon.scan("er traf gestern Li zusammen")] == [((3, 7), (19, 27))]


def test_the_longest_of_one_section_stays() -> None:
    lexicon = small({"id": "meet", "past": ["met"]}, {"id": "meet-with", "past": ["met with"]})
    assert [hit.cue.id for hit in lexicon.scan("He met with Li.")] == ["meet-with"]


def test_a_block_silences_what_lies_within() -> None:
    document: dict[str, object] = {
        "contacts": [{"id": "meet", "past": ["met"]}],
        "blocks": [{"id": "idiom", "forms": ["met with criticism"]}],
    }
    assert not parse_lexicon("en", document, "test.yaml").scan("The plan met with criticism.")


@pytest.mark.parametrize(
    "entry",
    [{"past": ["met"]}, {"id": "meet"}, {"id": "meet", "past": ["(met"]}, {"id": "meet", "past": ["a ... "]}],
)
def test_an_unusable_entry_is_named(entry: dict[str, object]) -> None:
    with pytest.raises(ConfigError) as caught:
        small(entry)
    assert caught.value.params["file"] == "test.yaml"
    assert caught.value.params["cure"]


def test_an_id_used_twice_is_named() -> None:
    with pytest.raises(ConfigError):
        small({"id": "meet", "past": ["met"]}, {"id": "meet", "past": ["meets"]})
