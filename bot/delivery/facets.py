"""Whether somebody asked for an alert. Pure."""

from collections.abc import Mapping

from bot.delivery.values import Facets
from bot.model.knowledge import Channel


def wants(facets: Facets, severity: int, channel_id: str | None, channels: Mapping[str, Channel]) -> bool:
    """True where an event of this severity on this channel is wanted: a channel that was asked
    for stands for all finer ones below it; an event without a channel is wanted by those who
    asked for none in particular."""
    if severity < facets.severity:
        return False
    return not facets.channels or any(above in facets.channels for above in _upwards(channel_id, channels))


def _upwards(channel_id: str | None, channels: Mapping[str, Channel]) -> list[str]:
    """The channel and those it is part of."""
    path: list[str] = []
    while channel_id is not None and channel_id not in path:
        path.append(channel_id)
        channel = channels.get(channel_id)
        channel_id = channel.parent_id if channel else None
    return path
