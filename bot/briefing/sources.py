"""Whose word a statement rests on, and how often it was really said."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.briefing.view import View
from bot.model.ledger import Change, Meeting, Report


class Backing(StrEnum):
    """How far a statement is carried by the sides themselves."""

    BOTH_SIDES = "both-sides"
    ONE_SIDE = "one-side"
    PRESS_ONLY = "press-only"
    CHRONICLE = "chronicle"


@dataclass(frozen=True, slots=True)
class Sources:
    """Who speaks for a statement: `voices` are the sides that do, in the order of the
    configuration; `count` the articles that say it, copies of one text counted once."""

    backing: Backing
    voices: tuple[str, ...]
    count: int


def voice(report: Report, view: View) -> str | None:
    """The side whose official word a report is: it quotes it, or the source is its own."""
    if report.says is not None:
        return report.says
    if report.article is None:
        return None
    standing = report.article.standing
    return next((side.id for side in view.knowledge.sides.values() if standing in side.voices), None)


def concluding(subject: Meeting | Change) -> tuple[Report, ...]:
    """The reports that say what the ledger concludes: an article that only planned a meeting is
    no source for its having been held. All reports where none says it."""
    concluded = str(subject.state if isinstance(subject, Meeting) else subject.status)
    return tuple(report for report in subject.reports if report.state == concluded) or subject.reports


def only_chronicle(subject: Meeting | Change) -> bool:
    """True where nothing but the chronicle says what the ledger concludes."""
    return all(report.from_chronicle for report in concluding(subject))


def sources(reports: Sequence[Report], view: View) -> Sources:
    """Weigh the reports that say the same."""
    from_articles = [report for report in reports if not report.from_chronicle]
    voices = tuple(sorted({side for report in from_articles if (side := voice(report, view))}, key=view.side_order))
    return Sources(_backing(from_articles, voices), voices, len(independent(from_articles)))


def _backing(articles: Sequence[Report], voices: Sequence[str]) -> Backing:
    if not articles:
        return Backing.CHRONICLE
    if len(voices) > 1:
        return Backing.BOTH_SIDES
    return Backing.ONE_SIDE if voices else Backing.PRESS_ONLY


def independent(reports: Iterable[Report]) -> tuple[Report, ...]:
    """One report an article, and one for all articles that carry the same words: agency copy
    printed by ten papers is one source. The first of each stays, in the order given."""
    return _first_of_each(reports, lambda report: _words(report) | _article(report))


def distinct(reports: Iterable[Report]) -> tuple[Report, ...]:
    """As independent, but each thing that one article has each voice say stays: "Washington says
    held, Beijing says declined" may stand in a single article, even in a single sentence."""
    return _first_of_each(reports, lambda report: {(*key, report.state, report.says) for key in (_words(report) | _article(report))})


def _first_of_each(reports: Iterable[Report], keys_of: Callable[[Report], set[tuple[object, ...]]]) -> tuple[Report, ...]:
    kept: list[Report] = []
    seen: set[tuple[object, ...]] = set()
    for report in reports:
        keys = keys_of(report)
        if not keys & seen:
            kept.append(report)
        seen |= keys
    return tuple(kept)


def _words(report: Report) -> set[tuple[object, ...]]:
    words = "".join(character for character in report.quote.casefold() if character.isalnum())
    return {("words", words)} if words else set()


def _article(report: Report) -> set[tuple[object, ...]]:
    return {("article", report.article.id)} if report.article is not None else set()


def telling(reports: Sequence[Report], state: str, view: View) -> tuple[Report, ...]:
    """The reports worth showing, one a text and voice, most telling first: what the ledger concludes
    before what contradicts it, articles before the chronicle, a side's own word before the
    press, the newest first."""

    def rank(report: Report) -> tuple[bool, bool, bool]:
        return report.state != state, report.from_chronicle, voice(report, view) is None

    newest_first = sorted(reports, key=lambda report: report.known_at, reverse=True)
    return distinct(sorted(newest_first, key=rank))


def is_unconfirmed(reports: Sequence[Report], view: View) -> bool:
    """True where no article says it with confidence and no checked chronicle entry bears it out."""
    return not any(report.checked and report.confidence >= view.settings.confident_from for report in reports)


def is_unverified(reports: Sequence[Report]) -> bool:
    """True where nothing but unchecked chronicle entries speaks for it."""
    return all(report.from_chronicle and not report.checked for report in reports)
