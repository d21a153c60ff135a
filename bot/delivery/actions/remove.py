"""`remove KEY` or `remove NAME`: somebody may no longer talk to the bot. `remove invitations` withdraws those not yet used."""

from collections.abc import Sequence

from bot.answers.errors import NoSubject
from bot.delivery.actions.action import Action, Request, is_terse
from bot.delivery.members import Member
from bot.delivery.refusals import MembersAlike, MemberUnknown, OwnerBySettings
from bot.model.chat import ChatAddress
from bot.model.document import Document, Paragraph, plain

_INVITATIONS = "invitations"


def _run(arguments: str, request: Request) -> Document:
    request.check_private()
    if not arguments:
        raise NoSubject(usage=request.texts(ACTION.usage_key))
    if arguments.lower() == _INVITATIONS:
        return _told(request, request.texts("access.withdrawn", count=request.store.invitations.withdraw()))
    return _remove(arguments, request)


def _remove(text: str, request: Request) -> Document:
    settled = next((key for key in request.owners if key.casefold() == text.casefold()), None)
    if settled is not None:
        raise OwnerBySettings(key=settled)
    store = request.store
    found = store.members.called(text)
    if len(found) > 1:
        raise MembersAlike(text=text, keys=", ".join(one.key for one in found))
    key = found[0].key if found else text
    chats = store.chats.private_of(key)
    if not found and not chats:
        raise MemberUnknown(text=text)
    if key in request.owners:
        # Invited first, put into the settings later: the row goes, the person stays.
        raise OwnerBySettings(key=key)
    store.members.remove(key)
    store.invitations.withdraw(key)
    for address in chats:
        store.chats.forget(address)
    return _told(request, _words(found, chats, key, request))


def _words(found: Sequence[Member], chats: Sequence[ChatAddress], key: str, request: Request) -> str:
    name = found[0].name if found else key
    return request.texts("access.removed_with_chat" if chats else "access.removed", name=name)


def _told(request: Request, text: str) -> Document:
    title = request.texts("access.removed_title")
    return Document(title, (Paragraph(plain(text)),), summary=text, language=request.texts.language)


ACTION = Action("remove", _run, takes=is_terse)
