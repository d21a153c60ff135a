"""The shipped manifest asks for what the code uses, and for no more."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.chat.slack.listener import COMMAND
from bot.chat.slack.probe import NEEDED_SCOPES
from bot.chat.slack.receive import ENDS
from tests.fakes.slack import EVENTS, SCOPES


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    path = Path(__file__).parents[3] / "config" / "slack-manifest.yaml"
    document: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return document


def test_the_command_is_the_one_the_bot_listens_to(manifest: dict[str, Any]) -> None:
    assert [command["command"] for command in manifest["features"]["slash_commands"]] == [COMMAND]


def test_each_thing_the_bot_hears_or_calls_has_its_scope_and_no_scope_is_idle(manifest: dict[str, Any]) -> None:
    scopes_of_events = {"app_mention": {"app_mentions:read"}, "message.im": {"im:history"}}
    scopes_of_events |= {"app_uninstalled": set(), "tokens_revoked": set(), "member_left_channel": {"channels:read", "groups:read"}}
    scopes_of_events |= {f"channel_{what}": {"channels:read"} for what in ("archive", "deleted", "left")}
    scopes_of_events |= {f"group_{what}": {"groups:read"} for what in ("archive", "deleted", "left")}
    calls = {"chat:write", "chat:write.public", "commands", "users:read"}
    assert set(manifest["oauth_config"]["scopes"]["bot"]) == calls.union(*scopes_of_events.values())
    assert set(manifest["settings"]["event_subscriptions"]["bot_events"]) == set(scopes_of_events)
    assert set(manifest["oauth_config"]["scopes"]["bot"]) - {"chat:write.public"} == NEEDED_SCOPES


def test_every_event_that_puts_the_bot_out_of_a_channel_is_subscribed_to(manifest: dict[str, Any]) -> None:
    assert ENDS.keys() < set(manifest["settings"]["event_subscriptions"]["bot_events"])


def test_the_fake_delivers_what_the_manifest_asks_for(manifest: dict[str, Any]) -> None:
    asked = {"message" if name == "message.im" else name for name in manifest["settings"]["event_subscriptions"]["bot_events"]}
    assert asked == EVENTS
    assert set(manifest["oauth_config"]["scopes"]["bot"]) == SCOPES


def test_socket_mode_buttons_and_direct_messages_are_switched_on(manifest: dict[str, Any]) -> None:
    assert manifest["settings"]["socket_mode_enabled"] is True
    assert manifest["settings"]["interactivity"]["is_enabled"] is True
    assert manifest["features"]["app_home"]["messages_tab_enabled"] is True
    assert manifest["features"]["app_home"]["messages_tab_read_only_enabled"] is False


def test_names_keep_slacks_limits(manifest: dict[str, Any]) -> None:
    assert len(manifest["display_information"]["name"]) <= 35
    assert len(manifest["display_information"]["description"]) <= 140
    assert len(manifest["features"]["bot_user"]["display_name"]) <= 80
