"""Where contacts take place, by weights."""

from bot.configuration import load_knowledge
from bot.extraction.candidates.candidate import ContactCandidate
from bot.extraction.candidates.places import Places
from bot.extraction.scoring.linear import Model
from bot.extraction.scoring.placing import Placing, Spot, likeliest_spot
from tests.corpus.__main__ import CONFIG
from tests.extraction.reading import pages, reader

PAIR = frozenset({"lloyd-austin", "li-shangfu"})


def spots(text: str, grammar: str | None = None) -> list[Spot]:
    """The places offered for the pair's first candidate."""
    told = pages(text)
    own: ContactCandidate = next(candidate for candidate in reader().contacts(told) if candidate.key == PAIR)
    return Placing(told, Places(load_knowledge(CONFIG, None))).spots(own, grammar)


def cities(text: str) -> list[str | None]:
    return [spot.city for spot in spots(text)]


def test_none_is_offered_first_and_each_city_once() -> None:
    offered = cities("Lloyd Austin met Li Shangfu in Singapore. Singapore was hot. Both flew on from Singapore to Bangkok.")
    assert offered[0] is None
    assert sorted(city for city in offered if city) == ["Bangkok", "Singapore"]


def test_a_building_offers_its_city() -> None:
    assert "Washington" in cities("Lloyd Austin received Li Shangfu at the Pentagon.")


def test_an_island_and_a_country_offer_no_city() -> None:
    assert cities("Lloyd Austin met Li Shangfu in Hawaii. Both had come from Japan.") == [None]


def test_the_dateline_offers_its_city_though_no_sentence_names_it() -> None:
    assert "Jakarta" in cities("JAKARTA, Nov 16 (Agency) — Lloyd Austin met Li Shangfu here on Tuesday.")


def test_the_sentence_before_offers_its_city() -> None:
    assert "Bangkok" in cities("The ministers flew to Bangkok on Friday.\nLloyd Austin met Li Shangfu for an hour.")


def test_a_city_is_said_only_where_it_is_likely() -> None:
    offered = [Spot(None, ("none",)), Spot("Bangkok", ("here",)), Spot("Singapore", ("there",))]
    said = {weight: likeliest_spot(Model(("yes",), (0.0,), {"here": (weight,)}), offered) for weight in (0.1, 3.0)}
    assert said == {0.1: None, 3.0: "Bangkok"}


def test_of_equals_none_is_chosen() -> None:
    assert likeliest_spot(Model(("yes",), (0.0,), {}), [Spot(None, ()), Spot("Bangkok", ())]) is None
