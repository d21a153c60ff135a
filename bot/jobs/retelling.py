"""Alerts that waited, as the ledger has their events now."""

import re
from collections.abc import Iterable

from bot.briefing.alerts import Alert
from bot.briefing.alerts.change import ChannelChange
from bot.briefing.alerts.contact import Contact
from bot.briefing.alerts.kind import told_by
from bot.briefing.news import state_of
from bot.briefing.severity import change_severity, meeting_severity
from bot.briefing.view import View
from bot.model.ledger import ArticleRef, Change, LedgerReader, Meeting

_KEY = re.compile(r"([MC])-(\d+):")


def alerts_now(keys: Iterable[str], article_id: int | None, ledger: LedgerReader, view: View) -> tuple[Alert, ...]:
    """What the events of these alerts' keys have become, the gravest first and each once. An event that
    the ledger does not hold any more is left out.

    Each is proven by the article that gave cause, or, where that says otherwise than what holds now, by the
    last one that says so."""
    found = ledger.find_article(article_id) if article_id is not None else None
    subjects = {subject.short_id: subject for key in keys if (subject := _subject(key, ledger)) is not None}
    alerts = [_alert(subject, found[0] if found else None, view) for subject in subjects.values()]
    return tuple(sorted((one for one in alerts if one is not None), key=lambda one: -one.severity))


def _subject(key: str, ledger: LedgerReader) -> Meeting | Change | None:
    match = _KEY.match(key)
    if match is None:
        return None
    return ledger.find_meeting(int(match[2])) if match[1] == "M" else ledger.find_change(int(match[2]))


def _alert(subject: Meeting | Change, article: ArticleRef | None, view: View) -> Alert | None:
    proof = article if article is not None and told_by(article, subject) else _last_to_say(subject)
    if proof is None:
        return None
    channels = view.knowledge.channels
    if isinstance(subject, Meeting):
        name, severity = Contact.name, meeting_severity(subject, channels)
    else:
        name, severity = ChannelChange.name, change_severity(subject, channels)
    return Alert(name, f"{subject.short_id}:{state_of(subject)}", severity, subject, proof)


def _last_to_say(subject: Meeting | Change) -> ArticleRef | None:
    articles = [report.article for report in subject.reports if report.article is not None and report.state == state_of(subject)]
    return articles[-1] if articles else None
