"""Where one channel stands, as an item."""

from dataclasses import replace

from bot.briefing.changes import TONES, reason_lines
from bot.briefing.marks import backing_line, mark_of, marks
from bot.briefing.meetings import who
from bot.briefing.quotes import telling_quotes
from bot.briefing.sources import only_chronicle
from bot.briefing.view import View
from bot.model.claims import MeetingState, Mode, Status
from bot.model.document import Item, Line, Quote, Span, Style, Tone, plain
from bot.model.ledger import Change, ChannelStatus, Meeting


def status_item(status: ChannelStatus, view: View, *, beneath: bool = False) -> Item:
    """The channel's name, its status with since, by whom and why, what shows it, its last and
    its next contact. `beneath` marks a finer channel under its parent."""
    return Item(
        status_line(status, view, beneath=beneath),
        details=tuple(_details(status, view)),
        quotes=_quotes(status, view),
        # What nobody confirmed for long is not shown in the colour of what is known to be so.
        tone=TONES[status.status] if status.status and not status.stale else Tone.UNKNOWN,
    )


def status_line(status: ChannelStatus, view: View, *, beneath: bool = False) -> Line:
    """`Defense ministers: suspended since August 2022, by China · C-57`."""
    label = view.texts("board.finer" if beneath else "board.channel", channel=view.channel(status.channel_id))
    name = Span(label + " ", Style.STRONG)
    if status.status is None:
        return name, Span(view.texts("status.none"), Style.EMPHASIS)
    return name, Span(status_word(status, view), Style.STRONG), *_since(status, view), *_proof(status, view)


def _stale(status: ChannelStatus, view: View) -> Line:
    if not status.stale or status.confirmed_on is None:
        return ()
    return Span(" · "), Span(view.texts("board.stale", day=view.texts.day(status.confirmed_on)), Style.EMPHASIS)


def status_word(status: ChannelStatus, view: View) -> str:
    """`open (inferred)`, `suspended`, `no report`."""
    if status.status is None:
        return view.texts("status.none")
    if status.status is Status.OPEN and status.change is None:
        return view.texts("status.open_inferred")
    return view.texts(f"status.{status.status}")


def _since(status: ChannelStatus, view: View) -> Line:
    """`since August 2022`; of an inferred status no more than when the contacts that show it began."""
    if status.since is None:
        return ()
    if status.status is Status.OPEN and status.change is None:
        return (Span(" · " + view.texts("board.contacts_since", period=view.texts.period(status.since))),)
    return (Span(" " + view.texts("board.since", period=view.texts.period(status.since))),)


def _proof(status: ChannelStatus, view: View) -> Line:
    """By whom, what kind of knowledge it is, and the id that leads to it."""
    shown = status.change or status.inferred_from
    if shown is None:
        return ()
    by = status.change.by if status.change else None
    return (
        *((Span(", " + view.texts("item.by", side=view.government(by))),) if by else ()),
        *_stale(status, view),
        *marks(shown, view),
        Span(" · "),
        Span(shown.short_id, Style.CODE),
    )


def _details(status: ChannelStatus, view: View) -> list[Line]:
    rivals = [plain(_rival(change, view)) for change in status.rivals]
    return [*_grounds(status, view), *rivals, *_contacts(status, view)]


def _grounds(status: ChannelStatus, view: View) -> list[Line]:
    """Why, and who says so; for an inferred status the contact that shows it."""
    if status.change is not None:
        backing = [] if only_chronicle(status.change) else [plain(backing_line(status.change, view))]
        return [*reason_lines(status.change, view), *backing]
    if status.inferred_from is not None:
        return [plain(view.texts("board.inferred_from", contact=_contact(status.inferred_from, status, view)))]
    return []


def _rival(change: Change, view: View) -> str:
    return view.texts(
        "board.rival", status=view.texts(f"status.{change.status}"), period=view.texts.period(change.period), id=change.short_id
    )


def _contacts(status: ChannelStatus, view: View) -> list[Line]:
    lines = []
    if status.last_contact is not None and (status.inferred_from is None or status.last_contact.id != status.inferred_from.id):
        lines.append(plain(view.texts("board.last_contact", contact=_contact(status.last_contact, status, view))))
    if status.next_contact is not None:
        lines.append(plain(view.texts("board.next_contact", contact=_contact(status.next_contact, status, view))))
    return lines


def _contact(meeting: Meeting, status: ChannelStatus, view: View) -> str:
    """`14–15 May 2026, A with B, Beijing (M-184)`; without its people where there are none to name."""
    facts = [view.texts.period(meeting.period)]
    if meeting.participants or meeting.channel_id != status.channel_id:
        facts.append(who(meeting, view, titles=False))
    if meeting.mode in (Mode.VIDEO, Mode.PHONE):
        facts.append(view.texts(f"mode.{meeting.mode}"))
    if meeting.place:
        facts.append(meeting.place)
    mark = mark_of(meeting, view)
    if mark is not None:
        facts.append(view.texts(f"item.{mark}"))
    return view.texts("board.contact", facts=", ".join(facts), id=meeting.short_id)


def _quotes(status: ChannelStatus, view: View) -> tuple[Quote, ...]:
    """The words behind the status; where a contact shows it, of the first and of the last one,
    each with its contact."""
    if status.change is not None:
        return telling_quotes(status.change.reports, status.change.status, view, limit=1)
    if status.inferred_from is None:
        return ()
    contacts = [status.inferred_from]
    if status.last_contact is not None and status.last_contact.id != status.inferred_from.id:
        contacts.append(status.last_contact)
    return tuple(
        replace(quote, source=(*quote.source, Span(f" · {contact.short_id}")))
        for contact in contacts
        for quote in telling_quotes(contact.reports, MeetingState.HELD, view, limit=1)
    )
