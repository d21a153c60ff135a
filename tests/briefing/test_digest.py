"""The digest of a span: what became known, the gravest first, old news as background."""

from dataclasses import replace
from datetime import timedelta

from bot.briefing.digest import digest
from bot.briefing.news import Window
from bot.briefing.view import BriefingSettings
from bot.model.claims import MeetingState, Mode, Status
from bot.model.document import Answer
from bot.model.ledger import ArticleRef, Change, Meeting
from tests.briefing.builders import ANNA, NOON, article, change, chronicle, meeting, period, report, view
from tests.briefing.reading import items, outline, read_item

HOUR = timedelta(hours=1)
TODAY = Window(NOON - HOUR, NOON)
EARLIER = article(90, "2024-03-10", seen_at=NOON - 5 * HOUR)


def told(*subjects: Meeting | Change, window: Window = TODAY, articles: tuple[ArticleRef, ...] = (article(),)) -> Answer:
    meetings = [subject for subject in subjects if isinstance(subject, Meeting)]
    changes = [subject for subject in subjects if isinstance(subject, Change)]
    return digest(window, articles, meetings, changes, view())


def by_event(*subjects: Meeting | Change) -> list[str]:
    many = replace(view(), settings=BriefingSettings(told_by_article=0))
    meetings = [subject for subject in subjects if isinstance(subject, Meeting)]
    changes = [subject for subject in subjects if isinstance(subject, Change)]
    return list(outline(digest(TODAY, [article()], meetings, changes, many).document))


def test_each_article_tells_its_news_then_its_background_the_latest_article_first() -> None:
    old = article(1, "2011-01-07", title="Talks resume")
    new = article(2, "2023-12", title="They met at last")
    restored = change(report("open", "It has been restored.", by=old), status=Status.OPEN, when="2011-01", number=1)
    stopped = change(report("suspended", "Last year they stopped.", by=old), when="2010", number=2)
    plan = meeting(report("planned", "They will meet.", by=old), state=MeetingState.PLANNED, when="2011-01-09/2011-01-16", number=3)
    wish = change(report("sought", "One side wants talks.", by=new), status=Status.SOUGHT, when="2023-12", channel_id="navy", number=4)
    story = told(restored, stopped, plan, wish, articles=(old, new))
    assert [line.split(" · ")[0] for line in outline(story.document)] == [
        "2 articles on the channels: 3 changes and 1 contact.",
        "# They met at last, The Herald, December 2023 (A-2)",
        "- Sought: Naval talks",
        "# Talks resume, The Herald, 7 January 2011 (A-1)",
        "- Open: Defense ministers",
        "- Meeting planned: Anna Lind (Minister of Defense) with Boris Kolev (Minister of War)",
        "Background, more than 14 days old when it was written",
        "- Suspended: Defense ministers",
    ]


def test_what_nobody_tells_with_confidence_stands_below_what_somebody_does() -> None:
    doubtful = change(report("suspended", "Is it over?", confidence=0.5), number=1)
    sure = meeting(report("sought", "One side wants to talk."), number=2, state=MeetingState.SOUGHT)
    lines = [line.split(" · ")[0] for line in outline(told(doubtful, sure).document)][2:]
    assert lines[0].startswith("- Meeting sought")
    assert lines[1:] == ["Unconfirmed", "- Suspended: Defense ministers"]


def test_a_quiet_day_is_one_line() -> None:
    quiet = told(articles=(article(relevant=False), article(2, relevant=False)))
    assert list(outline(quiet.document)) == ["Nothing new on the channels (2 articles read)."]
    assert not quiet.found


def test_many_articles_are_told_event_by_event_changes_first() -> None:
    held = meeting(number=1)
    wish = meeting(number=2, state=MeetingState.SOUGHT, when=None)
    refused = meeting(number=3, state=MeetingState.DECLINED)
    plan = meeting(number=4, state=MeetingState.PLANNED)
    stop = change(number=5)
    old = change(number=6, when="2022-08")
    known = meeting(report("held", "They met.", by=EARLIER), report("held", "So they did."), number=7)
    doubtful = meeting(report("held", confidence=0.5), number=8)
    headings = [line for line in by_event(wish, doubtful, held, known, old, plan, stop, refused) if line.startswith("#")]
    assert headings == [
        "# Changes",
        "# Contacts declined or cancelled",
        "# Contacts held",
        "# Contacts planned",
        "# Contacts sought",
        "# Unconfirmed",
        "# More sources for what was known",
        "# Background, more than 14 days old when it was written",
    ]


