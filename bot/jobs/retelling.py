"""Alerts that waited, as the ledger has their events now."""

from collections.abc import Iterable

from bot.briefing.alerts import Alert, alert_on
from bot.briefing.view import View
from bot.delivery.told import Told
from bot.jobs.corrections import Events


def alerts_now(told: Iterable[Told], article_id: int | None, events: Events, view: View) -> tuple[Alert, ...]:
    """What the events that a message tells have become, the gravest first and each once. An event that
    the ledger does not hold any more is left out; `article_id` is the article that gave cause."""
    alerts: dict[str, Alert] = {}
    for one in told:
        event = events.find(one.subject)
        if event is None:
            continue
        articles = {report.article.id: report.article for report in event.reports if report.article is not None}
        proof = articles.get((one.said or {}).get("proof") or 0)
        cause = articles.get(article_id or 0) or proof or next(iter(articles.values()), None)
        if cause is not None:
            alerts[event.short_id] = alert_on(event, cause, view, proof=proof)
    return tuple(sorted(alerts.values(), key=lambda one: -one.severity))
