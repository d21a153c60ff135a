"""Pieces that several answers are made of."""

from collections.abc import Iterator, Sequence

from bot.answers.contacts import Contacts, Wanted, carrying, earliest
from bot.answers.context import Context
from bot.answers.grammar.question import Span
from bot.briefing.items import change_item, meeting_item
from bot.model.document import Action, Block, Document, Heading, Paragraph, Style, plain
from bot.model.document import Span as Run
from bot.model.ledger import Change, Meeting

LISTED = 8
"""So many statements under one heading: with their quotes they fill a telephone's screen five times."""


DAYS_NAMED = 5
"""So many days are named in a sentence."""


def document(title: str, blocks: Sequence[Block], context: Context, *, summary: str = "", actions: Sequence[Action] = ()) -> Document:
    return Document(title, tuple(blocks), summary=summary or title, language=context.texts.language, actions=tuple(actions))


def note(text: str) -> Paragraph:
    """Something about the answer itself."""
    return Paragraph((Run(text, Style.EMPHASIS),))


def lead(text: str) -> Paragraph:
    """The answer in a sentence."""
    return Paragraph((Run(text, Style.STRONG),))


def when(span: Span, context: Context) -> str:
    """`in 2011`, `since March 2010`, `from 2010 to 2012`; empty where no time was asked for."""
    since, until = span.since, span.until
    if since is not None and until is not None:
        if since == until:
            return context.texts("answer.on_day" if since.day else "answer.in", period=context.words_for(since))
        return context.texts("answer.between", since=context.words_for(since), until=context.words_for(until))
    if since is not None:
        return context.texts("answer.since", period=context.words_for(since))
    return context.texts("answer.until", period=context.words_for(until)) if until is not None else ""


def with_when(text: str, span: Span, context: Context) -> str:
    """A title or sentence's end with the time asked for, where there is one."""
    said = when(span, context)
    return context.texts("answer.with_when", text=text, when=said) if said else text


def with_conditions(text: str, wanted: Wanted, context: Context) -> str:
    """A title or sentence's end with all that was asked for beside the people: "no report of a contact
    between A and B" would be false where there is one, only not by phone or not in Washington."""
    texts = context.texts
    facts = [text]
    if wanted.modes:
        facts.append(_either([texts(f"answer.how_{mode}") for mode in wanted.modes], context))
    if wanted.channel:
        facts.append(texts("answer.on_channel", channel=context.view.channel(wanted.channel)))
    if wanted.place:
        facts.append(texts("answer.at_place", place=context.knowledge.places[wanted.place].name))
    return with_when(", ".join(facts), wanted.span, context)


def _either(ways: Sequence[str], context: Context) -> str:
    return ways[0] if len(ways) == 1 else context.texts("answer.either", first=", ".join(ways[:-1]), second=ways[-1])


def days_of(meetings: Sequence[Meeting], context: Context) -> str:
    """`3 June 2011 and 10 January 2011`, each once; by what means where they differ."""
    texts = context.texts
    alike = len({meeting.mode for meeting in meetings}) == 1
    days = [
        texts.period(meeting.period)
        if alike
        else texts("answer.day_how", day=texts.period(meeting.period), how=texts(f"answer.how_{meeting.mode}"))
        for meeting in meetings
    ]
    return _some(list(dict.fromkeys(days)), context)


def days_of_changes(changes: Sequence[Change], context: Context) -> str:
    return _some(list(dict.fromkeys(context.texts.period(change.period) for change in changes)), context)


def _some(days: Sequence[str], context: Context) -> str:
    shown = list(days[:DAYS_NAMED])
    if len(days) > DAYS_NAMED:
        shown.append(context.texts("answer.and_others", count=len(days) - DAYS_NAMED))
    return context.texts.listing(shown)


def counted(subjects: Sequence[Meeting | Change], context: Context) -> str:
    """`In this ledger, since January 2011: 3 contacts, 1 report and 2 chronicle entries.` No number
    without what it is a number of."""
    texts = context.texts
    contacts = sum(isinstance(subject, Meeting) for subject in subjects)
    nouns = (("changes", len(subjects) - contacts), ("contacts", contacts))
    reports = [report for subject in subjects for report in carrying(subject)]
    curated = sum(report.from_chronicle for report in reports)
    numbers = (("reports", len(reports) - curated), ("chronicle_entries", curated))
    evidence = [texts(f"answer.{kind}", count=number) for kind, number in numbers if number]
    counts = ", ".join([*(texts(f"answer.{noun}", count=number) for noun, number in nouns if number), *evidence])
    first = earliest(subjects)
    return (
        texts("answer.counted", first=context.words_for(first), counts=counts) if first else texts("answer.counted_undated", counts=counts)
    )


def meeting_blocks(
    meetings: Sequence[Meeting], context: Context, *, limit: int = LISTED, quotes: int = 1, more: str = "", hint: bool = False
) -> Iterator[Block]:
    """The first of them as items, then how many more there are; `more` is the command that shows
    them, `hint` True says how to narrow it down."""
    for meeting in meetings[:limit]:
        yield meeting_item(meeting, context.view, quotes=quotes)
    yield from _left(len(meetings) - limit, more, context, hint=hint)


def change_blocks(changes: Sequence[Change], context: Context, *, limit: int = LISTED, quotes: int = 1, more: str = "") -> Iterator[Block]:
    """As meeting_blocks."""
    for change in changes[:limit]:
        yield change_item(change, context.view, quotes=quotes)
    yield from _left(len(changes) - limit, more, context)


def _left(count: int, more: str, context: Context, *, hint: bool = False) -> Iterator[Block]:
    if count > 0:
        key = "answer.earlier" if more else "answer.more_narrow" if hint else "answer.more"
        yield note(context.texts(key, count=count, command=more))


def section(key: str, blocks: Iterator[Block], context: Context) -> Iterator[Block]:
    """Blocks under a heading, nothing where there are none."""
    told = list(blocks)
    if told:
        yield Heading(context.texts(key))
        yield from told


def unverified_blocks(contacts: Contacts, context: Context, *, shown: bool, command: str) -> Iterator[Block]:
    """The unchecked chronicle entries, where they were asked for; else that there are some and how to see them."""
    if not contacts.unverified:
        return
    if shown:
        yield Heading(context.texts("answer.unverified_heading"))
        yield from meeting_blocks(contacts.unverified, context)
    else:
        yield note(context.texts("answer.unverified_left_out", count=len(contacts.unverified), command=command))


def sentence(text: str) -> Paragraph:
    return Paragraph(plain(text))


def chronicle_counts(context: Context) -> tuple[int, int]:
    """How many entries of the chronicle that came with the program are checked, and how many are not."""
    chronicle = context.knowledge.chronicle
    checked = [entry.checked for entry in chronicle.changes] + [entry.checked for entry in chronicle.meetings]
    return sum(checked), len(checked) - sum(checked)
