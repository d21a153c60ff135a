"""`stop`: end everything here and delete what is kept about the chat."""

from bot.delivery.actions.action import Action, Request
from bot.delivery.actions.shown import with_room
from bot.model.document import Document, Paragraph, plain


def _run(_arguments: str, request: Request) -> Document:
    request.check_manages()
    forgotten = request.store.chats.forget(request.incoming.room)
    text = request.texts("delivery.stopped" if forgotten else "delivery.stopped_nothing")
    title = with_room(request.texts("delivery.stopped_title"), request)
    return Document(title, (Paragraph(plain(text)),), summary=text, language=request.texts.language)


ACTION = Action("stop", _run, aliases=("unsubscribe",), takes_arguments=False)
