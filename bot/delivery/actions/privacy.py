"""`privacy`: what is kept about whoever asks and about this chat, and for how long."""

from collections.abc import Iterator

from bot.delivery.actions.action import Action, Request
from bot.delivery.roles import settled_role
from bot.delivery.values import Course
from bot.model.document import Block, Document, Heading, Item, Line, Paragraph, plain


def _run(_arguments: str, request: Request) -> Document:
    texts = request.texts
    title = texts("privacy.title")
    blocks: tuple[Block, ...] = (
        Heading(texts("privacy.you")),
        *(Item(line) for line in _of_speaker(request)),
        Heading(texts("privacy.chat")),
        *(Item(line) for line in _of_chat(request)),
        Paragraph(plain(texts("privacy.log"))),
        Paragraph(plain(texts("privacy.delete"))),
    )
    return Document(title, blocks, summary=title, language=texts.language)


def _of_speaker(request: Request) -> Iterator[Line]:
    texts, key, rules = request.texts, request.incoming.speaker.key, request.rules
    member = request.store.members.find(key)
    if settled_role(key, request.owners) is not None:
        yield plain(texts("privacy.owner", key=key))
    if member is not None:
        since = texts.day(member.joined_at.astimezone(request.clock_zone()).date())
        role = texts(f"access.{member.role}")
        yield plain(texts("privacy.member", key=key, name=member.name, role=role, by=member.invited_by, since=since))
        yield plain(texts("privacy.invitation", count=rules.keep_invitations.days))
    if request.role is None:
        yield plain(texts("privacy.stranger", key=key, count=rules.remember_updates.days))
    yield plain(texts("privacy.updates", count=rules.remember_updates.days))


def _of_chat(request: Request) -> Iterator[Line]:
    texts, chat = request.texts, request.known_chat()
    if chat is None:
        yield plain(texts("privacy.no_chat"))
        return
    yield plain(texts("privacy.chat_kept", chat=str(chat.address), zone=chat.zone.key, language=chat.language))
    for one in request.store.subscriptions.of(chat.id):
        ended = "ended" if one.course is Course.ENDED else "wish"
        yield plain(texts(f"privacy.chat_{ended}", wish=texts(f"privacy.wish_{one.wish}"), by=one.created_by))
    yield plain(texts("privacy.messages", count=request.store.keeping.messages(chat.id)))
    yield plain(texts("privacy.messages_kept", count=request.rules.keep_texts.days))


ACTION = Action("privacy", _run, takes_arguments=False)
