"""One article's reading as a document, for whoever wants to see what was taken from it."""

from collections.abc import Iterator, Sequence

from bot.briefing.view import View
from bot.model.article import Article, Reading
from bot.model.claims import ChangeClaim, Evidence, MeetingClaim, Participant
from bot.model.document import Block, Document, Heading, Item, Line, Paragraph, Quote, plain


def reading_document(article: Article, reading: Reading, view: View, *, reasons: bool = False) -> Document:
    """Language, date, people, contacts and changes, each claim with its quote and how sure it is; with `reasons`, the features that
    decided, by the names they have in the weights."""
    return Document(article.address, tuple(_blocks(reading, view, reasons)), language=view.texts.language)


def _blocks(reading: Reading, view: View, reasons: bool) -> Iterator[Block]:
    key = "command_line.article_about" if reading.relevant else "command_line.article"
    dated = view.texts.period(reading.dated) + (f" ({reading.dated_by})" if reading.dated_by else "")
    yield Paragraph(plain(view.texts(key, language=reading.language, dated=dated)))
    yield from _section("command_line.people", [_person(person, view) for person in reading.people], view)
    yield from _section("command_line.contacts", [_contact(claim, view, reasons) for claim in reading.meetings], view)
    yield from _section("command_line.changes", [_change(claim, view, reasons) for claim in reading.changes], view)


def _section(key: str, items: Sequence[Item], view: View) -> Iterator[Block]:
    if items:
        yield Heading(view.texts(key))
        yield from items


def _person(person: Participant, view: View) -> Item:
    parts = [person.name, view.side(person.side), *([person.title] if person.title else [])]
    return Item(plain(", ".join(parts)))


def _contact(claim: MeetingClaim, view: View, reasons: bool) -> Item:
    texts = view.texts
    people = [texts("item.inferred", name=one.name) if one.inferred else one.name for one in claim.participants]
    named = texts.listing(people) if people else texts.listing([view.side(side) for side in claim.sides])
    line = texts("command_line.contact", state=texts(f"state.{claim.state}"), mode=texts(f"mode.{claim.mode}"), people=named)
    facts = [texts.period(claim.period), claim.place, view.channel(claim.channel_id) if claim.channel_id else None]
    return Item(plain(line), (_facts(facts), _sure(claim.confidence, claim.why if reasons else (), view)), (_quote(claim.evidence),))


def _change(claim: ChangeClaim, view: View, reasons: bool) -> Item:
    texts = view.texts
    line = texts("command_line.channel_change", channel=view.channel(claim.channel_id), status=texts(f"status.{claim.status}"))
    facts = [
        texts.period(claim.period),
        texts("item.by", side=view.side(claim.by)) if claim.by else None,
        texts("item.reason", reason=claim.reason) if claim.reason else None,
    ]
    return Item(plain(line), (_facts(facts), _sure(claim.confidence, claim.why if reasons else (), view)), (_quote(claim.evidence),))


def _facts(facts: Sequence[str | None]) -> Line:
    return plain(" · ".join(fact for fact in facts if fact))


def _sure(confidence: float, why: Sequence[str], view: View) -> Line:
    key = "command_line.confident" if confidence >= view.settings.confident_from else "command_line.unconfirmed"
    return plain(" · ".join([view.texts(key, confidence=view.texts.number(round(confidence, 2))), *why]))


def _quote(evidence: Evidence) -> Quote:
    return Quote(evidence.quote, plain(f"{evidence.start}–{evidence.end}"))
