import pytest

from bot.knowledge.expansion import expand


def test_alternatives_stand_for_every_combination() -> None:
    assert expand("(Nancy |)Pelosi's (visit|trip)") == ("Nancy Pelosi's visit", "Nancy Pelosi's trip", "Pelosi's visit", "Pelosi's trip")


def test_a_wording_without_alternatives_is_itself() -> None:
    assert expand("spy balloon") == ("spy balloon",)


@pytest.mark.parametrize("wording", ["(visit", "visit)", "((a|b)|c)"])
def test_brackets_that_do_not_pair_are_refused(wording: str) -> None:
    with pytest.raises(ValueError, match="brackets"):
        expand(wording)


def test_a_wording_for_thousands_of_names_is_refused() -> None:
    with pytest.raises(ValueError, match="more than"):
        expand("(a|b|c|d|e|f)" * 4)
