"""`check` asks Slack whether both tokens work, may do what is needed, and whether it is heard."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.chat.slack.client import SlackSettings
from bot.chat.slack.errors import SlackScopesMissing, SlackSocketSilent, SlackTokenMixedUp, SlackTokenRefused, SlackUnreachable
from bot.chat.slack.probe import probe
from bot.errors import BotError, ClockAskew
from bot.i18n import texts_for
from tests.fakes.slack import FakeSlack


async def proved(settings: SlackSettings) -> str:
    return await probe(settings, datetime.now(UTC), hello_seconds=0.5)


def said(error: BotError) -> str:
    return texts_for("en")(error.key, **error.params)


async def test_it_names_bot_workspace_and_way(fake: FakeSlack, settings: SlackSettings) -> None:
    assert await proved(settings) == "backchannel, Desk, Socket Mode"
    assert await proved(replace(settings, app_token="", signing_secret="hush")) == "backchannel, Desk, signed HTTP"
    assert fake.connections == 1


@pytest.mark.parametrize(
    ("bot_token", "app_token", "variable", "found"),
    [
        ("xapp-1", "xapp-1", "BACKCHANNEL_SLACK_BOT_TOKEN", "app token"),
        ("xoxp-1", "xapp-1", "BACKCHANNEL_SLACK_BOT_TOKEN", "user token"),
        ("0123abc", "xapp-1", "BACKCHANNEL_SLACK_BOT_TOKEN", "something else"),
        ("xoxb-1", "xoxb-1", "BACKCHANNEL_SLACK_APP_TOKEN", "bot token"),
    ],
)
async def test_it_tells_kinds_of_tokens_apart(
    fake: FakeSlack, settings: SlackSettings, bot_token: str, app_token: str, variable: str, found: str
) -> None:
    with pytest.raises(SlackTokenMixedUp) as caught:
        await proved(replace(settings, bot_token=bot_token, app_token=app_token))
    assert (caught.value.params["variable"], caught.value.params["found"]) == (variable, found)
    assert not any(token in said(caught.value) for token in (bot_token, app_token))
    assert fake.calls == [], "a token of the wrong kind was sent out"


async def test_it_says_which_token_is_wrong(settings: SlackSettings) -> None:
    with pytest.raises(SlackTokenRefused) as caught:
        await proved(replace(settings, app_token="xapp-wrong"))
    assert caught.value.params["variable"] == "BACKCHANNEL_SLACK_APP_TOKEN"


async def test_it_names_the_scopes_that_are_missing_and_the_cure(fake: FakeSlack, settings: SlackSettings) -> None:
    fake.scopes = fake.scopes - {"users:read", "commands"}
    with pytest.raises(SlackScopesMissing) as caught:
        await proved(settings)
    assert "lacks commands, users:read." in said(caught.value)
    assert "config/slack-manifest.yaml" in said(caught.value)


async def test_it_names_the_scope_that_the_app_token_lacks(fake: FakeSlack, settings: SlackSettings) -> None:
    fake.app_scopes = frozenset()
    with pytest.raises(SlackScopesMissing) as caught:
        await proved(settings)
    assert caught.value.params == {"variable": "BACKCHANNEL_SLACK_APP_TOKEN", "scopes": "connections:write"}


async def test_it_says_that_no_socket_opens(fake: FakeSlack, settings: SlackSettings) -> None:
    fake.sockets_refused = True
    with pytest.raises(SlackSocketSilent):
        await proved(settings)


async def test_it_says_that_a_socket_opens_and_stays_silent(fake: FakeSlack, settings: SlackSettings) -> None:
    fake.says_hello = False
    with pytest.raises(SlackSocketSilent) as caught:
        await proved(settings)
    assert caught.value.params == {"reason": "TimeoutError"}


@pytest.mark.parametrize("offset", [timedelta(minutes=-6), timedelta(minutes=6)])
async def test_it_says_that_the_clock_is_wrong(fake: FakeSlack, settings: SlackSettings, offset: timedelta) -> None:
    fake.clock_offset = offset
    with pytest.raises(ClockAskew) as caught:
        await proved(settings)
    assert abs(int(caught.value.params["seconds"]) - 360) < 30


async def test_a_clock_within_what_signatures_allow_is_well(fake: FakeSlack, settings: SlackSettings) -> None:
    fake.clock_offset = timedelta(minutes=4)
    assert await proved(settings)


async def test_it_says_that_slack_is_not_there(fake: FakeSlack, settings: SlackSettings) -> None:
    await fake.__aexit__(None, None, None)
    with pytest.raises(SlackUnreachable):
        await proved(settings)
