"""Is Slack there, does it know both our tokens, and may we do what we need to?"""

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.chat.slack.client import SlackSettings, open_client
from bot.chat.slack.errors import FAILURES, SlackTokenRefused, SlackUnreachable, code_of, is_refused_token

# Those of config/slack-manifest.yaml, chat:write.public apart: a bot that is invited can do without it.
NEEDED_SCOPES = frozenset({"app_mentions:read", "chat:write", "commands", "im:history", "users:read"})


async def probe(settings: SlackSettings) -> str:
    """The bot's name and workspace. Raises SlackTokenRefused, also for a missing scope, and SlackUnreachable."""
    async with open_client(settings) as client:
        try:
            return await _asked(client, settings)
        except FAILURES as error:
            raise SlackUnreachable(address=settings.base_url, reason=_name(error)) from error


def _name(error: Exception) -> str:
    return code_of(error) if isinstance(error, SlackApiError) else type(error).__name__


async def _asked(client: AsyncWebClient, settings: SlackSettings) -> str:
    variable = "BACKCHANNEL_SLACK_BOT_TOKEN"
    try:
        me = await client.auth_test()
        variable = "BACKCHANNEL_SLACK_APP_TOKEN"
        await client.apps_connections_open(app_token=settings.app_token)
    except SlackApiError as error:
        if is_refused_token(error):
            raise SlackTokenRefused(variable=variable, reason=code_of(error)) from None
        raise
    _check_scopes(me.headers.get("x-oauth-scopes"))
    return f"{me['user']}, {me['team']}"


def _check_scopes(granted: str | None) -> None:
    """Slack lists a token's scopes with every answer; a proxy that drops the header is no failure."""
    missing = NEEDED_SCOPES - {scope.strip() for scope in granted.split(",")} if granted is not None else frozenset()
    if missing:
        raise SlackTokenRefused(variable="BACKCHANNEL_SLACK_BOT_TOKEN", reason="missing_scope: " + ", ".join(sorted(missing)))
