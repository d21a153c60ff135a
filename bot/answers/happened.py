"""What happened in a span of time: changes first, then contacts."""

from collections.abc import Iterator

from bot.answers.channel import Changes, find_changes
from bot.answers.contacts import Contacts, Wanted, find_contacts
from bot.answers.context import Context
from bot.answers.grammar.question import Span
from bot.answers.spoken import action, actions, span_words
from bot.answers.telling import change_blocks, counted, document, lead, meeting_blocks, section, with_when
from bot.briefing.json_view import change_data, envelope, meeting_data
from bot.model.document import Answer, Block
from bot.model.ledger import Change, ChangeQuery, Meeting


def tell(span: Span, channel: str | None, context: Context) -> Answer:
    """All that the ledger has of these days, of one channel or of all."""
    query = ChangeQuery(
        channel_ids=(channel,) if channel else (),
        since=span.since.first if span.since else None,
        until=span.until.last if span.until else None,
    )
    changes = find_changes(query, context)
    contacts = find_contacts(Wanted(channel=channel, span=span), context)
    texts = context.texts
    found: tuple[Change | Meeting, ...] = (*changes.told, *contacts.told)
    nothing = with_when(texts("answer.nothing_happened"), span, context) + "."
    said = texts("answer.happened", counted=counted(found, context)) if found else nothing
    title = texts("answer.happened_title")
    if channel:
        title = texts("answer.narrowed_title", title=title, by=context.view.channel(channel))
    return Answer(
        document(
            with_when(title, span, context),
            [lead(said), *_blocks(changes, contacts, context)],
            context,
            summary=said,
            actions=actions(
                action(texts("answer.button_contacts"), "meetings", span_words(span)), action(texts("answer.button_board"), "board")
            ),
        ),
        envelope(
            "happened",
            since=str(span.since) if span.since else None,
            until=str(span.until) if span.until else None,
            changes=[change_data(change, context.view) for change in changes.told],
            meetings=[meeting_data(meeting, context.view) for meeting in contacts.told],
        ),
        found=bool(found),
    )


def _blocks(changes: Changes, contacts: Contacts, context: Context) -> Iterator[Block]:
    yield from section("answer.changes_heading", change_blocks(changes.told, context), context)
    yield from section("answer.contacts_heading", meeting_blocks(contacts.told, context), context)
