"""Whose clock and whose language."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from bot.delivery.actions.timezone import parse_zone
from bot.delivery.errors import LanguageMissing, ZoneSuggested, ZoneUnknown
from bot.delivery.values import Wish
from tests.delivery.actions.dialog import Dialog


@pytest.mark.parametrize(
    ("text", "zone"),
    [("Europe/Berlin", "Europe/Berlin"), ("asia/shanghai", "Asia/Shanghai"), ("new york", "America/New_York"), ("utc", "UTC")],
)
def test_a_zone_is_found_by_name_or_city(text: str, zone: str) -> None:
    assert parse_zone(text).key == zone


@pytest.mark.parametrize(("text", "suggested"), [("Berln", "Europe/Berlin"), ("Louisville", "America/Kentucky/Louisville")])
def test_a_misspelt_or_ambiguous_city_is_suggested(text: str, suggested: str) -> None:
    with pytest.raises(ZoneSuggested) as caught:
        parse_zone(text)
    assert suggested in caught.value.params["names"]


@pytest.mark.parametrize("text", ["Xyzzy", "../../etc/passwd", "+8", "x" * 1000])
def test_what_is_no_zone_is_refused(text: str) -> None:
    with pytest.raises(ZoneUnknown):
        parse_zone(text)


def test_the_digest_moves_with_the_zone(engine: Engine) -> None:
    dialog = Dialog(engine)
    dialog.say("digest 08:00")
    answer = dialog.say("timezone Asia/Tokyo")
    assert "Time zone: Asia/Tokyo" in answer
    assert "next 9 May 2026, 08:00 (Asia/Tokyo)" in answer


def test_setting_a_zone_never_makes_a_passed_hour_due(engine: Engine) -> None:
    dialog = Dialog(engine)
    dialog.say("digest 08:00")
    dialog.move(timedelta(hours=1))
    dialog.say("timezone Asia/Tokyo")
    digest = dialog.subscription(Wish.DIGEST)
    assert digest is not None
    assert digest.armed_at == dialog.now


def test_a_language_that_is_not_spoken_is_refused_with_those_that_are(engine: Engine) -> None:
    dialog = Dialog(engine)
    assert "Language: en" in dialog.say("language EN")
    with pytest.raises(LanguageMissing) as caught:
        dialog.say("language tlh")
    assert "en" in caught.value.params["names"]
