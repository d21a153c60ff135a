"""`settings`: what this chat is subscribed to."""

from bot.delivery.actions.action import Action, Request
from bot.delivery.actions.shown import shown
from bot.model.document import Document


def _run(_arguments: str, request: Request) -> Document:
    return shown(request, request.known_chat())


ACTION = Action("settings", _run, takes_arguments=False)
