"""A small invented watch: nothing here can lean on the shipped configuration."""

from datetime import date

from bot.knowledge.knowledge import Knowledge
from bot.model.knowledge import Channel, Chronicle, Side

SIDES = {"ar": Side("ar", "Arcadia", {}, {}), "bo": Side("bo", "Borduria", {}, {})}


def channel(channel_id: str, name: str, parent_id: str | None = "all", level: str = "working") -> Channel:
    return Channel(channel_id, name, {"de": (f"{name} (deutsch)",)}, level, parent_id, "")


CHANNELS = {
    one.id: one
    for one in (
        channel("all", "Military relations", None, "ministers"),
        channel("ministers", "Ministers' talks", level="ministers"),
        channel("navy", "Naval talks"),
        channel("phone", "Naval telephone", "navy", "crisis"),
    )
}

WATCH = Knowledge(SIDES, {}, {}, {}, CHANNELS, {}, {}, Chronicle((), ()), date(2026, 1, 1))
