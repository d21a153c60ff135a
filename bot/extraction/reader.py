"""From an article to its claims: the layers in order.

text ▶ blocks ▶ sentences ▶ names, cues, times ▶ article's date ▶ people ▶ references
     ▶ candidates ▶ state, date, place, channel ▶ decision ▶ consolidation ▶ claims"""

from collections.abc import Mapping, Sequence

from bot.extraction.candidates.candidate import ChangeCandidate, ContactCandidate
from bot.extraction.candidates.changes import ChangeReader
from bot.extraction.candidates.draft import ChangeDraft, ContactDraft
from bot.extraction.candidates.frames import find_contacts, series_named
from bot.extraction.candidates.places import Places
from bot.extraction.candidates.proposals import Proposer
from bot.extraction.claims.change_consolidation import consolidate_changes, join_changes
from bot.extraction.claims.change_drafting import ChangeDrafting
from bot.extraction.claims.contact_consolidation import consolidate_contacts, join_contacts, without_changes
from bot.extraction.claims.contact_drafting import ContactDrafting
from bot.extraction.claims.relevance import is_relevant, relevance_features
from bot.extraction.language.lexicon import Lexicon
from bot.extraction.page.dating import Dated, date_article, date_item
from bot.extraction.page.headline import headline_of
from bot.extraction.page.items import cut_items
from bot.extraction.page.leads import without_datelines
from bot.extraction.page.page import read_page
from bot.extraction.pages import Pages
from bot.extraction.people.cast import find_cast
from bot.extraction.people.coreference import of_third_parties, resolve_references
from bot.extraction.people.figures import Figure
from bot.extraction.scenes import Scene, build_scenes, scenes_among
from bot.extraction.scoring.scorer import Scorer
from bot.extraction.text.sentences import Sentence
from bot.extraction.tracing import Story, Trace, traced_change, traced_contact
from bot.knowledge.knowledge import Knowledge
from bot.model.article import Article, Reading
from bot.model.claims import ChangeClaim, MeetingClaim, Participant

READ_LIMIT = 100_000
"""Characters of an article that are read: twenty-five times a long news story. What lies behind it is left unread, so that a
book or a broken page costs no more than this; the article's own text is kept whole."""

MOST = 400
"""Candidates of either kind that are decided on, the first ones: eight times as many as any article worked on has. They are weighed
beside each other, so that work grows with their square."""

MOST_OF_STORY = 40
"""Candidates of one story of a round-up that are decided on at least."""

FALLBACK_LANGUAGE = "en"


