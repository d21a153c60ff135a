"""Is Telegram there, and does it know our token?"""

from telegram.error import InvalidToken, TelegramError

from bot.chat.telegram.client import TelegramSettings, open_bot
from bot.chat.telegram.errors import TelegramTokenRefused, TelegramUnreachable


async def probe(settings: TelegramSettings) -> str:
    """The bot's name. Raises TelegramTokenRefused and TelegramUnreachable."""
    async with open_bot(settings) as bot:
        try:
            me = await bot.get_me()
        except InvalidToken as error:
            raise TelegramTokenRefused(reason=error.message) from error
        except TelegramError as error:
            raise TelegramUnreachable(address=settings.base_url, reason=type(error).__name__) from error
    return me.name
