"""Questions for changes: when and why a channel was suspended, which were, what a side did to it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.answers.channel import Changes, find_changes, status_of
from bot.answers.contacts import by_chronicle
from bot.answers.context import Context
from bot.answers.grammar.question import Span
from bot.answers.spoken import action, actions
from bot.answers.telling import change_blocks, counted, days_of_changes, document, lead, note, section, when, with_when
from bot.briefing.items import reason_words, status_item
from bot.briefing.json_view import change_data, envelope
from bot.briefing.sources import concluding, is_unconfirmed
from bot.model.claims import BOTH, Status
from bot.model.document import Answer, Block, Heading
from bot.model.ledger import Change, ChangeQuery
from bot.model.period import PartialDate


@dataclass(frozen=True, slots=True)
class ChangesRequest:
    """Changes of one channel (None: of all) to a status, by a side or by any, in a span of time.

    `whether` True where yes or no is expected, `only_last` and `only_first` where one is."""

    statuses: tuple[Status, ...]
    channel: str | None = None
    side: str | None = None
    span: Span = field(default_factory=Span)
    whether: bool = False
    only_last: bool = False
    only_first: bool = False


def tell(request: ChangesRequest, context: Context) -> Answer:
    """The changes that match, or what there is instead."""
    changes = _found(request, request.span, context)
    said = _said(request, changes, context)
    blocks = [lead(said), *_blocks(request, changes, context)]
    channel_button = action(context.view.channel(request.channel), "channel", request.channel) if request.channel else ()
    buttons = actions(channel_button, action(context.texts("answer.button_board"), "board"))
    return Answer(
        document(_title(request, context), blocks, context, summary=said, actions=buttons),
        envelope(
            "changes",
            channel=request.channel,
            statuses=[str(status) for status in request.statuses],
            by=request.side,
            since=str(request.span.since) if request.span.since else None,
            until=str(request.span.until) if request.span.until else None,
            changes=[change_data(change, context.view) for change in changes.told],
            unverified=len(changes.unverified),
        ),
        found=bool(changes.told),
    )


def _found(request: ChangesRequest, span: Span, context: Context) -> Changes:
    query = ChangeQuery(
        channel_ids=(request.channel,) if request.channel else (),
        statuses=request.statuses,
        since=span.since.first if span.since else None,
        until=span.until.last if span.until else None,
        unverified=True,
    )
    found = find_changes(query, context)
    told = tuple(change for change in found.told if request.side is None or change.by in (request.side, BOTH))
    if request.only_last:
        told = told[:1]
    return Changes(told[-1:] if request.only_first else told, found.unverified)


def _said(request: ChangesRequest, changes: Changes, context: Context) -> str:
    texts = context.texts
    named = {
        "channel": context.view.channel(request.channel) if request.channel else "",
        "status": _status_words(request, context),
        "side": context.view.government(request.side) if request.side else "",
    }
    if not changes.told:
        key = "answer.no_changes_any"
        if request.channel:
            key = "answer.no_changes_by" if request.side else "answer.no_changes"
        return with_when(texts(key, **named), request.span, context) + "."
    if request.channel is None or len(changes.told) > 1:
        # Of one channel the days are an answer; of many they would not say which.
        key = "answer.changes_on" if request.channel else "answer.changes_several"
        return texts(key, counted=counted(changes.told, context), times=days_of_changes(changes.told, context), **named)
    [change] = changes.told
    key = "answer.change_yes" if request.whether and _is_certain(change, context) else "answer.change"
    key += "_chronicle" if by_chronicle(change) else ""
    said = texts(key, **named, when=texts.period(change.period))
    if change.by is not None:
        said += ", " + texts("answer.change_by", side=context.view.government(change.by))
    why = texts("answer.change_why", reason=reason_words(change, context.view)) if change.reason else texts("answer.change_no_reason")
    return f"{said}. {why}"


def _is_certain(change: Change, context: Context) -> bool:
    return not change.disputed and not is_unconfirmed(concluding(change), context.view)


def _status_words(request: ChangesRequest, context: Context) -> str:
    return context.texts.listing([context.texts(f"status.{status}") for status in request.statuses])


def _title(request: ChangesRequest, context: Context) -> str:
    subject = context.view.channel(request.channel) if request.channel else context.texts("board.title")
    title = context.texts("answer.changes_title", channel=subject, status=_status_words(request, context))
    return with_when(title, request.span, context)


def _blocks(request: ChangesRequest, changes: Changes, context: Context) -> Iterator[Block]:
    yield from change_blocks(changes.told, context, quotes=2 if len(changes.told) == 1 else 1)
    if not changes.told:
        yield from _instead(request, context)
    if changes.unverified:
        command = f"channel {request.channel} unverified" if request.channel else "channel … unverified"
        yield note(context.texts("answer.unverified_left_out", count=len(changes.unverified), command=command))


def _instead(request: ChangesRequest, context: Context) -> Iterator[Block]:
    """What there is where nothing matches: other sides or times, finer channels, and the status."""
    if request.channel is None:
        return
    wider = ChangesRequest(request.statuses, request.channel)
    others = _found(wider, Span(), context).told
    yield from section("answer.other_changes_heading", change_blocks(others, context, limit=3), context)
    beneath = tuple(_beneath(request, context))
    yield from section("answer.beneath_heading", change_blocks(beneath, context, limit=4), context)
    until = request.span.until
    asof = min(until.last, context.today) if until else context.today
    day = PartialDate.of(asof)
    texts = context.texts
    yield Heading(texts("answer.stood_heading", when=when(Span(day, day), context)) if until else texts("answer.stands_heading"))
    yield status_item(status_of(request.channel, asof, context), context.view)


def _beneath(request: ChangesRequest, context: Context) -> Iterator[Change]:
    """The same change of the channels that belong to this one, in the same time."""
    if not request.span:
        return
    channels = context.knowledge.channels.values()
    finer = tuple(channel.id for channel in channels if channel.parent_id == request.channel)
    for change in _found(ChangesRequest(request.statuses, None, request.side), request.span, context).told:
        if change.channel_id in finer:
            yield change
