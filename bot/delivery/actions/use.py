"""`use @channel`: set up a broadcast channel, where nobody can talk to the bot, from a private chat."""

from bot.delivery.actions.action import Action, Request
from bot.delivery.errors import ChannelUnseen
from bot.model.document import Action as Button
from bot.model.document import Document, Paragraph, plain

_HERE = "here"


def _run(arguments: str, request: Request) -> Document:
    """The platform has looked the channel up already: it is the message's `elsewhere`."""
    elsewhere, texts = request.incoming.elsewhere, request.texts
    if arguments.lower() == _HERE:
        chat = request.store.chats.find(request.incoming.address)
        if chat is not None:
            request.store.chats.use(chat.id, None)
        return _told(texts("delivery.used_here"), request)
    if elsewhere is None:
        if arguments:
            raise ChannelUnseen(name=arguments)
        return _told(texts("delivery.used_none"), request)
    request.check_manages()
    request.check_reachable()
    if arguments:
        chat = request.store.chats.ensure(request.incoming.address, request.zone, request.language, request.now)
        request.store.chats.use(chat.id, elsewhere.address)
    buttons = (
        Button(texts("delivery.button_subscribe"), "subscribe"),
        Button(texts("delivery.button_settings"), "settings"),
        Button(texts("delivery.button_here"), f"use {_HERE}"),
    )
    return _told(texts("delivery.used", title=elsewhere.title), request, buttons)


def _told(text: str, request: Request, buttons: tuple[Button, ...] = ()) -> Document:
    title = request.texts("delivery.used_title")
    return Document(title, (Paragraph(plain(text)),), summary=text, language=request.texts.language, actions=buttons)


ACTION = Action("use", _run)
