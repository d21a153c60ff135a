"""What an annotated article teaches about changes: which candidates are some, to which status, when, by whom, and which stay."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.extraction.annotate import annotated_change
from bot.extraction.candidates.candidate import ChangeCandidate
from bot.extraction.candidates.draft import ChangeDraft, ContactDraft, Known
from bot.extraction.claims.change_consolidation import consolidate_changes
from bot.extraction.pages import Pages
from bot.extraction.reader import Reader, change_claim
from bot.extraction.scoring.acting import NOBODY
from bot.extraction.scoring.change_features import Channels, change_features
from bot.extraction.scoring.change_keeping import keep_change_features
from bot.extraction.scoring.change_scorer import NONE
from bot.extraction.scoring.linear import Model
from bot.knowledge.knowledge import Knowledge
from bot.model.article import Article
from bot.model.claims import BOTH
from tests.corpus.__main__ import Case
from tests.corpus.score import OPENING, align, change_affinity, interval
from train.blank import CHANGES, STATUSES
from train.examples import ELSEWHERE, Choice, Example, Gold, dated_choice, overlap, span_of, touch
from train.fitting import fit, fit_choices

YES = ("no", "yes")

WORDS = "words:"
FEW = 15
"""Examples a single word must stand in."""

OPEN_END = 0.3
"""What a change weighs whose author the annotation leaves open: often nobody, sometimes only nobody in particular."""


@dataclass(frozen=True)
class ChangeLesson:
    """All examples of one article."""

    case: Case
    changes: list[Example]
    statuses: list[Example]
    whens: list[Choice]
    whos: list[Example]


def change_lesson(case: Case, reader: Reader, knowledge: Knowledge) -> ChangeLesson:
    """What one article teaches. The meetings it may date changes by are those that `reader` finds: it must not know the article."""
    article = case.article()
    taught = ChangeLesson(case, [], [], [], [])
    for story in reader.pages(article).parts:
        _teach(case, reader, story, knowledge, taught)
    return taught


def _teach(case: Case, reader: Reader, pages: Pages, knowledge: Knowledge, taught: ChangeLesson) -> None:
    """Add what one story of an article teaches."""
    article = case.article()
    drafting = reader.change_drafting(article, pages)
    meetings = reader.meetings(article, pages)
    candidates = reader.changes(pages)
    channels = Channels(candidates, pages.scenes, tuple(knowledge.sides))
    for candidate in candidates:
        period = drafting.period(candidate, meetings)
        features = change_features(candidate, pages.scenes[candidate.scene], channels, period, drafting.today)
        label, weight, gold = _label(candidate, pages, case)
        taught.changes.append(Example(features, label, weight))
        if gold is not None:
            told = replace(candidate, status=label)
            by = gold.get("by") or NOBODY
            taught.statuses.append(Example(features, label, weight))
            taught.whos.append(Example(drafting.actor_features(told), by, OPEN_END if by == NOBODY else 1.0))
            taught.whens.append(dated_choice(drafting.options(candidate, period, meetings), interval(gold.get("date"))))


def change_models(lessons: Sequence[ChangeLesson], sides: Sequence[str]) -> dict[str, Model]:
    """The models that look at one sentence."""
    return {
        "change": fit(_without_rare_words([example for one in lessons for example in one.changes]), CHANGES, 0.1),
        "change_status": fit([example for one in lessons for example in one.statuses], STATUSES, 0.1, balance=0.3),
        "change_when": fit_choices([choice for one in lessons for choice in one.whens], "yes", 0.1),
        "change_who": fit([example for one in lessons for example in one.whos], (*sides, BOTH, NOBODY), 0.1, balance=0.6),
    }


def _without_rare_words(examples: Sequence[Example]) -> list[Example]:
    """Words that stand beside few candidates make half of the weights and decide nothing."""
    count = Counter(name for example in examples for name in example.features if name.startswith(WORDS))
    return [replace(example, features=[name for name in example.features if count.get(name, FEW) >= FEW]) for example in examples]


def kept_changes(case: Case, reader: Reader, knowledge: Knowledge) -> list[Example]:
    """One example for each change that `reader` drafts of an article it never saw: whether it is an annotated one."""
    article = case.article()
    stories = [_drafts(article, reader, story) for story in reader.pages(article).parts]
    told = [annotated_change(change_claim(draft), knowledge) for drafts, _ in stories for draft in drafts]
    pairs = align(case.gold["changes"], told, change_affinity)
    golds = iter([next((gold for gold, it in pairs if it is own), None) for own in told])
    return [example for drafts, meetings in stories for draft in drafts for example in _kept(draft, next(golds), drafts, meetings)]


def _drafts(article: Article, reader: Reader, story: Pages) -> tuple[list[ChangeDraft], list[ContactDraft]]:
    """The changes drafted of a story, each once, and its contacts."""
    meetings = reader.meetings(article, story)
    merged: list[ChangeDraft] = []

    def note(drafts: Sequence[ChangeDraft]) -> list[ChangeDraft]:
        merged.extend(drafts)
        return merged

    consolidate_changes(reader.change_drafting(article, story).drafts(reader.changes(story), meetings), note)
    return merged, meetings


def _kept(draft: ChangeDraft, gold: Gold | None, drafts: Sequence[ChangeDraft], meetings: Sequence[ContactDraft]) -> Iterator[Example]:
    """Whether a draft is an annotated change. A copy that the chronicle does not know teaches what news look like on the day."""
    weight = 0.0 if gold and gold.get("optional") else 1.0
    for known in (draft.known, Known.FRESH)[: 2 if draft.known is Known.FRESH_YES else 1]:
        features = keep_change_features(replace(draft, known=known), drafts, meetings)
        yield Example(features, "no" if gold is None else "yes", weight)


def kept_model(examples: Sequence[Sequence[Example]]) -> Model:
    """The model of the last look, from the examples of many articles."""
    return fit([example for own in examples for example in own], YES, 0.05)


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
