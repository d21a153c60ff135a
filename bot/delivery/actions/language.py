"""`language CODE`: in which language this chat is written to."""

from dataclasses import replace

from bot.delivery.actions.action import Action, Request
from bot.delivery.actions.shown import shown
from bot.delivery.errors import LanguageMissing
from bot.i18n import languages, texts_for
from bot.model.document import Document


def _run(arguments: str, request: Request) -> Document:
    if not arguments:
        return shown(request, request.known_chat())
    code = arguments.lower()
    if code not in languages():
        raise LanguageMissing(text=arguments, names=", ".join(languages()))
    chat = request.chat_to_change()
    request.store.chats.set_language(chat.id, code)
    return shown(replace(request, texts=texts_for(code)), request.known_chat())


ACTION = Action("language", _run)
