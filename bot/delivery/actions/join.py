"""`join CODE`, or Telegram's `start CODE`: come in by an invitation."""

from bot.answers.errors import NoSubject
from bot.delivery.actions.action import Action, Request, is_terse
from bot.delivery.actions.start import beginnings
from bot.delivery.invitations import Invitation
from bot.delivery.members import Member
from bot.delivery.refusals import CodeRefused, NotAPerson
from bot.delivery.roles import Role, is_person, settled_role
from bot.model.document import Document, Paragraph, plain


def _run(arguments: str, request: Request) -> Document:
    speaker, store = request.incoming.speaker, request.store
    if not arguments:
        raise NoSubject(usage=request.texts(ACTION.usage_key))
    if not is_person(speaker.key):
        raise NotAPerson
    invitation = store.invitations.find_open(arguments, request.now)
    if invitation is None or not _still_stands(invitation, request):
        raise CodeRefused
    if request.role is not None and request.role.may(invitation.role):
        return _told(request, "access.joined_before", request.role)
    if not store.invitations.redeem(invitation, speaker.key, request.now):
        raise CodeRefused
    store.members.let_in(Member(speaker.key, speaker.name or speaker.key, invitation.role, invitation.made_by, request.now))
    return _told(request, "access.joined", invitation.role)


def _still_stands(invitation: Invitation, request: Request) -> bool:
    """Whether whoever made it still owns the bot: somebody who was thrown out can't let others in."""
    if settled_role(invitation.made_by, request.owners) is Role.OWNER:
        return True
    maker = request.store.members.find(invitation.made_by)
    return maker is not None and maker.role is Role.OWNER


def _told(request: Request, key: str, role: Role) -> Document:
    texts = request.texts
    text = texts(key, role=texts(f"access.a_{role}"))
    items, buttons = beginnings(texts)
    title = texts("access.joined_title")
    return Document(title, (Paragraph(plain(text)), *items), summary=text, language=texts.language, actions=buttons)


ACTION = Action("join", _run, takes=is_terse)
