"""Whether an article is about the sides' defense contacts at all."""

from bot.extraction.claims.relevance import is_relevant, relevance_features
from bot.extraction.scoring.linear import Model
from tests.extraction.reading import knowledge, pages

BOTH = "Lloyd Austin met Li Shangfu in Washington. The United States and China spoke of military contacts."
THIRD = "Japan and Russia spoke of fish in Tokyo. Japan wants more of it. The United States was silent."


def features(text: str, *sure: float) -> list[str]:
    read = pages(text)
    return relevance_features(read.scenes, read.cast.figures, sure, knowledge())


def test_without_a_model_a_claim_between_both_sides_is_relevant() -> None:
    assert is_relevant(features(BOTH, 0.9), None)
    assert not is_relevant(features(THIRD, 0.9), None)
    assert not is_relevant(features("China wrote to the United States of fish."), None)


def test_third_parties_are_seen_and_both_sides_are() -> None:
    assert "third>0.5" in features(THIRD)
    assert "both>0" not in features(THIRD)
    assert "both>1" in features(BOTH)
    assert "third>0" not in features(BOTH)


def test_a_model_decides_where_there_is_one() -> None:
    against = Model(("yes",), (1.0,), {"third>0.5": (-5.0,)})
    assert is_relevant(features(BOTH), against)
    assert not is_relevant(features(THIRD, 0.9), against)


def test_an_empty_article_has_no_signs() -> None:
    assert features("") == []
