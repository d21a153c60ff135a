"""One change of a channel's status as an item."""

from collections.abc import Sequence

from bot.briefing.marks import backing_line, disputed_line, marks
from bot.briefing.quotes import cut, telling_quotes
from bot.briefing.view import View
from bot.model.claims import Status
from bot.model.document import Item, Line, Span, Style, Tone, plain
from bot.model.ledger import ArticleRef, Change, Report

TONES = {
    Status.OPEN: Tone.OPEN,
    Status.AGREED: Tone.AGREED,
    Status.SOUGHT: Tone.SOUGHT,
    Status.SUSPENDED: Tone.SUSPENDED,
}


def change_item(
    change: Change, view: View, *, quotes: int = 2, shown: Sequence[Report] | None = None, under: ArticleRef | None = None
) -> Item:
    """The change with at most `quotes` of its reports, at least one, chosen among `shown`
    (None: all of them). `under` as in report_quote."""
    return Item(
        change_line(change, view),
        details=tuple(_details(change, view)),
        quotes=telling_quotes(change.reports if shown is None else shown, change.status, view, limit=quotes, under=under),
        tone=TONES[change.status],
    )


def change_line(change: Change, view: View) -> Line:
    """`Suspended: Defense ministers · by China · August 2022 · C-57`."""
    facts = [view.channel(change.channel_id)]
    if change.by is not None:
        facts.append(view.texts("item.by", side=view.government(change.by)))
    facts.append(view.texts.period(change.period))
    return (
        Span(view.texts(f"item.change_{change.status}"), Style.STRONG),
        Span(" " + " · ".join(facts)),
        *marks(change, view),
        Span(" · "),
        Span(change.short_id, Style.CODE),
    )


def _details(change: Change, view: View) -> list[Line]:
    lines = reason_lines(change, view)
    lines.append(plain(backing_line(change, view)))
    if change.disputed:
        lines.append(disputed_line(change.reports, view))
    return lines


def reason_lines(change: Change, view: View) -> list[Line]:
    """Why, where it is told; a chronicle's quote is its reason and need not say it twice."""
    if not change.reason or _is_noted(change):
        return []
    return [plain(view.texts("item.reason", reason=reason_words(change, view)))]


def reason_words(change: Change, view: View) -> str:
    """The reason: in quotation marks where they are an article's words, in its language; the
    chronicle's are our own."""
    reason = change.reason or ""
    return reason if _is_noted(change) else view.texts("item.quoted", words=reason)


def _is_noted(change: Change) -> bool:
    """True where the chronicle gives the reason in these words."""
    return cut(change.reason or "") in {cut(report.quote) for report in change.reports if report.from_chronicle}
