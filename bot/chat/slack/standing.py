"""Whether Slack knows us: at the start, from time to time, and after it has shut us out."""

import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.chat.answering import Pause
from bot.chat.slack.client import BOT_TOKEN, SlackSettings, check_kinds
from bot.chat.slack.errors import FAILURES, SlackTokenRefused, code_of, is_refused_token, name_of, outcome_of
from bot.chat.slack.receive import PLATFORM
from bot.model.chat import ChatAddress, Passing, ShutOut
from bot.vitals import Vitals

Result = TypeVar("Result")

TellShutOut = Callable[[ShutOut], Awaitable[None]]
"""Takes notice that a platform shuts us out; never raises."""


_LONGEST_PAUSE_SECONDS = 30.0
# A token that was revoked comes back by an owner's hand, not by waiting; sending pauses as long.
_SHUT_OUT_SECONDS = 900.0

_log = logging.getLogger(__name__)


class Standing:
    """Asks Slack who we are. A refusal at the start is for whoever starts us; one that comes later closes
    this platform alone: the owners are told, and the others go on."""

    def __init__(self, client: AsyncWebClient, settings: SlackSettings, shut_out: TellShutOut, pause: Pause, vitals: Vitals) -> None:
        self._client = client
        self._settings = settings
        self._shut_out = shut_out
        self._vitals = vitals
        self._pause = pause
        self._way = "Socket Mode" if settings.app_token else "signed HTTP"

    async def introduce(self) -> AuthorizeResult:
        """Who we are; a network that is down is waited for. Raises SlackTokenRefused."""
        check_kinds(self._settings)
        return await self.outlast(self.ask)

    async def prove(self) -> bool:
        """Ask once whether Slack still knows us; False where it can't be asked now. Raises SlackTokenRefused.

        Asking has been seen to wake a socket that had gone deaf (slackapi/bolt-python#1529)."""
        try:
            await self.ask()
        except FAILURES as error:
            _log.info("slack", extra={"status": "can't be asked", "error": name_of(error)})
            self._vitals.ill(PLATFORM, name_of(error))
            return False
        self._vitals.well(PLATFORM, self._way)
        return True

    async def outlast(self, call: Callable[[], Awaitable[Result]]) -> Result:
        """Call until it succeeds, waiting longer each time. SlackTokenRefused, which no waiting cures, passes through."""
        failures = 0
        while True:
            try:
                result = await call()
            except FAILURES as error:
                if not failures:
                    _log.warning("slack", extra={"status": "failing", "error": name_of(error)})
                outcome = outcome_of(error, ChatAddress(PLATFORM, ""))
                asked = outcome.wait.total_seconds() if isinstance(outcome, Passing) and outcome.wait else 0.0
                await self._pause(max(asked, min(_LONGEST_PAUSE_SECONDS, 1.5 ** min(failures, 20))))
                self._vitals.ill(PLATFORM, name_of(error))
                failures += 1
            else:
                self._vitals.well(PLATFORM, self._way)
                return result

    async def outlast_refusal(self, call: Callable[[], Awaitable[Result]]) -> Result:
        """As `outlast`, also where Slack shuts us out: told to the owners once, then asked now and then."""
        told = False
        while True:
            try:
                return await self.outlast(call)
            except SlackTokenRefused as refused:
                if not told:
                    told = True
                    await self._tell(refused)
                await self._pause(_SHUT_OUT_SECONDS)

    async def _tell(self, refused: SlackTokenRefused) -> None:
        reason = refused.params["reason"]
        _log.error("slack", extra={"status": "shut out", "reason": reason, "variable": refused.params["variable"]})
        self._vitals.ill(PLATFORM, f"shut out: {reason}")
        await self._shut_out(ShutOut(PLATFORM, reason))

    async def ask(self) -> AuthorizeResult:
        """Who we are. Raises SlackTokenRefused, and what a call raises."""
        try:
            response = await self._client.auth_test()
        except SlackApiError as error:
            if is_refused_token(error):
                raise SlackTokenRefused(variable=BOT_TOKEN, reason=code_of(error)) from None
            raise
        return AuthorizeResult.from_auth_test_response(bot_token=self._client.token, auth_test_response=response)
