"""Every error raised on purpose, one class per situation a caller treats differently."""

from typing import ClassVar


class BotError(Exception):
    """Base of every error raised on purpose; `key` names its text in i18n/.

    The text says what happened and what to do; `params` fill its named places."""

    key: ClassVar[str] = "error.internal"

    def __init__(self, **params: str) -> None:
        super().__init__(f"{self.key} {params}")
        self.params = params


class ConfigError(BotError):
    """A file of the configuration can't be used."""

    key = "error.config"  # params: file, entry, reason, cure


class SettingError(BotError):
    """A setting (environment variable or key of bot.toml) can't be used."""

    key = "error.setting"  # params: name, reason, cure


class DatabaseUnusable(BotError):
    """The database can't be opened, read or written."""

    key = "error.database"  # params: address (without password), reason, cure


class SourceUnreadable(BotError):
    """A file or folder that was named can't be read."""

    key = "error.source"  # params: path, reason, cure


class ClockAskew(BotError):
    """This machine's clock differs from another's."""

    key = "error.clock_askew"  # params: seconds, whose


class OutputUnwritable(BotError):
    """Standard output, or the file it leads to, takes nothing more."""

    key = "error.output"  # params: reason
