"""A small invented watch, and short ways to write what a ledger gives out.

Two sides, Arcadia and Borduria, so that nothing here can lean on the shipped configuration."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from bot.briefing.view import View
from bot.i18n import texts_for
from bot.model.article import Standing
from bot.model.claims import MeetingState, Mode, Participant, Status
from bot.model.knowledge import Channel, Side, Tenure
from bot.model.ledger import ArticleRef, Change, ChannelStatus, Meeting, Report
from bot.model.period import Period

NOON = datetime(2024, 3, 15, 12, tzinfo=UTC)

SIDES = {
    "ar": Side("ar", "Arcadia", {}, {}, metonyms={"en": ("Port Royal", "the Citadel")}, voices=(Standing.OFFICIAL_US,)),
    "bo": Side("bo", "Borduria", {}, {}, voices=(Standing.OFFICIAL_PRC, Standing.STATE_MEDIA)),
}


def channel(channel_id: str, name: str, level: str, parent_id: str | None = "all", *, finer: bool = False) -> Channel:
    return Channel(channel_id, name, {}, level, parent_id, "", annotation=not finer)


CHANNELS = {
    entry.id: entry
    for entry in (
        channel("all", "All military contact", "ministers", None),
        channel("ministers", "Defense ministers", "ministers"),
        channel("navy", "Naval talks", "working"),
        channel("navy-phone", "Naval telephone", "crisis", "navy", finer=True),
        channel("chiefs", "Chiefs of staff", "chiefs"),
        channel("attaches", "Attachés", "working"),
    )
}


@dataclass(frozen=True)
class SmallKnowledge:
    sides: Mapping[str, Side] = field(default_factory=lambda: SIDES)
    channels: Mapping[str, Channel] = field(default_factory=lambda: CHANNELS)
    tenures: tuple[Tenure, ...] = ()

    def tenures_on(self, person_id: str, on: date | None) -> tuple[Tenure, ...]:
        return tuple(tenure for tenure in self.tenures if tenure.person_id == person_id and on is not None and tenure.covers(on))


def view(language: str = "en", *tenures: Tenure) -> View:
    return View(SmallKnowledge(tenures=tenures), texts_for(language))


def period(text: str | None) -> Period | None:
    """`2024-03`, `2024-03-01/2024-03-05` or None."""
    if text is None:
        return None
    start, _, end = text.partition("/")
    return Period.parse(start, end or None)


def article(
    number: int = 1,
    dated: str | None = "2024-03-15",
    *,
    title: str | None = "Defense chiefs talk",
    source: str = "The Herald",
    standing: Standing = Standing.PRESS,
    seen_at: datetime = NOON,
    relevant: bool = True,
    address: str = "https://herald.example/1",
) -> ArticleRef:
    return ArticleRef(number, source, address, title, "en", standing, period(dated), seen_at, relevant)


def report(
    state: str,
    quote: str = "The two spoke.",
    *,
    by: ArticleRef | None = None,
    when: str | None = None,
    says: str | None = None,
    confidence: float = 1.0,
    claim_id: int = 1,
) -> Report:
    """What an article says; learned when the article was."""
    source = by or article()
    return Report(claim_id, state, period(when), says, quote, source.seen_at, confidence, source, 0, len(quote))


def chronicle(state: str, note: str = "in the chronicle", *, source: str | None = "A Yearbook", checked: bool = True) -> Report:
    return Report(90, state, None, None, note, NOON - timedelta(days=300), 1.0, chronicle_source=source, checked=checked)


ANNA = Participant("Anna Lind", "ar", "anna-lind", "Minister of Defense")
BORIS = Participant("Boris Kolev", "bo", "boris-kolev", "Minister of War")


def meeting(
    *reports: Report,
    number: int = 1,
    state: MeetingState = MeetingState.HELD,
    when: str | None = "2024-03-14",
    people: tuple[Participant, ...] = (ANNA, BORIS),
    channel_id: str | None = "ministers",
    place: str | None = "Geneva",
    mode: Mode = Mode.IN_PERSON,
    disputed: bool = False,
    more_dates: tuple[str, ...] = (),
) -> Meeting:
    dates = [when, *more_dates]
    periods = tuple(found for text in dates if (found := period(text)) is not None)
    return Meeting(
        number, people, ("ar", "bo"), state, mode, period(when), periods, place, channel_id, reports or (report(state),), disputed
    )


def change(
    *reports: Report,
    number: int = 1,
    status: Status = Status.SUSPENDED,
    when: str | None = "2024-03-14",
    channel_id: str = "ministers",
    by: str | None = "bo",
    reason: str | None = "an arms sale",
    disputed: bool = False,
) -> Change:
    return Change(number, channel_id, status, period(when), by, reason, reports or (report(status),), disputed)


def status(channel_id: str, by_change: Change | None = None, **more: object) -> ChannelStatus:
    """A channel's status as one change set it; nothing known without."""
    values: dict[str, object] = {"status": None, "since": None}
    if by_change is not None:
        values = {"status": by_change.status, "since": by_change.period, "change": by_change}
    return ChannelStatus(channel_id, **{**values, **more})  # type: ignore[arg-type]  # a test's own shorthand
