"""What is kept for a time only is dropped after it."""

from datetime import timedelta

from sqlalchemy import Engine

from bot.database.engine import writing
from bot.delivery.store import Store
from bot.delivery.values import Rules
from bot.jobs.tidy import tidy
from tests.delivery.kit import NOW


def test_updates_are_remembered_as_long_as_a_platform_may_send_them_again(engine: Engine) -> None:
    rules = Rules()
    with writing(engine) as connection:
        Store(connection).updates.note("telegram:1", NOW)
    assert tidy(engine, rules, NOW + rules.remember_updates) == 0
    assert tidy(engine, rules, NOW + rules.remember_updates + timedelta(seconds=1)) == 1
    with writing(engine) as connection:
        assert Store(connection).updates.note("telegram:1", NOW)
