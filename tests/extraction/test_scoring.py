"""Decisions by weights, and what no weight outvotes."""

from bot.extraction.reader import Reader
from bot.extraction.scoring.change_scorer import ChangeScorer
from bot.extraction.scoring.contact_scorer import ContactScorer, Rejected
from bot.extraction.scoring.linear import Model
from bot.extraction.scoring.scorer import Scorer
from bot.model.claims import MeetingState, Mode
from tests.extraction.reading import article, knowledge, lexicons, pages, read
from train.blank import blank_change_models

ALWAYS = Model(("yes",), (9.0,), {})
STATES = tuple(state.value for state in MeetingState)


def scorer() -> Scorer:
    """Weights that take everything."""
    keep = dict.fromkeys(("keep", "keep_clear", "keep_change", "keep_told", "keep_snippet"), 0.1)
    thresholds = {"event": 0.1, "change": 0.1, **keep}
    even = Model(STATES, (0.0,) * len(STATES), {})
    mode = Model((Mode.IN_PERSON.value,), (0.0,), {})
    changes = ChangeScorer.of({**blank_change_models(("us", "cn")), "change_kept": ALWAYS}, thresholds)
    return Scorer(ContactScorer(ALWAYS, even, mode, ALWAYS, ALWAYS, thresholds), changes)


def eager() -> Reader:
    return Reader(knowledge(), lexicons(), scorer())


def test_no_weight_outvotes_a_denial() -> None:
    text = "Defense Secretary Lloyd Austin did not meet Defense Minister Li Shangfu in Singapore on Friday."
    assert not [m for m in eager().read(article(text)).meetings if m.state is MeetingState.HELD and len(m.participants) == 2]


def test_what_weights_alone_claim_is_not_clear() -> None:
    meetings = eager().read(article("Lloyd Austin waved at Li Shangfu on Friday.")).meetings
    assert meetings
    assert all(meeting.confidence < 0.8 for meeting in meetings)


def test_of_one_clause_and_overlapping_people_only_the_likeliest_is_claimed() -> None:
    meetings = eager().read(article("Defense Secretary Lloyd Austin met Defense Minister Li Shangfu in Singapore on Friday.")).meetings
    assert len([meeting for meeting in meetings if meeting.participants]) == 1


def test_a_claim_says_what_decided() -> None:
    (meeting,) = read("Defense Secretary Lloyd Austin met Defense Minister Li Shangfu of China in Singapore on Friday.").meetings
    assert meeting.why
    assert all(reason[0] in "+-" for reason in meeting.why if ":" in reason)


def test_a_rejected_candidate_says_why() -> None:
    text = "Defense Secretary Lloyd Austin did not meet Defense Minister Li Shangfu in Singapore on Friday."
    page, drafting = pages(text), eager().contact_drafting(article(text), pages(text))
    told = [drafting.assess(candidate) for candidate in eager().contacts(page)]
    judged = scorer().contacts.judged(told, page)
    pair = [its for one, its in zip(told, judged, strict=True) if len(one.candidate.members) == 2 and not one.candidate.loose]
    assert {its.rejected for its in pair} == {Rejected.DENIED}
