"""A trace as a document: the layers of a reading from the sentences up, for whoever asks why."""

from collections.abc import Iterator, Sequence
from datetime import date

from bot.briefing.view import View
from bot.console.reading_view import reading_document
from bot.extraction.candidates.draft import ChangeDraft, ContactDraft
from bot.extraction.people.coreference import By, Reference
from bot.extraction.people.figures import Figure
from bot.extraction.scenes import Scene
from bot.extraction.times.resolving import resolve
from bot.extraction.tracing import Story, Trace, TracedChange, TracedContact
from bot.model.article import Article
from bot.model.document import Block, Document, Heading, Item, Line, Paragraph, Tone, plain


def explanation(article: Article, trace: Trace, view: View) -> Document:
    """Sentences with what was found in them, the people, each candidate with what decided on it, and the claims at the end."""
    return Document(article.address, tuple(_blocks(article, trace, view)), language=view.texts.language)


def _blocks(article: Article, trace: Trace, view: View) -> Iterator[Block]:
    texts = view.texts
    for number, story in enumerate(trace.stories, 1):
        if len(trace.stories) > 1:
            yield Heading(texts("explain.story", number=str(number)))
        yield Paragraph(plain(texts("explain.dated", dated=texts.period(story.pages.dated.period), by=story.pages.dated.by or "–")))
        yield Heading(texts("explain.sentences"))
        for scene, references in zip(story.pages.scenes, story.pages.references, strict=True):
            yield _sentence(scene, references, story.pages.dated.day, view)
        yield from _candidates(story, view)
    yield Heading(texts("explain.claims"))
    yield from reading_document(article, trace.reading, view, reasons=True).blocks


def _sentence(scene: Scene, references: Sequence[Reference], today: date | None, view: View) -> Item:
    """One sentence: where it stands, what it is, what was found in it."""
    head = view.texts("explain.sentence", index=str(scene.index), start=str(scene.start), end=str(scene.end), kind=scene.sentence.kind)
    told = (*_parts(scene), *_found(scene, today, view), *_people(scene, references))
    details = [view.texts(f"explain.{key}", found=" · ".join(found)) for key, found in told if found]
    return Item(plain(f"{head} {_words(scene, scene.start, scene.end)}"), tuple(map(plain, details)))


def _parts(scene: Scene) -> Iterator[tuple[str, list[str]]]:
    clauses = scene.clauses
    yield "clauses", [f"{clause.kind}: {_words(scene, clause.start, clause.end)}" for clause in clauses] if len(clauses) > 1 else []


def _found(scene: Scene, today: date | None, view: View) -> Iterator[tuple[str, list[str]]]:
    yield "names", [f"{_words(scene, name.start, name.end)} ({name.kind} {', '.join(name.ids)})" for name in scene.names]
    yield "cues", [f"{_words(scene, cue.start, cue.end)} ({cue.section}/{cue.cue.id} {cue.shape})" for cue in scene.cues]
    resolved = ((time, resolve(time.spec, today) if today else None) for time in scene.times)
    yield "times", [f"{_words(scene, time.start, time.end)} ({view.texts.period(period)})" for time, period in resolved]


def _people(scene: Scene, references: Sequence[Reference]) -> Iterator[tuple[str, list[str]]]:
    back = [ref for ref in references if ref.figures and ref.by is not By.NAME]
    yield "references", [f"{_words(scene, ref.start, ref.end)} → {_names(ref.figures)} ({ref.by})" for ref in back]


def _candidates(story: Story, view: View) -> Iterator[Block]:
    yield Heading(view.texts("explain.contacts"))
    yield from (_contact(one, view) for one in sorted(story.contacts, key=_order))
    yield from (_dropped(draft, view) for draft in story.dropped)
    yield Heading(view.texts("explain.changes"))
    yield from (_change(one, view) for one in sorted(story.changes, key=_order))
    yield from (_dropped_change(draft, view) for draft in story.dropped_changes)


def _order(one: TracedContact | TracedChange) -> tuple[bool, int, float]:
    """What was taken first, then by sentence and probability."""
    return (one.rejected is not None, one.candidate.scene, -one.chance)


def _contact(one: TracedContact, view: View) -> Item:
    candidate = one.candidate
    key = "explain.contact" if one.rejected is None else "explain.no_contact"
    line = view.texts(
        key,
        people=_names(candidate.members) or view.texts.listing([view.side(side) for side in candidate.sides]),
        state=view.texts(f"state.{one.state}") if one.state else "–",
        chance=view.texts.number(round(one.chance, 2)),
        sentence=str(candidate.scene),
        word=f"{candidate.trigger.cue.id}/{candidate.template}",
        reason=one.rejected or "",
    )
    return Item(plain(line), _why(one.why), tone=Tone.OPEN if one.rejected is None else Tone.UNKNOWN)


def _change(one: TracedChange, view: View) -> Item:
    key = "explain.change" if one.rejected is None else "explain.no_change"
    line = view.texts(
        key,
        channel=view.channel(one.candidate.channel_id),
        status=view.texts(f"status.{one.status}"),
        chance=view.texts.number(round(one.chance, 2)),
        sentence=str(one.candidate.scene),
        reason=one.rejected or "",
    )
    return Item(plain(line), _why(one.why), tone=Tone.OPEN if one.rejected is None else Tone.UNKNOWN)


def _dropped_change(draft: ChangeDraft, view: View) -> Item:
    line = view.texts(
        "explain.dropped_change",
        channel=view.channel(draft.channel_id),
        status=view.texts(f"status.{draft.status}"),
        chance=view.texts.number(round(draft.confidence, 2)),
        sentence=str(draft.scene),
    )
    return Item(plain(line), _why(draft.why), tone=Tone.UNKNOWN)


def _dropped(draft: ContactDraft, view: View) -> Item:
    people = _names(draft.members) or view.texts.listing([view.side(side) for side in draft.sides])
    line = view.texts("explain.dropped", people=people, chance=view.texts.number(round(draft.best, 2)), sentence=str(draft.scene))
    return Item(plain(line), _why(draft.why), tone=Tone.UNKNOWN)


def _why(why: Sequence[str]) -> tuple[Line, ...]:
    return (plain(" ".join(why)),) if why else ()


def _names(figures: Sequence[Figure]) -> str:
    return " + ".join(figure.name for figure in figures)


def _words(scene: Scene, start: int, end: int) -> str:
    return " ".join(scene.text[start:end].split())
