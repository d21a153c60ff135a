"""How often worked-on articles are dated right; the floors only rise."""

from datetime import date

from tests.corpus.__main__ import iter_cases
from tests.extraction.dating.asking import dated


def _score(*, metadata: bool) -> tuple[int, int, int]:
    """Articles that have a date, those that got one, and those that got the right month."""
    asked = answered = right = 0
    for case in iter_cases("worked"):
        if not case.gold["dated"]:
            continue
        published = case.gold["published"] if metadata else None
        period = dated(case.text, date.fromisoformat(published) if published else None).period
        asked += 1
        answered += period is not None
        right += period is not None and str(period)[:7] == case.gold["dated"][:7]
    return asked, answered, right


def test_with_what_a_feed_gives() -> None:
    asked, _, right = _score(metadata=True)
    assert right / asked >= 0.98


def test_by_the_text_alone() -> None:
    asked, answered, right = _score(metadata=False)
    assert answered / asked >= 0.5
    assert right / answered >= 0.88
