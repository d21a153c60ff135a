"""What sets one kind of statement apart from another: chronicle, unverified, unconfirmed, disputed."""

from collections.abc import Sequence

from bot.briefing.quotes import word
from bot.briefing.sources import Backing, independent, is_unconfirmed, is_unverified, sources, voice
from bot.briefing.view import View
from bot.model.document import Line, Span, Style
from bot.model.ledger import Report


def marks(reports: Sequence[Report], view: View) -> Line:
    """The warning a line carries, or nothing: the strongest one alone."""
    mark = _mark(reports, view)
    return () if mark is None else (Span(" · "), Span(view.texts(f"item.{mark}"), Style.EMPHASIS))


def _mark(reports: Sequence[Report], view: View) -> str | None:
    if is_unverified(reports):
        return "unverified"
    if all(report.from_chronicle for report in reports):
        return "chronicle"
    return "unconfirmed" if is_unconfirmed(reports, view) else None


def backing_line(reports: Sequence[Report], view: View) -> str:
    """`Sources: press only, 2 articles`, `Sources: one side (China), 1 article, also in the
    chronicle` or `Sources: chronicle`."""
    found = sources(reports, view)
    said = view.texts(f"standing.{found.backing}", side=view.texts.listing([view.government(side) for side in found.voices]))
    facts = [said]
    if found.backing is not Backing.CHRONICLE:
        facts.append(view.texts("item.articles", count=found.count))
        if any(report.from_chronicle and report.checked for report in reports):
            facts.append(view.texts("item.also_chronicle"))
    return view.texts("item.sources", sources=", ".join(facts))


def disputed_line(reports: Sequence[Report], view: View) -> Line:
    """`Disputed: China says declined, The Times says held`: each voice once, sides first."""
    says: dict[str, str] = {}
    for report in sorted(independent(reports), key=lambda report: voice(report, view) is None):
        says.setdefault(_speaker(report, view), word(report.state, view))
    voices = [view.texts("item.voice", side=speaker, state=state) for speaker, state in says.items()]
    return (Span(view.texts("item.disputed", voices=", ".join(voices)), Style.STRONG),)


def _speaker(report: Report, view: View) -> str:
    side = voice(report, view)
    if side is not None:
        return view.government(side)
    return report.article.source if report.article else view.texts("standing.chronicle")
