"""What sets one kind of statement apart from another: chronicle, unverified, unconfirmed, disputed."""

from collections.abc import Sequence

from bot.briefing.quotes import word
from bot.briefing.sources import Backing, concluding, distinct, independent, is_unconfirmed, is_unverified, only_chronicle, sources, voice
from bot.briefing.view import View
from bot.model.document import Line, Span, Style
from bot.model.ledger import Change, Meeting, Report


def marks(subject: Meeting | Change, view: View) -> Line:
    """The warning a line carries, or nothing: the strongest one alone."""
    mark = mark_of(subject, view)
    return () if mark is None else (Span(" · "), Span(view.texts(f"item.{mark}"), Style.EMPHASIS))


def mark_of(subject: Meeting | Change, view: View) -> str | None:
    """What kind of statement it is, where it is not simply reported: `unverified`, `chronicle`
    or `unconfirmed`, keys of the texts `item.…`."""
    if is_unverified(subject.reports):
        return "unverified"
    if only_chronicle(subject):
        return "chronicle"
    return "unconfirmed" if is_unconfirmed(concluding(subject), view) else None


def backing_line(subject: Meeting | Change, view: View) -> str:
    """`Sources: press only, 2 articles`, `Sources: one side (China), 1 article, also in the
    chronicle` or `Sources: chronicle; other reports: planned, 1 article`."""
    reports = concluding(subject)
    found = sources(reports, view)
    said = view.texts(f"standing.{found.backing}", side=view.texts.listing([view.government(side) for side in found.voices]))
    facts = [said]
    if found.backing is not Backing.CHRONICLE:
        facts.append(view.texts("item.articles", count=found.count))
        if any(report.from_chronicle and report.checked for report in reports):
            facts.append(view.texts("item.also_chronicle"))
    others = _others(subject, reports, view)
    return "; ".join([view.texts("item.sources", sources=", ".join(facts)), *others])


def _others(subject: Meeting | Change, reports: Sequence[Report], view: View) -> list[str]:
    """What other articles say of it, each state with how many do; a dispute has a line of its own."""
    if subject.disputed:
        return []
    others = [report for report in subject.reports if report not in reports and not report.from_chronicle]
    said = []
    for state in dict.fromkeys(one.state for one in others):
        count = len(independent([one for one in others if one.state == state]))
        said.append(view.texts("item.other_reports", state=word(state, view), articles=view.texts("item.articles", count=count)))
    return said


def disputed_line(reports: Sequence[Report], view: View) -> Line:
    """`Disputed: China says declined, The Times says held`: each voice once, by its last word, sides
    first. One article may quote both."""
    says: dict[str, str] = {}
    for report in sorted(distinct(reports), key=lambda report: voice(report, view) is None):
        says[_speaker(report, view)] = word(report.state, view)
    voices = [view.texts("item.voice", side=speaker, state=state) for speaker, state in says.items()]
    return (Span(view.texts("item.disputed", voices=", ".join(voices)), Style.STRONG),)


def _speaker(report: Report, view: View) -> str:
    side = voice(report, view)
    if side is not None:
        return view.government(side)
    return report.article.source if report.article else view.texts("standing.chronicle")
