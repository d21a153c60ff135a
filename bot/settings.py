"""Settings: read once from bot.toml and the environment, checked, then passed as arguments."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.errors import SettingError
from bot.shipped import default_home, shipped_folder

CONFIG_FILE = "bot.toml"
_PREFIX = "BACKCHANNEL_"
# Named for what they hold rather than with our prefix; hosts set it under this name.
_DATABASE_VARIABLE = "DATABASE_URL"
_OWN_VARIABLES = {"BACKCHANNEL_HOME", "BACKCHANNEL_CONFIG", "BACKCHANNEL_TEST_DATABASE_URL"}
_PLATFORMS = ("telegram:", "slack:")
_TELEGRAM = "https://api.telegram.org"
# core.telegram.org/bots/api#setwebhook; a Bot API server of one's own takes any address.
_WEBHOOK_PORTS = (443, 80, 88, 8443)
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_OWN_PATHS = ("/health", "/metrics", "/slack/events")


@dataclass(frozen=True, slots=True)
class HttpAddress:
    """Where we serve HTTP. `port` 0 takes any that is free."""

    host: str
    port: int


_DEFAULT_HTTP = HttpAddress("127.0.0.1", 8080)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run goes by. `home` holds database, state and the user's `config`;
    `config` overrides the shipped files entry by entry."""

    home: Path
    config: Path
    database_url: str = field(default="", repr=False)  # may hold a password
    owners: frozenset[str] = frozenset()
    telegram_token: str = field(default="", repr=False)
    telegram_base_url: str = _TELEGRAM
    telegram_webhook_url: str = ""
    telegram_webhook_secret: str = field(default="", repr=False)
    http: HttpAddress | None = None
    slack_bot_token: str = field(default="", repr=False)
    slack_app_token: str = field(default="", repr=False)
    slack_signing_secret: str = field(default="", repr=False)
    slack_base_url: str = "https://slack.com/api/"
    timezone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    background_days: int = 14
    stale_days: int = 730
    trust_months: int = 18
    alert_confidence: float = 0.8
    tick_seconds: float = 20.0
    max_article_bytes: int = 10_000_000

    @property
    def has_chat(self) -> bool:
        """True where a token says that the bot has somewhere to answer."""
        return bool(self.telegram_token or self.slack_bot_token)

    @property
    def http_address(self) -> HttpAddress | None:
        """Where to serve HTTP: as set, else at a default where a webhook or Slack needs it, else nowhere."""
        return self.http or (_DEFAULT_HTTP if self.telegram_webhook_url or self.slack_signing_secret else None)


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
    _check_webhook(settings)
    _check_slack(settings)
    return settings


def _check_slack(settings: Settings) -> None:
    """Slack talks to us by one way only: Socket Mode (an app token) or signed HTTP (a signing secret)."""
    app, secret = variable_of("slack_app_token"), variable_of("slack_signing_secret")
    if settings.slack_app_token and settings.slack_signing_secret:
        raise SettingError(
            name=secret,
            reason=f"{app} is set too, and Slack delivers by one way only",
            cure=f"keep {app} for Socket Mode, or {secret} for signed HTTP, and unset the other",
        )
    has_way = bool(settings.slack_app_token or settings.slack_signing_secret)
    if settings.slack_bot_token and not has_way:
        raise SettingError(
            name=app,
            reason="beside Slack's bot token this one is missing",
            cure=f"set it (it begins with xapp-) for Socket Mode, or {secret} for signed HTTP",
        )
    if has_way and not settings.slack_bot_token:
        raise SettingError(
            name=variable_of("slack_bot_token"),
            reason="without it nothing can be sent to Slack",
            cure="set it: Install App → Bot User OAuth Token, it begins with xoxb-",
        )


def _check_webhook(settings: Settings) -> None:
    """Telegram would refuse it too, but only once the bot is serving."""
    if settings.telegram_webhook_secret and not _WEBHOOK_SECRET.fullmatch(settings.telegram_webhook_secret):
        raise SettingError(
            name=variable_of("telegram_webhook_secret"),
            reason="it holds other characters than A-Z, a-z, 0-9, _ and -, or more than 256",
            cure="make one with: openssl rand -hex 32",
        )
    if settings.telegram_webhook_url and (reason := _webhook_problem(settings)):
        raise SettingError(
            name=variable_of("telegram_webhook_url"),
            reason=reason,
            cure="name the https address of your proxy that leads here, such as https://bot.example.org/telegram",
        )


def _webhook_problem(settings: Settings) -> str:
    try:
        url = urlsplit(settings.telegram_webhook_url)
        port = url.port
    except ValueError as error:
        return str(error)
    own_server = settings.telegram_base_url.rstrip("/") != _TELEGRAM
    if not url.hostname or url.scheme not in (("https", "http") if own_server else ("https",)):
        return "Telegram writes to https addresses only"
    if not own_server and port is not None and port not in _WEBHOOK_PORTS:
        return f"Telegram writes to the ports {', '.join(map(str, _WEBHOOK_PORTS))} only"
    if url.path in _OWN_PATHS:
        return f"{url.path} is taken by the bot itself"
    return "" if settings.telegram_token else f"{variable_of('telegram_token')} is not set"


def _http_address(value: object) -> HttpAddress:
    host, colon, port = _text(value).rpartition(":")
    if not (colon and host and port.isascii() and port.isdigit() and int(port) < 2**16):
        raise ValueError("not host:port, such as 127.0.0.1:8080")
    return HttpAddress(host.removeprefix("[").removesuffix("]"), int(port))


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


def _zone(value: object) -> ZoneInfo:
    return ZoneInfo(_text(value))


_TEXTS = (
    "database_url",
    "telegram_token",
    "telegram_base_url",
    "telegram_webhook_url",
    "telegram_webhook_secret",
    "slack_bot_token",
    "slack_app_token",
    "slack_signing_secret",
    "slack_base_url",
)

_PARSERS: dict[str, Callable[[object], Any]] = dict.fromkeys(_TEXTS, _text) | {
    "owners": _owners,
    "http": _http_address,
    "timezone": _zone,
    "background_days": _positive(int),
    "stale_days": _positive(int),
    "trust_months": _positive(int),
    "alert_confidence": _positive(float),
    "tick_seconds": _positive(float),
    "max_article_bytes": _positive(int),
}
