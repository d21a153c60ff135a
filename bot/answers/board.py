"""`board [asof DATE] [known DATE]`: where every channel stands."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answers.arguments import end_of, last_day, parse_arguments
from bot.answers.command import Command
from bot.answers.context import Context
from bot.answers.errors import WrongUse
from bot.answers.spoken import action, actions
from bot.answers.telling import chronicle_counts
from bot.briefing.board import board
from bot.briefing.coverage import coverage_of
from bot.model.claims import Status
from bot.model.document import Action, Answer
from bot.model.ledger import ChannelStatus

_BUTTONS = 6


def answer(arguments: str, context: Context) -> Answer:
    usage = context.texts(COMMAND.usage_key)
    parsed = parse_arguments(arguments, ("asof", "known"), usage)
    given = parsed.options.get("asof", "") or parsed.text
    if parsed.subject and parsed.has("asof"):
        raise WrongUse(given=parsed.text, usage=usage)
    asof = last_day(given, context.today) if given else None
    known = last_day(parsed.options["known"], context.today) if parsed.has("known") else None
    known_at = end_of(known, context.zone) if known else None
    statuses = context.ledger.statuses(tuple(context.knowledge.channels), asof or context.today, known_at)
    coverage = coverage_of(context.ledger.articles(relevant=True), chronicle=chronicle_counts(context)[0]) if known is None else None
    found = board(statuses, context.view, asof, known, coverage=coverage)
    return replace(found, document=replace(found.document, actions=_actions(statuses, context)))


def _actions(statuses: Sequence[ChannelStatus], context: Context) -> tuple[Action, ...]:
    """The channels an analyst opens first: what is closed, then what moves."""
    order = (Status.SUSPENDED, Status.SOUGHT, Status.AGREED)
    moving = sorted((status for status in statuses if status.status in order), key=lambda status: order.index(status.status or Status.OPEN))
    return actions(*(action(context.view.channel(status.channel_id), "channel", status.channel_id) for status in moving[:_BUTTONS]))


COMMAND = Command("board", answer)
