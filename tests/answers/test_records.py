"""One contact, change or article by its short id, with all its evidence."""

import pytest

from tests.answers.conftest import Say, shown


@pytest.fixture
def ids(say: Say) -> dict[str, str]:
    """Short ids of the story, found as a reader would."""
    met = say("did Hegseth meet Dong Jun in June 2026?").data["meetings"]
    changed = say("when was mmca suspended in 2026?").data["changes"]
    disputed = say("did Caine meet Liu Zhenli?").data["meetings"]
    assert isinstance(met, list)
    assert isinstance(changed, list)
    assert isinstance(disputed, list)
    return {"meeting": met[0]["id"], "change": changed[0]["id"], "disputed": disputed[0]["id"]}


def test_an_id_alone_shows_the_record_however_it_is_written(say: Say, ids: dict[str, str]) -> None:
    number = ids["meeting"].removeprefix("M-")
    for line in (ids["meeting"], f"m-{number}", f"M{number}", f"m {number}", f"M–{number}", f"meeting {number}", f"/meeting M-{number}"):
        assert say(line).data["kind"] == "meeting", line
        assert say(line).data == say(ids["meeting"]).data


def test_a_meeting_shows_every_report_with_its_article(say: Say, ids: dict[str, str]) -> None:
    text = shown(say(ids["disputed"]))
    assert "> Washington says that Dan Caine met Liu Zhenli on 12 May." in text
    assert "> Beijing says that it declined to see Dan Caine on 12 May." in text
    assert "(A-3)" in text
    assert "(A-4)" in text


def test_a_change_shows_side_reason_and_quote(say: Say, ids: dict[str, str]) -> None:
    text = shown(say(ids["change"]))
    assert "by Beijing · 2 May 2026" in text
    assert "Why: “the arms sale of April”" in text
    assert "> Beijing broke off the maritime talks on 2 May over the arms sale of April." in text


def test_an_article_shows_where_it_stands_and_all_it_is_evidence_for(say: Say) -> None:
    answer = say("A-1")
    text = shown(answer)
    assert "Found at: https://news.example/2026-06-10" in text
    assert "Read on 28 June 2026, 09:00 (UTC)." in text
    assert {len(_ids(answer.data, "meetings")), len(_ids(answer.data, "changes"))} == {3, 2}
    assert "A-2" not in text


def test_an_article_on_something_else_says_so(say: Say) -> None:
    assert "It is not about the channels." in shown(say("A-5"))


@pytest.mark.parametrize("line", ["M-999999", "C-999999", "A-999999", "meeting 999999"])
def test_an_id_that_is_not_there_is_not_found(line: str, say: Say) -> None:
    answer = say(line)
    assert not answer.found
    assert "999999 in this ledger." in shown(answer)


def _ids(data: object, kind: str) -> list[str]:
    assert isinstance(data, dict)
    return [one["id"] for one in data[kind]]
