from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.errors import SettingError
from bot.i18n import texts_for
from bot.settings import HttpAddress, Settings, read_settings, unknown_variables


def settings_of(home: Path, toml: str = "", **environment: str) -> Settings:
    (home / "config").mkdir(exist_ok=True)
    (home / "config" / "bot.toml").write_text(toml, encoding="utf-8")
    return read_settings({"BACKCHANNEL_HOME": str(home), **environment})


def test_without_anything_set_the_shipped_values_hold(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    assert (settings.background_days, settings.owners, settings.has_chat) == (14, frozenset(), False)


def test_the_users_file_overrides_and_the_environment_wins(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, 'timezone = "Asia/Tokyo"\nbackground_days = 7', BACKCHANNEL_TIMEZONE="Europe/Berlin")
    assert (settings.timezone, settings.background_days) == (ZoneInfo("Europe/Berlin"), 7)


def test_owners_are_a_list_in_the_file_and_commas_in_the_environment(tmp_path: Path) -> None:
    expected = frozenset({"telegram:12", "slack:T1/U2"})
    assert settings_of(tmp_path, 'owners = ["telegram:12", "slack:T1/U2"]').owners == expected
    assert settings_of(tmp_path, BACKCHANNEL_OWNERS="telegram:12, slack:T1/U2").owners == expected


def test_a_secret_may_come_from_a_file_and_is_never_shown(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("12:hush\n")
    settings = settings_of(tmp_path, BACKCHANNEL_TELEGRAM_TOKEN_FILE=str(tmp_path / "token"))
    assert settings.telegram_token == "12:hush"
    assert "hush" not in repr(settings)


@pytest.mark.parametrize(
    ("toml", "environment", "named"),
    [
        ("", {"BACKCHANNEL_TIMEZONE": "Europe/Atlantis"}, "BACKCHANNEL_TIMEZONE"),
        ("", {"BACKCHANNEL_OWNERS": "12345"}, "BACKCHANNEL_OWNERS"),
        ("", {"BACKCHANNEL_TICK_SECONDS": "0"}, "BACKCHANNEL_TICK_SECONDS"),
        ("", {"BACKCHANNEL_TICK_SECONDS": "soon"}, "BACKCHANNEL_TICK_SECONDS"),
        ("", {"BACKCHANNEL_SLACK_BOT_TOKEN": "xoxb-1"}, "BACKCHANNEL_SLACK_APP_TOKEN"),
        ("", {"BACKCHANNEL_TELEGRAM_TOKEN_FILE": "/nowhere/token"}, "BACKCHANNEL_TELEGRAM_TOKEN_FILE"),
        ("", {"BACKCHANNEL_CONFIG": "/nowhere/config"}, "BACKCHANNEL_CONFIG"),
        ("tokn = 1", {}, "tokn"),
        ("a = = b", {}, "bot.toml"),
        ("background_days = true", {}, "BACKCHANNEL_BACKGROUND_DAYS"),
    ],
)
def test_what_cannot_be_used_stops_the_start_and_is_named(tmp_path: Path, toml: str, environment: dict[str, str], named: str) -> None:
    with pytest.raises(SettingError) as caught:
        settings_of(tmp_path, toml, **environment)
    assert named in caught.value.params["name"]
    assert caught.value.params["cure"]


def test_a_misspelt_variable_is_noticed() -> None:
    environment = {"BACKCHANNEL_TELEGRAM_TOKN": "x", "BACKCHANNEL_OWNERS": "", "BACKCHANNEL_OWNERS_FILE": "", "PATH": ""}
    assert unknown_variables(environment) == ["BACKCHANNEL_TELEGRAM_TOKN"]


SLACK = {"bot": "BACKCHANNEL_SLACK_BOT_TOKEN", "app": "BACKCHANNEL_SLACK_APP_TOKEN", "secret": "BACKCHANNEL_SLACK_SIGNING_SECRET"}


def slack_with(home: Path, *names: str) -> Settings:
    return settings_of(home, **{SLACK[name]: f"value of {name}" for name in names})


@pytest.mark.parametrize("way", ["app", "secret"])
def test_slack_needs_its_bot_token_and_one_way_to_be_heard_by(tmp_path: Path, way: str) -> None:
    settings = slack_with(tmp_path, "bot", way)
    assert (settings.slack_app_token, settings.slack_signing_secret).count("") == 1
    assert settings.has_chat
    assert "value of" not in repr(settings)


@pytest.mark.parametrize(
    ("given", "named"),
    [("bot", "app secret"), ("app", "bot"), ("secret", "bot"), ("bot app secret", "app secret")],
)
def test_one_slack_setting_too_few_or_too_many_is_named_with_the_cure(tmp_path: Path, given: str, named: str) -> None:
    with pytest.raises(SettingError) as caught:
        slack_with(tmp_path, *given.split())
    told = texts_for("en")(caught.value.key, **caught.value.params)
    assert {name for name, variable in SLACK.items() if variable in told} >= set(named.split())
    assert "value of" not in told


def test_the_signing_secret_may_come_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hush\n")
    settings = settings_of(tmp_path, BACKCHANNEL_SLACK_BOT_TOKEN="xoxb-1", BACKCHANNEL_SLACK_SIGNING_SECRET_FILE=str(tmp_path / "secret"))
    assert settings.slack_signing_secret == "hush"
    assert settings.http_address == HttpAddress("127.0.0.1", 8080)


HOOK = {"BACKCHANNEL_TELEGRAM_TOKEN": "42:x", "BACKCHANNEL_TELEGRAM_WEBHOOK_URL": "https://bot.example/hook"}


def test_http_is_off_unless_it_is_set_or_a_webhook_needs_it(tmp_path: Path) -> None:
    assert settings_of(tmp_path).http_address is None
    assert settings_of(tmp_path, **HOOK).http_address == HttpAddress("127.0.0.1", 8080)
    assert settings_of(tmp_path, **HOOK, BACKCHANNEL_HTTP="[::1]:9000").http_address == HttpAddress("::1", 9000)


@pytest.mark.parametrize("value", ["8080", "localhost", "localhost:", "localhost:99999", ":80", "localhost:http"])
def test_an_address_without_host_or_port_is_refused(tmp_path: Path, value: str) -> None:
    with pytest.raises(SettingError):
        settings_of(tmp_path, BACKCHANNEL_HTTP=value)


@pytest.mark.parametrize(
    "url",
    [
        "http://bot.example/",
        "https://bot.example:8000/",
        "bot.example",
        "https://bot.example/health",
        "https://bot.example/slack/events",
        "https://[x",
    ],
)
def test_an_address_that_telegram_would_not_write_to_stops_the_start(tmp_path: Path, url: str) -> None:
    with pytest.raises(SettingError) as caught:
        settings_of(tmp_path, **(HOOK | {"BACKCHANNEL_TELEGRAM_WEBHOOK_URL": url}))
    assert caught.value.params["name"] == "BACKCHANNEL_TELEGRAM_WEBHOOK_URL"


def test_a_bot_api_server_of_ones_own_takes_any_address(tmp_path: Path) -> None:
    own = HOOK | {
        "BACKCHANNEL_TELEGRAM_BASE_URL": "http://127.0.0.1:8081",
        "BACKCHANNEL_TELEGRAM_WEBHOOK_URL": "http://127.0.0.1:9000/hook",
    }
    assert settings_of(tmp_path, **own).telegram_webhook_url.startswith("http://127")


def test_a_webhook_secret_that_telegram_would_refuse_stops_the_start_unseen(tmp_path: Path) -> None:
    with pytest.raises(SettingError) as caught:
        settings_of(tmp_path, **HOOK, BACKCHANNEL_TELEGRAM_WEBHOOK_SECRET="a secret word")
    assert "a secret word" not in str(caught.value)
