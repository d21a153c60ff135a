"""`start`: what this bot is and how to begin. The first thing Telegram makes people say."""

from bot.delivery.actions.action import Action, Request
from bot.i18n import Texts
from bot.model.document import Action as Button
from bot.model.document import Document, Item, Paragraph, Span, Style, plain

_BEGINNINGS = ("board", "brief", "subscribe", "help")


def _run(_arguments: str, request: Request) -> Document:
    texts = request.texts
    items, buttons = beginnings(texts)
    return Document(
        texts("delivery.start_title"),
        (Paragraph(plain(texts("delivery.start"))), *items),
        summary=texts("delivery.start_title"),
        language=texts.language,
        actions=buttons,
    )


def beginnings(texts: Texts) -> tuple[tuple[Item, ...], tuple[Button, ...]]:
    """What to try first, as lines and as buttons."""
    says = {word: texts(f"delivery.start_{word}") for word in _BEGINNINGS}
    items = tuple(Item((Span(word, Style.CODE), Span(f" {what}"))) for word, what in says.items())
    return items, tuple(Button(what, word) for word, what in says.items())


ACTION = Action("start", _run, takes_arguments=False)
