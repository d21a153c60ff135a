"""Settings: read once from bot.toml and the environment, checked, then passed as arguments."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.errors import SettingError
from bot.shipped import default_home, shipped_folder

CONFIG_FILE = "bot.toml"
_PREFIX = "BACKCHANNEL_"
# Named for what they hold rather than with our prefix; hosts set it under this name.
_DATABASE_VARIABLE = "DATABASE_URL"
_OWN_VARIABLES = {"BACKCHANNEL_HOME", "BACKCHANNEL_CONFIG", "BACKCHANNEL_TEST_DATABASE_URL"}
_CENTURY_DAYS = 36_525
_PLATFORMS = ("telegram:", "slack:")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run goes by. `home` holds database, state and the user's `config`;
    `config` overrides the shipped files entry by entry."""

    home: Path
    config: Path
    database_url: str = field(default="", repr=False)  # may hold a password
    owners: frozenset[str] = frozenset()
    telegram_token: str = field(default="", repr=False)
    telegram_base_url: str = "https://api.telegram.org"
    slack_bot_token: str = field(default="", repr=False)
    slack_app_token: str = field(default="", repr=False)
    slack_base_url: str = "https://slack.com/api/"
    timezone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    background_days: int = 14
    stale_days: int = 730
    trust_months: int = 18
    alert_confidence: float = 0.8
    tick_seconds: float = 20.0
    keep_text_days: int = 90
    max_article_bytes: int = 10_000_000

    @property
    def has_chat(self) -> bool:
        """True where a token says that the bot has somewhere to answer."""
        return bool(self.telegram_token or self.slack_bot_token)


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Settings from the shipped bot.toml, the user's, and the environment, the last one winning.

    Raises:
        SettingError: a value can't be used, a secret's file can't be read, or two settings contradict."""
    home = Path(environment.get("BACKCHANNEL_HOME") or default_home()).expanduser()
    config = Path(environment.get("BACKCHANNEL_CONFIG") or home / "config").expanduser()
    if environment.get("BACKCHANNEL_CONFIG") and not config.is_dir():
        raise SettingError(name="BACKCHANNEL_CONFIG", reason=f"there is no folder {config}", cure="create it, or unset the variable")
    raw = _read_toml(shipped_folder("config") / CONFIG_FILE) | _read_toml(config / CONFIG_FILE)
    raw |= _from_environment(environment)
    return _checked(Settings(home=home, config=config, **{key: _parsed(key, value) for key, value in raw.items()}))


def variable_of(key: str) -> str:
    """The environment variable of a key of bot.toml."""
    return _DATABASE_VARIABLE if key == "database_url" else _PREFIX + key.upper()


def unknown_variables(environment: Mapping[str, str]) -> list[str]:
    """Variables that look like ours but mean nothing, most likely misspelt."""
    known = {variable_of(key) for key in _PARSERS} | _OWN_VARIABLES
    known |= {f"{name}_FILE" for name in known}
    return sorted(name for name in environment if name.startswith(_PREFIX) and name not in known)


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingError(name=str(path), reason=str(error), cure="mend the file, or remove it") from error
    for key in values:
        if key not in _PARSERS:
            raise SettingError(name=f"{path}: {key}", reason="there is no such setting", cure=f"use one of {', '.join(sorted(_PARSERS))}")
    return values


def _from_environment(environment: Mapping[str, str]) -> dict[str, str]:
    values = {}
    for key in _PARSERS:
        name = variable_of(key)
        if environment.get(name):
            values[key] = environment[name]
        elif path := environment.get(f"{name}_FILE"):
            try:
                values[key] = Path(path).read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError) as error:
                raise SettingError(name=f"{name}_FILE", reason=str(error), cure="name a readable file that holds the secret") from error
    return values


def _parsed(key: str, value: object) -> Any:
    try:
        return _PARSERS[key](value)
    except (ValueError, TypeError, ZoneInfoNotFoundError) as error:
        raise SettingError(
            name=variable_of(key), reason=f"{value!r} can't be used: {error}", cure="see config/bot.toml for what is expected"
        ) from error


def _checked(settings: Settings) -> Settings:
    if bool(settings.slack_bot_token) != bool(settings.slack_app_token):
        missing = "slack_app_token" if settings.slack_bot_token else "slack_bot_token"
        raise SettingError(
            name=variable_of(missing),
            reason="Slack's Socket Mode needs both tokens, and this one is missing",
            cure="set it: the bot token begins with xoxb-, the app token with xapp-",
        )
    return settings


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("not a text")
    return value.strip()


def _owners(value: object) -> frozenset[str]:
    parts = value.split(",") if isinstance(value, str) else value
    if not isinstance(parts, list):
        raise ValueError("not a list")
    owners = frozenset(str(part).strip() for part in parts if str(part).strip())
    for owner in owners:
        if not owner.startswith(_PLATFORMS):
            raise ValueError(f"{owner!r} is neither telegram:ID nor slack:TEAM/USER")
    return owners


def _positive(kind: Callable[[Any], Any]) -> Callable[[object], Any]:
    def parse(value: object) -> Any:
        if isinstance(value, bool):
            raise ValueError("not a number")
        number = kind(value)
        if number <= 0:
            raise ValueError("not above zero")
        return number

    return parse


def _days(value: object) -> int:
    days: int = _positive(int)(value)
    if days > _CENTURY_DAYS:
        raise ValueError("more than a century")
    return days


def _zone(value: object) -> ZoneInfo:
    return ZoneInfo(_text(value))


_TEXTS = ("database_url", "telegram_token", "telegram_base_url", "slack_bot_token", "slack_app_token", "slack_base_url")

_PARSERS: dict[str, Callable[[object], Any]] = dict.fromkeys(_TEXTS, _text) | {
    "owners": _owners,
    "timezone": _zone,
    "background_days": _positive(int),
    "stale_days": _positive(int),
    "trust_months": _positive(int),
    "alert_confidence": _positive(float),
    "tick_seconds": _positive(float),
    "keep_text_days": _days,
    "max_article_bytes": _positive(int),
}
