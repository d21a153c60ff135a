"""An invented chronicle and its people."""

from dataclasses import replace

from bot.model.claims import MeetingState, Mode, Status
from bot.model.knowledge import Chronicle, ChronicleChange, ChronicleMeeting, Person, Tenure
from bot.model.period import PartialDate
from tests.ledger.accounts import NORTH, SOUTH, day, person


def _listed(name: str) -> Person:
    key, side = person(name).key, person(name).side
    tenures = (
        Tenure(key, f"{side}-minister", "Minister", PartialDate(2020)),
        Tenure(key, f"{side}-aide", "Aide", PartialDate(2010), PartialDate(2019)),
    )
    return Person(key, name, side, name.split()[1], {"en": (name,)}, tenures)


PEOPLE = {found.id: found for found in map(_listed, NORTH + SOUTH)}


def held(
    key: str, when: str, people: tuple[str, ...] = ("ada-berg", "rosa-luz"), *, checked: bool = True, channel: str = "talks"
) -> ChronicleMeeting:
    return ChronicleMeeting(
        id=key,
        participants=people,
        period=day(when),
        state=MeetingState.HELD,
        mode=Mode.IN_PERSON,
        place=None,
        channel_id="talks",
        note=f"note of {key}",
        confidence="high",
        source=f"source of {key}" if checked else None,
        see=None if checked else f"see {key}",
        checked=checked,
    )


def changed(key: str, when: str, status: Status, *, checked: bool = True) -> ChronicleChange:
    return ChronicleChange(key, "talks", status, day(when), "south", f"reason of {key}", "medium", f"source of {key}", None, checked)


def chronicle(*entries: ChronicleMeeting | ChronicleChange) -> Chronicle:
    return Chronicle(
        tuple(entry for entry in entries if isinstance(entry, ChronicleMeeting)),
        tuple(entry for entry in entries if isinstance(entry, ChronicleChange)),
    )


def reworded(entry: ChronicleMeeting, note: str) -> ChronicleMeeting:
    return replace(entry, note=note)
