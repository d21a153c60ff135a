"""What a program under test gets as its environment."""

import os

_OURS = ("BACKCHANNEL_", "DATABASE_URL")


def clean_environment(**variables: str) -> dict[str, str]:
    """This process's environment without any setting of Backchannel but `variables`: whoever runs the
    tests may have a bot of their own."""
    return {name: value for name, value in os.environ.items() if not name.startswith(_OURS)} | variables
