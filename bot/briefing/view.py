"""Through what a briefing is seen: what is known, the reader's language, and the settings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol

from bot.i18n import SOURCE_LANGUAGE, Texts
from bot.model.claims import BOTH
from bot.model.knowledge import THIRD, Channel, Names, Side, Tenure


class Known(Protocol):
    """What a briefing asks of knowledge."""

    @property
    def sides(self) -> Mapping[str, Side]:
        """The two sides by id, in the order of the configuration."""

    @property
    def channels(self) -> Mapping[str, Channel]:
        """All channels by id, in the order of the configuration."""

    def tenures_on(self, person_id: str, on: date | None) -> tuple[Tenure, ...]:
        """The offices that somebody may have held on a day, most telling first."""


@dataclass(frozen=True, slots=True)
class BriefingSettings:
    """`background_after`: what is older at its article's date is background and never an alert.
    `confident_from`: a claim nobody reports with so much confidence is unconfirmed.
    `told_by_article`: a digest of at most so many articles tells them one by one."""

    background_after: timedelta = timedelta(days=14)
    confident_from: float = 0.8
    told_by_article: int = 5


@dataclass(frozen=True, slots=True)
class View:
    """Gives everything its name for one reader. Ids that knowledge lacks stand for themselves:
    the ledger may hold what an older configuration knew."""

    knowledge: Known
    texts: Texts
    settings: BriefingSettings = field(default_factory=BriefingSettings)

    def side(self, side_id: str) -> str:
        """What a side is called, `China`; `both sides` and `others` too."""
        if side_id in (BOTH, THIRD):
            return self.texts(f"side.{side_id}")
        side = self.knowledge.sides.get(side_id)
        return self._in_language(side.name, side.names) if side else side_id

    def government(self, side_id: str) -> str:
        """Who acts and speaks for a side, `Beijing`: the first metonym the configuration lists,
        else the side itself. Capitals need no article, "by United States" would."""
        side = self.knowledge.sides.get(side_id)
        metonyms = side.metonyms.get(self.texts.language, ()) if side else ()
        return metonyms[0] if metonyms else self.side(side_id)

    def channel(self, channel_id: str) -> str:
        channel = self.knowledge.channels.get(channel_id)
        return self._in_language(channel.name, channel.names) if channel else channel_id

    def _in_language(self, name: str, names: Names) -> str:
        """The configuration's own name for readers of its language, for others the first of theirs."""
        if self.texts.language == SOURCE_LANGUAGE:
            return name
        return next(iter(names.get(self.texts.language, ())), name)

    def side_order(self, side_id: str) -> int:
        """Sides in the order of the configuration, others after them."""
        order = [*self.knowledge.sides]
        return order.index(side_id) if side_id in order else len(order)
