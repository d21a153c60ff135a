"""`meeting M-184`, `change C-57`, `article A-9`, or the id alone: one record with all its evidence."""

import re
from collections.abc import Callable, Iterator

from bot.answers.command import Command
from bot.answers.context import Context
from bot.answers.errors import NoSubject, WrongUse
from bot.answers.spoken import action, actions
from bot.answers.telling import document, lead, note, section, sentence
from bot.briefing.items import change_item, meeting_item
from bot.briefing.json_view import article_data, change_data, envelope, meeting_data
from bot.briefing.quotes import article_line
from bot.model.article import Standing
from bot.model.document import Action, Answer, Block, Item
from bot.model.ledger import ArticleRef, Change, ChangeQuery, Meeting, MeetingQuery, Report

_ID = re.compile(r"([mca])?\s*[-‐‑–—]?\s*(\d{1,9})\Z", re.IGNORECASE)
_ALL = 1000


def find_id(line: str) -> tuple[str, int] | None:
    """`M-184` as ("m", 184), however its dash is written; None where the line is no id with its letter."""
    match = _ID.match(line.strip())
    return (match[1].lower(), int(match[2])) if match and match[1] else None


def record_answer(letter: str, number: int, context: Context) -> Answer:
    """The record with this id."""
    return _TELL[letter](number, context)


def _number(arguments: str, letter: str, usage_key: str, context: Context) -> int:
    if not arguments.strip():
        raise NoSubject(usage=context.texts(usage_key))
    match = _ID.match(arguments.strip())
    if match is None or (match[1] or letter).lower() != letter:
        raise WrongUse(given=arguments.strip(), usage=context.texts(usage_key))
    return int(match[2])


def _meeting(number: int, context: Context) -> Answer:
    meeting = context.ledger.find_meeting(number)
    if meeting is None:
        return _missing("meeting", f"M-{number}", context)
    blocks: list[Block] = [*_moved(f"M-{number}", meeting.short_id, context), meeting_item(meeting, context.view, quotes=_ALL)]
    buttons = actions(
        *(action(person.name, "who", person.key) for person in meeting.participants[:4]),
        action(context.view.channel(meeting.channel_id), "channel", meeting.channel_id) if meeting.channel_id else (),
        _article_actions(meeting),
    )
    title = context.texts("answer.meeting_title", id=meeting.short_id)
    return Answer(document(title, blocks, context, actions=buttons), envelope("meeting", meeting=meeting_data(meeting, context.view)))


def _change(number: int, context: Context) -> Answer:
    change = context.ledger.find_change(number)
    if change is None:
        return _missing("change", f"C-{number}", context)
    blocks: list[Block] = [*_moved(f"C-{number}", change.short_id, context), change_item(change, context.view, quotes=_ALL)]
    buttons = actions(action(context.view.channel(change.channel_id), "channel", change.channel_id), _article_actions(change))
    title = context.texts("answer.change_title", id=change.short_id)
    return Answer(document(title, blocks, context, actions=buttons), envelope("change", change=change_data(change, context.view)))


def _moved(asked: str, found: str, context: Context) -> Iterator[Block]:
    """An id that was merged away leads to the record that took it over, and says so."""
    if asked != found:
        yield note(context.texts("answer.merged", old=asked, new=found))


def _article_actions(subject: Meeting | Change) -> tuple[Action, ...]:
    ids = dict.fromkeys(report.article.id for report in subject.reports if report.article)
    return actions(*(action(f"A-{number}", f"A-{number}") for number in list(ids)[:3]))


def _article(number: int, context: Context) -> Answer:
    found = context.ledger.find_article(number)
    if found is None:
        return _missing("article", f"A-{number}", context)
    reference, _ = found
    meetings, changes = _carried(reference, context)
    blocks = tuple(_article_blocks(reference, meetings, changes, context))
    title = context.texts("answer.article_title", id=f"A-{number}")
    short_ids = [*(change.short_id for change in changes), *(meeting.short_id for meeting in meetings)]
    buttons = actions(*(action(short_id, short_id) for short_id in short_ids[:6]))
    data = envelope(
        "article",
        article=article_data(reference),
        changes=[change_data(change, context.view) for change in changes],
        meetings=[meeting_data(meeting, context.view) for meeting in meetings],
    )
    return Answer(document(title, blocks, context, actions=buttons), data)


def _carried(reference: ArticleRef, context: Context) -> tuple[tuple[Meeting, ...], tuple[Change, ...]]:
    """What the article is evidence for, whatever became of it since."""
    meetings = context.ledger.meetings(MeetingQuery(article_ids=(reference.id,)))
    changes = context.ledger.changes(ChangeQuery(article_ids=(reference.id,)))
    return tuple(one for one in meetings if _of(one, reference)), tuple(one for one in changes if _of(one, reference))


def _of(subject: Meeting | Change, reference: ArticleRef) -> tuple[Report, ...]:
    """The article's own reports of it."""
    return tuple(report for report in subject.reports if report.article is not None and report.article.id == reference.id)


def _article_blocks(reference: ArticleRef, meetings: tuple[Meeting, ...], changes: tuple[Change, ...], context: Context) -> Iterator[Block]:
    texts = context.texts
    yield Item(article_line(reference, context.view))
    yield sentence(texts("answer.article_facts", kind=_kind(reference, context), language=reference.language))
    yield sentence(texts("answer.article_seen", moment=texts.moment(reference.seen_at, context.zone)))
    yield sentence(texts("answer.article_address", address=reference.address))
    if not meetings and not changes:
        yield lead(texts("answer.article_nothing" if reference.relevant else "answer.article_irrelevant"))
    told = (change_item(change, context.view, shown=_of(change, reference)) for change in changes)
    yield from section("answer.changes_heading", told, context)
    met = (meeting_item(meeting, context.view, shown=_of(meeting, reference)) for meeting in meetings)
    yield from section("answer.contacts_heading", met, context)


def _kind(reference: ArticleRef, context: Context) -> str:
    """Whose voice the source is: a side's, where the configuration says that it speaks for one."""
    speaks_for = [side.id for side in context.knowledge.sides.values() if reference.standing in side.voices]
    if speaks_for:
        return context.texts("answer.kind_side", side=context.view.government(speaks_for[0]))
    return context.texts("answer.kind_think_tank" if reference.standing is Standing.THINK_TANK else "answer.kind_press")


def _missing(kind: str, short_id: str, context: Context) -> Answer:
    said = context.texts(f"answer.no_{kind}", id=short_id)
    return Answer(document(said, (), context), envelope(kind, id=short_id), found=False)


_TELL: dict[str, Callable[[int, Context], Answer]] = {"m": _meeting, "c": _change, "a": _article}


def _command(name: str, letter: str) -> Command:
    def answer(arguments: str, context: Context) -> Answer:
        return record_answer(letter, _number(arguments, letter, f"help.{name}_usage", context), context)

    return Command(name, answer)


MEETING = _command("meeting", "m")
CHANGE = _command("change", "c")
ARTICLE = _command("article", "a")
