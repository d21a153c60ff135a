"""`members`: who may talk to the bot, and who let them in."""

from collections.abc import Iterator

from bot.delivery.actions.action import Action, Request
from bot.model.document import Document, Heading, Item, Paragraph, plain


def _run(_arguments: str, request: Request) -> Document:
    request.check_private()
    texts = request.texts
    title = texts("access.members_title")
    return Document(title, tuple(_blocks(request)), summary=title, language=texts.language)


def _blocks(request: Request) -> Iterator[Paragraph | Heading | Item]:
    texts, store = request.texts, request.store
    zone = request.clock_zone()
    for key in sorted(request.owners):
        yield Item(plain(texts("access.owner_by_settings", key=key)))
    for one in store.members.all():
        since = texts.day(one.joined_at.astimezone(zone).date())
        named = one.key if one.name == one.key else f"{one.name} ({one.key})"
        yield Item(plain(texts("access.member", who=named, role=texts(f"access.{one.role}"), by=one.invited_by, since=since)))
    yield Paragraph(plain(texts("access.terminal")))
    waiting = store.invitations.open(request.now)
    if waiting:
        yield Heading(texts("access.open_invitations"))
    for invitation in waiting:
        until = texts.moment(invitation.expires_at, zone)
        role = texts(f"access.{invitation.role}")
        yield Item(plain(texts("access.open_invitation", role=role, by=invitation.made_by, until=until)))


ACTION = Action("members", _run, takes_arguments=False)
