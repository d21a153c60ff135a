"""`alerts [on | off] [severity] [channels]`: what can't wait for the digest."""

import re
from dataclasses import replace

from bot.answers.names import NameBook, name_book
from bot.delivery.actions.action import Action, Request
from bot.delivery.actions.shown import shown
from bot.delivery.errors import ChannelSuggested, ChannelUnknown, SeverityUnknown
from bot.delivery.values import HIGHEST_SEVERITY, LOWEST_SEVERITY, Facets, Wish
from bot.model.document import Document

_ALL = "all"
_NUMBER = re.compile(r"-?\d+\Z")


def _run(arguments: str, request: Request) -> Document:
    if not arguments:
        return shown(request, request.known_chat())
    if arguments.lower() == "off":
        chat = request.chat_to_change()
        request.store.subscriptions.end(chat.id, Wish.ALERTS, "")
        return shown(request, chat)
    known = request.known_chat()
    before = request.store.subscriptions.find(known.id, Wish.ALERTS) if known else None
    facets = parse_facets(arguments, before.facets if before else Facets(), name_book(request.knowledge, ()))
    request.check_reachable()
    chat = request.chat_to_change()
    request.store.subscriptions.want_alerts(chat.id, facets, request.incoming.speaker.key, request.now)
    return shown(request, chat)


def parse_facets(text: str, before: Facets, names: NameBook) -> Facets:
    """What `on 2 mmca, hotline` changes; what it doesn't name stays as it was.

    Raises SeverityUnknown, ChannelUnknown, ChannelSuggested."""
    words = text.split()
    if words[0].lower() == "on":
        del words[0]
    facets = before
    if words and _NUMBER.match(words[0].rstrip(",")):
        facets = replace(facets, severity=_severity(words.pop(0).rstrip(",")))
    named = " ".join(words)
    if named.lower() == _ALL:
        return replace(facets, channels=())
    return replace(facets, channels=_channels(named, names)) if named else facets


def _severity(text: str) -> int:
    if not LOWEST_SEVERITY <= int(text) <= HIGHEST_SEVERITY:
        raise SeverityUnknown(text=text)
    return int(text)


def _channels(text: str, names: NameBook) -> tuple[str, ...]:
    """Names between commas; without a comma also ids between spaces."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) == 1 and names.find_channel(parts[0]) is None and all(names.find_channel(word) for word in parts[0].split()):
        parts = parts[0].split()
    return tuple(dict.fromkeys(_channel(part, names) for part in parts))


def _channel(text: str, names: NameBook) -> str:
    found = names.find_channel(text)
    if found is not None:
        return found
    alike = names.similar_channels(text)
    if alike:
        raise ChannelSuggested(text=text, names=", ".join(alike))
    raise ChannelUnknown(text=text)


ACTION = Action("alerts", _run)
