"""Invented articles on people of the shipped roster, and on two whom nobody lists."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from bot.knowledge.knowledge import Knowledge
from bot.ledger.store import Ledger
from bot.model.article import Article, Reading, Standing
from bot.model.claims import ChangeClaim, Evidence, MeetingClaim, MeetingState, Mode, Participant, Status
from bot.model.period import Period

NOW = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
"""When the questions are asked."""

LEARNED = datetime(2026, 6, 28, 9, 0, tzinfo=UTC)
"""When the articles were read: within the last week."""

UNLISTED = {
    "oakes": Participant("Tom Oakes", "us", title="Director for Crisis Talks"),
    "li": Participant("Li Mingzhe", "cn", title="Deputy Director for Crisis Talks"),
}


class Teller:
    """Makes claims whose evidence is a sentence of the article."""

    def __init__(self, knowledge: Knowledge, text: str) -> None:
        self._knowledge = knowledge
        self.text = text

    def person(self, key: str, *, inferred: bool = False) -> Participant:
        if key in UNLISTED:
            return UNLISTED[key]
        person = self._knowledge.people[key]
        return Participant(person.name, person.side, person.id, person.tenures[-1].title, inferred)

    def meeting(self, quote: str, people: Sequence[str], state: MeetingState, mode: Mode, **more: Any) -> MeetingClaim:
        inferred = more.pop("inferred", ())
        participants = tuple(self.person(key, inferred=key in inferred) for key in people)
        fields = {"period": None, "place": None, "channel_id": None} | more
        return MeetingClaim(participants, ("us", "cn"), state, mode, evidence=self._evidence(quote), **fields)

    def change(self, quote: str, channel: str, status: Status, period: str, **more: Any) -> ChangeClaim:
        fields = {"by": None, "reason": None} | more
        return ChangeClaim(channel, status, Period.parse(period), evidence=self._evidence(quote), **fields)

    def _evidence(self, quote: str) -> Evidence:
        start = self.text.index(quote)
        return Evidence(start, start + len(quote), quote)


def tell_story(ledger: Ledger, knowledge: Knowledge) -> None:
    """The shipped chronicle, then five invented articles: A-1 to A-5."""
    ledger.import_chronicle(knowledge.chronicle, knowledge.people, LEARNED)
    for article, reading in (_summer(knowledge), _spring(knowledge), _claim(knowledge), _denial(knowledge), _nothing()):
        ledger.record(article, reading, LEARNED)


def _summer(knowledge: Knowledge) -> tuple[Article, Reading]:
    text = (
        "Pete Hegseth met Dong Jun in Singapore on Friday. Dong Jun will receive Pete Hegseth in Beijing in September. "
        "The two sides agreed to set up the joint staff dialogue again on 8 June. "
        "Beijing broke off the maritime talks on 2 May over the arms sale of April. "
        "Washington has asked for a call between Samuel Paparo and Wu Yanan."
    )
    tell = Teller(knowledge, text)
    meetings = (
        tell.meeting(
            "Pete Hegseth met Dong Jun in Singapore on Friday.",
            ("pete-hegseth", "dong-jun"),
            MeetingState.HELD,
            Mode.IN_PERSON,
            period=Period.of_day(date(2026, 6, 5)),
            place="Singapore",
            channel_id="secdef-mnd",
        ),
        tell.meeting(
            "Dong Jun will receive Pete Hegseth in Beijing in September.",
            ("pete-hegseth", "dong-jun"),
            MeetingState.PLANNED,
            Mode.IN_PERSON,
            period=Period.of_month(2026, 9),
            place="Beijing",
            channel_id="secdef-mnd",
        ),
        tell.meeting(
            "Washington has asked for a call between Samuel Paparo and Wu Yanan.",
            ("samuel-paparo", "wu-yanan"),
            MeetingState.SOUGHT,
            Mode.PHONE,
            channel_id="theater",
        ),
    )
    changes = (
        tell.change(
            "The two sides agreed to set up the joint staff dialogue again on 8 June.", "jsdm", Status.AGREED, "2026-06-08", by="both"
        ),
        tell.change(
            "Beijing broke off the maritime talks on 2 May over the arms sale of April.",
            "mmca",
            Status.SUSPENDED,
            "2026-05-02",
            by="cn",
            reason="the arms sale of April",
        ),
    )
    return _read(text, "2026-06-10", "gazette", "Ministers meet in Singapore", Standing.PRESS, meetings, changes)


def _spring(knowledge: Knowledge) -> tuple[Article, Reading]:
    text = (
        "The defense secretary spoke with Zhang Youxia by phone on 3 March. "
        "Liu Zhenli turned down a visit of Charles Q. Brown in April. "
        "Tom Oakes and Li Mingzhe spoke by video on 11 February. "
        "Ely Ratner may have met Li Bin in January. "
        "John Aquilino was to speak with Wu Yanan by video on 20 March. "
        "Xie Feng called off his lunch with Elbridge Colby in April."
    )
    tell = Teller(knowledge, text)
    meetings = (
        tell.meeting(
            "The defense secretary spoke with Zhang Youxia by phone on 3 March.",
            ("pete-hegseth", "zhang-youxia"),
            MeetingState.HELD,
            Mode.PHONE,
            period=Period.of_day(date(2026, 3, 3)),
            inferred=("pete-hegseth",),
        ),
        tell.meeting(
            "Liu Zhenli turned down a visit of Charles Q. Brown in April.",
            ("charles-q-brown", "liu-zhenli"),
            MeetingState.DECLINED,
            Mode.IN_PERSON,
            period=Period.of_month(2026, 4),
            channel_id="cjcs-jsd",
        ),
        tell.meeting(
            "Tom Oakes and Li Mingzhe spoke by video on 11 February.",
            ("oakes", "li"),
            MeetingState.HELD,
            Mode.VIDEO,
            period=Period.of_day(date(2026, 2, 11)),
            channel_id="ccwg",
        ),
        tell.meeting(
            "Ely Ratner may have met Li Bin in January.",
            ("ely-ratner", "li-bin-oimc"),
            MeetingState.HELD,
            Mode.UNKNOWN,
            period=Period.of_month(2026, 1),
            confidence=0.5,
        ),
        tell.meeting(
            "John Aquilino was to speak with Wu Yanan by video on 20 March.",
            ("john-aquilino", "wu-yanan"),
            MeetingState.PLANNED,
            Mode.VIDEO,
            period=Period.of_day(date(2026, 3, 20)),
            channel_id="theater",
        ),
        tell.meeting(
            "Xie Feng called off his lunch with Elbridge Colby in April.",
            ("elbridge-colby", "xie-feng"),
            MeetingState.CANCELLED,
            Mode.IN_PERSON,
            period=Period.of_month(2026, 4),
        ),
    )
    return _read(text, "2026-05-01", "gazette", "A spring of calls", Standing.PRESS, meetings, ())


def _claim(knowledge: Knowledge) -> tuple[Article, Reading]:
    return _voice(knowledge, "Washington says that Dan Caine met Liu Zhenli on 12 May.", MeetingState.HELD, "us", "2026-05-14")


def _denial(knowledge: Knowledge) -> tuple[Article, Reading]:
    return _voice(knowledge, "Beijing says that it declined to see Dan Caine on 12 May.", MeetingState.DECLINED, "cn", "2026-05-15")


def _voice(knowledge: Knowledge, text: str, state: MeetingState, says: str, day: str) -> tuple[Article, Reading]:
    """One side's official word on one contact."""
    meeting = Teller(knowledge, text).meeting(
        text,
        ("dan-caine", "liu-zhenli"),
        state,
        Mode.IN_PERSON,
        says=says,
        period=Period.of_day(date(2026, 5, 12)),
        channel_id="cjcs-jsd",
    )
    return _read(text, day, "wire", f"Account of {day}", Standing.PRESS, (meeting,), ())


def _nothing() -> tuple[Article, Reading]:
    text = "Rain is expected on the coast."
    dated = Period.of_day(date(2026, 6, 1))
    return Article(text, "gazette", "rain.txt", title="Weather"), Reading("en", dated, "metadata", False, (), (), ())


def _read(
    text: str,
    day: str,
    source: str,
    title: str,
    standing: Standing,
    meetings: tuple[MeetingClaim, ...],
    changes: tuple[ChangeClaim, ...],
) -> tuple[Article, Reading]:
    people = tuple(dict.fromkeys(person for meeting in meetings for person in meeting.participants))
    article = Article(text, source, f"https://news.example/{day}", title=title, standing=standing)
    return article, Reading("en", Period.parse(day, day), "metadata", True, people, meetings, changes)
