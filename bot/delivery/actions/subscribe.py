"""`subscribe [HH:MM]`: alerts and a daily digest, here."""

from bot.delivery.actions.action import Action, Request
from bot.delivery.actions.digest_wish import before_of
from bot.delivery.actions.shown import shown
from bot.delivery.actions.times import parse_time
from bot.delivery.values import Course, Facets, Wish
from bot.model.document import Document


def _run(arguments: str, request: Request) -> Document:
    """Start what isn't running; what is, keeps its facets, and its time unless one is named."""
    at = parse_time(arguments) if arguments else None
    request.check_reachable()
    chat = request.chat_to_change()
    subscriptions, by = request.store.subscriptions, request.incoming.speaker.key
    alerts, digest = subscriptions.find(chat.id, Wish.ALERTS), subscriptions.find(chat.id, Wish.DIGEST)
    if alerts is None or alerts.course is not Course.ACTIVE:
        subscriptions.want_alerts(chat.id, alerts.facets if alerts else Facets(), by, request.now)
    if digest is None or digest.course is not Course.ACTIVE or (at is not None and at != digest.at):
        wish = before_of(digest)
        subscriptions.want_digest(chat.id, at or wish.at, by, request.now, wish.rhythm, wish.when_quiet)
    return shown(request, chat)


ACTION = Action("subscribe", _run)
