from datetime import UTC, datetime

import pytest

from bot.articles.metadata import parse_metadata, parse_object, parse_published


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-01-10", datetime(2024, 1, 10, 12, tzinfo=UTC)),
        ("2024-01-10T23:30:00-05:00", datetime(2024, 1, 11, 4, 30, tzinfo=UTC)),
        ("2024-01-10T08:00:00", datetime(2024, 1, 10, 8, tzinfo=UTC)),
    ],
)
def test_days_and_moments_are_read_as_utc(text: str, moment: datetime) -> None:
    assert parse_published(text) == moment


def test_what_is_no_date_is_an_error_rather_than_a_guess() -> None:
    with pytest.raises(ValueError, match="soon"):
        parse_metadata({"published": "soon"})


@pytest.mark.parametrize("text", ["", "[1]", "nonsense", '{"a": ', "[" * 100_000])
def test_only_objects_are_metadata(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the parser's own words differ between versions
        parse_object(text)
