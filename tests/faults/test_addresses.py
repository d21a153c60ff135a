"""Addresses of databases that can't be used: said with the cure, and never with the password."""

import pytest

from tests.console.conftest import CommandLine

SECRET = "hidden-word"


@pytest.mark.parametrize(
    ("address", "cure"),
    [
        ("ledger.db", "sqlite:///"),
        (f"://{SECRET}@", "sqlite:///"),
        (f"mysql://u:{SECRET}@host/name", "sqlite:///"),
        ("sqlite:///:memory:", "sqlite:///"),
        (f"sqlite:///ledger.db?password={SECRET}", "sqlite:///"),
        ("sqlite:////dev/null/ledger.db", "mkdir"),
        (f"postgresql:u:{SECRET}", "postgresql://user"),
        (f"postgresql://u:{SECRET}@host:port/name", "postgresql://user"),
        (f"postgresql://u:{SECRET}@[::1/name", "postgresql://user"),
        (f"postgresql://u:{SECRET}@/name?port=first", "after the ?"),
        (f"postgresql://u:{SECRET}@127.0.0.1:1/name?nonsense={SECRET}&sslpassword={SECRET}", "after the ?"),
        (f"postgresql://u:{SECRET}@127.0.0.1:1/name?sslmode=bogus", "after the ?"),
        (f"postgresql://u:{SECRET}@127.0.0.1:1/name", "host and port"),
        (f"postgresql://u@127.0.0.1:1/name?password={SECRET}", "host and port"),
        (f"postgresql://u:{SECRET}@/name?host=/nowhere", "host and port"),
    ],
)
def test_an_address_that_cannot_be_used_names_the_cure_and_no_password(
    command_line: CommandLine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, address: str, cure: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    for command in ("board", "check"):
        said = command_line(command)
        assert said.code == 3
        assert cure in said.err
        assert SECRET not in said.out + said.err + caplog.text
