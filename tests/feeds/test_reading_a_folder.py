import json
import os
from pathlib import Path

import pytest

from bot.articles.article import article_of
from bot.errors import SourceUnreadable
from bot.feeds.folder import Folder
from bot.model.article import Article, Standing
from bot.model.feed import Feed, Left

FEED = Feed("drop", "folder", "drop", Standing.STATE_MEDIA)


def entries(root: Path, max_bytes: int = 1000) -> list[Article | Left]:
    found = Folder(FEED, root, max_bytes=max_bytes).entries()
    return [entry if isinstance(entry, Left) else article_of(entry, FEED) for entry in found]


def write(root: Path, **files: str | bytes) -> Path:
    for name, body in files.items():
        path = root / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body.encode() if isinstance(body, str) else body)
    return root


def test_all_folders_below_are_read_in_a_stable_order(tmp_path: Path) -> None:
    write(tmp_path, b_dot_txt="second", a__x_dot_txt="first", a__y__z_dot_txt="deep")
    assert [entry.address for entry in entries(tmp_path)] == ["a/x.txt", "a/y/z.txt", "b.txt"]


def test_the_text_is_kept_to_the_letter_with_source_and_standing(tmp_path: Path) -> None:
    write(tmp_path, a_dot_txt="Title\r\n\r\nA\xa0text. \n")
    assert entries(tmp_path) == [Article("Title\r\n\r\nA\xa0text. \n", "drop", "a.txt", title="Title", standing=Standing.STATE_MEDIA)]


def test_a_json_beside_a_text_is_its_metadata_and_no_article(tmp_path: Path) -> None:
    write(tmp_path, a_dot_txt="text", a_dot_json=json.dumps({"published": "2024-01-10", "url": "https://example.org/a", "people": []}))
    (article,) = entries(tmp_path)
    assert isinstance(article, Article)
    assert article.address == "https://example.org/a"
    assert article.published_at is not None
    assert article.published_at.date().isoformat() == "2024-01-10"


def test_a_lone_json_is_an_article(tmp_path: Path) -> None:
    write(tmp_path, a_dot_json=json.dumps({"title": "T", "text": "They met.", "language": "en"}))
    assert entries(tmp_path) == [Article("They met.", "drop", "a.json", title="T", language="en", standing=Standing.STATE_MEDIA)]


@pytest.mark.parametrize(
    ("name", "body", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b"\x00\x01\x02", "binary"),
        ("a.txt", "Gespräche".encode("latin-1"), "encoding"),
        ("a.txt", b"x" * 1001, "size"),
        ("a.pdf", b"%PDF", "kind"),
        ("a.json", b"{}", "json"),
        ("a.json", b"{", "json"),
        ("a.json", b'{"text": "They met.", "published": "soon"}', "json"),
    ],
)
def test_what_is_no_article_is_left_with_the_reason(tmp_path: Path, name: str, body: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(body)
    assert entries(tmp_path) == [Left(name, reason)]


def test_broken_metadata_leaves_the_article_rather_than_misdating_it(tmp_path: Path) -> None:
    write(tmp_path, a_dot_txt="text", a_dot_json='{"published": "tomorrow"}')
    assert entries(tmp_path) == [Left("a.txt", "metadata")]


def test_one_file_may_be_named_instead_of_a_folder(tmp_path: Path) -> None:
    write(tmp_path, a_dot_txt="text", b_dot_txt="other")
    assert [entry.address for entry in entries(tmp_path / "a.txt")] == ["a.txt"]


def test_hidden_files_and_customary_ones_are_passed_over_in_silence(tmp_path: Path) -> None:
    (tmp_path / ".hidden.txt").write_text("x")
    (tmp_path / "NOTICE").write_text("x")
    (tmp_path / "README.md").write_text("x")
    assert entries(tmp_path) == []


def test_a_vanished_file_is_left_as_unreadable_and_the_rest_is_read(tmp_path: Path) -> None:
    write(tmp_path, b_dot_txt="text")
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    assert [type(entry) for entry in entries(tmp_path)] == [Left, Article]


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    write(tmp_path, a_dot_txt="text")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert [entry.address for entry in entries(tmp_path)] == ["a.txt"]


def test_a_folder_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadable) as caught:
        entries(tmp_path / "nowhere")
    assert "nowhere" in caught.value.params["path"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_one_may_not_read_is_left(tmp_path: Path) -> None:
    write(tmp_path, a_dot_txt="text")
    (tmp_path / "a.txt").chmod(0)
    assert entries(tmp_path) == [Left("a.txt", "unreadable")]


def test_a_pipe_is_left_aside_rather_than_waited_for(tmp_path: Path) -> None:
    write(tmp_path, b_dot_txt="text")
    os.mkfifo(tmp_path / "a.txt")
    assert entries(tmp_path)[0] == Left("a.txt", "special")
    assert isinstance(entries(tmp_path)[1], Article)
