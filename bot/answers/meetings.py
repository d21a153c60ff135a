"""`meetings [since DATE] [until DATE] [state …] [channel …] [with NAME]`: contacts, newest first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.answers.arguments import Arguments, parse_arguments, parse_span
from bot.answers.command import Command
from bot.answers.contacts import Contacts, Wanted, ahead, by_chronicle, find_contacts, overdue
from bot.answers.context import Context
from bot.answers.errors import WrongUse
from bot.answers.grammar.parse import parse_filters, parse_names
from bot.answers.grammar.question import Intent, Named, Question
from bot.answers.people import Unclear, candidate_data, resolve_people, unclear_answer
from bot.answers.spoken import action, actions, span_words
from bot.answers.telling import counted, document, lead, meeting_blocks, section, unverified_blocks, with_when
from bot.answers.which_channel import channel_named, unknown_channel
from bot.briefing.json_view import envelope, meeting_data
from bot.briefing.sources import concluding, is_unconfirmed
from bot.model.claims import MeetingState
from bot.model.document import Action, Answer, Block
from bot.model.ledger import Meeting

_NEWER = 3
_OPTIONS = ("since", "until", "state", "channel", "with", "unverified")


class Order(StrEnum):
    """Which of the contacts are wanted: all, only the latest held, or only the next planned."""

    ALL = "all"
    LAST = "last"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class MeetingsRequest:
    wanted: Wanted
    order: Order = Order.ALL
    unverified: bool = False


def answer(arguments: str, context: Context) -> Answer:
    usage = context.texts(COMMAND.usage_key)
    parsed = parse_arguments(arguments, _OPTIONS, usage)
    question = _subject(parsed, usage, context)
    question = replace(
        question,
        people=(*question.people, *_with(parsed, context)),
        states=(*question.states, *_states(parsed, usage)),
    )
    if any(parsed.has(option) for option in ("since", "until")):
        question = replace(question, span=parse_span(parsed, context.today))
    if parsed.has("channel"):
        channel = channel_named(parsed.options["channel"], context)
        if channel is None:
            return unknown_channel(parsed.options["channel"], context, retry=lambda key: f"meetings channel {key}")
        question = replace(question, channel=channel)
    return tell_question(question, context, unverified=parsed.has("unverified"))


def _subject(parsed: Arguments, usage: str, context: Context) -> Question:
    """What words without an option narrow it to: `meetings planned Gates`."""
    if not parsed.subject:
        return Question(Intent.MEETINGS, context.texts.language)
    found = parse_filters(parsed.text, context.names, context.knowledge, context.today, first=context.texts.language)
    if found is None:
        raise WrongUse(given=parsed.text, usage=usage)
    return found


def _with(parsed: Arguments, context: Context) -> tuple[Named, ...]:
    if not parsed.has("with"):
        return ()
    words = parsed.options["with"].split()
    return parse_names(words, context.names, context.knowledge, first=context.texts.language)


def _states(parsed: Arguments, usage: str) -> tuple[MeetingState, ...]:
    if not parsed.has("state"):
        return ()
    try:
        return tuple(MeetingState(word.strip(",").lower()) for word in parsed.options["state"].split())
    except ValueError:
        raise WrongUse(given=parsed.options["state"], usage=usage) from None


def tell_question(question: Question, context: Context, *, order: Order = Order.ALL, unverified: bool = False) -> Answer:
    """The contacts that a question narrows down."""
    people = resolve_people(question.people, question.span, context)
    if isinstance(people, Unclear):
        return unclear_answer(people, context, lambda key: f"meetings with {key} {span_words(question.span)}".strip())
    wanted = Wanted(
        people=tuple(one.person for one in people),
        channel=question.channel,
        states=tuple(dict.fromkeys(question.states)),
        modes=question.modes,
        place=question.place,
        span=question.span,
    )
    return tell(MeetingsRequest(wanted, order, unverified), context)


def tell(request: MeetingsRequest, context: Context) -> Answer:
    """The contacts that match, or the one that is last or next."""
    contacts = find_contacts(_narrowed(request), context)
    shown = _chosen(contacts.told, request.order, context)
    title = _title(request, context)
    said = _said(request, shown, context)
    blocks = [lead(said), *_blocks(shown, context)]
    if request.order is Order.LAST:
        newer = meeting_blocks(_newer(contacts.told, shown), context, limit=_NEWER)
        blocks += section("answer.also_heading", newer, context)
    if not shown and MeetingState.PLANNED in _narrowed(request).states:
        blocks += _sought_instead(request, context)
    if request.order is Order.ALL:
        blocks += unverified_blocks(contacts, context, shown=request.unverified, command=_command(request, context, "unverified"))
    return Answer(
        document(title, blocks, context, summary=said, actions=_actions(request, context)),
        _data(request, shown, contacts, context),
        found=bool(shown or (request.unverified and contacts.unverified)),
    )


def _narrowed(request: MeetingsRequest) -> Wanted:
    states = {Order.ALL: request.wanted.states, Order.LAST: (MeetingState.HELD,), Order.NEXT: (MeetingState.PLANNED,)}
    return replace(request.wanted, states=states[request.order])


def _chosen(told: Sequence[Meeting], order: Order, context: Context) -> tuple[Meeting, ...]:
    if order is Order.LAST:
        return tuple(next(([one] for one in told if _is_sure(one, context)), told[:1]))
    return ahead(told, context.today)[:1] if order is Order.NEXT else tuple(told)


def _is_sure(meeting: Meeting, context: Context) -> bool:
    return not meeting.disputed and not is_unconfirmed(concluding(meeting), context.view)


def _newer(told: Sequence[Meeting], shown: Sequence[Meeting]) -> list[Meeting]:
    """What may have been held since, told by nobody with confidence, or disputed."""
    return [] if not shown else list(told[: told.index(shown[0])])


def _said(request: MeetingsRequest, shown: Sequence[Meeting], context: Context) -> str:
    only_planned = request.order is Order.ALL and request.wanted.states == (MeetingState.PLANNED,)
    kind = "planned" if only_planned else str(request.order)
    if not shown:
        return with_when(context.texts(f"answer.no_meetings_{kind}"), request.wanted.span, context) + "."
    if request.order is Order.NEXT and shown[0].period is None:
        kind = "next_undated"
    if request.order is Order.LAST:
        kind = "last_unsure" if not _is_sure(shown[0], context) else "last_chronicle" if by_chronicle(shown[0]) else "last"
    return context.texts(
        f"answer.meetings_{kind}",
        counted=counted(shown, context),
        when=context.texts.period(shown[0].period),
        count=len(ahead(shown, context.today)),
    )


def _blocks(shown: Sequence[Meeting], context: Context) -> Iterator[Block]:
    """One list; but planned contacts whose day has passed stand apart from those to come."""
    coming = ahead([meeting for meeting in shown if meeting.state is MeetingState.PLANNED], context.today)
    late = overdue([meeting for meeting in shown if meeting.state is MeetingState.PLANNED], context.today)
    others = [meeting for meeting in shown if meeting.state is not MeetingState.PLANNED]
    yield from section("answer.ahead_heading", meeting_blocks(coming, context, hint=True), context)
    if coming or late:
        yield from section("answer.reported_heading", meeting_blocks(others, context, hint=True), context)
    else:
        yield from meeting_blocks(others, context, hint=True)
    yield from section("answer.overdue_heading", meeting_blocks(late, context, hint=True), context)


def _sought_instead(request: MeetingsRequest, context: Context) -> Iterator[Block]:
    """Where nothing is planned: what a side has asked for and may still come."""
    sought = ahead(find_contacts(replace(request.wanted, states=(MeetingState.SOUGHT,)), context).told, context.today)
    yield from section("answer.sought_heading", meeting_blocks(sought, context, more="meetings state sought"), context)


def _title(request: MeetingsRequest, context: Context) -> str:
    texts, wanted = context.texts, request.wanted
    narrowed = [person.name for person in wanted.people]
    narrowed += [context.view.channel(wanted.channel)] if wanted.channel else []
    narrowed += [texts(f"state.{state}") for state in wanted.states]
    narrowed += [texts(f"mode.{mode}") for mode in wanted.modes]
    narrowed += [context.knowledge.places[wanted.place].name] if wanted.place else []
    title = texts("answer.contacts_title")
    if narrowed:
        title = texts("answer.narrowed_title", title=title, by=", ".join(narrowed))
    return with_when(title, wanted.span, context)


def _command(request: MeetingsRequest, context: Context, *more: str) -> str:
    wanted = request.wanted
    words = ["meetings"]
    words += [context.knowledge.places[wanted.place].name] if wanted.place else []
    words += [f"channel {wanted.channel}"] if wanted.channel else []
    words += [f"state {' '.join(wanted.states)}"] if wanted.states else []
    words += [f"with {' '.join(wanted.keys)}"] if wanted.people else []
    return " ".join(word for word in (*words, span_words(wanted.span), *more) if word)


def _actions(request: MeetingsRequest, context: Context) -> tuple[Action, ...]:
    wanted = request.wanted
    return actions(
        *(action(person.name, "who", person.key) for person in wanted.people),
        action(context.view.channel(wanted.channel), "channel", wanted.channel) if wanted.channel else (),
        action(context.texts("answer.button_planned"), "meetings state planned") if MeetingState.PLANNED not in wanted.states else (),
        action(context.texts("answer.button_board"), "board"),
    )


def _data(request: MeetingsRequest, shown: Sequence[Meeting], contacts: Contacts, context: Context) -> dict[str, object]:
    wanted = request.wanted
    listed = [*shown, *(contacts.unverified if request.unverified else ())]
    return envelope(
        "meetings",
        people=[candidate_data(person) for person in wanted.people],
        channel=wanted.channel,
        states=[str(state) for state in wanted.states],
        since=str(wanted.span.since) if wanted.span.since else None,
        until=str(wanted.span.until) if wanted.span.until else None,
        meetings=[meeting_data(meeting, context.view) for meeting in listed],
        unverified=len(contacts.unverified),
    )


COMMAND = Command("meetings", answer)
