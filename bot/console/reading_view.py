"""One article's reading as a document, for whoever wants to see what was taken from it."""

from collections.abc import Iterator, Sequence

from bot.briefing.view import View
from bot.model.article import Article, Reading
from bot.model.claims import ChangeClaim, Evidence, MeetingClaim, Participant
from bot.model.document import Block, Document, Heading, Item, Line, Paragraph, Quote, plain


def reading_document(article: Article, reading: Reading, view: View) -> Document:
    """Language, date, people, contacts and changes, each claim with its quote."""
    return Document(article.address, tuple(_blocks(reading, view)), language=view.texts.language)


def _blocks(reading: Reading, view: View) -> Iterator[Block]:
    key = "command_line.article_about" if reading.relevant else "command_line.article"
    dated = view.texts.period(reading.dated) + (f" ({reading.dated_by})" if reading.dated_by else "")
    yield Paragraph(plain(view.texts(key, language=reading.language, dated=dated)))
    yield from _section("command_line.people", [_person(person, view) for person in reading.people], view)
    yield from _section("command_line.contacts", [_contact(claim, view) for claim in reading.meetings], view)
    yield from _section("command_line.changes", [_change(claim, view) for claim in reading.changes], view)


def _section(key: str, items: Sequence[Item], view: View) -> Iterator[Block]:
    if items:
        yield Heading(view.texts(key))
        yield from items


def _person(person: Participant, view: View) -> Item:
    parts = [person.name, view.side(person.side), *([person.title] if person.title else [])]
    return Item(plain(", ".join(parts)))


def _contact(claim: MeetingClaim, view: View) -> Item:
    texts = view.texts
    people = [texts("item.inferred", name=one.name) if one.inferred else one.name for one in claim.participants]
    named = texts.listing(people) if people else texts.listing([view.side(side) for side in claim.sides])
    line = texts("command_line.contact", state=texts(f"state.{claim.state}"), mode=texts(f"mode.{claim.mode}"), people=named)
    facts = [texts.period(claim.period), claim.place, view.channel(claim.channel_id) if claim.channel_id else None]
    return Item(plain(line), (_facts(facts), _why(claim.confidence, claim.why, view)), (_quote(claim.evidence),))


def _change(claim: ChangeClaim, view: View) -> Item:
    texts = view.texts
    line = texts("command_line.channel_change", channel=view.channel(claim.channel_id), status=texts(f"status.{claim.status}"))
    facts = [
        texts.period(claim.period),
        texts("item.by", side=view.side(claim.by)) if claim.by else None,
        texts("item.reason", reason=claim.reason) if claim.reason else None,
    ]
    return Item(plain(line), (_facts(facts), _why(claim.confidence, claim.why, view)), (_quote(claim.evidence),))


def _facts(facts: Sequence[str | None]) -> Line:
    return plain(" · ".join(fact for fact in facts if fact))


def _why(confidence: float, why: Sequence[str], view: View) -> Line:
    return plain(" · ".join([view.texts.number(round(confidence, 2)), *why]))


def _quote(evidence: Evidence) -> Quote:
    return Quote(evidence.quote, plain(f"{evidence.start}–{evidence.end}"))
