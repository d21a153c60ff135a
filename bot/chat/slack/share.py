"""Answers that only one person has seen, kept so that they can be shown to all as they stand. Pure."""

import secrets
from collections import OrderedDict
from dataclasses import replace
from enum import Enum

from bot.i18n import texts_for
from bot.model.document import Document, Paragraph, plain

# An answer that is to be shared is shared while people speak of it.
_KEPT = 500


class NotShared(Enum):
    """Why a kept answer can't be had."""

    DONE = "share_done"
    GONE = "share_gone"


class Shares:
    """Keeps the last answers, each to be taken once. In memory only: asking again costs a person less
    than a copy of what everybody asked in private would cost all of them."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Document | None] = OrderedDict()

    def keep(self, document: Document) -> str:
        """The key by which it can be taken; nobody can guess it."""
        key = secrets.token_urlsafe(12)
        self._kept[key] = document
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return key

    def take(self, key: str) -> Document | NotShared:
        """The answer, for being shared now; whoever takes it next is told that it was."""
        document = self._kept.get(key, NotShared.GONE)
        if isinstance(document, Document):
            self._kept[key] = None
        return NotShared.DONE if document is None else document

    def give_back(self, key: str, document: Document) -> None:
        """It could not be shared after all: it may be taken again."""
        self._kept[key] = document


def shared(document: Document, name: str) -> Document:
    """The answer as all get to see it, with the name of who shows it."""
    said = texts_for(document.language)("chat.shared_by", name=name)
    return replace(document, blocks=(Paragraph(plain(said)), *document.blocks))
