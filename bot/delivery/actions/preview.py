"""`alerts preview [days]`: what the chat's wishes would have let through lately. Sends nothing and changes nothing."""

import re
from collections.abc import Iterator
from datetime import timedelta

from bot.briefing.alerts import Alert, alert, alert_on
from bot.briefing.view import View
from bot.delivery.actions.action import Request
from bot.delivery.facets import filtered_by
from bot.delivery.values import Course, Facets, Wish
from bot.model.document import Block, Document, Paragraph, plain
from bot.model.ledger import Change, Meeting

PREVIEW = re.compile(r"preview(?:\s+(?P<days>\d{1,2})(?:\s*d(?:ays?)?)?)?", re.IGNORECASE)
_DAYS = 7
_MOST_DAYS = 90  # reasons are kept no longer
_MOST_SHOWN = 20


def preview(days: int | None, request: Request) -> Document:
    """The events that were cause for an alert in so many days (7 where none are named, 90 at most) and pass
    the facets the chat has now, or would begin with; the latest first, each as the ledger has it now."""
    span = min(days or _DAYS, _MOST_DAYS)
    due = list(_due(span, request))
    facets = _facets(request)
    wanted = [one for one in due if filtered_by(facets, one, request.knowledge.channels) is None]
    texts = request.texts
    title = texts("preview.title", count=len(wanted), days=span)
    blocks: list[Block] = [Paragraph(plain(texts("preview.what", due=len(due))))]
    for one in wanted[:_MOST_SHOWN]:
        blocks += alert([one], View(request.knowledge, texts)).document.blocks
    if len(wanted) > _MOST_SHOWN:
        blocks.append(Paragraph(plain(texts("preview.more", count=len(wanted) - _MOST_SHOWN))))
    return Document(title, tuple(blocks), summary=title, language=texts.language)


def _facets(request: Request) -> Facets:
    chat = request.known_chat()
    wish = request.store.subscriptions.find(chat.id, Wish.ALERTS) if chat else None
    return wish.facets if wish and wish.course is not Course.ENDED else Facets()


def _due(days: int, request: Request) -> Iterator[Alert]:
    """Each event once, by the first article that gave cause in this time; the latest first."""
    view = View(request.knowledge, request.texts)
    found: dict[str, Alert] = {}
    for made in request.store.decisions.due_since(request.now - timedelta(days=days)):
        event, article = _event(made.subject, request), request.ledger.find_article(made.article_id)
        if event is not None and article is not None and event.short_id not in found:
            found[event.short_id] = alert_on(event, article[0], view)
    yield from reversed(found.values())


def _event(short_id: str, request: Request) -> Meeting | Change | None:
    kind, _, number = short_id.partition("-")
    return request.ledger.find_meeting(int(number)) if kind == "M" else request.ledger.find_change(int(number))
