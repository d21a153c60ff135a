"""The shipped manifest asks for what the code uses, and for no more."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.chat.slack.probe import NEEDED_SCOPES
from bot.chat.slack.service import COMMAND


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    path = Path(__file__).parents[3] / "config" / "slack-manifest.yaml"
    document: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return document


def test_the_command_is_the_one_the_bot_listens_to(manifest: dict[str, Any]) -> None:
    assert [command["command"] for command in manifest["features"]["slash_commands"]] == [COMMAND]


def test_each_thing_the_bot_hears_or_calls_has_its_scope_and_no_scope_is_idle(manifest: dict[str, Any]) -> None:
    scope_of = {
        "app_mention": "app_mentions:read",
        "message.im": "im:history",
        "chat.postMessage": "chat:write",
        "chat.postMessage where it is no member": "chat:write.public",
        "slash command": "commands",
        "users.info": "users:read",
    }
    assert set(manifest["oauth_config"]["scopes"]["bot"]) == set(scope_of.values())
    assert set(scope_of.values()) > NEEDED_SCOPES
    assert set(manifest["settings"]["event_subscriptions"]["bot_events"]) == {"app_mention", "message.im"}


def test_socket_mode_buttons_and_direct_messages_are_switched_on(manifest: dict[str, Any]) -> None:
    assert manifest["settings"]["socket_mode_enabled"] is True
    assert manifest["settings"]["interactivity"]["is_enabled"] is True
    assert manifest["features"]["app_home"]["messages_tab_enabled"] is True
    assert manifest["features"]["app_home"]["messages_tab_read_only_enabled"] is False


def test_names_keep_slacks_limits(manifest: dict[str, Any]) -> None:
    assert len(manifest["display_information"]["name"]) <= 35
    assert len(manifest["display_information"]["description"]) <= 140
    assert len(manifest["features"]["bot_user"]["display_name"]) <= 80
