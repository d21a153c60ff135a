"""What an annotated article teaches about contacts: which candidates are some, in which state, and when."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.extraction.candidates.candidate import ContactCandidate
from bot.extraction.claims.contact_drafting import ContactDrafting
from bot.extraction.pages import Pages
from bot.extraction.reader import Reader
from bot.extraction.scoring.contact_features import Company, Told, contact_features
from bot.extraction.scoring.contact_scorer import ruled_out
from bot.extraction.scoring.linear import Model
from bot.extraction.scoring.settling import in_state, open_states
from bot.extraction.scoring.state_features import state_features
from bot.model.claims import MeetingState, Mode
from tests.corpus.__main__ import Case
from tests.corpus.score import dates_meet, interval, participants_agree
from train.examples import ELSEWHERE, Choice, Example, Gold, overlap, placed_choice, settled_choice, span_of, touch


@dataclass(frozen=True)
class Timed:
    """An annotated contact as grammar has it, with what offers it times."""

    drafting: ContactDrafting
    told: Told
    gold: Gold

    def choice(self, chances: Mapping[str, float]) -> Choice:
        """Its options, where its states are this likely."""
        offered = {state: in_state(self.drafting.options(self.told, state), state, chances, self.told) for state in open_states(chances)}
        return settled_choice(offered, MeetingState(self.gold["state"]), interval(self.gold.get("start"), self.gold.get("end")))


@dataclass(frozen=True)
class ContactLesson:
    """All examples of one article."""

    case: Case
    events: list[Example]
    states: list[Example]
    modes: list[Example]
    times: list[Timed]
    """One for each of `states`, in their order."""
    places: list[Choice]

    def whens(self, state: Model) -> list[Choice]:
        """Which state and time each contact should have of those offered, where `state` says what states are open."""
        chances = [state.probabilities(example.features) for example in self.states]
        return [time.choice(its) for time, its in zip(self.times, chances, strict=True)]


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
            taught.times.append(Timed(drafting, one, gold))
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
