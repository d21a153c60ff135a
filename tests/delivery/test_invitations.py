"""A code lets in one person once, and is kept by nobody."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select

from bot.database.engine import reading, writing
from bot.delivery.invitations import is_code
from bot.delivery.roles import Role
from bot.delivery.store import Store
from bot.delivery.tables import invitations
from tests.delivery.kit import NOW

WEEK = timedelta(days=7)
BY = "telegram:1"


def make(engine: Engine, by: str = BY) -> str:
    with writing(engine) as connection:
        return Store(connection).invitations.make(Role.READER, by, NOW, NOW + WEEK)


def redeem(engine: Engine, code: str, by: str) -> bool:
    with writing(engine) as connection:
        kept = Store(connection).invitations
        invitation = kept.find_open(code, NOW)
        return invitation is not None and kept.redeem(invitation, by, NOW)


def test_codes_are_long_unlike_each_other_and_fit_telegrams_links(engine: Engine) -> None:
    codes = {make(engine) for _ in range(50)}
    assert len(codes) == 50
    assert all(is_code(code) and len(code.replace("-", "")) == 16 for code in codes)


def test_only_a_digest_of_the_code_is_kept(engine: Engine) -> None:
    code = make(engine)
    with reading(engine) as connection:
        (row,) = connection.execute(select(invitations)).all()
    kept = " ".join(str(value) for value in row)
    assert code not in kept
    assert code.replace("-", "") not in kept


@pytest.mark.parametrize("threads", [2, 8])
def test_of_several_who_redeem_a_code_at_once_one_comes_in(engine: Engine, threads: int) -> None:
    code = make(engine)
    barrier, won = threading.Barrier(threads), []

    def try_it(number: int) -> None:
        with writing(engine) as connection:
            invitation = Store(connection).invitations.find_open(code, NOW) if engine.dialect.name == "postgresql" else None
            if invitation is not None:
                # PostgreSQL lets all of them see it open; SQLite's writers come one after the other.
                barrier.wait()
                if Store(connection).invitations.redeem(invitation, f"telegram:{number}", NOW):
                    won.append(number)
        if engine.dialect.name == "sqlite":
            barrier.wait()
            if redeem(engine, code, f"telegram:{number}"):
                won.append(number)

    workers = [threading.Thread(target=try_it, args=(number,)) for number in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(won) == 1
    with reading(engine) as connection:
        assert connection.execute(select(invitations.c.used_by)).scalar_one() == f"telegram:{won[0]}"


def test_withdrawing_takes_the_unused_ones_of_whoever_is_named(engine: Engine) -> None:
    used, mine, others = make(engine), make(engine), make(engine, "telegram:2")
    assert redeem(engine, used, "telegram:9")
    with writing(engine) as connection:
        kept = Store(connection).invitations
        assert kept.withdraw(BY) == 1
        assert kept.find_open(mine, NOW) is None
        assert kept.find_open(others, NOW) is not None
        assert kept.withdraw() == 1


def test_what_is_misread_is_read_as_it_was_meant(engine: Engine) -> None:
    code = make(engine)
    assert redeem(engine, f" {code.lower().replace('0', 'o').replace('1', 'l').replace('-', '')} ", "telegram:9")


@pytest.mark.parametrize("text", ["", "of the talks", "ABCD-EFGH", "U" * 16, "K7QF-2MWD-8XRT-9ABCD", "国防部国防部国防部国防部国防部国"])
def test_other_words_are_no_code(text: str) -> None:
    assert not is_code(text)
