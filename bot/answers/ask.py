"""`ask QUESTION`: a plain question, in any language there is a grammar for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.answers import board, brief, change_questions, channel, happened, help, meetings, met, sources, which_channels, who
from bot.answers.change_questions import ChangesRequest
from bot.answers.channel import ChannelRequest
from bot.answers.command import Command
from bot.answers.contacts import Wanted
from bot.answers.context import Context
from bot.answers.errors import NoSubject
from bot.answers.grammar.parse import parse_question
from bot.answers.grammar.question import Intent, Question, Span
from bot.answers.meetings import Order
from bot.answers.met import Asks, MetRequest, Only
from bot.answers.not_understood import not_understood
from bot.answers.people import Unclear, resolve_people, unclear_answer
from bot.answers.records import find_id, record_answer
from bot.answers.which_channel import unknown_channel
from bot.model.claims import MeetingState
from bot.model.document import Answer

_NOT_HELD = tuple(state for state in MeetingState if state is not MeetingState.HELD)
"""What may be said of a contact to come."""

_TO_COME = frozenset({"will", "next"})


def answer(arguments: str, context: Context) -> Answer:
    if not arguments.strip():
        raise NoSubject(usage=context.texts(COMMAND.usage_key))
    short_id = find_id(arguments)
    if short_id is not None:
        return record_answer(*short_id, context)
    return find_answer(arguments, context) or not_understood(arguments, context)


def find_answer(line: str, context: Context, *, known_only: bool = False) -> Answer | None:
    """The answer to a plain question; None where it is not understood. `known_only` True leaves
    questions about names that nobody bears to be understood otherwise."""
    language = context.texts.language
    question = parse_question(line, context.names, context.knowledge, context.today, first=language, known_only=known_only)
    return None if question is None else answer_question(question, context)


def answer_question(question: Question, context: Context) -> Answer:
    """What the ledger says to a question that was understood."""
    if question.channel is None and question.channel_text is not None:
        return unknown_channel(question.channel_text, context, retry=lambda key: f"channel {key}")
    return _ANSWERS[question.intent](question, context)


def _contacts(asks: Asks) -> Callable[[Question, Context], Answer]:
    def tell(question: Question, context: Context) -> Answer:
        return _contacts_of(question, asks, context)

    return tell


def _contacts_of(question: Question, asks: Asks, context: Context) -> Answer:
    if not question.people:
        return meetings.tell_question(question, context)
    people = resolve_people(question.people, question.span, context)
    if isinstance(people, Unclear):
        texts = [name.text for name in question.people]
        return unclear_answer(people, context, lambda key: met.retry(key, people, texts, question.span))
    wanted = Wanted(
        people=tuple(one.person for one in people),
        channel=question.channel,
        states=question.states or (_NOT_HELD if question.classes & _TO_COME else ()),
        modes=question.modes,
        place=question.place,
        span=question.span,
    )
    return met.tell(MetRequest(people, wanted, asks, only=_only(question)), context)


def _only(question: Question) -> Only | None:
    """Which one is asked for; "wann zuletzt", "when did they first meet"."""
    return next((one for one in Only if one.value in question.classes), None)


def _who_is(question: Question, context: Context) -> Answer:
    return who.tell(question.people[0], context, span=question.span)


def _is_status(question: Question, context: Context) -> Answer:
    """Today's status, that of a day, or, asked of a past time, whether it was ever reported so."""
    assert question.channel is not None  # no pattern without a channel; an unknown one was answered above
    span = question.span
    if span.is_day and span.until is not None:
        return channel.tell(ChannelRequest(question.channel, question.statuses[0], asof=span.until.last), context)
    if span and channel.status_of(question.channel, _end_of(span, context), context).status in question.statuses:
        return channel.tell(ChannelRequest(question.channel, question.statuses[0], asof=_end_of(span, context)), context)
    if span or "past" in question.classes:
        return change_questions.tell(ChangesRequest(question.statuses, question.channel, span=span, whether=True), context)
    return channel.tell(ChannelRequest(question.channel, question.statuses[0]), context)


def _end_of(span: Span, context: Context) -> date:
    """The last day of a span, at the latest today."""
    return min(span.until.last, context.today) if span.until else context.today


def _change(question: Question, context: Context) -> Answer:
    """When and why it changed; "since when is it open?" asks first whether it is."""
    if question.channel is not None and "be" in question.classes and "past" not in question.classes and not question.span:
        return channel.tell(ChannelRequest(question.channel, question.statuses[0]), context)
    return change_questions.tell(_changes_request(question), context)


def _did_act(question: Question, context: Context) -> Answer:
    return change_questions.tell(replace(_changes_request(question), whether=True), context)


def _changes_request(question: Question) -> ChangesRequest:
    return ChangesRequest(
        question.statuses,
        question.channel,
        side=question.sides[0] if len(set(question.sides)) == 1 else None,
        span=question.span,
        only_last="last" in question.classes,
        only_first="first" in question.classes,
    )


def _which_channels(question: Question, context: Context) -> Answer:
    span = question.span
    if question.sides or (span and not span.is_day):
        return change_questions.tell(_changes_request(question), context)
    return which_channels.tell(question.statuses, context, asof=span.until.last if span.until else None)


def _status(question: Question, context: Context) -> Answer:
    assert question.channel is not None
    until = question.span.until
    return channel.tell(ChannelRequest(question.channel, asof=until.last if until else None), context)


def _meetings(question: Question, context: Context) -> Answer:
    return meetings.tell_question(question, context)


def _last(question: Question, context: Context) -> Answer:
    return meetings.tell_question(question, context, order=Order.LAST)


def _next(question: Question, context: Context) -> Answer:
    return meetings.tell_question(question, context, order=Order.NEXT)


def _happened(question: Question, context: Context) -> Answer:
    if not question.span and question.channel is None:
        return brief.answer("", context)
    return happened.tell(question.span, question.channel, context)


def _board(question: Question, context: Context) -> Answer:
    until = question.span.until
    return board.answer(f"asof {until}" if until else "", context)


def _news(question: Question, context: Context) -> Answer:
    since = question.span.since
    return brief.answer(f"since {since}" if since else "", context)


_ANSWERS: dict[Intent, Callable[[Question, Context], Answer]] = {
    Intent.MET: _contacts(Asks.WHO),
    Intent.DID_MEET: _contacts(Asks.WHETHER),
    Intent.WHEN_MET: _contacts(Asks.WHEN),
    Intent.HOW_OFTEN: _contacts(Asks.HOW_OFTEN),
    Intent.WHO_IS: _who_is,
    Intent.IS_STATUS: _is_status,
    Intent.DID_ACT: _did_act,
    Intent.CHANGE: _change,
    Intent.WHICH_CHANNELS: _which_channels,
    Intent.STATUS: _status,
    Intent.MEETINGS: _meetings,
    Intent.LAST: _last,
    Intent.NEXT: _next,
    Intent.HAPPENED: _happened,
    Intent.NEWS: _news,
    Intent.BOARD: _board,
    Intent.SOURCES: lambda _, context: sources.tell(context),
    Intent.HELP: lambda _, context: help.tell(context),
}

COMMAND = Command("ask", answer)
