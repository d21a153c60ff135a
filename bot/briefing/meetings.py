"""One contact as an item: what became of it, who, when and where, how we know."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from bot.briefing.marks import backing_line, disputed_line, marks
from bot.briefing.quotes import telling_quotes
from bot.briefing.view import View
from bot.model.claims import MeetingState, Participant
from bot.model.document import Item, Line, Span, Style, Tone, plain
from bot.model.ledger import ArticleRef, Meeting, Report

_MONTH_DAYS = 31

TONES = {
    MeetingState.HELD: Tone.OPEN,
    MeetingState.PLANNED: Tone.AGREED,
    MeetingState.SOUGHT: Tone.SOUGHT,
    MeetingState.DECLINED: Tone.SUSPENDED,
    MeetingState.CANCELLED: Tone.SUSPENDED,
}


def meeting_item(
    meeting: Meeting, view: View, *, quotes: int = 2, shown: Sequence[Report] | None = None, under: ArticleRef | None = None
) -> Item:
    """The contact with at most `quotes` of its reports, at least one, chosen among `shown`
    (None: all of them). `under` as in report_quote."""
    return Item(
        meeting_line(meeting, view),
        details=tuple(_details(meeting, view)),
        quotes=telling_quotes(meeting.reports if shown is None else shown, meeting.state, view, limit=quotes, under=under),
        tone=TONES[meeting.state],
    )


def meeting_line(meeting: Meeting, view: View) -> Line:
    """`Meeting planned: A (title) with B (title) · 9–16 January 2011 · Beijing · M-3`."""
    what = view.texts(f"item.{meeting.state}_{meeting.mode}")
    facts = [who(meeting, view), view.texts.period(meeting.period)]
    if meeting.place:
        facts.append(meeting.place)
    return (
        Span(what, Style.STRONG),
        Span(" " + " · ".join(facts)),
        *marks(meeting, view),
        Span(" · "),
        Span(meeting.short_id, Style.CODE),
    )


def who(meeting: Meeting, view: View, *, titles: bool = True) -> str:
    """The people by side, in the order of the configuration; a side without names by its own,
    a contact without any by its channel."""
    if not meeting.participants:
        return _unnamed(meeting, view)
    ordered = sorted(meeting.participants, key=lambda person: view.side_order(person.side))
    groups = [(side, list(people)) for side, people in groupby(ordered, key=lambda person: person.side)]
    on = _day_of_titles(meeting)
    named = [_people(people, view, titles=titles, on=on) for _, people in groups]
    absent = [side for side in meeting.sides if side not in {side for side, _ in groups}]
    named += [view.texts("item.unnamed", side=view.side(side)) for side in absent]
    return _joined(named, view)


def _unnamed(meeting: Meeting, view: View) -> str:
    if meeting.channel_id is not None and not _is_whole_relationship(meeting.channel_id, view):
        return view.channel(meeting.channel_id)
    return _joined([view.side(side) for side in sorted(meeting.sides, key=view.side_order)], view)


def _is_whole_relationship(channel_id: str, view: View) -> bool:
    """A series of talks can stand for who talks; the relationship as a whole can't."""
    channel = view.knowledge.channels.get(channel_id)
    return channel is not None and channel.parent_id is None


def _joined(groups: Sequence[str], view: View) -> str:
    if len(groups) < 2:
        return "".join(groups)
    return view.texts("item.with", first=groups[0], second=view.texts.listing(groups[1:]))


def _day_of_titles(meeting: Meeting) -> date | None:
    """The day whose titles the people bear; None where it can't be told to the month."""
    period = meeting.period
    return period.first if period is not None and period.days <= _MONTH_DAYS else None


def _people(people: Sequence[Participant], view: View, *, titles: bool, on: date | None) -> str:
    return view.texts.listing([person_name(person, view, title=titles, on=on) for person in people])


def person_name(person: Participant, view: View, *, title: bool = True, on: date | None = None) -> str:
    """`Lloyd Austin (Secretary of Defense) [inferred]`: with the office held on that day where
    one is known, for an article calls by today's title ("former …") who held it then."""
    name = person.name
    held = view.knowledge.tenures_on(person.person_id, on) if on and person.person_id else ()
    shown = held[0].title if held else person.title
    if title and shown:
        name = view.texts("item.titled", name=name, title=shown)
    return view.texts("item.inferred", name=name) if person.inferred else name


def _details(meeting: Meeting, view: View) -> list[Line]:
    facts = [backing_line(meeting, view)]
    if meeting.channel_id is not None and who(meeting, view) != view.channel(meeting.channel_id):
        facts.insert(0, view.texts("item.channel", channel=view.channel(meeting.channel_id)))
    lines = [plain(" · ".join(facts))]
    if len(meeting.periods) > 1:
        dates = view.texts.listing([view.texts.period(period) for period in meeting.periods])
        lines.append(plain(view.texts("item.dates", dates=dates)))
    if meeting.disputed:
        lines.append(disputed_line(meeting.reports, view))
    return lines
