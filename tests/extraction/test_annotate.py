"""A reading in the annotation guide's shape."""

from datetime import UTC, date, datetime

from bot.extraction.annotate import annotated
from bot.model.article import Article, Reading
from bot.model.claims import ChangeClaim, Evidence, MeetingClaim, MeetingState, Mode, Participant, Status
from bot.model.period import Period
from tests.extraction.layers import knowledge

ARTICLE = Article("Austin met Dong.", "test", "test", published_at=datetime(2024, 6, 1, tzinfo=UTC))
AUSTIN = Participant("Lloyd Austin", "us", "lloyd-austin", "Secretary of Defense")
DONG = Participant("Dong Jun", "cn", "dong-jun", "Minister of National Defense", inferred=True)
EVIDENCE = Evidence(0, 16, "Austin met Dong.")


def meeting(period: Period | None, channel: str | None = "secdef-mnd") -> MeetingClaim:
    return MeetingClaim((AUSTIN, DONG), ("us", "cn"), MeetingState.HELD, Mode.IN_PERSON, period, "Singapore", channel, EVIDENCE)


def reading(*meetings: MeetingClaim, changes: tuple[ChangeClaim, ...] = (), dated: Period | None = None) -> Reading:
    return Reading("en", dated, None, True, (AUSTIN, DONG), meetings, changes)


def dates_of(period: Period | None) -> tuple[object, object]:
    (shown,) = annotated(ARTICLE, reading(meeting(period)), knowledge())["meetings"]
    return shown["start"], shown["end"]


def test_a_day_ends_on_itself_a_month_has_no_end_and_a_span_both() -> None:
    assert dates_of(Period.of_day(date(2024, 5, 31))) == ("2024-05-31", "2024-05-31")
    assert dates_of(Period.of_month(2024, 5)) == ("2024-05", None)
    assert dates_of(Period.parse("2024-05", "2024-06-02")) == ("2024-05", "2024-06-02")
    assert dates_of(None) == (None, None)


def test_people_not_named_are_inferred_and_no_participants() -> None:
    shown = annotated(ARTICLE, reading(meeting(None)), knowledge())
    assert [person["name"] for person in shown["people"]] == ["Lloyd Austin"]
    (record,) = shown["meetings"]
    assert (record["participants"], record["inferred"]) == (["Lloyd Austin"], ["Dong Jun"])


def test_finer_channels_are_rolled_up_to_those_of_the_guide() -> None:
    finer = next(channel for channel in knowledge().channels.values() if not channel.annotation)
    change = ChangeClaim(finer.id, Status.OPEN, Period.of_month(2024, 5), "both", None, EVIDENCE)
    (shown,) = annotated(ARTICLE, reading(changes=(change,)), knowledge())["changes"]
    assert shown["channel"] == knowledge().guide_channel(finer.id)
    assert (shown["status"], shown["date"], shown["by"]) == ("open", "2024-05", "both")


def test_the_articles_own_date_keeps_its_precision() -> None:
    assert annotated(ARTICLE, reading(dated=Period.of_month(2024, 6)), knowledge())["dated"] == "2024-06"
    assert annotated(ARTICLE, reading(), knowledge())["dated"] is None
    assert annotated(ARTICLE, reading(), knowledge())["published"] == "2024-06-01"
