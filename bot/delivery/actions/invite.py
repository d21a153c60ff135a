"""`invite [reader | editor | owner] [for DAYS]`: a code that lets one person in, once."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.delivery.actions.action import Action, Request, is_terse
from bot.delivery.refusals import InvitationUnclear
from bot.delivery.roles import Role
from bot.model.document import Document, Item, Paragraph, Span, Style, plain

# "", "editor", "an editor for 3 days", "reader 3", "for 30 days"
_WISH = re.compile(r"(?:(?:an?\s+)?(reader|editor|owner)\b)?\s*(?:(?:for\s+)?(\d{1,3})\s*(?:d|days?)?)?\Z", re.IGNORECASE)
_DAYS, _MOST_DAYS = 7, 90


def _run(arguments: str, request: Request) -> Document:
    request.check_private()
    role, days = parse_invitation(arguments)
    expires_at = request.now + timedelta(days=days)
    code = request.store.invitations.make(role, request.incoming.speaker.key, request.now, expires_at)
    texts = request.texts
    title = texts("access.invitation_title")
    return Document(title, tuple(_blocks(code, role, expires_at, request)), summary=title, language=texts.language)


def parse_invitation(text: str) -> tuple[Role, int]:
    """The role, and how many days the code is valid. Raises InvitationUnclear."""
    match = _WISH.match(text.strip())
    if match is None or not 1 <= int(match[2] or _DAYS) <= _MOST_DAYS:
        raise InvitationUnclear(text=text)
    return Role((match[1] or Role.READER).lower()), int(match[2] or _DAYS)


def _blocks(code: str, role: Role, expires_at: datetime, request: Request) -> Iterator[Paragraph | Item]:
    texts = request.texts
    until = texts.moment(expires_at, request.clock_zone())
    yield Paragraph(plain(texts("access.invitation", role=texts(f"access.a_{role}"), until=until)))
    if "telegram" in request.reachable:
        yield Item(tuple(_on_telegram(code, request)))
    if "slack" in request.reachable:
        yield Item((Span(texts("access.invitation_slack")), Span(f" /backchannel join {code}", Style.CODE)))
    yield Paragraph(plain(texts("access.invitation_once")))


def _on_telegram(code: str, request: Request) -> Iterator[Span]:
    incoming = request.incoming
    yield Span(request.texts("access.invitation_telegram"))
    if incoming.address.platform == "telegram" and incoming.bot_name:
        # https://core.telegram.org/bots/features#deep-linking: up to 64 of A-Z a-z 0-9 _ and -
        address = f"https://t.me/{incoming.bot_name}?start={code}"
        yield Span(f" {address}", link=address)
        yield Span(request.texts("access.invitation_or"))
    yield Span(f" /start {code}", Style.CODE)


ACTION = Action("invite", _run, takes=is_terse)
