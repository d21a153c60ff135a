"""Two consecutive digests never repeat a report and never lose one."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.briefing.digest import digest
from bot.briefing.news import Window, news_in
from bot.model.claims import MeetingState
from bot.model.ledger import Meeting
from tests.briefing.builders import NOON, article, meeting, report, view
from tests.briefing.reading import items

moments = st.integers(0, 100).map(lambda minutes: NOON + timedelta(minutes=minutes))


@st.composite
def ledgers(draw: st.DrawFn) -> list[Meeting]:
    """Meetings whose reports became known at any moments, each report with its own words."""
    found = []
    for number in range(1, draw(st.integers(0, 6)) + 1):
        times = sorted(draw(st.lists(moments, min_size=1, max_size=4)))
        states = [draw(st.sampled_from(MeetingState)) for _ in times]
        reports = [
            report(state, f"Words {number}-{place}.", by=article(100 * number + place, seen_at=moment), claim_id=100 * number + place)
            for place, (state, moment) in enumerate(zip(states, times, strict=True))
        ]
        found.append(meeting(*reports, number=number, state=states[-1]))
    return found


def reports_told(window: Window, ledger: list[Meeting]) -> list[int]:
    return [one.claim_id for news in news_in(window, ledger, view()) for one in news.reports]


@given(ledgers(), moments, moments)
def test_two_digests_never_repeat_or_lose_a_report(ledger: list[Meeting], one: datetime, other: datetime) -> None:
    middle, end = sorted((one, other))
    first = reports_told(Window(None, middle), ledger)
    second = reports_told(Window(middle, end), ledger)
    assert sorted(first + second) == sorted(reports_told(Window(None, end), ledger))
    assert len(set(first + second)) == len(first + second)


@given(ledgers(), moments)
def test_what_is_told_again_says_that_it_was_known(ledger: list[Meeting], middle: datetime) -> None:
    known = {news.subject.id for news in news_in(Window(None, middle), ledger, view())}
    for news in news_in(Window(middle, None), ledger, view()):
        assert (news.before is not None) == (news.subject.id in known)


@given(ledgers(), st.integers(0, 30))
def test_each_piece_of_news_is_one_item_with_a_quote_in_either_layout(ledger: list[Meeting], told_by_article: int) -> None:
    articles = [one.article for found in ledger for one in found.reports if one.article]
    shown = items(digest(Window(), articles[:told_by_article], ledger, [], view()).document)
    assert len(shown) == len(ledger)
    assert all(item.quotes for item in shown)
