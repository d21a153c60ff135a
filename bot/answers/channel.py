"""`channel NAME` (also `status NAME`): one channel's status, history and contacts; and yes or no to "is it open?"."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.answers.arguments import last_day, parse_arguments
from bot.answers.command import Command
from bot.answers.contacts import Contacts, Wanted, by_chronicle, find_contacts
from bot.answers.context import Context
from bot.answers.errors import NoSubject
from bot.answers.grammar.question import Span
from bot.answers.spoken import action, actions
from bot.answers.telling import (
    change_blocks,
    counted,
    document,
    lead,
    meeting_blocks,
    note,
    section,
    sentence,
    unverified_blocks,
    with_when,
)
from bot.answers.which_channel import channel_named, unknown_channel
from bot.briefing.items import status_item, status_line
from bot.briefing.json_view import change_data, envelope, meeting_data, status_data
from bot.briefing.sources import is_unverified
from bot.model.claims import Status
from bot.model.document import Action, Answer, Block, Item
from bot.model.ledger import Change, ChangeQuery, ChannelStatus
from bot.model.period import PartialDate

_CONTACTS = 4
_HISTORY = 8
_BRIEFLY = 2


@dataclass(frozen=True, slots=True)
class ChannelRequest:
    """One channel; `asked` is the status that somebody asked whether it has, `asof` the day."""

    channel: str
    asked: Status | None = None
    asof: date | None = None
    unverified: bool = False


def answer(arguments: str, context: Context) -> Answer:
    usage = context.texts(COMMAND.usage_key)
    parsed = parse_arguments(arguments, ("asof", "unverified"), usage)
    if not parsed.subject:
        raise NoSubject(usage=usage)
    channel = channel_named(parsed.text, context)
    if channel is None:
        return unknown_channel(parsed.text, context, retry=lambda key: f"channel {key}")
    asof = last_day(parsed.options["asof"], context.today) if parsed.has("asof") else None
    return tell(ChannelRequest(channel, asof=asof, unverified=parsed.has("unverified")), context)


def tell(request: ChannelRequest, context: Context) -> Answer:
    """Where the channel stands, first of all whether it has the status that was asked for."""
    status = status_of(request.channel, request.asof or context.today, context)
    changes = find_changes(ChangeQuery(channel_ids=(request.channel,), until=request.asof, unverified=True), context)
    until = PartialDate.of(request.asof) if request.asof else None
    contacts = find_contacts(Wanted(channel=request.channel, span=Span(until=until)), context)
    verdict = judge_status(status, request.asked) if request.asked else None
    blocks = list(_blocks(request, status, changes, contacts, verdict, context))
    title = _title(request, context)
    summary = "".join(span.text for span in status_line(status, context.view))
    return Answer(
        document(title, blocks, context, summary=summary, actions=_actions(request.channel, context)),
        envelope(
            "channel",
            verdict=verdict,
            asof=request.asof.isoformat() if request.asof else None,
            status=status_data(status, context.view),
            changes=[change_data(change, context.view) for change in (*changes.told, *(changes.unverified if request.unverified else ()))],
            meetings=[
                meeting_data(meeting, context.view) for meeting in (*contacts.told, *(contacts.unverified if request.unverified else ()))
            ],
            unverified=len(changes.unverified) + len(contacts.unverified),
        ),
        found=status.status is not None or bool(changes.told or contacts.told),
    )


@dataclass(frozen=True, slots=True)
class Changes:
    """As Contacts: newest first, those only unchecked chronicle entries tell of apart."""

    told: tuple[Change, ...]
    unverified: tuple[Change, ...] = ()

    def shown(self, *, unverified: bool) -> tuple[Change, ...]:
        return (*self.told, *self.unverified) if unverified else self.told


def find_changes(query: ChangeQuery, context: Context) -> Changes:
    found = context.ledger.changes(query)
    told = tuple(change for change in found if not is_unverified(change.reports))
    return Changes(told, tuple(change for change in found if is_unverified(change.reports)))


def status_of(channel: str, on: date, context: Context) -> ChannelStatus:
    [status] = context.ledger.statuses((channel,), on)
    return status


def judge_status(status: ChannelStatus, asked: Status) -> str:
    """Whether a channel has a status: `yes` or `no` by report, `inferred` from a contact, `stale`
    where the last report is old, `rivals` where reports contradict, `no_report` where nothing is known."""
    if status.status is None:
        return "no_report"
    if status.rivals:
        return "rivals"
    if status.stale:
        return "stale"
    if status.status is not asked:
        return "no"
    return "yes" if status.change is not None else "inferred"


def _title(request: ChannelRequest, context: Context) -> str:
    title = context.texts("answer.channel_title", channel=context.view.channel(request.channel), id=request.channel)
    day = PartialDate.of(request.asof) if request.asof else None
    return with_when(title, Span(day, day), context)


def _blocks(
    request: ChannelRequest, status: ChannelStatus, changes: Changes, contacts: Contacts, verdict: str | None, context: Context
) -> Iterator[Block]:
    view = context.view
    if verdict is not None and request.asked is not None:
        yield lead(_verdict_text(_key(verdict, request, status), request.asked, status, context))
    yield status_item(status, view)
    channel = view.knowledge.channels.get(request.channel)
    if channel is not None:
        yield sentence(channel.about)
    yield from section("answer.finer_heading", _finer(request, context), context)
    # Whoever asks yes or no wants the answer and what bears it out; the rest is a command away.
    limit, more = (_BRIEFLY, f"channel {request.channel}") if request.asked else (_HISTORY, "")
    earlier = tuple(change for change in changes.told if status.change is None or change.id != status.change.id)
    yield from section("answer.history_heading", change_blocks(earlier, context, limit=limit, more=more), context)
    if contacts.told:
        yield from section("answer.contacts_heading", _contacts(contacts, request, context), context)
    if request.unverified:
        yield from section("answer.unverified_changes_heading", change_blocks(changes.unverified, context), context)
    elif changes.unverified:
        command = f"channel {request.channel} unverified"
        yield note(context.texts("answer.unverified_left_out", count=len(changes.unverified) + len(contacts.unverified), command=command))
        return
    yield from unverified_blocks(contacts, context, shown=request.unverified, command=f"channel {request.channel} unverified")


def _contacts(contacts: Contacts, request: ChannelRequest, context: Context) -> Iterator[Block]:
    yield note(counted(contacts.told, context))
    yield from meeting_blocks(
        contacts.told, context, limit=_BRIEFLY if request.asked else _CONTACTS, more=f"meetings channel {request.channel}"
    )


def _finer(request: ChannelRequest, context: Context) -> Iterator[Block]:
    """Finer channels with their status; the channels beneath the whole have the board."""
    finer = [one.id for one in context.knowledge.channels.values() if one.parent_id == request.channel and not one.annotation]
    for status in context.ledger.statuses(finer, request.asof or context.today) if finer else ():
        if status.status is not None:
            yield Item(status_line(status, context.view))


def _key(verdict: str, request: ChannelRequest, status: ChannelStatus) -> str:
    """The text of a verdict: what only the chronicle or a contact shows is said to be so."""
    key = f"answer.status_{verdict}"
    if verdict == "stale" and request.asof:
        return f"{key}_then"
    if verdict == "no" and status.change is None:
        return f"{key}_inferred"
    if verdict in ("yes", "no") and status.change is not None and by_chronicle(status.change):
        return f"{key}_chronicle"
    return key


def _verdict_text(key: str, asked: Status, status: ChannelStatus, context: Context) -> str:
    texts = context.texts
    by = status.change.by if status.change else None
    return texts(
        key,
        channel=context.view.channel(status.channel_id),
        asked=texts(f"status.{asked}"),
        status=texts(f"status.{status.status}") if status.status else texts("status.none"),
        since=texts.period(status.since),
        by=context.view.government(by) if by else "",
        confirmed=texts.day(status.confirmed_on) if status.confirmed_on else texts("date.undated"),
    )


def _actions(channel: str, context: Context) -> tuple[Action, ...]:
    parent = context.knowledge.channels[channel].parent_id
    return actions(
        action(context.texts("answer.button_board"), "board"),
        action(context.texts("answer.button_contacts"), "meetings channel", channel),
        action(context.view.channel(parent), "channel", parent) if parent else (),
    )


COMMAND = Command("channel", answer, aliases=("status",))
