from datetime import date
from pathlib import Path

import pytest

from bot.configuration import load_knowledge, load_lexicons, load_scorer
from bot.errors import ConfigError
from bot.extraction.language.folding import fold
from bot.knowledge.names import Kind
from tests.configuration.conftest import SHIPPED, Load, Override

JANE = """
people:
- id: jane-doe
  name: Jane Doe
  side: us
  family: Doe
  names: {zh: [杜简]}
  offices:
  - {title: Secretary of War, office: us-secdef, start: 2027-01-20}
"""


def test_without_own_files_the_shipped_knowledge_stands(tmp_path: Path) -> None:
    shipped = load_knowledge(SHIPPED, None)
    assert load_knowledge(SHIPPED, tmp_path / "nothing-here").people == shipped.people
    assert load_knowledge(SHIPPED, tmp_path).people == shipped.people


def test_a_new_id_adds_an_entry(load_small: Load) -> None:
    knowledge = load_small("people", JANE)
    assert [person.id for person in knowledge.find_people("杜简")] == ["jane-doe"]
    assert "lloyd-austin" in knowledge.people


def test_own_files_may_have_any_name(load_small: Load) -> None:
    assert "jane-doe" in load_small("ours", JANE).people


def test_keys_that_are_given_replace_those_of_the_entry(load_small: Load) -> None:
    tenure = "{title: Secretary of Defense, office: us-secdef, start: 2021-01-22, end: 2025-01-20}"
    knowledge = load_small("people", f"people:\n  lloyd-austin: {{offices: [{tenure}]}}\n")
    assert knowledge.people["lloyd-austin"].name == "Lloyd Austin"
    assert knowledge.title_on("lloyd-austin", date(2025, 8, 1)) == "former Secretary of Defense"


def test_null_removes_an_entry(load_small: Load) -> None:
    knowledge = load_small("places", "places:\n  crawford: null\n")
    assert "crawford" not in knowledge.places
    assert not [hit for hit in knowledge.names.find("in Crawford") if hit.kind is Kind.PLACE]


def test_null_takes_a_key_away(load_small: Load) -> None:
    assert load_small("offices", "offices:\n  us-secdef: {counterpart: null}\n").offices["us-secdef"].counterpart_id is None


def test_an_order_that_tells_is_kept_when_an_entry_changes(load_small: Load) -> None:
    changed = load_small("offices", "offices:\n- {id: cn-defense-minister, title: Defense Minister}\n")
    assert changed.offices["cn-defense-minister"].title == "Defense Minister"
    assert list(changed.offices) == list(load_small("people", "").offices)


def test_dates_may_stand_without_quotes(load_small: Load) -> None:
    starts = {"a": "2024", "b": "2024-02", "c": "2024-02-29"}
    knowledge = load_small("events", "events:\n" + "".join(f"- {{id: {key}, name: E, start: {start}}}\n" for key, start in starts.items()))
    periods = [str(knowledge.events[key].period) for key in starts]
    assert periods == ["2024", "2024-02", "2024-02-29"]


def test_the_roster_can_be_brought_up_to_date(load_small: Load) -> None:
    assert load_small("people", "roster:\n  people: {as_of: 2027-03-15}\n").as_of == date(2027, 3, 15)


def test_the_trust_in_open_tenures_is_a_setting(small: Path) -> None:
    day = date(2026, 12, 31)
    assert load_knowledge(small, None).holder("us-secdef", day) is not None
    assert load_knowledge(small, None, trust_months=3).holder("us-secdef", day) is None


def test_another_watch_is_only_another_configuration(tmp_path: Path) -> None:
    """Nothing of the shipped watch is needed: two other sides make a knowledge of their own."""
    knowledge = tmp_path / "knowledge"
    knowledge.mkdir()
    (knowledge / "all.yaml").write_text(
        """
roster: {people: {as_of: 2024-01}}
languages: {en: {endings: {}}}
sides:
  ind: {name: India, names: {en: [India]}, adjectives: {en: [Indian]}}
  pak: {name: Pakistan, names: {en: [Pakistan]}, metonyms: {en: [Islamabad]}}
channels:
  dgmo: {name: DGMO hotline, level: crisis, about: Directors general of military operations., names: {en: [DGMO talks]}}
offices:
  ind-dgmo: {title: Director General of Military Operations, side: ind, channel: dgmo, counterpart: pak-dgmo}
  pak-dgmo: {title: Director General of Military Operations, side: pak, channel: dgmo, counterpart: ind-dgmo}
people:
  a-singh: {name: A. Singh, side: ind, family: Singh, offices: [{title: DGMO, office: ind-dgmo, start: 2022}]}
  b-khan: {name: B. Khan, side: pak, family: Khan, offices: [{title: DGMO, office: pak-dgmo, start: 2022}]}
""",
        encoding="utf-8",
    )
    watch = load_knowledge(tmp_path, None)
    across = watch.counterpart("a-singh", date(2023, 5, 1))
    assert across is not None
    assert across.id == "b-khan"
    assert {hit.ids[0] for hit in watch.names.find("Singh called Islamabad before the DGMO talks")} == {"a-singh", "pak", "dgmo"}


def test_lexicons_of_all_shipped_languages_load() -> None:
    assert set(load_lexicons(SHIPPED, None)) >= {"en", "de", "zh"}


def test_a_cue_of_ones_own_joins_the_lexicon(override: Override) -> None:
    folder = override("lexicon/en.yaml", "ranks:\n- {id: warrior, english: Warrior, forms: [Warrior], cased: true}\n")
    hits = load_lexicons(SHIPPED, folder)["en"].scan("Warrior Smith and General Jones")
    assert {"warrior", "general"} <= {hit.cue.id for hit in hits}


def test_null_removes_a_cue(override: Override) -> None:
    folder = override("lexicon/en.yaml", "ranks:\n  general: null\n")
    assert "general" not in {cue.id for cue in load_lexicons(SHIPPED, folder)["en"].cues if cue.section == "ranks"}


def test_a_new_language_is_one_file(override: Override) -> None:
    folder = override("lexicon/fr.yaml", "ranks:\n- {id: general, english: General, forms: [Général], cased: true}\n")
    assert [hit.cue.id for hit in load_lexicons(SHIPPED, folder)["fr"].scan(fold("le Général Burkhard"))] == ["general"]


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "people:\n"])
def test_an_empty_file_changes_nothing(load_small: Load, text: str) -> None:
    assert "lloyd-austin" in load_small("people", text).people


@pytest.mark.parametrize(("content", "reason"), [("{not json", "JSON"), ("[]", "not a JSON object"), ("{}", "not trained weights")])
def test_weights_of_ones_own_that_cannot_be_used_are_named_with_the_cure(tmp_path: Path, content: str, reason: str) -> None:
    (tmp_path / "weights").mkdir()
    (tmp_path / "weights" / "event.json").write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        load_scorer(SHIPPED, tmp_path, load_knowledge(SHIPPED, None))
    assert "event.json" in refused.value.params["file"]
    assert reason in refused.value.params["reason"]
    assert "make train" in refused.value.params["cure"]
