"""Weights applied without a library."""

import json

import pytest

from bot.extraction.scoring.linear import Model, parse_model
from bot.extraction.scoring.scorer import DOCUMENTS, MODELS
from tests.extraction.reading import CONFIG, scorer

WEIGHTS = CONFIG / "weights"
TWO = Model(("a", "b"), (0.0, 1.0), {"x": (2.0, -1.0), "y": (0.5, 0.0)})


def test_probabilities_of_all_classes_add_up_to_one() -> None:
    chances = TWO.probabilities(["x", "y", "unknown"])
    assert sum(chances.values()) == pytest.approx(1)
    assert chances["a"] > chances["b"]


def test_what_is_not_in_the_weights_weighs_nothing() -> None:
    assert TWO.scores(["unknown"]) == (0.0, 1.0)


def test_a_feature_named_twice_weighs_once() -> None:
    assert TWO.scores(["x", "x"]) == TWO.scores(["x"]) == (2.0, 0.0)


def test_a_pair_weighs_only_where_both_of_it_are() -> None:
    model = Model(("yes",), (0.0,), {"lone": (1.0,), "lone & plan": (-4.0,)})
    assert model.scores(["lone"]) == (1.0,)
    assert model.scores(["plan"]) == (0.0,)
    assert model.scores(["plan", "lone"]) == (-3.0,)
    assert model.why(["plan", "lone"]) == ("-lone & plan", "+lone")


@pytest.mark.parametrize("shared", [(), ("a",), ("b", "c"), ("a", "b", "c", "d")])
def test_what_is_weighed_in_two_steps_weighs_as_in_one(shared: tuple[str, ...]) -> None:
    model = Model(("yes",), (0.5,), {"a": (1.0,), "b": (2.0,), "a & b": (4.0,), "b & c": (8.0,), "a & d": (16.0,)})
    own = [name for name in "abcd" if name not in shared]
    assert model.scores(own, model.weigh(shared)) == model.scores("abcd") == (31.5,)


def test_a_decision_is_explained_by_its_strongest_features_first() -> None:
    model = Model(("yes",), (0.0,), {"weak": (0.1,), "against": (-3.0,), "for": (2.0,)})
    assert model.why(["weak", "for", "against", "unknown"]) == ("-against", "+for", "+weak")


def test_a_row_that_does_not_fit_the_classes_is_refused() -> None:
    with pytest.raises(ValueError, match="one weight for each class"):
        parse_model({"classes": ["a", "b"], "bias": [0, 0], "weights": {"x": [1.0]}})


@pytest.mark.parametrize("name", MODELS)
def test_shipped_weights_are_readable_sorted_and_rounded(name: str) -> None:
    document = json.loads((WEIGHTS / f"{name}.json").read_text(encoding="utf-8"))
    features = list(document["weights"])
    assert features == sorted(features)
    model = parse_model(document)
    assert model.weights
    assert all(value == round(value, 3) for row in model.weights.values() for value in row)


def test_shipped_weights_are_small() -> None:
    assert sum((WEIGHTS / f"{name}.json").stat().st_size for name in DOCUMENTS) < 1_600_000


def test_shipped_thresholds_are_probabilities() -> None:
    assert all(0 < value < 1 for value in scorer().contacts.thresholds.values())
