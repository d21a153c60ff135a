"""`alerts [on | off] [severity] [channels]; people …; sides …; states …`: what can't wait for the digest."""

from dataclasses import replace

from bot.answers.names import name_book
from bot.delivery.actions.action import Action, Request
from bot.delivery.actions.facet_words import parse_facets
from bot.delivery.actions.preview import PREVIEW, preview
from bot.delivery.actions.shown import shown
from bot.delivery.values import Facets, Wish
from bot.model.document import Action as Button
from bot.model.document import Document


def _run(arguments: str, request: Request) -> Document:
    if not arguments:
        return _with_buttons(shown(request, request.known_chat()), request)
    wanted = PREVIEW.fullmatch(arguments)
    if wanted is not None:
        return preview(int(wanted["days"]) if wanted["days"] else None, request)
    if arguments.lower() == "off":
        chat = request.chat_to_change()
        request.store.subscriptions.end(chat.id, Wish.ALERTS, "")
        return shown(request, chat)
    known = request.known_chat()
    before = request.store.subscriptions.find(known.id, Wish.ALERTS) if known else None
    names = name_book(request.knowledge, request.ledger.names())
    facets = parse_facets(arguments, before.facets if before else Facets(), names, request.knowledge)
    request.check_reachable()
    chat = request.chat_to_change()
    request.store.subscriptions.want_alerts(chat.id, facets, request.incoming.speaker.key, request.now)
    return shown(request, chat)


def _with_buttons(document: Document, request: Request) -> Document:
    """The wishes that most people have, to press."""
    commands = {"grave": "alerts 2", "all": "alerts all", "preview": "alerts preview"}
    buttons = (Button(request.texts(f"delivery.button_alerts_{key}"), command) for key, command in commands.items())
    return replace(document, actions=(*document.actions, *buttons))


ACTION = Action("alerts", _run)
