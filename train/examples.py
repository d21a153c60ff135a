"""Candidates of the annotated articles with what they should have been judged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.extraction.candidates.candidate import ChangeCandidate, ContactCandidate
from bot.extraction.claims.consolidation import consolidate_contacts
from bot.extraction.pages import Pages
from bot.extraction.reader import Reader
from bot.extraction.scoring.features import Channels, Company, Told, change_features, contact_features
from bot.extraction.scoring.scorer import NONE
from bot.extraction.scoring.timing import Option
from bot.model.claims import MeetingState
from tests.corpus.__main__ import Case
from tests.corpus.score import OPENING, Days, dates_agree, dates_exact, dates_meet, interval, participants_agree

Gold = Mapping[str, Any]

ELSEWHERE = 0.3
"""What a candidate weighs that has the people of an annotated contact in another sentence."""


@dataclass(frozen=True)
class Example:
    """`label` is a class of its model, `weight` 0 for what annotators disagree on."""

    features: list[str]
    label: str
    weight: float


@dataclass(frozen=True)
class Lesson:
    """All examples of one article."""

    case: Case
    events: list[Example]
    states: list[Example]
    changes: list[Example]
    whens: list[Example]
    change_whens: list[Example]


def lesson(case: Case, reader: Reader, levels: Mapping[str, str]) -> Lesson:
    """What one article teaches. Its meetings for `change_period` are those annotated grammar finds."""
    article = case.article()
    pages = reader.pages(article)
    drafting = reader.drafting(article, pages)
    told = [drafting.assess(candidate) for candidate in reader.contacts(pages)]
    company = Company(told)
    events: list[Example] = []
    states: list[Example] = []
    whens: list[Example] = []
    change_whens: list[Example] = []
    for one in told:
        features = contact_features(one, company, levels)
        if not one.subject:
            continue
        gold, label, weight = _contact_label(one, case)
        events.append(Example(features, label, weight))
        if gold is not None:
            states.append(Example(features, str(gold["state"]), 1.0))
            state = MeetingState(gold["state"])
            offered = drafting.options(one, state)
            whens += _dated(offered, interval(gold.get("start"), gold.get("end")))
    candidates = reader.changes(pages)
    channels = Channels(candidates)
    meetings = consolidate_contacts(drafting.contacts([one.candidate for one in told]))
    changes = []
    for candidate in candidates:
        period = drafting.change_period(candidate, meetings)
        features = change_features(candidate, pages.scenes[candidate.scene], channels, period, drafting.today)
        label, weight, found = _change_label(candidate, pages, case)
        changes.append(Example(features, label, weight))
        if found is not None:
            change_whens += _dated(drafting.change_options(candidate, period), interval(found.get("date")))
    return Lesson(case, events, states, changes, whens, change_whens)


def _dated(offered: Sequence[Option], gold: Days | None) -> list[Example]:
    """What each option should be judged; none is right where no other is."""
    spans = [interval(str(own.start), str(own.end) if own.end else None) if (own := option.period) else None for option in offered[1:]]
    fits = [gold is not None and dates_agree(gold, days, 1) for days in spans]
    exact = [fit and dates_exact(gold, days, 1) for fit, days in zip(fits, spans, strict=True)]
    right = [not any(fits), *(exact if any(exact) else fits)]
    loose = [False, *(fit and any(exact) and not same for fit, same in zip(fits, exact, strict=True))]
    return [
        Example(list(option.features), "yes" if fit else "no", 0.0 if vaguer else 1.0)
        for option, fit, vaguer in zip(offered, right, loose, strict=True)
    ]


def _span(case: Case, gold: Gold) -> tuple[int, int]:
    at = case.text.find(gold["quote"])
    return at, at + len(gold["quote"])


def _contact_label(told: Told, case: Case) -> tuple[Gold | None, str, float]:
    own = told.candidate
    names = [figure.name for figure in own.members if not figure.inferred]
    scene = told.scene
    same = [gold for gold in case.gold["meetings"] if participants_agree(gold["participants"], names)]
    if own.members and not names:
        same = [gold for gold in same if _inferred(own, gold)]
    here = [gold for gold in same if _touch(_span(case, gold), (scene.start, scene.end))]
    days = interval(str(told.period.start), str(told.period.end) if told.period.end else None) if told.period else None
    fitting = [gold for gold in here if dates_meet(interval(gold.get("start"), gold.get("end")), days, 1)]
    best = max(fitting or here, key=lambda gold: _overlap(_span(case, gold), own.clause), default=None)
    if best is not None:
        if best.get("optional"):
            return None, "no", 0.0
        return best, "yes", 1.0 if fitting else 0.5
    if any(gold.get("optional") for gold in same):
        return None, "no", 0.0
    return None, "no", ELSEWHERE if same and own.members else 1.0


def _inferred(own: ContactCandidate, gold: Gold) -> bool:
    return participants_agree(gold.get("inferred") or [], [figure.name for figure in own.members])


def _change_label(own: ChangeCandidate, pages: Pages, case: Case) -> tuple[str, float, Gold | None]:
    scene = pages.scenes[own.scene]
    same = [gold for gold in case.gold["changes"] if gold["channel"] == own.channel_id]
    here = [gold for gold in same if _touch(_span(case, gold), (scene.start, scene.end))]
    opening = own.status in OPENING
    near = [gold for gold in here if (gold["status"] in OPENING) == opening]
    if near:
        exact = [gold for gold in near if gold["status"] == own.status]
        best = max(exact or near, key=lambda gold: _overlap(_span(case, gold), (own.start, own.end)))
        return (NONE, 0.0, None) if best.get("optional") else (str(best["status"]), 1.0, best)
    aside = any((gold["status"] in OPENING) == opening for gold in same)
    return NONE, ELSEWHERE if aside else 1.0, None


def _touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> int:
    return min(one[1], other[1]) - max(one[0], other[0])
