"""`pause [all] [for DURATION]`: what this chat gets waits; with `all`, what any chat gets."""

from datetime import datetime

from bot.delivery.actions.action import Action, Request, is_terse
from bot.delivery.actions.durations import parse_duration
from bot.delivery.actions.shown import shown
from bot.delivery.refusals import NothingToPause
from bot.delivery.roles import ALL_CHATS
from bot.delivery.switches import Switch
from bot.delivery.values import Course
from bot.model.document import Document


def _run(arguments: str, request: Request) -> Document:
    for_all, rest = scope_in(arguments)
    until = request.now + parse_duration(rest) if rest else None
    if for_all:
        request.check_role(ALL_CHATS)
        request.store.switches.turn(Switch.SENDING, False, request.incoming.speaker.key, request.now, until)
    else:
        _pause_here(request, until)
    return shown(request, request.known_chat())


def scope_in(arguments: str) -> tuple[bool, str]:
    """Whether all chats are meant, and what else was said."""
    word, _, rest = arguments.partition(" ")
    return (True, rest.strip()) if word.lower() == "all" else (False, arguments)


def _pause_here(request: Request, until: datetime | None) -> None:
    request.check_manages()
    chat = request.known_chat()
    running = [one for one in request.store.subscriptions.of(chat.id) if one.course is not Course.ENDED] if chat else []
    if not running:
        raise NothingToPause
    for one in running:
        request.store.subscriptions.pause(one.id, until)


ACTION = Action("pause", _run, takes=is_terse)
