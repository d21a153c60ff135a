"""The board: where every channel of the watch stands.

statuses ──▶ at a glance (by status), then each channel in the order of the configuration"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from bot.briefing.coverage import Coverage, coverage_line
from bot.briefing.json_view import envelope, status_data
from bot.briefing.statuses import status_item
from bot.briefing.view import View
from bot.model.claims import Status
from bot.model.document import Answer, Block, Document, Line, Paragraph, Span, Style, plain
from bot.model.ledger import ChannelStatus
from bot.model.period import Period

_GLANCE = (Status.SUSPENDED, Status.SOUGHT, Status.AGREED, Status.OPEN, None)
"""What an analyst looks for first: what is closed, what moves, what works."""


def board(
    statuses: Sequence[ChannelStatus],
    view: View,
    asof: date | None = None,
    known: date | None = None,
    *,
    coverage: Coverage | None = None,
) -> Answer:
    """All channels given; finer ones stand beneath their parent, and only where there is
    something to say. `asof` and `known` are named where the reader asked for them: a board of
    today names no day, so that the same ledger always prints the same board."""
    rows = tuple(_ordered(statuses, view))
    blocks: list[Block] = [Paragraph(line) for line in _glance([status for status, _ in rows], view)]
    if coverage is not None:
        blocks.append(Paragraph(coverage_line(coverage, view)))
    blocks += [status_item(status, view, beneath=beneath) for status, beneath in rows]
    document = Document(_title(view, asof, known), tuple(blocks), summary=_summary(rows, view), language=view.texts.language)
    return Answer(document, _data(rows, view, asof, known), found=bool(rows))


def _data(rows: Sequence[tuple[ChannelStatus, bool]], view: View, asof: date | None, known: date | None) -> dict[str, object]:
    return envelope(
        "board",
        asof=asof.isoformat() if asof else None,
        known=known.isoformat() if known else None,
        channels=[status_data(status, view) for status, _ in rows],
    )


def _title(view: View, asof: date | None, known: date | None) -> str:
    if asof is not None and known is not None:
        return view.texts("board.title_asof_known", day=view.texts.day(asof), known=view.texts.day(known))
    if asof is not None:
        return view.texts("board.title_asof", day=view.texts.day(asof))
    if known is not None:
        return view.texts("board.title_known", known=view.texts.day(known))
    return view.texts("board.title")


def _ordered(statuses: Sequence[ChannelStatus], view: View) -> Iterator[tuple[ChannelStatus, bool]]:
    """Each status with whether it stands beneath another, parents before their finer channels."""
    given = {status.channel_id: status for status in statuses}
    finer = {channel_id: parent for channel_id in given if (parent := _parent_on_board(channel_id, view)) in given}
    for channel_id, status in given.items():
        if channel_id not in finer:
            yield status, False
            yield from _beneath(channel_id, given, finer)


def _beneath(parent_id: str, given: Mapping[str, ChannelStatus], finer: Mapping[str, str | None]) -> Iterator[tuple[ChannelStatus, bool]]:
    for channel_id, parent in finer.items():
        if parent == parent_id:
            if _says_something(given[channel_id]):
                yield given[channel_id], True
            yield from _beneath(channel_id, given, finer)


def _parent_on_board(channel_id: str, view: View) -> str | None:
    channel = view.knowledge.channels.get(channel_id)
    return channel.parent_id if channel is not None and not channel.annotation else None


def _says_something(status: ChannelStatus) -> bool:
    return any((status.status, status.last_contact, status.next_contact))


def _glance(statuses: Sequence[ChannelStatus], view: View) -> Iterator[Line]:
    """`Suspended (2): Defense ministers, since August 2022; …`, one line a status that occurs,
    and one for what counts as open but was not confirmed for long; the latest first."""
    for wanted in _GLANCE:
        found = [status for status in statuses if status.status is wanted]
        if wanted is Status.OPEN:
            yield from _glance_line("open", [status for status in found if not status.stale], view)
            yield from _glance_line("open_stale", [status for status in found if status.stale], view)
        else:
            yield from _glance_line(wanted or "none", found, view)


def _glance_line(key: str, found: Sequence[ChannelStatus], view: View) -> Iterator[Line]:
    if found:
        names = [_glance_name(status, view) for status in sorted(found, key=_last_sign, reverse=True)]
        yield Span(view.texts(f"board.glance_{key}", count=len(found)), Style.STRONG), *plain(" " + "; ".join(names))


def _last_sign(status: ChannelStatus) -> date:
    return status.confirmed_on or (status.since.last if status.since else date.min)


def _glance_name(status: ChannelStatus, view: View) -> str:
    """The channel with what must not be missed: since when it is not open; that nobody
    confirmed it for long."""
    facts = []
    if status.status not in (Status.OPEN, None) and status.since is not None:
        facts.append(view.texts("board.since", period=view.texts.period(status.since)))
    if status.stale and status.confirmed_on is not None:
        facts.append(view.texts("board.stale", day=view.texts.period(Period.of_year(status.confirmed_on.year))))
    name = view.channel(status.channel_id)
    return view.texts("board.glance_name", channel=name, facts=", ".join(facts)) if facts else name


def _summary(rows: Sequence[tuple[ChannelStatus, bool]], view: View) -> str:
    return " · ".join("".join(span.text for span in line) for line in _glance([status for status, _ in rows], view))
