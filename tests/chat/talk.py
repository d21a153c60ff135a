"""The bot in several chats at once, as several people meet it; time stands still unless it is moved."""

from itertools import count

from sqlalchemy import Engine

from bot.chat.dispatch import Dispatch
from bot.model.chat import ChatAddress, Incoming, Speaker
from bot.model.document import Document
from tests.delivery.actions.dialog import flat
from tests.delivery.kit import BERLIN, SetClock
from tests.delivery.watch import WATCH

ANNA, BEN, CARLA = Speaker("telegram:1", "Anna"), Speaker("telegram:2", "Ben"), Speaker("telegram:3", "Carla")
GROUP = ChatAddress("telegram", "-100")
_updates = count(1)


class Talk:
    """Anna owns the bot unless other owners are named."""

    def __init__(self, engine: Engine, owners: tuple[str, ...] = (ANNA.key,)) -> None:
        self.clock = SetClock()
        self.dispatch = Dispatch(engine, WATCH, self.clock, owners=owners, reachable={"telegram", "slack"}, zone=BERLIN)

    async def private(self, speaker: Speaker, line: str) -> str | None:
        """What somebody is answered in their own chat with the bot."""
        platform, _, person = speaker.key.partition(":")
        team, _, user = person.rpartition("/")
        address = ChatAddress(platform, f"D{user}" if team else user, team)
        return _flat(await self._heard(address, speaker, line, private=True))

    async def group(self, speaker: Speaker, line: str, address: ChatAddress = GROUP) -> str | None:
        return _flat(await self._heard(address, speaker, line, private=False))

    async def invited(self, speaker: Speaker, role: str) -> None:
        """Let somebody in, by Anna."""
        assert "You are" in str(await self.private(speaker, f"join {await self.code(role)}"))

    async def code(self, wish: str = "reader") -> str:
        """The code of an invitation that Anna makes."""
        return code_in(str(await self.private(ANNA, f"invite {wish}")))

    async def _heard(self, address: ChatAddress, speaker: Speaker, line: str, *, private: bool) -> Document | None:
        key = f"test:{next(_updates)}"
        return await self.dispatch.handle(Incoming(address, speaker, line, key, private=private, bot_name="watch_bot"))


def code_in(answer: str) -> str:
    """The code that an invitation tells."""
    return answer.partition("/start ")[2].splitlines()[0]


def _flat(document: Document | None) -> str | None:
    return flat(document) if document else None
