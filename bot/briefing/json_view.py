"""The same statements as JSON-ready values, by the schema in docs/json.md.

Values are in no language: ids, ISO dates and the words of the annotation guide. What changes
the meaning of a key changes `SCHEMA`; new keys may appear without."""

from collections.abc import Mapping
from datetime import date, datetime

from bot.briefing.sources import concluding, is_unconfirmed, is_unverified, only_chronicle, sources
from bot.briefing.view import View
from bot.model.claims import Participant
from bot.model.ledger import ArticleRef, Change, ChannelStatus, Meeting, Report
from bot.model.period import Period

SCHEMA = "backchannel/1"

Data = dict[str, object]


def envelope(kind: str, **values: object) -> Data:
    """What every answer's data begins with."""
    return {"schema": SCHEMA, "kind": kind, **values}


def meeting_data(meeting: Meeting, view: View) -> Data:
    return {
        "id": meeting.short_id,
        "state": str(meeting.state),
        "mode": str(meeting.mode),
        **period_data(meeting.period),
        "periods": [period_data(period) for period in meeting.periods],
        "participants": [participant_data(person) for person in meeting.participants],
        "sides": list(meeting.sides),
        "place": meeting.place,
        "channel": meeting.channel_id,
        "disputed": meeting.disputed,
        **_trust(meeting, view),
        "reports": [report_data(report) for report in meeting.reports],
    }


def change_data(change: Change, view: View) -> Data:
    return {
        "id": change.short_id,
        "channel": change.channel_id,
        "status": str(change.status),
        **period_data(change.period),
        "by": change.by,
        "reason": change.reason,
        "disputed": change.disputed,
        **_trust(change, view),
        "reports": [report_data(report) for report in change.reports],
    }


def status_data(status: ChannelStatus, view: View) -> Data:
    """`status` null is "no report"; `inferred` says that a held contact shows the channel open."""
    channel = view.knowledge.channels.get(status.channel_id)
    return {
        "channel": status.channel_id,
        "name": view.channel(status.channel_id),
        "parent": channel.parent_id if channel else None,
        "status": str(status.status) if status.status else None,
        "inferred": status.status is not None and status.change is None,
        "since": str(status.since) if status.since else None,
        "confirmed": _day(status.confirmed_on),
        "stale": status.stale,
        "change": change_data(status.change, view) if status.change else None,
        "inferred_from": meeting_data(status.inferred_from, view) if status.inferred_from else None,
        "rivals": [change_data(change, view) for change in status.rivals],
        "last_contact": meeting_data(status.last_contact, view) if status.last_contact else None,
        "next_contact": meeting_data(status.next_contact, view) if status.next_contact else None,
    }


def report_data(report: Report) -> Data:
    """`article` null is a chronicle entry; its `source` says where it was checked."""
    return {
        "says": report.state,
        "voice": report.says,
        "period": str(report.period) if report.period else None,
        "quote": report.quote,
        "start": report.start,
        "end": report.end,
        "article": article_data(report.article) if report.article else None,
        "chronicle": {"source": report.chronicle_source, "checked": report.checked} if report.from_chronicle else None,
        "confidence": report.confidence,
        "known_at": moment_data(report.known_at),
    }


def article_data(article: ArticleRef) -> Data:
    return {
        "id": f"A-{article.id}",
        "title": article.title,
        "source": article.source,
        "address": article.address,
        "language": article.language,
        "standing": str(article.standing),
        "dated": str(article.dated) if article.dated else None,
        "relevant": article.relevant,
    }


def participant_data(person: Participant) -> Data:
    return {"id": person.person_id, "name": person.name, "side": person.side, "title": person.title, "inferred": person.inferred}


def period_data(period: Period | None) -> Data:
    """`start` and `end` as precisely as given; `end` null where one date was given."""
    if period is None:
        return {"start": None, "end": None}
    return {"start": str(period.start), "end": str(period.end) if period.end else None}


def moment_data(moment: datetime) -> str:
    return moment.isoformat()


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _trust(subject: Meeting | Change, view: View) -> Mapping[str, object]:
    reports = concluding(subject)
    found = sources(reports, view)
    return {
        "backing": str(found.backing),
        "voices": list(found.voices),
        "sources": found.count,
        "chronicle": only_chronicle(subject),
        "unverified": is_unverified(subject.reports),
        "unconfirmed": is_unconfirmed(reports, view),
    }