class Reader:
    """Reads articles of one watch. Compiled once, safe to share between threads, deterministic."""

    def __init__(self, knowledge: Knowledge, lexicons: Mapping[str, Lexicon], scorer: Scorer, *, limit: int = READ_LIMIT) -> None:
        """Of each article the first `limit` characters are read. Raises ValueError where there is no lexicon at all."""
        if not lexicons:
            raise ValueError("a reader needs at least one lexicon")
        self._knowledge = knowledge
        self._lexicons = dict(lexicons)
        self._fallback = self._lexicons.get(FALLBACK_LANGUAGE) or next(iter(self._lexicons.values()))
        self._places = Places(knowledge)
        self._scorer = scorer
        self._limit = limit

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages there is a lexicon for."""
        return tuple(self._lexicons)

    def read(self, article: Article) -> Reading:
        """All that an article tells, within the reader's limits. Never raises on any text."""
        pages = self.pages(article)
        meetings, changes = self._claims(article, pages)
        relevant = is_relevant(self._topic(pages, meetings, changes), self._scorer.relevance)
        return Reading(
            language=pages.language,
            dated=pages.dated.period,
            dated_by=pages.dated.by,
            relevant=relevant,
            people=tuple(participant(figure) for figure in pages.cast.figures),
            meetings=tuple(meeting_claim(draft) for draft in meetings) if relevant else (),
            changes=tuple(change_claim(draft) for draft in changes) if relevant else (),
            today=pages.dated.today,
            headline=pages.headline,
        )

    def topic(self, article: Article) -> list[str]:
        """What tells whether an article is relevant: for training."""
        pages = self.pages(article)
        return self._topic(pages, *self._claims(article, pages))

    def _topic(self, pages: Pages, meetings: Sequence[ContactDraft], changes: Sequence[ChangeDraft]) -> list[str]:
        sure = [*(meeting.confidence for meeting in meetings), *(change.confidence for change in changes)]
        return relevance_features(pages.scenes, pages.cast.figures, sure, self._knowledge)

    def _claims(self, article: Article, pages: Pages) -> tuple[list[ContactDraft], list[ChangeDraft]]:
        """The contacts and changes of an article, story by story."""
        contacts: list[list[ContactDraft]] = []
        changes: list[list[ChangeDraft]] = []
        most = max(MOST // len(pages.parts), MOST_OF_STORY)
        for part in pages.parts:
            meetings = self.meetings(article, part, most)
            changes.append(self._changes(article, part, meetings, most))
            contacts.append(without_changes(meetings, changes[-1]))
        return join_contacts(contacts), join_changes(changes)

    def meetings(self, article: Article, pages: Pages, most: int = MOST) -> list[ContactDraft]:
        """The contacts of a story, before its changes are known."""
        told = self.contact_drafting(article, pages).drafts(self.contacts(pages)[:most])
        return consolidate_contacts(told, self._scorer.contacts.keep)

    def _changes(self, article: Article, pages: Pages, meetings: Sequence[ContactDraft], most: int) -> list[ChangeDraft]:
        told = self.change_drafting(article, pages).drafts(self.changes(pages)[:most], meetings)
        return consolidate_changes(told, lambda merged: self._scorer.changes.keep(merged, meetings, self._spoken(pages)))

    def _spoken(self, pages: Pages) -> int:
        """How many sentences are not about third parties alone: what a story says of those makes it no longer."""
        return sum(not of_third_parties(scene, self._knowledge) for scene in pages.scenes)

    def trace(self, article: Article) -> Trace:
        """What `read` says, with all that led to it. Never raises on any text."""
        pages = self.pages(article)
        most = max(MOST // len(pages.parts), MOST_OF_STORY)
        return Trace(pages, [self._story(article, part, most) for part in pages.parts], self.read(article))

    def _story(self, article: Article, pages: Pages, most: int) -> Story:
        contact_drafting, change_drafting = self.contact_drafting(article, pages), self.change_drafting(article, pages)
        candidates, meetings = self.contacts(pages)[:most], self.meetings(article, pages, most)
        told = consolidate_contacts(contact_drafting.drafts(candidates))
        changes = self.changes(pages)[:most]
        shifts = self._scorer.changes.settled(consolidate_changes(change_drafting.drafts(changes, meetings)), meetings)
        stay = {(draft.channel_id, draft.status, draft.scene) for draft in self._changes(article, pages, meetings, most)}
        return Story(
            pages,
            [traced_contact(one, its, self._scorer.contacts.why(its)) for one, its in contact_drafting.decided(candidates)],
            [traced_change(one, its, self._scorer.changes.why(its)) for one, _, its in change_drafting.decided(changes, meetings)],
            [draft for draft in told if not any(draft.key == other.key and draft.scene == other.scene for other in meetings)],
            [draft for draft in shifts if (draft.channel_id, draft.status, draft.scene) not in stay],
        )

    def contact_drafting(self, article: Article, pages: Pages) -> ContactDrafting:
        """What works out the details of an article's candidate contacts."""
        return ContactDrafting(article.text, pages, self._knowledge, self._scorer.contacts)

    def change_drafting(self, article: Article, pages: Pages) -> ChangeDrafting:
        """What works out the details of an article's candidate changes."""
        return ChangeDrafting(article.text, pages, self._knowledge, self._scorer.changes)

    def contacts(self, pages: Pages) -> list[ContactCandidate]:
        """What the article's sentences may tell of contacts, undecided."""
        found: list[ContactCandidate] = []
        topic: str | None = None
        proposer = Proposer(self._knowledge, self._places, pages.scenes, pages.references)
        for scene, references in zip(pages.scenes, pages.references, strict=True):
            grammar = find_contacts(scene, references, self._knowledge, self._places, topic)
            found += grammar
            found += proposer.read(scene.index, grammar)
            topic = series_named(scene, self._knowledge) or topic
        return found

    def changes(self, pages: Pages) -> list[ChangeCandidate]:
        """What the article's sentences may tell of changes, undecided."""
        changer = ChangeReader(self._knowledge)
        return [c for scene, refs in zip(pages.scenes, pages.references, strict=True) for c in changer.read(scene, refs)]

    def pages(self, article: Article) -> Pages:
        """The layers below the claims: for `explain`, for training, for tests."""
        wordings = {language: lexicon.wording for language, lexicon in self._lexicons.items()}
        page = read_page(article.text[: self._limit], wordings)
        names = self._knowledge.names.find(page.text)
        scenes = build_scenes(page.text, without_datelines(page, names, wordings), names, page.times, self._lexicons, self._fallback)
        published = article.published_at.date() if article.published_at else None
        dated = date_article(page, names, self._knowledge, wordings, published)
        cast = find_cast(scenes, self._knowledge, dated.day)
        language, headline = _language(article, page.sentences, self._lexicons), headline_of(article.text, page)

        def story(scenes: tuple[Scene, ...], dated: Dated, items: tuple[Pages, ...] = ()) -> Pages:
            references = resolve_references(scenes, cast, self._knowledge, dated.day)
            return Pages(scenes, dated, cast, references, language, headline, items)

        paragraphs = [(item, {sentence.paragraph for sentence in item.sentences}) for item in cut_items(page)]
        items = [story(scenes_among(scenes, min(own), max(own) + 1), date_item(dated, item, wordings)) for item, own in paragraphs]
        return story(scenes, dated, tuple(items))


def participant(figure: Figure) -> Participant:
    """A figure as claims carry it."""
    return Participant(figure.name, figure.side, figure.person_id, figure.title, figure.inferred)


def _language(article: Article, sentences: Sequence[Sentence], lexicons: Mapping[str, Lexicon]) -> str:
    """The language most of the text is in; what the feed says where there is no text."""
    weight: dict[str, int] = {}
    for sentence in sentences:
        weight[sentence.language] = weight.get(sentence.language, 0) + sentence.end - sentence.start
    if weight:
        return max(sorted(weight), key=lambda language: weight[language])
    return article.language or next(iter(lexicons))


def meeting_claim(draft: ContactDraft) -> MeetingClaim:
    """A decided draft as a claim."""
    assert draft.state is not None
    return MeetingClaim(
        participants=tuple(participant(figure) for figure in draft.members),
        sides=draft.sides,
        state=draft.state,
        mode=draft.mode,
        period=draft.period,
        place=draft.place,
        channel_id=draft.channel_id,
        evidence=draft.evidence,
        says=draft.says,
        confidence=draft.confidence,
        why=draft.why,
    )


def change_claim(draft: ChangeDraft) -> ChangeClaim:
    """A decided draft as a claim."""
    return ChangeClaim(
        channel_id=draft.channel_id,
        status=draft.status,
        period=draft.period,
        by=draft.by,
        reason=draft.reason,
        evidence=draft.evidence,
        says=draft.says,
        confidence=draft.confidence,
        why=draft.why,
    )
