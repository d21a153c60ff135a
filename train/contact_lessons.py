"""What an annotated article teaches about contacts: which candidates are some, in which state, and when."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.extraction.candidates.candidate import ContactCandidate
from bot.extraction.pages import Pages
from bot.extraction.reader import Reader
from bot.extraction.scoring.contact_features import Company, Told, contact_features
from bot.extraction.scoring.contact_scorer import ruled_out
from bot.extraction.scoring.state_features import state_features
from bot.model.claims import MeetingState, Mode
from tests.corpus.__main__ import Case
from tests.corpus.score import dates_meet, interval, participants_agree
from train.examples import ELSEWHERE, Choice, Example, Gold, dated_choice, overlap, placed_choice, span_of, touch


@dataclass(frozen=True)
class ContactLesson:
    """All examples of one article."""

    case: Case
    events: list[Example]
    states: list[Example]
    modes: list[Example]
    whens: list[Choice]
    places: list[Choice]


def contact_lesson(case: Case, reader: Reader, levels: Mapping[str, str]) -> ContactLesson:
    """What one article teaches."""
    article = case.article()
    taught = ContactLesson(case, [], [], [], [], [])
    for story in reader.pages(article).parts:
        _teach(case, reader, story, levels, taught)
    return taught


def _teach(case: Case, reader: Reader, pages: Pages, levels: Mapping[str, str], taught: ContactLesson) -> None:
    """Add what one story of an article teaches."""
    drafting = reader.contact_drafting(case.article(), pages)
    told = [drafting.assess(candidate) for candidate in reader.contacts(pages)]
    company = Company(told, pages)
    for one in told:
        if ruled_out(one) is not None:
            continue
        features = contact_features(one, company, levels)
        gold, label, weight = _label(one, case)
        taught.events.append(Example(features, label, weight))
        if gold is not None:
            taught.states.append(Example([*features, *state_features(one, company)], str(gold["state"]), 1.0))
            if gold.get("mode") not in (None, Mode.UNKNOWN.value):
                taught.modes.append(Example(features, str(gold["mode"]), 1.0))
            offered = drafting.options(one, MeetingState(gold["state"]))
            taught.whens.append(dated_choice(offered, interval(gold.get("start"), gold.get("end"))))
            if gold.get("mode") not in (Mode.PHONE.value, Mode.VIDEO.value):
                taught.places.append(placed_choice(drafting.spots(one), gold.get("place")))


def _label(told: Told, case: Case) -> tuple[Gold | None, str, float]:
    own = told.candidate
    names = [figure.name for figure in own.members if not figure.inferred]
    scene = told.scene
    same = [gold for gold in case.gold["meetings"] if participants_agree(gold["participants"], names)]
    if own.members and not names:
        same = [gold for gold in same if _inferred(own, gold)]
    here = [gold for gold in same if touch(span_of(case, gold), (scene.start, scene.end))]
    if not own.members:
        here = [gold for gold in here if gold["channel"] in (own.channel_id, None)]
    days = interval(str(told.period.start), str(told.period.end) if told.period.end else None) if told.period else None
    fitting = [gold for gold in here if dates_meet(interval(gold.get("start"), gold.get("end")), days, 1)]
    best = max(fitting or here, key=lambda gold: overlap(span_of(case, gold), own.clause), default=None)
    if best is not None:
        if best.get("optional"):
            return None, "no", 0.0
        return best, "yes", 1.0 if fitting else 0.5
    if any(gold.get("optional") for gold in same):
        return None, "no", 0.0
    return None, "no", ELSEWHERE if same and own.members else 1.0


def _inferred(own: ContactCandidate, gold: Gold) -> bool:
    return participants_agree(gold.get("inferred") or [], [figure.name for figure in own.members])
