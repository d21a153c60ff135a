"""What an annotated article teaches about changes: which candidates are some, to which status, and when."""

from dataclasses import dataclass

from bot.extraction.candidates.candidate import ChangeCandidate
from bot.extraction.claims.contact_consolidation import consolidate_contacts
from bot.extraction.pages import Pages
from bot.extraction.reader import Reader
from bot.extraction.scoring.change_features import Channels, change_features
from bot.extraction.scoring.change_scorer import NONE
from tests.corpus.__main__ import Case
from tests.corpus.score import OPENING, interval
from train.examples import ELSEWHERE, Choice, Example, Gold, dated_choice, overlap, span_of, touch


@dataclass(frozen=True)
class ChangeLesson:
    """All examples of one article."""

    case: Case
    changes: list[Example]
    whens: list[Choice]


def change_lesson(case: Case, reader: Reader) -> ChangeLesson:
    """What one article teaches. The meetings it may date changes by are those that `reader` finds."""
    article = case.article()
    taught = ChangeLesson(case, [], [])
    for story in reader.pages(article).parts:
        _teach(case, reader, story, taught)
    return taught


def _teach(case: Case, reader: Reader, pages: Pages, taught: ChangeLesson) -> None:
    """Add what one story of an article teaches."""
    article = case.article()
    drafting = reader.change_drafting(article, pages)
    meetings = consolidate_contacts(reader.contact_drafting(article, pages).drafts(reader.contacts(pages)))
    candidates = reader.changes(pages)
    channels = Channels(candidates)
    for candidate in candidates:
        period = drafting.period(candidate, meetings)
        features = change_features(candidate, pages.scenes[candidate.scene], channels, period, drafting.today)
        label, weight, gold = _label(candidate, pages, case)
        taught.changes.append(Example(features, label, weight))
        if gold is not None:
            taught.whens.append(dated_choice(drafting.options(candidate, period), interval(gold.get("date"))))


def _label(own: ChangeCandidate, pages: Pages, case: Case) -> tuple[str, float, Gold | None]:
    scene = pages.scenes[own.scene]
    same = [gold for gold in case.gold["changes"] if gold["channel"] == own.channel_id]
    here = [gold for gold in same if touch(span_of(case, gold), (scene.start, scene.end))]
    opening = own.status in OPENING
    near = [gold for gold in here if (gold["status"] in OPENING) == opening]
    if near:
        exact = [gold for gold in near if gold["status"] == own.status]
        best = max(exact or near, key=lambda gold: overlap(span_of(case, gold), (own.start, own.end)))
        return (NONE, 0.0, None) if best.get("optional") else (str(best["status"]), 1.0, best)
    aside = any((gold["status"] in OPENING) == opening for gold in same)
    return NONE, ELSEWHERE if aside else 1.0, None
