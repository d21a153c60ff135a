"""Universal rules of times: they lie in their sentence, never raise, and move with the day they count from."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.extraction.times.mentions import Base, Bound, Direction, TimeSpec, Unit, resolve
from bot.model.period import Period
from tests.extraction.times.asking import only_time, times_in

WORDS = st.sampled_from(
    [
        "May",
        "Jan.",
        "3",
        "31",
        "2011",
        "last",
        "next",
        "week",
        "the",
        "of",
        "ago",
        "two",
        "and",
        "to",
        "-",
        ",",
        ".",
        "Januar",
        "letzten",
        "Jahres",
        "vor",
        "年",
        "5",
        "月",
        "日",
        "去年",
        "至",
        "since",
        "first",
        "half",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(WORDS, max_size=30).map(" ".join), st.lists(WORDS, max_size=30).map("".join))
DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 28))
MAYBE_UNIT = st.none() | st.sampled_from(Unit)
SPECS = st.builds(
    TimeSpec,
    unit=st.sampled_from(Unit),
    year=st.none() | st.integers(1, 9999),
    month=st.none() | st.integers(1, 12),
    day=st.none() | st.integers(1, 31),
    weekday=st.none() | st.integers(1, 7),
    shift=st.none() | st.integers(-500, 500),
    shift_unit=MAYBE_UNIT,
    base=st.sampled_from(Base),
    lean=st.none() | st.sampled_from([-1, 0, 1]),
    bound=st.none() | st.sampled_from(Bound),
    season=st.none() | st.integers(1, 4),
)


@given(TEXTS, st.sampled_from(["en", "de", "zh"]))
def test_times_lie_in_the_text_in_order_and_resolve(text: str, language: str) -> None:
    end = 0
    for time in times_in(text, language):
        assert end <= time.start < time.end <= len(text)
        end = time.end
        for direction in Direction:
            resolve(time.spec, date(2011, 1, 7), direction)


@given(SPECS, DAYS, st.sampled_from(Direction), st.none() | DAYS.map(Period.of_day))
def test_no_spec_raises(spec: TimeSpec, anchor: date, direction: Direction, context: Period | None) -> None:
    period = resolve(spec, anchor, direction, context)
    assert period is None or period.first <= period.last


@given(
    st.sampled_from(["yesterday", "three days ago", "on Tuesday", "next week", "two weeks ago", "over the weekend"]),
    DAYS,
    st.integers(-50, 50),
)
def test_relative_times_move_with_the_day_they_count_from(text: str, anchor: date, weeks: int) -> None:
    spec = only_time(text).spec
    shift = timedelta(weeks=weeks)
    here, there = resolve(spec, anchor, Direction.PAST), resolve(spec, anchor + shift, Direction.PAST)
    assert here is not None
    assert there is not None
    assert (there.first - here.first, there.last - here.last) == (shift, shift)


@given(DAYS, st.sampled_from(["on Tuesday", "on Jan. 19", "in November", "on the 3rd of May"]))
def test_past_and_future_lie_on_their_sides(anchor: date, text: str) -> None:
    spec = only_time(text).spec
    past = resolve(spec, anchor, Direction.PAST)
    assert past is not None
    assert past.first <= anchor + timedelta(days=1)
    assert past.last >= anchor - timedelta(days=366)
