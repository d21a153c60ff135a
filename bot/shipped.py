"""Where the files live that travel with the program, in a checkout and in an installed wheel."""

from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "_shipped"  # the wheel carries config/ and seeds/ there (pyproject.toml)


def shipped_folder(name: str) -> Path:
    """The shipped folder `config` or `seeds`."""
    return (_INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parent) / name


def default_home() -> Path:
    """`data/` in a checkout, else the platform's folder for a user's data."""
    if (_PACKAGE.parent / "pyproject.toml").is_file():
        return _PACKAGE.parent / "data"
    return Path(platformdirs.user_data_dir("backchannel", appauthor=False))
