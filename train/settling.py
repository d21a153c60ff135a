"""Examples for the last look at an article's contacts: what a reader that never saw the article drafts of it."""

from collections.abc import Sequence

from bot.extraction.annotate import annotated_meeting
from bot.extraction.candidates.draft import ContactDraft
from bot.extraction.claims.contact_consolidation import consolidate_contacts
from bot.extraction.reader import Reader, meeting_claim
from bot.extraction.scoring.keeping import keep_features
from bot.knowledge.knowledge import Knowledge
from tests.corpus.__main__ import Case
from tests.corpus.score import Facts, align, meeting_affinity, participants_agree
from train.examples import Example

UNSURE = 0.5
"""What a draft weighs that fits an annotated contact without being it: others of its people, or the second of two tellings."""


def drafted(case: Case, reader: Reader, knowledge: Knowledge) -> list[Example]:
    """One example for each contact drafted of an article: whether it is an annotated one."""
    article = case.article()
    return [
        example
        for story in reader.pages(article).parts
        for example in _of_story(case, reader.contact_drafting(article, story).drafts(reader.contacts(story)), knowledge)
    ]


def _of_story(case: Case, drafts: Sequence[ContactDraft], knowledge: Knowledge) -> list[Example]:
    merged: list[ContactDraft] = []

    def note(drafts: Sequence[ContactDraft]) -> list[ContactDraft]:
        merged.extend(drafts)
        return merged

    consolidate_contacts(drafts, note)
    told = [annotated_meeting(meeting_claim(draft), knowledge) for draft in merged]
    pairs = align(case.gold["meetings"], told, _same_people)
    golds = [next((gold for gold, it in pairs if it is own), None) for own in told]
    return [_example(draft, own, merged, case, gold) for draft, own, gold in zip(merged, told, golds, strict=True)]


def _example(draft: ContactDraft, own: Facts, merged: list[ContactDraft], case: Case, gold: Facts | None) -> Example:
    weight = 1.0
    if gold is not None:
        weight = 0.0 if gold.get("optional") else 1.0
    elif any(meeting_affinity(other, own) > 0 for other in case.gold["meetings"]):
        weight = UNSURE
    return Example(keep_features(draft, merged), "yes" if gold is not None else "no", weight)


def _same_people(gold: Facts, own: Facts) -> float:
    return meeting_affinity(gold, own) if participants_agree(gold["participants"], own["participants"]) else 0.0
