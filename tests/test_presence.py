"""A running bot is seen by its lock, which no crash leaves behind."""

from pathlib import Path

from bot.presence import is_present, present


def test_a_bot_is_seen_while_it_runs_and_not_after(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert not is_present(home)
    with present(home), present(home):
        assert is_present(home)
    assert not is_present(home)


def test_a_folder_that_cannot_be_made_keeps_nobody_from_serving(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with present(tmp_path / "file" / "home"):
        assert not is_present(tmp_path / "file" / "home")
