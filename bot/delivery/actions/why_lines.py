"""What was decided, and what became of a message, in words. Pure."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.delivery.decisions import Decision, Outcome
from bot.delivery.traces import Trace
from bot.delivery.values import State, Task
from bot.i18n import Texts


def decision_line(made: Decision, texts: Texts) -> str:
    """`no alert: it was old when the article was written`, `A-9 not sent here: below this chat's severity`."""
    article = f"A-{made.article_id}"
    if made.outcome is Outcome.SILENT:
        return texts("why.silent", rule=texts(f"why.rule_{made.rule}"))
    if made.outcome is Outcome.FILTERED:
        return texts("why.filtered", article=article, rule=texts(f"why.facet_{made.rule}"))
    if made.outcome is Outcome.CORRECTED:
        return texts(f"why.corrected_{made.rule}", article=article)
    if made.outcome is Outcome.MERGED:
        return texts("why.told_together", article=article)
    return texts(f"why.{made.outcome}", article=article)


def trace_lines(trace: Trace, now: datetime, texts: Texts, zone: ZoneInfo) -> Iterator[tuple[datetime, str]]:
    """A delivery's way, each step with its moment."""
    what = "edit" if trace.task is Task.EDIT else str(trace.kind)
    cause = texts("why.cause", article=f"A-{trace.article_id}") if trace.article_id else texts("why.cause_unknown")
    yield trace.created_at, texts(f"why.queued_{what}", cause=cause)
    if trace.held_by is not None:
        key = "why.holds" if trace.state is State.HELD else "why.held_was"
        yield trace.created_at, texts(key, rule=texts(f"why.hold_{trace.held_by}"))
    if trace.state is State.HELD:
        return
    yield _end(trace, now, texts, zone)


def _end(trace: Trace, now: datetime, texts: Texts, zone: ZoneInfo) -> tuple[datetime, str]:
    at = trace.sent_at or trace.taken_at or trace.created_at
    match trace.state:
        case State.SENT if trace.task is Task.EDIT:
            return at, texts("why.edited")
        case State.SENT:
            return at, texts("why.sent_again" if trace.repeat else "why.sent", message=trace.message_id or "")
        case State.QUEUED if trace.not_before > now:
            until = texts.moment(trace.not_before, zone)
            return at, texts("why.waits_until", until=until)
        case State.QUEUED | State.SENDING:
            return at, texts("why.waits")
        case State.MERGED:
            return at, texts("why.told_by_another")
        case State.UNKNOWN:
            return at, texts("why.unknown")
        case _:
            return at, texts("why.given_up", reason=trace.reason or "")
