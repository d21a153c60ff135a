from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.knowledge import Knowledge
from bot.knowledge.names import Form, Kind, Name, NameHit, NameIndex


def found(knowledge: Knowledge, text: str, kind: Kind) -> list[tuple[str, tuple[str, ...]]]:
    return [(text[hit.start : hit.end], hit.ids) for hit in knowledge.names.find(text) if hit.kind is kind]


def test_people_in_one_text_of_three_scripts(knowledge: Knowledge) -> None:
    text = "Lloyd Austin met Dong Jun; 奧斯汀與董軍會晤. Austins Amtskollege Dong."
    assert found(knowledge, text, Kind.PERSON) == [
        ("Lloyd Austin", ("lloyd-austin",)),
        ("Dong Jun", ("dong-jun",)),
        ("奧斯汀", ("lloyd-austin",)),
        ("董軍", ("dong-jun",)),
        ("Austins", ("lloyd-austin",)),
        ("Dong", ("dong-jun",)),
    ]


@pytest.mark.parametrize(
    ("text", "form"),
    [("Robert Gates left.", Form.FULL), ("Gates left.", Form.FAMILY), ("盖茨离开", Form.TRANSLITERATION), ("梁光烈离开", Form.FULL)],
)
def test_a_hit_says_how_the_name_stands(knowledge: Knowledge, text: str, form: Form) -> None:
    assert [hit.form for hit in knowledge.names.find(text) if hit.kind is Kind.PERSON] == [form]


@pytest.mark.parametrize("text", ["She gates the data.", "A bushel of rice", "Lakeland", "Maßnahme", "the police", "RICEFIELD"])
def test_ordinary_words_are_no_surnames(knowledge: Knowledge, text: str) -> None:
    assert found(knowledge, text, Kind.PERSON) == []


def test_a_surname_that_two_bear_gives_both(knowledge: Knowledge) -> None:
    assert found(knowledge, "Bush spoke.", Kind.PERSON) == [("Bush", ("george-hw-bush", "george-w-bush"))]


def test_a_headline_in_capitals_names_people_and_offices(knowledge: Knowledge) -> None:
    text = "XI AND BIDEN TO MEET\nDEFENSE SECRETARY LLOYD AUSTIN spoke"
    assert [name for name, _ in found(knowledge, text, Kind.PERSON)] == ["XI", "BIDEN", "LLOYD AUSTIN"]
    assert [name for name, _ in found(knowledge, text, Kind.OFFICE)] == ["DEFENSE SECRETARY"]


def test_an_acronym_within_a_sentence_is_no_surname(knowledge: Knowledge) -> None:
    assert found(knowledge, "The MA and the HU were cited by the office.", Kind.PERSON) == []


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("der US-Verteidigungsminister", "us-secdef"),
        ("des US-Verteidigungsministers", "us-secdef"),
        ("mit dem chinesischen Verteidigungsminister", "cn-defense-minister"),
        ("Chinas Verteidigungsminister", "cn-defense-minister"),
        ("der stellvertretende Generalstabschef", "cn-deputy-chief-jsd"),
        ("the chairman of the joint chiefs of staff", "us-cjcs"),
        ("美國國防部長", "us-secdef"),
        ("中国国防部长", "cn-defense-minister"),
    ],
)
def test_offices_in_their_inflected_forms(knowledge: Knowledge, text: str, office: str) -> None:
    assert [ids for _, ids in found(knowledge, text, Kind.OFFICE)] == [(office,)]


def test_an_office_without_a_country_is_bare(knowledge: Knowledge) -> None:
    forms = {hit.ids[0]: hit.form for hit in knowledge.names.find("the foreign minister and the Chinese defense minister")}
    assert forms == {"cn-foreign-minister": Form.BARE, "cn-defense-minister": Form.FULL}


def test_a_minister_s_plural_is_no_minister(knowledge: Knowledge) -> None:
    assert found(knowledge, "Two Chinese Vice Presidents spoke.", Kind.OFFICE) == []


def test_sides_by_name_adjective_and_metonym(knowledge: Knowledge) -> None:
    text = "Peking und die USA: Chinas Botschaft, amerikanische Schiffe, das Pentagon, 中方, 美方, Washington"
    sides = [(hit.ids[0], hit.form) for hit in knowledge.names.find(text) if hit.kind is Kind.SIDE]
    assert sides == [
        ("cn", Form.METONYM),
        ("us", Form.FULL),
        ("cn", Form.FULL),
        ("us", Form.ADJECTIVE),
        ("us", Form.METONYM),
        ("cn", Form.FULL),
        ("us", Form.FULL),
        ("us", Form.METONYM),
    ]


@pytest.mark.parametrize("text", ["must", "USS Blue Ridge", "give us time", "Chinatown", "amerikanisieren"])
def test_words_that_only_contain_a_country_name_none(knowledge: Knowledge, text: str) -> None:
    assert found(knowledge, text, Kind.SIDE) == []


