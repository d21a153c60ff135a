"""`timezone Region/City`: whose midnight counts here."""

from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from rapidfuzz import fuzz, process

from bot.delivery.actions.action import Action, Request
from bot.delivery.actions.shown import shown
from bot.delivery.errors import ZoneSuggested, ZoneUnknown
from bot.model.document import Document

# "Berln" for Berlin has 91, "Pekin" for Dublin 55.
_ALIKE = 75
_SUGGESTIONS = 3


def _run(arguments: str, request: Request) -> Document:
    if not arguments:
        return shown(request, request.known_chat())
    zone = parse_zone(arguments)
    chat = request.chat_to_change()
    request.store.chats.set_zone(chat.id, zone)
    request.store.subscriptions.rearm(chat.id, request.now)
    return shown(request, request.known_chat())


def parse_zone(text: str) -> ZoneInfo:
    """An IANA zone by its name or by its city alone, whatever the case.

    Raises ZoneSuggested where one or several are called alike, else ZoneUnknown."""
    wanted = _folded(text)
    if wanted in _zones():
        return ZoneInfo(_zones()[wanted])
    cities = _cities()
    if len(cities.get(wanted, ())) == 1:
        return ZoneInfo(cities[wanted][0])
    alike = process.extract(wanted, list(cities), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_SUGGESTIONS)
    names = [zone for city, _, _ in alike for zone in cities[city]]
    if names:
        raise ZoneSuggested(text=text, names=", ".join(names[:_SUGGESTIONS]))
    raise ZoneUnknown(text=text)


@cache
def _zones() -> dict[str, str]:
    """Zones by folded name."""
    return {_folded(name): name for name in sorted(available_timezones())}


@cache
def _cities() -> dict[str, list[str]]:
    """Zones by the folded last part of their name."""
    cities: dict[str, list[str]] = {}
    for name in _zones().values():
        if "/" in name and not name.startswith("Etc/"):
            cities.setdefault(_folded(name.rpartition("/")[2]), []).append(name)
    return cities


def _folded(text: str) -> str:
    return text.strip().replace(" ", "_").casefold()


ACTION = Action("timezone", _run, aliases=("tz",))
