"""`quiet [22:00-07:00 [except 3] | off]`: hours in which no alert comes; those that fall into them come at their end."""

import re

from bot.delivery.actions.action import Action, Request
from bot.delivery.actions.shown import shown
from bot.delivery.actions.times import parse_time
from bot.delivery.errors import QuietEmpty, QuietUnknown, TimeUnknown
from bot.delivery.values import HIGHEST_SEVERITY, Quiet
from bot.model.document import Document

# "22:00-07:00", "from 10 pm to 7 am", "22 bis 7", each also with "except 3" or "except severity 3"
_HOURS = re.compile(
    r"(?:from\s+)?(?P<since>\S+(?:\s*[ap]m)?)\s*(?:-|–|—|\bto\b|\buntil\b|\bbis\b)\s*(?P<until>\S+(?:\s*[ap]m)?)"
    r"(?:\s+except\s+(?:severity\s+)?(?P<breach>\S+))?\Z",
    re.IGNORECASE,
)


def _run(arguments: str, request: Request) -> Document:
    if not arguments:
        return shown(request, request.known_chat())
    quiet = None if arguments.lower() == "off" else parse_quiet(arguments)
    chat = request.chat_to_change()
    request.store.chats.set_quiet(chat.id, quiet)
    return shown(request, request.known_chat())


def parse_quiet(text: str) -> Quiet:
    """Quiet hours as people write them. Raises QuietUnknown, QuietEmpty."""
    match = _HOURS.match(text.strip())
    if match is None:
        raise QuietUnknown(text=text)
    try:
        since, until = parse_time(match["since"]), parse_time(match["until"])
    except TimeUnknown:
        raise QuietUnknown(text=text) from None
    if since == until:
        raise QuietEmpty(at=f"{since:%H:%M}")
    breach = match["breach"]
    if breach is not None and breach not in {str(one) for one in range(1, HIGHEST_SEVERITY + 1)}:
        raise QuietUnknown(text=text)
    return Quiet(since, until, int(breach) if breach else None)


ACTION = Action("quiet", _run)
