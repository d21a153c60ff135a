"""What people do on either platform, in the same words: the owner, a newcomer and the newcomer's room."""

import re
from dataclasses import dataclass, field
from typing import Protocol

from tests.fakes.slack import CHANNEL, FakeSlack
from tests.fakes.telegram import GROUP, FakeTelegram


@dataclass(frozen=True, slots=True)
class Shown:
    """A message of the bot's: its text, how often it was edited, the message it answers ("" for none)."""

    text: str
    id: str
    edited: int
    answers: str


class Platform(Protocol):
    """One newcomer, their private chat and a room that they run; an owner; and what each chat shows."""

    @property
    def fake(self) -> FakeTelegram | FakeSlack: ...

    def owner_says(self, text: str) -> None: ...
    def says(self, text: str) -> None: ...
    def says_in_room(self, text: str) -> None: ...
    def press(self, label: str) -> None: ...
    def make_room(self) -> None: ...
    def move_room(self) -> None: ...
    def lose_room(self) -> None: ...
    def owner_reads(self) -> list[Shown]: ...
    def reads(self) -> list[Shown]: ...
    def room_reads(self) -> list[Shown]: ...


@dataclass(slots=True)
class OnTelegram:
    """The room is a group, which becomes a supergroup and then puts the bot out."""

    fake: FakeTelegram
    room: int = GROUP
    _user: int = 8

    def owner_says(self, text: str) -> None:
        self.fake.user_says(text)

    def says(self, text: str) -> None:
        self.fake.user_says(text, user=self._user)

    def says_in_room(self, text: str) -> None:
        self.fake.user_says(f"/{text}@backchannel_bot", chat=self.room, user=self._user)

    def press(self, label: str) -> None:
        self.fake.press(label, chat=self._user, user=self._user)

    def make_room(self) -> None:
        self.fake.add_group(administrators=(self._user,))
        self.fake.membership("left", "member", user=self._user)

    def move_room(self) -> None:
        self.room = -1002
        self.fake.migration_is_told(GROUP, self.room)

    def lose_room(self) -> None:
        self.fake.kicked(self.room)
        self.fake.membership("member", "kicked", chat=self.room, user=self._user)

    def owner_reads(self) -> list[Shown]:
        return self._shown(7)

    def reads(self) -> list[Shown]:
        return self._shown(self._user)

    def room_reads(self) -> list[Shown]:
        return self._shown(self.room)

    def _shown(self, chat: int) -> list[Shown]:
        return [Shown(one.text, str(one.message_id), one.edited, str(one.reply_to or "")) for one in self.fake.messages(chat)]


@dataclass(slots=True)
class OnSlack:
    """The room is a channel, which gets another name and is then archived."""

    fake: FakeSlack
    room: str = field(default=CHANNEL, init=False)
    _user: str = "U8"

    def owner_says(self, text: str) -> None:
        self.fake.user_says(text)

    def says(self, text: str) -> None:
        self.fake.user_says(text, user=self._user)

    def says_in_room(self, text: str) -> None:
        self.fake.command(text, channel=self.room, user=self._user)

    def press(self, label: str) -> None:
        self.fake.press(label, user=self._user)

    def make_room(self) -> None:
        self.fake.add_channel(self.room)
        self.fake.add_admin(self._user)

    def move_room(self) -> None:
        self.fake.renamed(self.room, "maritime-desk")

    def lose_room(self) -> None:
        self.fake.archived(self.room)

    def owner_reads(self) -> list[Shown]:
        return self._shown("D7")

    def reads(self) -> list[Shown]:
        return self._shown("D8")

    def room_reads(self) -> list[Shown]:
        return self._shown(self.room)

    def _shown(self, channel: str) -> list[Shown]:
        return [Shown(one.words, one.ts, one.edited, one.thread) for one in self.fake.messages(channel)]


def invitation_code(messages: list[Shown]) -> str:
    """The code that stands in the newest of an owner's messages."""
    found = re.search(r"join (\S+)", messages[-1].text)
    assert found is not None, messages[-1].text
    return found[1]
