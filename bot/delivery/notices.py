"""Telling the owners what went wrong, through the same outbox."""

from collections.abc import Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.delivery.chats import person_address
from bot.delivery.store import Store
from bot.delivery.values import Delivery, Kind
from bot.delivery.verdict import Verdict
from bot.i18n import Texts, texts_for
from bot.model.document import Document, Paragraph, plain


class Notices:
    """Queues a notice to each owner's own chat.

    `owners` are keys as in BACKCHANNEL_OWNERS; `zone` and `language` are what an owner's chat
    begins with that never wrote to us."""

    def __init__(self, owners: Collection[str], zone: ZoneInfo, language: str) -> None:
        self._addresses = [person_address(owner) for owner in sorted(owners)]
        self._zone = zone
        self._language = language

    def queue(self, store: Store, delivery: Delivery, verdict: Verdict, now: datetime) -> None:
        """Owe each owner a word on a delivery that failed; never on a notice itself, nor to the chat that failed."""
        if delivery.kind is Kind.NOTICE:
            return
        for address in self._addresses:
            chat = store.chats.ensure(address, self._zone, self._language, now)
            if chat.id != delivery.chat_id:
                document = _failure(delivery, verdict, texts_for(chat.language))
                store.outbox.queue(f"notice:{delivery.id}:{chat.id}", Kind.NOTICE, chat.id, document, now)


def _failure(delivery: Delivery, verdict: Verdict, texts: Texts) -> Document:
    key = "lost_chat" if verdict.loses_chat else str(verdict.state)
    what = texts(f"delivery.kind_{delivery.kind}")
    text = texts(f"delivery.notice_{key}", what=what, chat=str(delivery.address), reason=verdict.reason or "")
    return Document(texts("delivery.notice_title"), (Paragraph(plain(text)),), summary=text, language=texts.language)
