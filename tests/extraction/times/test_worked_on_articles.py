"""How many dates of annotated contacts and changes a time in their own sentence gives: the floor only rises."""

from datetime import date

from bot.extraction.page.dating import date_article
from bot.extraction.page.page import Page
from bot.extraction.times.mentions import Base, Direction, resolve
from bot.model.period import Period
from tests.corpus.__main__ import Case, iter_cases
from tests.corpus.score import Facts, dates_agree, interval
from tests.extraction.layers import knowledge, page_of, wordings

FLOOR = 0.92
DIRECTIONS = {"held": Direction.PAST, "planned": Direction.FUTURE}


def test_a_sentence_that_tells_a_time_gives_the_date_of_what_it_tells() -> None:
    asked = given = 0
    for case in iter_cases("worked"):
        for told, met in _dates(case):
            asked += told
            given += met
    assert asked > 800
    assert given / asked >= FLOOR


def _dates(case: Case) -> list[tuple[bool, bool]]:
    """For each dated fact: whether its sentence tells a time, and whether one of them agrees with the annotation."""
    page = page_of(case.text)
    published = date.fromisoformat(case.gold["published"]) if case.gold["published"] else None
    today = date_article(page, knowledge().names.find(page.text), knowledge(), wordings(), published).today
    out = []
    for fact in (*case.gold["meetings"], *case.gold["changes"]):
        gold = interval(fact.get("start") or fact.get("date"), fact.get("end") or fact.get("date"))
        if fact.get("optional") or gold is None or today is None:
            continue
        periods = _periods(page, fact, case.text.find(fact["quote"]), today)
        out.append((bool(periods), any(p is not None and dates_agree(gold, (p.first, p.last), 1) for p in periods)))
    return out


def _periods(page: Page, fact: Facts, at: int, today: date) -> list[Period | None]:
    """What the times of the sentences behind a quote mean, each counted from the one before where it needs that."""
    direction = DIRECTIONS.get(fact.get("state", "held"), Direction.NEAREST)
    periods: list[Period | None] = []
    context: Period | None = None
    for sentence, times in zip(page.sentences, page.times, strict=True):
        if sentence.start < at + len(fact["quote"]) and at < sentence.end:
            for time in times:
                bare = time.spec.base is Base.NAMED or (time.spec.day and not time.spec.month and time.spec.shift is None)
                periods.append(resolve(time.spec, today, direction, context if bare else None))
                context = periods[-1] or context
    return periods
