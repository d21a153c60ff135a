from pathlib import Path

import pytest

from bot.errors import ConfigError
from bot.feeds.registry import open_sources, parse_feed
from bot.model.article import Standing
from bot.model.feed import Feed

GOOD = {"id": "drop", "kind": "folder", "address": "/srv/drop", "standing": "think-tank", "background": True}


def test_an_entry_becomes_a_feed() -> None:
    assert parse_feed(GOOD, "feeds.yaml") == Feed("drop", "folder", "/srv/drop", Standing.THINK_TANK, background=True)


@pytest.mark.parametrize(
    ("change", "named"),
    [({"kind": "carrier-pigeon"}, "carrier-pigeon"), ({"standing": "gossip"}, "gossip"), ({"adress": "x"}, "adress")],
)
def test_a_wrong_entry_names_file_entry_and_what_is_wrong(change: dict[str, object], named: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_feed(GOOD | change, "feeds.yaml")
    assert caught.value.params["file"] == "feeds.yaml"
    assert caught.value.params["entry"] == "drop"
    assert named in caught.value.params["reason"]


def test_only_limits_by_the_beginning_of_the_address(tmp_path: Path) -> None:
    feeds = [parse_feed(GOOD, "f"), parse_feed(GOOD | {"id": "b", "address": "/opt/b"}, "f")]
    assert [source.feed.id for source in open_sources(feeds, shipped=tmp_path, max_bytes=1, only="/opt")] == ["b"]
