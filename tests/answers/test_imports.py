"""What asking costs before the first answer."""

import subprocess
import sys

HEAVY = ("sqlalchemy", "alembic", "rapidfuzz", "pypinyin", "rich", "telegram", "slack_bolt", "aiohttp")


def test_answers_are_imported_without_any_heavy_library() -> None:
    code = f"import bot.answers.dispatch, sys; print([name for name in {HEAVY!r} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
