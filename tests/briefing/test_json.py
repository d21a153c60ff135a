"""The same statements for programs: JSON-ready, with the schema's version, described in docs/json.md."""

import json
from pathlib import Path

import pytest

from bot.briefing.alerts import Taken, alert, due_alerts
from bot.briefing.board import board
from bot.briefing.digest import digest
from bot.briefing.json_view import SCHEMA, change_data, meeting_data, report_data, status_data
from bot.briefing.news import Window
from bot.model.article import Standing
from bot.model.document import Answer
from tests.briefing.builders import article, change, chronicle, meeting, report, status, view

DOCUMENTED = (Path(__file__).parents[2] / "docs" / "json.md").read_text("utf-8")


def answers() -> list[Answer]:
    found = article()
    stop, met = change(chronicle("suspended"), report("suspended", by=found)), meeting(report("held", by=found))
    return [
        board([status("ministers", stop, last_contact=met)], view()),
        digest(Window(), [found], [met], [stop], view()),
        alert(due_alerts(Taken(found, (met,), ()), view()), view()),
    ]


@pytest.mark.parametrize("answer", answers(), ids=["board", "digest", "alert"])
def test_data_goes_through_json_unchanged_and_names_its_schema(answer: Answer) -> None:
    assert json.loads(json.dumps(answer.data)) == answer.data
    assert answer.data["schema"] == SCHEMA


def keys_of(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for inner in value.values() for key in keys_of(inner)}
    return {key for inner in value for key in keys_of(inner)} if isinstance(value, list) else set()


@pytest.mark.parametrize("answer", answers(), ids=["board", "digest", "alert"])
def test_every_key_is_documented(answer: Answer) -> None:
    assert [key for key in sorted(keys_of(answer.data)) if f"`{key}`" not in DOCUMENTED] == []


def test_dates_keep_their_precision_and_quotes_are_whole() -> None:
    long = "word " * 200
    data = meeting_data(meeting(report("held", long), when="2010-12"), view())
    assert (data["start"], data["end"]) == ("2010-12", None)
    assert data["reports"][0]["quote"] == long  # type: ignore[index]  # JSON-ready values


def test_a_chronicle_report_has_no_article_but_its_source() -> None:
    data = report_data(chronicle("held"))
    assert data["article"] is None
    assert data["chronicle"] == {"source": "A Yearbook", "checked": True}


def test_trust_is_told_in_ids() -> None:
    ours = report("suspended", by=article(standing=Standing.OFFICIAL_US), confidence=0.5)
    data = change_data(change(ours), view())
    assert (data["backing"], data["voices"], data["unconfirmed"], data["chronicle"]) == ("one-side", ["ar"], True, False)


def test_no_report_is_null_and_not_inferred() -> None:
    data = status_data(status("navy"), view())
    assert (data["status"], data["inferred"], data["since"]) == (None, False, None)
