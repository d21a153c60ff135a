"""Which channels stand so: open, agreed, sought or suspended."""

from datetime import date

from bot.answers.context import Context
from bot.answers.grammar.question import Span
from bot.answers.spoken import action, actions
from bot.answers.telling import document, lead, sentence, with_when
from bot.briefing.items import status_item
from bot.briefing.json_view import envelope, status_data
from bot.model.claims import Status
from bot.model.document import Answer, Block
from bot.model.period import PartialDate


def tell(statuses: tuple[Status, ...], context: Context, asof: date | None = None) -> Answer:
    """All channels with one of these statuses, today or on a day."""
    texts = context.texts
    known = context.ledger.statuses(tuple(context.knowledge.channels), asof or context.today)
    standing = [status for status in known if status.status in statuses]
    fresh = [status for status in standing if not status.stale]
    stale = [status for status in standing if status.stale]
    silent = sum(status.status is None for status in known)
    word = texts.listing([texts(f"status.{status}") for status in statuses])
    day = PartialDate.of(asof) if asof else None
    said = texts("answer.channels_stand", count=len(fresh), status=word) if fresh else texts("answer.no_channel_stands", status=word)
    blocks: list[Block] = [lead(said), *(status_item(status, context.view) for status in fresh)]
    if stale:
        blocks += [
            sentence(texts("answer.channels_stale", count=len(stale), status=word)),
            *(status_item(status, context.view) for status in stale),
        ]
    if silent:
        blocks.append(sentence(texts("answer.channels_silent", count=silent)))
    buttons = actions(
        action(texts("answer.button_board"), "board"),
        *(action(context.view.channel(status.channel_id), "channel", status.channel_id) for status in [*fresh, *stale][:4]),
    )
    title = with_when(texts("answer.channels_title", status=word), Span(day, day), context)
    return Answer(
        document(title, blocks, context, summary=said, actions=buttons),
        envelope(
            "channels",
            asof=asof.isoformat() if asof else None,
            statuses=[str(status) for status in statuses],
            channels=[status_data(status, context.view) for status in (*fresh, *stale)],
        ),
        found=bool(standing),
    )
