"""`why [M-184 | C-57 | A-9 | link]`: why something was told here, or was not."""

from collections.abc import Sequence

from bot.answers.records import find_id
from bot.briefing.quotes import web_address
from bot.delivery.actions.action import Action, Request
from bot.delivery.actions.why_account import Account
from bot.delivery.errors import WhyMessage, WhyNothing, WhyUnknown, WhyWhat
from bot.delivery.values import Task
from bot.model.document import Document
from bot.model.ledger import Change, Meeting

_KINDS = {"m": "M", "c": "C", "a": "A"}


def names_something(arguments: str) -> bool:
    """Whether what follows `why` is an id or a link; "why was the hotline suspended?" is a question."""
    text = arguments.strip().rstrip("?").strip()
    return find_id(text) is not None or web_address(text) is not None


def _run(arguments: str, request: Request) -> Document:
    text = arguments.strip().rstrip("?").strip()
    account = Account(request)
    if not text:
        return _of_message(request, account)
    found = find_id(text)
    if found is not None:
        letter, number = found
        return _of_article(number, text, account) if letter == "a" else _of_event(f"{_KINDS[letter]}-{number}", account)
    if web_address(text) is None:
        raise WhyUnknown(text=text)
    article_id = request.ledger.find_address(text)
    if article_id is None:
        raise WhyNothing(text=text)
    return _of_article(article_id, text, account)


def _of_event(short_id: str, account: Account) -> Document:
    event = account.find(short_id)
    if event is None:
        raise WhyNothing(text=short_id)
    return account.of_events([event], asked=short_id)


def _of_article(number: int, text: str, account: Account) -> Document:
    document = account.of_article(number)
    if document is None:
        raise WhyNothing(text=text)
    return document


def _of_message(request: Request, account: Account) -> Document:
    """About the message of ours that was answered; about an edit or a reply as about what it followed."""
    if not request.incoming.replies_to:
        raise WhyWhat
    chat = account.chat
    trace = request.store.traces.find_message(chat.id, request.incoming.replies_to) if chat else None
    if trace is None:
        raise WhyMessage
    told = request.store.told.in_messages({trace.target_id or trace.id} if trace.task is Task.SEND else {trace.id})
    events: Sequence[Meeting | Change] = [event for one in told if (event := account.find(one.subject)) is not None]
    if not events:
        raise WhyMessage
    return account.of_events(list({event.short_id: event for event in events}.values()))


ACTION = Action("why", _run, takes=names_something)
