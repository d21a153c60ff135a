"""The words that prove a statement, with where they stand."""

from collections.abc import Sequence
from pathlib import PurePath
from urllib.parse import urlsplit

from bot.briefing.sources import telling
from bot.briefing.view import View
from bot.model.document import Line, Quote, Span, plain
from bot.model.ledger import ArticleRef, Report

LIMIT = 300
"""How many characters of a quote are shown."""


def report_quote(report: Report, view: View, *, concluded: str | None = None, under: ArticleRef | None = None) -> Quote:
    """One report as a quote. Where it says something else than `concluded`, its line tells.

    `under` is the article whose heading the quote stands under: its line is then its id alone."""
    if report.article is None:
        return Quote(_chronicle_note(report, view), _chronicle_line(report, view), view.texts.language, chronicle=True)
    line = _id_line(report.article) if report.article == under else article_line(report.article, view)
    remarks = _remarks(report, view, concluded)
    if remarks:
        line = (*line, Span(f" · {' · '.join(remarks)}"))
    return Quote(cut(report.quote), line, report.article.language)


def telling_quotes(
    reports: Sequence[Report], concluded: str, view: View, *, limit: int, under: ArticleRef | None = None
) -> tuple[Quote, ...]:
    """The most telling reports as quotes, at least one where there is any.

    A chronicle entry that bears articles out comes on top of `limit`: the exact day or the
    names of a statement may be the entry's and not the article's."""
    ranked = telling(reports, concluded, view)
    chosen = list(ranked[: max(limit, 1)])
    if not any(report.from_chronicle for report in chosen):
        chosen += [report for report in ranked if report.from_chronicle and report.checked][:1]
    return tuple(report_quote(report, view, concluded=concluded, under=under) for report in chosen)


def cut(text: str, limit: int = LIMIT) -> str:
    """At most `limit` characters on one line, cut at a word's border and marked with `…`.

    Chinese has no such borders: where none lies in the last third, it is cut between characters."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    border = text.rfind(" ", limit * 2 // 3, limit)
    return text[: border if border > 0 else limit - 1].rstrip(" ,;:–—-") + "…"


def article_line(article: ArticleRef, view: View) -> Line:
    """`Title, source, 1 December 2023 (A-9)`; a file without a title goes by its name."""
    link = web_address(article.address)
    title = article.title or (None if link else PurePath(article.address).name)
    params = {"source": article.source, "dated": view.texts.period(article.dated), "id": f"A-{article.id}"}
    text = view.texts("item.titled_source", title=cut(title, 120), **params) if title else view.texts("item.source", **params)
    return (Span(text, link=link),)


def _id_line(article: ArticleRef) -> Line:
    return (Span(f"A-{article.id}", link=web_address(article.address)),)


def _remarks(report: Report, view: View, concluded: str | None) -> list[str]:
    remarks = []
    if report.says is not None:
        remarks.append(view.texts("item.says", side=view.government(report.says)))
    if concluded is not None and report.state != concluded:
        remarks.append(view.texts("item.report_says", state=word(report.state, view)))
    return remarks


def word(state: str, view: View) -> str:
    """The word for a meeting's state or a channel's status."""
    key = f"state.{state}"
    return view.texts(key if key in view.texts else f"status.{state}")


def _chronicle_note(report: Report, view: View) -> str:
    return cut(report.quote) or view.texts("item.chronicle_no_note")


def _chronicle_line(report: Report, view: View) -> Line:
    if report.chronicle_source is None:
        key = "item.chronicle_unsourced" if report.checked else "item.chronicle_unverified"
        return plain(view.texts(key))
    key = "item.chronicle_source" if report.checked else "item.chronicle_unverified_source"
    link = web_address(report.chronicle_source)
    shown = urlsplit(link).hostname if link else None
    return (Span(view.texts(key, source=shown or report.chronicle_source), link=link),)


def web_address(address: str) -> str | None:
    """The address if a reader can follow it: absolute, http or https, without spaces."""
    if any(character.isspace() for character in address):
        return None
    try:
        parts = urlsplit(address)
        return address if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None
