"""`digest [HH:MM | on | off]`: a digest every day at a local time."""

from bot.delivery.actions.action import Action, Request
from bot.delivery.actions.shown import shown
from bot.delivery.actions.subscribe import DEFAULT_TIME
from bot.delivery.actions.times import parse_time
from bot.delivery.values import Wish
from bot.model.document import Document


def _run(arguments: str, request: Request) -> Document:
    match arguments.lower():
        case "":
            return shown(request, request.known_chat())
        case "off":
            chat = request.chat_to_change()
            request.store.subscriptions.end(chat.id, Wish.DIGEST, "")
        case word:
            at = None if word == "on" else parse_time(word)
            request.check_reachable()
            chat = request.chat_to_change()
            before = request.store.subscriptions.find(chat.id, Wish.DIGEST)
            at = at or (before.at if before else None) or DEFAULT_TIME
            request.store.subscriptions.want_digest(chat.id, at, request.incoming.speaker.key, request.now)
    return shown(request, chat)


ACTION = Action("digest", _run)
