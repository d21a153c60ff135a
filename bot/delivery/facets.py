"""Whether somebody asked for an alert. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from bot.briefing.alerts import Alert
from bot.briefing.news import state_of
from bot.delivery.values import Facets
from bot.model.claims import BOTH
from bot.model.knowledge import Channel
from bot.model.ledger import Meeting


class Facet(StrEnum):
    """One way in which a chat narrows its alerts."""

    SEVERITY = "severity"
    CHANNELS = "channels"
    PEOPLE = "people"
    SIDES = "sides"
    STATES = "states"


def wants(facets: Facets, alert: Alert, channels: Mapping[str, Channel]) -> bool:
    """True where the alert passes every facet."""
    return filtered_by(facets, alert, channels) is None


def filtered_by(facets: Facets, alert: Alert, channels: Mapping[str, Channel]) -> Facet | None:
    """The first facet that an alert does not pass, None where it is wanted.

    A channel that was asked for stands for all finer ones below it. An event without a channel is
    wanted by those who asked for none in particular, one that names nobody, such as a channel's
    change of status, by those who asked for no people. Where nobody says which side acted, any may
    have: better an alert too many than a suspension not told."""
    subject = alert.subject
    passes = {
        Facet.SEVERITY: alert.severity >= facets.severity,
        Facet.CHANNELS: _any(facets.channels, _upwards(alert.channel_id, channels)),
        Facet.PEOPLE: _any(facets.people, _people(subject)),
        Facet.SIDES: _acts(facets.sides, alert),
        Facet.STATES: _any(facets.states, (state_of(subject),)),
    }
    return next((facet for facet, passed in passes.items() if not passed), None)


def _any(wanted: tuple[str, ...], there: tuple[str, ...]) -> bool:
    return not wanted or any(one in wanted for one in there)


def _people(subject: object) -> tuple[str, ...]:
    return tuple(person.key for person in subject.participants) if isinstance(subject, Meeting) else ()


def _acts(wanted: tuple[str, ...], alert: Alert) -> bool:
    """Whether one of these sides acts: changed the status, or takes part in the contact. Who declined,
    cancelled or asked for a contact is not kept apart: there both sides count."""
    subject = alert.subject
    if isinstance(subject, Meeting):
        return _any(wanted, subject.sides)
    return subject.by in (None, BOTH) or _any(wanted, (subject.by,))


def _upwards(channel_id: str | None, channels: Mapping[str, Channel]) -> tuple[str, ...]:
    """The channel and those it is part of."""
    path: list[str] = []
    while channel_id is not None and channel_id not in path:
        path.append(channel_id)
        channel = channels.get(channel_id)
        channel_id = channel.parent_id if channel else None
    return tuple(path)
