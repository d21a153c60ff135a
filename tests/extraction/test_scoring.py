"""Decisions by weights, and what no weight outvotes."""

from dataclasses import replace

from bot.extraction.reader import Reader
from bot.extraction.scoring.change_scorer import ChangeScorer
from bot.extraction.scoring.contact_scorer import ContactScorer, Rejected
from bot.extraction.scoring.keeping import keep_features
from bot.extraction.scoring.linear import Model
from bot.extraction.scoring.scorer import Scorer
from bot.model.claims import MeetingState, Mode
from bot.model.period import Period
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


def test_a_clause_that_names_no_channel_tells_one_contact_without_people() -> None:
    text = "The Defense Consultative Talks were held. Nuclear talks followed. Officers of both sides met in Geneva in May."
    page, drafting = pages(text), eager().contact_drafting(article(text), pages(text))
    decided = [
        (told, its) for told, its in drafting.decided(eager().contacts(page)) if told.candidate.scene == 2 and not told.candidate.members
    ]
    assert len({told.candidate.channel_id for told, _ in decided}) > 1
    assert sum(its.take for _, its in decided) == 1


def test_a_clause_that_names_two_channels_tells_a_contact_of_each() -> None:
    text = "The defense consultative talks in Washington and the maritime consultative meetings in Hawaii were both held last month."
    page, drafting = pages(text), eager().contact_drafting(article(text), pages(text))
    decided = drafting.decided(eager().contacts(page))
    assert {told.channel for told, its in decided if its.take and not told.candidate.members} == {"dct", "mmca"}


def test_a_channel_has_the_chance_of_those_it_outvotes() -> None:
    text = "The Defense Consultative Talks were held. Nuclear talks followed. Officers of both sides met in Geneva in May."
    even = replace(scorer().contacts, event=Model(("yes",), (0.0,), {}))
    page, drafting = pages(text), eager().contact_drafting(article(text), pages(text))
    told = [drafting.assess(candidate) for candidate in eager().contacts(page) if candidate.scene == 2]
    taken = [its for one, its in zip(told, even.judged(told, page), strict=True) if its.take and not one.candidate.members]
    assert [its.confidence > 0.5 for its in taken] == [True]


def test_the_last_look_sees_the_same_days_told_with_people_and_without() -> None:
    text = "Lloyd Austin met Li Shangfu in Singapore on May 30, 2023. The defense ministers' talks were held in Singapore on May 30, 2023."
    drafts = eager().contact_drafting(article(text), pages(text)).drafts(eager().contacts(pages(text)))
    taken = [draft for draft in drafts if draft.taken and draft.channel_id == "secdef-mnd"]
    pair = replace(next(draft for draft in taken if len(draft.members) == 2), period=Period.of_month(2023, 5))
    nameless = replace(next(draft for draft in taken if not draft.members), period=pair.period)
    assert "then=1/0" in keep_features(nameless, [nameless, pair])
    assert "then=0/0" in keep_features(nameless, [nameless, replace(pair, period=None)])
