"""Nobody is answered more often than the rate allows, and whoever writes at a human pace never notices it."""

from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from bot.chat.dispatch import MESSAGES
from bot.chat.limits import Bucket, Limits, Rate, Ruling, draw
from tests.chat.talk import ANNA, BEN, Talk
from tests.delivery.kit import NOW

RATE = Rate(burst=3, refill=timedelta(seconds=10), rest=timedelta(seconds=30))
SECOND = timedelta(seconds=1)
GAPS = st.lists(st.floats(0, 100).map(lambda seconds: timedelta(seconds=seconds)), max_size=60)


def rulings(gaps: list[timedelta]) -> list[tuple[timedelta, Ruling]]:
    """What each of a row of messages meets, with the time since the first."""
    limits, passed, met = Limits(RATE), timedelta(), []
    for gap in gaps:
        passed += gap
        met.append((passed, limits.draw("somebody", NOW + passed)[0]))
    return met


def test_beyond_the_burst_one_is_told_once_when_to_come_back_and_then_there_is_silence() -> None:
    limits = Limits(RATE)
    met = [limits.draw("somebody", NOW) for _ in range(6)]
    assert [ruling for ruling, _ in met] == [Ruling.ANSWER] * 3 + [Ruling.TELL] + [Ruling.SILENCE] * 2
    again_at = met[3][1]
    assert again_at == NOW + RATE.rest
    assert limits.draw("somebody", again_at - SECOND)[0] is Ruling.SILENCE
    assert limits.draw("somebody", again_at)[0] is Ruling.ANSWER


def test_messages_in_silence_cost_nothing() -> None:
    limits = Limits(RATE)
    for _ in range(100):
        _, again_at = limits.draw("somebody", NOW)
    assert [limits.draw("somebody", again_at)[0] for _ in range(4)] == [Ruling.ANSWER] * 3 + [Ruling.TELL]


def test_one_persons_flood_is_not_anothers() -> None:
    limits = Limits(RATE)
    for _ in range(10):
        limits.draw("flood", NOW)
    assert limits.draw("reader", NOW)[0] is Ruling.ANSWER


def test_a_clock_that_goes_back_takes_nothing_away() -> None:
    bucket, ruling = draw(Bucket(2, NOW), RATE, NOW - timedelta(hours=1))
    assert (bucket.tokens, ruling) == (1, Ruling.ANSWER)


def test_the_memory_is_bounded_and_keeps_those_who_wrote_last() -> None:
    limits = Limits(RATE, most=100)
    for number in range(1000):
        limits.draw(f"telegram:{number}", NOW)
        limits.draw("flood", NOW)
    assert len(limits) == 100
    assert limits.draw("flood", NOW)[0] is Ruling.SILENCE


@given(GAPS)
def test_answers_never_exceed_the_burst_and_the_refill(gaps: list[timedelta]) -> None:
    answered = [at for at, ruling in rulings(gaps) if ruling is Ruling.ANSWER]
    for first, start in enumerate(answered):
        for last, end in enumerate(answered[first:], start=first):
            assert last - first + 1 <= RATE.burst + (end - start) / RATE.refill + 1e-6


@given(GAPS)
def test_nobody_is_told_twice_within_the_rest(gaps: list[timedelta]) -> None:
    told = [at for at, ruling in rulings(gaps) if ruling is Ruling.TELL]
    assert all(later - earlier >= RATE.rest for earlier, later in pairwise(told))


@given(st.integers(0, 500))
def test_whoever_writes_at_the_refills_pace_is_always_answered(messages: int) -> None:
    assert {ruling for _, ruling in rulings([RATE.refill] * messages)} <= {Ruling.ANSWER}


async def test_an_owner_too_is_told_when_to_come_back_and_answered_then(engine: Engine) -> None:
    talk = Talk(engine)
    answers = [await talk.private(ANNA, "help") for _ in range(MESSAGES.burst + 3)]
    assert all("What can be asked" in str(answer) for answer in answers[: MESSAGES.burst])
    assert "I answer you again from 8 May 2026, 08:01 (Europe/Berlin) on" in str(answers[MESSAGES.burst])
    assert answers[MESSAGES.burst + 1 :] == [None, None]
    talk.clock.move(MESSAGES.rest)
    assert "What can be asked" in str(await talk.private(ANNA, "help"))


async def test_a_stranger_who_floods_hears_the_one_line_alone(engine: Engine) -> None:
    talk = Talk(engine)
    answers = [await talk.private(BEN, "board") for _ in range(2 * MESSAGES.burst)]
    assert [answer is None for answer in answers] == [False] + [True] * (2 * MESSAGES.burst - 1)
