"""Pairs of features that examples ask for: with the libraries that fit weights, which `make slow` installs."""

from itertools import product

import pytest

from train.examples import Choice, Example

pytestmark = pytest.mark.slow

YES = ("no", "yes")


def _either_but_not_both(times: int) -> list[Example]:
    """What no sum of weights can tell: yes where one of two features is there alone. A third feature says nothing."""
    out = []
    for lone, plan, noise in product((False, True), repeat=3):
        features = [name for name, there in (("lone", lone), ("plan", plan), ("noise", noise)) if there]
        out += [Example(features, YES[lone != plan], 1.0)] * times
    return out


def test_a_pair_is_found_where_two_features_mean_something_else_together() -> None:
    from train.fitting import fit

    model = fit(_either_but_not_both(40), YES, 10.0, pairs=4)
    assert "lone & plan" in model.weights
    assert model.yes(["lone"]) > 0.9 > 0.1 > model.yes(["lone", "plan"])


def test_without_pairs_the_same_examples_cannot_be_told_apart() -> None:
    from train.fitting import fit

    model = fit(_either_but_not_both(40), YES, 10.0)
    assert not any(" & " in name for name in model.weights)
    assert model.yes(["lone"]) == pytest.approx(0.5, abs=0.1)


def test_what_stands_in_few_examples_makes_no_pair() -> None:
    from train.fitting import fit

    model = fit(_either_but_not_both(4), YES, 10.0, pairs=4)
    assert not any(" & " in name for name in model.weights)


def test_choices_learn_pairs_too() -> None:
    from train.fitting import fit_choices

    plain, odd = ["here"], ["here", "bound"]
    right_alone = Choice([plain, odd, ["bound"]], [True, False, False])
    right_bound = Choice([["there", "bound"], ["there"], ["bound"]], [True, False, False])
    model = fit_choices([right_alone, right_bound] * 30, "yes", 10.0, pairs=4)
    assert any(" & " in name for name in model.weights)
    assert model.scores(plain)[0] > model.scores(odd)[0]
    assert model.scores(["there", "bound"])[0] > model.scores(["there"])[0]


def test_the_same_examples_give_the_same_weights() -> None:
    from train.fitting import fit

    assert fit(_either_but_not_both(40), YES, 1.0, pairs=4) == fit(_either_but_not_both(40), YES, 1.0, pairs=4)
