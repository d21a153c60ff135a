"""A mistake in a lexicon is told with file, entry and cure."""

import pytest

from bot.errors import ConfigError
from bot.extraction.language.wording import parse_wording


@pytest.mark.parametrize(
    ("document", "entry"),
    [
        ({"noise": ["share"]}, "noise"),
        ({"noise": {"starts": "share"}}, "noise.starts"),
        ({"noise": {"menu": [True]}}, "noise.menu"),
        ({"noise": {"starts": [{"source": None}]}}, "noise.starts"),
        ({"times": {"months": {"May": ["May"]}}}, "times.months.May"),
        ({"times": {"units": {"fortnight": ["fortnight"]}}}, "times.units.fortnight"),
        ({"times": {"phrases": {"tomorrow": ["tomorrow"]}}}, "times.phrases.tomorrow"),
        ({"times": {"phrases": {"decade -1": ["last decade"]}}}, "times.phrases.decade -1"),
        ({"times": {"week": [1]}}, "times.week"),
        ({"times": {"patterns": {"named": ["month dya"]}}}, "times.patterns"),
        ({"times": {"patterns": {"someday": ["year"]}}}, "times.patterns.someday"),
        ({"sentences": {"clauses": {"speech": "said"}}}, "sentences.clauses.speech"),
    ],
)
def test_the_error_names_file_and_entry(document: dict[str, object], entry: str) -> None:
    with pytest.raises(ConfigError) as error:
        parse_wording("xx", document, "xx.yaml")
    assert error.value.params["file"] == "xx.yaml"
    assert error.value.params["entry"] == entry
    assert error.value.params["cure"]


def test_a_language_with_no_lower_sections_still_reads() -> None:
    wording = parse_wording("xx", {}, "xx.yaml")
    assert wording.times.cut("May 3, 2011")
