"""Of the times a text offers a claim takes the one worth most over all that may be true."""

from bot.extraction.scoring.choosing import likeliest, worth
from bot.extraction.scoring.linear import Model
from bot.extraction.scoring.timing import Option
from bot.model.period import Period

DAY, MONTH, OTHER = Period.parse("2023-06-02", "2023-06-02"), Period.parse("2023-06"), Period.parse("2022-11")


def chosen(*scored: tuple[Period | None, float]) -> Period | None:
    """What is taken of options with these scores; none comes first."""
    weights = {str(index): (score,) for index, (_, score) in enumerate(scored)}
    return likeliest(Model(("yes",), (0.0,), weights), [Option(period, (str(index),)) for index, (period, _) in enumerate(scored)])[0]


def test_a_time_that_leads_clearly_is_taken() -> None:
    assert chosen((None, 0.0), (DAY, 4.0), (OTHER, 0.0)) == DAY


def test_two_equal_rivals_that_contradict_each_other_and_a_likely_none_leave_it_open() -> None:
    assert chosen((None, 2.0), (DAY, 2.0), (OTHER, 2.0)) is None


def test_between_a_day_and_its_month_the_month_is_safe() -> None:
    assert chosen((None, 0.0), (DAY, 3.0), (MONTH, 3.0)) == MONTH


def test_without_any_option_there_is_no_date() -> None:
    assert chosen((None, 0.0)) is None


def test_a_wrong_date_is_worth_less_than_none_and_a_vague_one_less_than_the_exact() -> None:
    assert worth(OTHER, DAY) < worth(None, DAY) < worth(MONTH, DAY) < worth(DAY, DAY)
    assert worth(DAY, None) < worth(None, None)
