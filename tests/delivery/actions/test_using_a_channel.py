"""A broadcast channel is set up from a private chat."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from bot.database.engine import reading, writing
from bot.delivery.actions.action import Request
from bot.delivery.actions.table import find_action
from bot.delivery.errors import ChannelOfOthers, ChannelUnseen, NothingMore, PostingForbidden
from bot.delivery.store import Store
from bot.delivery.values import Wish
from bot.i18n import texts_for
from bot.ledger.store import Ledger
from bot.model.chat import ChatAddress, Elsewhere, Incoming, Speaker
from bot.model.document import Document
from tests.delivery.kit import NOW
from tests.delivery.watch import WATCH

PRIVATE = ChatAddress("telegram", "7")
CHANNEL = Elsewhere(ChatAddress("telegram", "-1005"), "Front page")
MINE = Speaker("telegram:7")


def say(engine: Engine, line: str, elsewhere: Elsewhere | None = CHANNEL, speaker: Speaker = MINE) -> Document:
    word, _, arguments = line.partition(" ")
    action = find_action(word)
    assert action is not None
    with writing(engine) as connection:
        incoming = Incoming(PRIVATE, speaker, line, "u1", elsewhere)
        store, ledger = Store(connection), Ledger(connection)
        request = Request(incoming, store, WATCH, texts_for("en"), NOW, ZoneInfo("UTC"), "en", {"telegram"}, ledger)
        return action.run(arguments, request)


def used(engine: Engine) -> ChatAddress | None:
    with reading(engine) as connection:
        return Store(connection).chats.used_by(PRIVATE)


def wishes(engine: Engine, address: ChatAddress) -> set[Wish]:
    with reading(engine) as connection:
        store = Store(connection)
        chat = store.chats.find(address)
        return {one.wish for one in store.subscriptions.of(chat.id)} if chat else set()


def test_using_a_channel_lasts_until_one_comes_back(engine: Engine) -> None:
    assert "Front page" in say(engine, "use @front_page").summary
    assert used(engine) == CHANNEL.address
    say(engine, "use here")
    assert used(engine) is None


def test_a_subscription_made_meanwhile_is_the_channels_and_says_so(engine: Engine) -> None:
    assert say(engine, "subscribe").title == "Subscription of Front page"
    assert wishes(engine, CHANNEL.address) == {Wish.ALERTS, Wish.DIGEST}
    assert wishes(engine, PRIVATE) == set()


def test_stop_forgets_the_channel_and_not_the_private_chat(engine: Engine) -> None:
    say(engine, "subscribe")
    say(engine, "subscribe", None)
    say(engine, "stop")
    assert wishes(engine, CHANNEL.address) == set()
    assert wishes(engine, PRIVATE) == {Wish.ALERTS, Wish.DIGEST}


@pytest.mark.parametrize("line", ["use @front_page", "subscribe", "digest off"])
def test_only_who_runs_the_channel_sets_it_up(engine: Engine, line: str) -> None:
    with pytest.raises(ChannelOfOthers):
        say(engine, line, speaker=replace(MINE, may_manage=False))


def test_where_the_bot_may_not_post_nothing_is_promised(engine: Engine) -> None:
    for line in ("use @front_page", "subscribe"):
        with pytest.raises(PostingForbidden):
            say(engine, line, replace(CHANNEL, may_post=False))


def test_a_channel_that_is_not_seen_is_named_with_the_cure(engine: Engine) -> None:
    with pytest.raises(ChannelUnseen) as caught:
        say(engine, "use @nobody", None)
    assert "@nobody" in texts_for("en")(caught.value.key, **caught.value.params)


def test_more_without_anything_kept_asks_to_ask_again(engine: Engine) -> None:
    with pytest.raises(NothingMore):
        say(engine, "more gone", None)
