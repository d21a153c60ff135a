"""Times that have two ends."""

import pytest

from tests.extraction.times.asking import days_of, times_in


@pytest.mark.parametrize(
    ("text", "language", "days"),
    [
        ("from Jan. 9 to 16", "en", "2011-01-09/2011-01-16"),
        ("Jan. 9-16, 2010", "en", "2010-01-09/2010-01-16"),
        ("9–16 January 2010", "en", "2010-01-09/2010-01-16"),
        ("Dec. 28, 2009, to Jan. 3, 2010", "en", "2009-12-28/2010-01-03"),
        ("Dec. 28 to Jan. 3, 2010", "en", "2009-12-28/2010-01-03"),
        ("on December 15 and 16", "en", "2010-12-15/2010-12-16"),
        ("between May and July 2009", "en", "2009-05/2009-07"),
        ("over the past couple of months", "en", "2010-11/2011-01-07"),
        ("vom 9. bis 16. Januar", "de", "2011-01-09/2011-01-16"),
        ("am 28. und 29. September", "de", "2010-09-28/2010-09-29"),
        ("14./15. November", "de", "2010-11-14/2010-11-15"),
        ("von Montag bis Mittwoch", "de", "2011-01-03/2011-01-05"),
        ("7月10日至13日", "zh", "2010-07-10/2010-07-13"),
        ("12月31日至1月2日", "zh", "2010-12-31/2011-01-02"),
        ("上月31日至本月1日", "zh", "2010-12-31/2011-01-01"),
        ("14日、15日", "zh", "2011-01-14/2011-01-15"),
    ],
)
def test_both_ends_are_read_and_lend_each_other_what_they_leave_out(text: str, language: str, days: str) -> None:
    assert days_of(text, language) == days


def test_two_days_apart_are_no_span() -> None:
    assert all(time.spec.last is None for time in times_in("on May 3 and 9", "en"))
