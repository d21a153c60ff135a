"""`review [on | off]`, `approve N`, `reject N`: whether and how editors see alerts before the chats do."""

import re

from bot.answers.errors import WrongUse
from bot.delivery.actions.action import Action, Request
from bot.delivery.errors import ReviewDecided, ReviewUnknown
from bot.delivery.reviews import Review, Ruling
from bot.delivery.roles import Role
from bot.delivery.switches import Switch
from bot.model.document import Action as Button
from bot.model.document import Document, Paragraph, plain

_NUMBER = re.compile(r"(?:a-?)?(\d{1,9})", re.IGNORECASE)
_MOST_BUTTONS = 3


def _review(arguments: str, request: Request) -> Document:
    word = arguments.lower()
    if word in ("on", "off"):
        request.check_role(Role.OWNER)
        request.store.switches.turn(Switch.REVIEW, word == "on", request.incoming.speaker.key, request.now)
    elif word:
        raise WrongUse(given=arguments, usage=request.texts("delivery.usage_review"))
    return _shown(request)


def _shown(request: Request) -> Document:
    texts, waiting = request.texts, request.store.reviews.open()
    is_on = request.store.switches.is_on(Switch.REVIEW, request.now)
    text = texts("review.is_on" if is_on else "review.is_off")
    ids = texts.listing([one.short_id for one in waiting])
    waits = texts("review.waiting", ids=ids, first=waiting[0].short_id) if waiting else texts("review.none_waits")
    blocks = (Paragraph(plain(text)), Paragraph(plain(waits)))
    buttons = tuple(Button(texts("alert.evidence", id=one.short_id), one.short_id) for one in waiting[:_MOST_BUTTONS])
    return Document(texts("review.shown_title"), blocks, summary=text, language=texts.language, actions=buttons)


def _approve(arguments: str, request: Request) -> Document:
    return _rule(arguments, Ruling.APPROVED, request)


def _reject(arguments: str, request: Request) -> Document:
    return _rule(arguments, Ruling.REJECTED, request)


def _rule(arguments: str, ruling: Ruling, request: Request) -> Document:
    review = _named(arguments, request)
    speaker = request.incoming.speaker
    count = request.store.reviews.rule(review.article_id, ruling, speaker.name or speaker.key, request.now)
    if count is None:
        raise ReviewDecided(id=review.short_id, what=request.texts(f"review.is_{review.ruling or ruling}", by=review.by))
    text = request.texts(f"review.done_{ruling}", id=review.short_id, count=count)
    return Document(request.texts("review.shown_title"), (Paragraph(plain(text)),), summary=text, language=request.texts.language)


def _named(arguments: str, request: Request) -> Review:
    match = _NUMBER.fullmatch(arguments.strip())
    review = request.store.reviews.find(int(match[1])) if match else None
    if review is None:
        raise ReviewUnknown(text=arguments)
    return review


def _is_number(arguments: str) -> bool:
    return _NUMBER.fullmatch(arguments.strip()) is not None


ACTION = Action("review", _review, takes=lambda arguments: arguments.lower() in ("on", "off"))
APPROVE = Action("approve", _approve, takes=_is_number)
REJECT = Action("reject", _reject, takes=_is_number)
