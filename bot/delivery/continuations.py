"""What found no room in a message, kept for the button that sends it. Within the caller's transaction."""

import base64
import hashlib
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from bot.delivery.codec import dump_document, parse_document
from bot.delivery.insert import insert_new
from bot.delivery.tables import continuations
from bot.model.document import Document

# Of SHA-256: 72 bits, so that nobody finds another chat's by trying.
_TOKEN_BYTES = 9


class Continuations:
    """Documents by a token made from what they say: a digest that goes to a hundred chats is kept once,
    and sending it again makes no second one."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, document: Document, now: datetime) -> str:
        """Keep a document, or keep it longer; its token."""
        text = dump_document(document)
        token = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()[:_TOKEN_BYTES]).decode()
        if not insert_new(self._connection, continuations, ("token",), token=token, document=text, kept_at=now):
            self._connection.execute(update(continuations).where(continuations.c.token == token).values(kept_at=now))
        return token

    def find(self, token: str) -> Document | None:
        text = self._connection.execute(select(continuations.c.document).where(continuations.c.token == token)).scalar_one_or_none()
        return parse_document(text) if text is not None else None

    def forget(self, before: datetime, most: int) -> int:
        """Drop what was last kept before a moment, and of the rest all but the newest `most`; how many there were."""
        newest = select(continuations.c.token).order_by(continuations.c.kept_at.desc(), continuations.c.token).limit(most)
        old = (continuations.c.kept_at < before) | continuations.c.token.not_in(newest)
        return self._connection.execute(delete(continuations).where(old)).rowcount
