"""`more TOKEN`: what found no room in the message above; the button beneath it says this."""

from bot.delivery.actions.action import Action, Request
from bot.delivery.errors import NothingMore
from bot.model.document import Document


def _run(arguments: str, request: Request) -> Document:
    document = request.store.continuations.find(arguments)
    if document is None:
        raise NothingMore
    return document


ACTION = Action("more", _run)
