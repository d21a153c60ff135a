"""`digest [daily | weekly MONDAY | monthly DAY] [HH:MM] [quiet line | quiet nothing] | off`: what became known, regularly."""

from bot.delivery.actions.action import Action, Request
from bot.delivery.actions.digest_wish import before_of, parse_wish
from bot.delivery.actions.shown import shown
from bot.delivery.values import Wish
from bot.model.document import Document


def _run(arguments: str, request: Request) -> Document:
    match arguments.lower():
        case "":
            return shown(request, request.known_chat())
        case "off":
            chat = request.chat_to_change()
            request.store.subscriptions.end(chat.id, Wish.DIGEST, "")
        case words:
            known = request.known_chat()
            wish = parse_wish(words, before_of(request.store.subscriptions.find(known.id, Wish.DIGEST) if known else None))
            request.check_reachable()
            chat = request.chat_to_change()
            by = request.incoming.speaker.key
            request.store.subscriptions.want_digest(chat.id, wish.at, by, request.now, wish.rhythm, wish.when_quiet)
    return shown(request, chat)


ACTION = Action("digest", _run)
