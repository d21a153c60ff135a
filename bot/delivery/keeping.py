"""What is kept of messages that are done with, and dropping it. Each method works within the caller's transaction."""

from datetime import datetime

from sqlalchemy import Connection, func, or_, select, update

from bot.delivery.codec import dump_document
from bot.delivery.tables import outbox
from bot.delivery.values import State
from bot.model.document import Document

_NOTHING = dump_document(Document("", ()))
# One that is unknown and no repeat is still to be repeated.
_DONE = or_(outbox.c.state.in_((State.SENT, State.FAILED)), (outbox.c.state == State.UNKNOWN) & outbox.c.repeat.is_(True))


class Keeping:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def messages(self, chat_id: int) -> int:
        """How many messages to a chat are kept with their text, sent or waiting."""
        with_text = (outbox.c.chat_id == chat_id) & (outbox.c.document != _NOTHING)
        count: int = self._connection.execute(select(func.count()).select_from(outbox).where(with_text)).scalar_one()
        return count

    def forget_texts(self, before: datetime) -> int:
        """Drop the text of messages that were done with before a moment; how many. When and how each
        was sent stays: it answers "why"."""
        old = func.coalesce(outbox.c.sent_at, outbox.c.taken_at, outbox.c.created_at) < before
        statement = update(outbox).where(_DONE, old, outbox.c.document != _NOTHING).values(document=_NOTHING)
        return self._connection.execute(statement).rowcount
