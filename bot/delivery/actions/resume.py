"""`resume [all]`: what waited is sent, and all goes on."""

from bot.answers.errors import WrongUse
from bot.delivery.actions.action import Action, Request, is_terse
from bot.delivery.actions.pause import scope_in
from bot.delivery.actions.shown import shown
from bot.delivery.refusals import NothingPaused
from bot.delivery.roles import ALL_CHATS
from bot.delivery.switches import Switch
from bot.delivery.values import Course
from bot.model.document import Document


def _run(arguments: str, request: Request) -> Document:
    for_all, rest = scope_in(arguments)
    if rest:
        raise WrongUse(given=rest, usage=request.texts(ACTION.usage_key))
    sending = request.store.switches.is_on(Switch.SENDING, request.now)
    if for_all:
        request.check_role(ALL_CHATS)
        if sending:
            raise NothingPaused
        request.store.switches.turn(Switch.SENDING, True, request.incoming.speaker.key, request.now)
    elif not _resume_here(request) and sending:
        raise NothingPaused
    return shown(request, request.known_chat())


def _resume_here(request: Request) -> bool:
    """False where nothing of this chat was paused."""
    request.check_manages()
    chat = request.known_chat()
    paused = [one for one in request.store.subscriptions.of(chat.id) if one.course is Course.PAUSED] if chat else []
    for one in paused:
        request.store.subscriptions.resume(one.id)
    return bool(paused)


ACTION = Action("resume", _run, takes=is_terse)
