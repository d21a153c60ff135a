"""Every text the code says exists, every text that exists is said, and every error names a cure."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from bot.i18n import languages, texts_for
from bot.model.claims import MeetingState, Mode, Status

BOT = Path(__file__).parents[2] / "bot"
PLACE = re.compile(r"\{(\w+)\}")
ENGLISH = texts_for("en")
AREAS = {key.partition(".")[0] for key in ENGLISH.keys()}  # noqa: SIM118 - a Texts is not a mapping
KEY = re.compile(rf"(?:{'|'.join(sorted(AREAS))})\.[a-z0-9_-]*[a-z0-9]\Z")


@cache
def modules() -> tuple[tuple[str, ast.Module], ...]:
    return tuple((path.relative_to(BOT).as_posix(), ast.parse(path.read_text("utf-8"))) for path in sorted(BOT.rglob("*.py")))


def said_literally() -> Iterator[tuple[str, str]]:
    """String constants that have the form of a key, with their file."""
    for file, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and KEY.match(node.value):
                yield file, node.value


def said_by_pattern() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Formatted keys such as f"status.{status}", as patterns."""
    for file, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                parts = [re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[a-z0-9_-]+" for part in node.values]
                if str(node.values[0].value).partition(".")[0] in AREAS and "." in str(node.values[0].value):
                    yield file, re.compile("".join(parts) + r"\Z")


def calls_with_key() -> Iterator[tuple[str, str, ast.Call]]:
    """Calls `texts("area.key", …)` and `view.texts(…)`."""
    for file, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                if name.endswith("texts") and KEY.match(str(node.args[0].value)):
                    yield file, str(node.args[0].value), node


def test_every_key_the_code_names_is_in_the_english_catalogue() -> None:
    assert [(file, key) for file, key in said_literally() if key not in ENGLISH] == []


def test_every_formatted_key_can_be_found() -> None:
    keys = sorted(ENGLISH.keys())
    assert [(file, pattern.pattern) for file, pattern in said_by_pattern() if not any(map(pattern.match, keys))] == []


def test_every_text_is_said_somewhere() -> None:
    literal = {key for _, key in said_literally()}
    patterns = [pattern for _, pattern in said_by_pattern()]
    silent = [key for key in sorted(ENGLISH.keys()) if key not in literal and not any(pattern.match(key) for pattern in patterns)]
    assert [key for key in silent if not key.startswith("language.")] == []


def test_every_call_fills_the_places_of_its_text() -> None:
    wrong = []
    for file, key, call in calls_with_key():
        if key not in ENGLISH:
            continue  # told by the test above
        given = {keyword.arg for keyword in call.keywords}
        forms = ENGLISH.forms(key)
        needed = {name for form in forms.values() for name in PLACE.findall(form)} | ({"count"} if len(forms) > 1 else set())
        if None not in given and not needed <= given:
            wrong.append((file, key, needed - given))
    assert wrong == []


@pytest.mark.parametrize("key", sorted(key for key in ENGLISH.keys() if key.startswith("error.")))  # noqa: SIM118
def test_every_error_says_what_happened_and_what_to_do(key: str) -> None:
    for text in ENGLISH.forms(key).values():
        sentences = re.split(r"(?<=[.!?])[”\")]?\s+", text)
        assert "{cure}" in text or len(sentences) >= 2, text


@pytest.mark.parametrize("language", languages())
def test_every_language_has_its_locale_and_the_places_of_the_english_text(language: str) -> None:
    texts = texts_for(language)
    for key in texts.keys():  # noqa: SIM118
        english = {name for form in ENGLISH.forms(key).values() for name in PLACE.findall(form)}
        for form in texts.forms(key).values():
            assert set(PLACE.findall(form)) <= english | {"count"}, (language, key)


def test_every_state_status_and_way_of_meeting_has_its_words() -> None:
    values = [f"state.{state}" for state in MeetingState] + [f"status.{status}" for status in Status] + [f"mode.{mode}" for mode in Mode]
    assert [key for key in values if key not in ENGLISH] == []


def test_error_classes_name_texts_of_the_error_area() -> None:
    keys = [
        (file, node.value.value)
        for file, tree in modules()
        for parent in ast.walk(tree)
        if isinstance(parent, ast.ClassDef)
        for node in parent.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
        and node.value.value.startswith("error.")
    ]
    assert ("errors.py", "error.database") in keys
    assert [(file, key) for file, key in keys if key not in ENGLISH] == []
