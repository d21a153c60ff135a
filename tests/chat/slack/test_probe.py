"""`check` asks Slack whether both tokens work and may do what is needed."""

from dataclasses import replace

import pytest

from bot.chat.slack.client import SlackSettings
from bot.chat.slack.errors import SlackTokenRefused, SlackUnreachable
from bot.chat.slack.probe import probe
from tests.fakes.slack import FakeSlack


async def test_it_names_bot_and_workspace(settings: SlackSettings) -> None:
    assert await probe(settings) == "backchannel, Desk"


async def test_it_says_which_token_is_wrong(settings: SlackSettings) -> None:
    with pytest.raises(SlackTokenRefused) as caught:
        await probe(replace(settings, app_token="xapp-wrong"))
    assert caught.value.params["variable"] == "BACKCHANNEL_SLACK_APP_TOKEN"


async def test_it_names_the_scopes_that_are_missing(fake: FakeSlack, settings: SlackSettings) -> None:
    fake.scopes = fake.scopes - {"users:read", "commands"}
    with pytest.raises(SlackTokenRefused) as caught:
        await probe(settings)
    assert caught.value.params["reason"] == "missing_scope: commands, users:read"


async def test_it_says_that_slack_is_not_there(fake: FakeSlack, settings: SlackSettings) -> None:
    await fake.__aexit__(None, None, None)
    with pytest.raises(SlackUnreachable):
        await probe(settings)