@pytest.mark.parametrize(
    ("text", "party"),
    [("Japanese officials", "japan"), ("台灣", "taiwan"), ("der südkoreanische Minister", "south-korea"), ("Moskau", "russia")],
)
def test_third_parties_are_told_from_the_two_sides(knowledge: Knowledge, text: str, party: str) -> None:
    assert [ids for _, ids in found(knowledge, text, Kind.SIDE)] == [(party,)]
    assert party in knowledge.third_parties
    assert party not in knowledge.sides


def test_a_capital_can_be_a_place_and_a_government(knowledge: Knowledge) -> None:
    kinds = {(hit.kind, hit.ids[0]) for hit in knowledge.names.find("in Washington")}
    assert kinds == {(Kind.SIDE, "us"), (Kind.PLACE, "washington")}


def test_places_lead_to_the_city_to_name(knowledge: Knowledge) -> None:
    texts = {"the Pentagon": "Washington", "Hongkong": "Hong Kong", "人民大會堂": "Beijing", "Filoli": "Woodside", "Hawaii": None}
    for text, city in texts.items():
        (place,) = [ids[0] for _, ids in found(knowledge, text, Kind.PLACE)]
        assert knowledge.places[place].city == city


def test_a_place_whose_name_two_cities_bear_gives_both(knowledge: Knowledge) -> None:
    assert found(knowledge, "在圣地亚哥", Kind.PLACE) == [("圣地亚哥", ("san-diego", "santiago"))]


def test_a_channel_s_words_hide_nobody(knowledge: Knowledge) -> None:
    hits = knowledge.names.find("the Xi-Biden summit")
    assert {(hit.kind, hit.ids[0]) for hit in hits} == {(Kind.CHANNEL, "leaders"), (Kind.PERSON, "xi-jinping"), (Kind.PERSON, "joe-biden")}


def test_the_longest_name_wins(knowledge: Knowledge) -> None:
    assert found(knowledge, "North Korea and South Korea", Kind.SIDE) == [
        ("North Korea", ("north-korea",)),
        ("South Korea", ("south-korea",)),
    ]
    assert found(knowledge, "Gary North in North Korea", Kind.PERSON) == [("Gary North", ("gary-north",))]


def test_the_rejected_longer_name_gives_way_to_the_shorter(knowledge: Knowledge) -> None:
    """Chinas Präsident is an office, Chinas Präsidentschaft is not, but still names China."""
    assert found(knowledge, "Chinas Präsidentschaft", Kind.OFFICE) == []
    assert found(knowledge, "Chinas Präsidentschaft", Kind.SIDE) == [("Chinas", ("cn",))]


def test_endings_are_those_of_the_language_asked_for(knowledge: Knowledge) -> None:
    german, english = knowledge.names.find("Hills", "de"), knowledge.names.find("Hills", "en")
    assert [hit.ids for hit in german] == [("christopher-hill",)]
    assert english == []


def test_an_english_possessive_stays_outside(knowledge: Knowledge) -> None:
    assert found(knowledge, "Austin’s call", Kind.PERSON) == [("Austin", ("lloyd-austin",))]


@given(text=st.text() | st.text(alphabet="Xi Jinpg'’s习近平習\nCUSAhina- İß"))
def test_any_text_gives_ordered_hits_within_it(knowledge: Knowledge, text: str) -> None:
    hits = knowledge.names.find(text)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
    assert [hit.start for hit in hits] == sorted(hit.start for hit in hits)
    plain = [(hit.start, hit.end) for hit in hits if hit.kind not in (Kind.CHANNEL, Kind.EVENT)]
    assert all(one == other or one[1] <= other[0] for one, other in pairwise(plain))


@given(before=st.text(alphabet="ab ,習\n“"), after=st.text(alphabet="ab ,習\n”"))
def test_a_name_is_found_where_it_stands(knowledge: Knowledge, before: str, after: str) -> None:
    text = f"{before} Xi Jinping {after}"
    start = len(before) + 1
    assert NameHit(start, start + 10, Kind.PERSON, ("xi-jinping",), "", Form.FULL) in knowledge.names.find(text)


@given(text=st.text(alphabet="Xi Jinpg习近平習國防部長US-Ver"))
def test_a_folded_text_gives_the_same_hits(knowledge: Knowledge, text: str) -> None:
    from bot.knowledge.fold import fold

    assert knowledge.names.find(fold(text)) == knowledge.names.find(text)


def test_an_index_of_nothing_finds_nothing() -> None:
    assert NameIndex([], {}).find("Xi Jinping") == []


def test_names_with_signs_of_pattern_languages_are_taken_literally() -> None:
    index = NameIndex([Name("D&SD (2+2)", Kind.CHANNEL, "dsd", "en")], {})
    assert [hit.ids for hit in index.find("the D&SD (2+2) talks")] == [("dsd",)]