def test_within_a_section_the_gravest_stands_first_then_the_latest() -> None:
    lines = by_event(
        change(number=1, channel_id="navy", when="2024-03-13"),
        change(number=2, channel_id="navy", when="2024-03-14"),
        change(number=3, channel_id="ministers", when="2024-03-10"),
    )
    assert [line.rsplit(" ", 1)[-1] for line in lines if line.startswith("-")] == ["C-3", "C-2", "C-1"]


def test_a_plan_that_came_true_is_told_with_what_was_said_before() -> None:
    before, now = report("planned", "They will meet.", by=EARLIER), report("held", "They met.", by=article(2))
    lines = read_item(items(told(meeting(before, now)).document)[0])
    assert lines[1] == "Reported as planned before."
    assert any(line.startswith("They met. — ") for line in lines)
    assert not any(line.startswith("They will meet.") for line in lines)


def test_another_source_for_what_is_known_weighs_nothing() -> None:
    before, now = report("held", "They met.", by=EARLIER), report("held", "So they did.", by=article(2))
    answer = told(meeting(before, now))
    assert answer.data["news"][0]["severity"] == 0  # type: ignore[index]  # JSON-ready values
    assert read_item(items(answer.document)[0])[1] == "Known before as held: now from more sources."


def test_what_was_news_to_one_article_of_the_span_is_not_background() -> None:
    then = article(2, "2024-02-20")
    late, early = report("held", "Weeks ago they met.", by=article(1)), report("held", "They have met.", by=then)
    assert told(meeting(late, when="2024-02-19")).data["news"][0]["background"]  # type: ignore[index]  # JSON-ready values
    assert not told(meeting(late, early, when="2024-02-19")).data["news"][0]["background"]  # type: ignore[index]  # JSON-ready values


def test_what_only_the_chronicle_tells_is_never_news() -> None:
    assert not told(meeting(chronicle("held")), window=Window()).found


def test_what_the_chronicle_knew_is_news_when_an_article_reports_it() -> None:
    answer = told(meeting(chronicle("held"), report("held", "They met.")))
    assert answer.data["news"][0]["before"] is None  # type: ignore[index]  # JSON-ready values
    assert [quote.text for quote in items(answer.document)[0].quotes] == ["They met.", "in the chronicle"]


def test_an_article_is_told_as_it_was_written_with_what_is_known_by_now() -> None:
    """An old article plans what the chronicle knows was held: the brief tells its story, and puts
    no name, place or way of meeting into it that only others know."""
    plan = replace(report("planned", "Lind will travel next week.", when="2024-03-18/2024-03-22"), participants=(ANNA,), mode=Mode.UNKNOWN)
    visit = meeting(chronicle("held"), plan, state=MeetingState.HELD, when="2024-03-20", mode=Mode.VIDEO)
    answer = told(visit)
    lines = read_item(items(answer.document)[0])
    assert lines[0] == "Contact planned: Anna Lind (Minister of Defense) with Borduria (nobody named) · 18–22 March 2024 · M-1"
    assert lines[1] == "In the ledger by now: held, 20 March 2024, chronicle."
    assert answer.data["news"][0]["state"] == "planned"  # type: ignore[index]  # JSON-ready values


def test_the_days_are_named_where_they_are_asked_for() -> None:
    named = digest(TODAY, [], [], [], view(), covers=period("2024-03-14/2024-03-15"))
    assert named.document.title == "Briefing, 14–15 March 2024"
    assert told().document.title == "Briefing"


def test_every_item_of_a_digest_carries_a_quote() -> None:
    shown = items(told(meeting(), change(), meeting(number=3, people=(), state=MeetingState.SOUGHT)).document)
    assert len(shown) == 3
    assert all(item.quotes for item in shown)
