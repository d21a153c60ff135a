"""Reads the shipped configuration and the user's changes to it.

Every file is a mapping from sections to entries (or one list of entries, whose section is then the
file's name). A file of the same name in the override folder changes it entry by entry:

    people:
      james-mattis: {family: Mattis, …}    # keys that are given replace those of the shipped entry
      john-doe: {name: John Doe, …}        # an id that is not shipped adds an entry
      susan-rice: null                     # null removes the entry; a key that is null is as if absent

Both may also be written as lists of entries with an `id`."""

from collections.abc import Hashable, Iterator, Mapping
from pathlib import Path

import yaml

from bot.errors import ConfigError
from bot.knowledge.fields import Entry
from bot.knowledge.knowledge import TRUST_MONTHS, Knowledge
from bot.knowledge.parsing import parse_knowledge

_SUFFIX = ".yaml"


class _Loader(yaml.CSafeLoader):
    """PyYAML's fast safe loader, which takes a key given twice for the mistake it is."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, object]:
        mapping: dict[Hashable, object] = super().construct_mapping(node, deep=deep)
        if len(mapping) != len(node.value):
            keys = [key.value for key, _ in node.value]
            twice = next((key for key in keys if keys.count(key) > 1), "?")
            raise yaml.constructor.ConstructorError(problem=f"the key `{twice}` is given twice", problem_mark=node.start_mark)
        return mapping


def load_knowledge(shipped: Path, override: Path | None, *, trust_months: int = TRUST_MONTHS) -> Knowledge:
    """What `config/knowledge` says, with the user's changes, checked.

    Raises ConfigError naming file, entry and cure for whatever can't be used."""
    return parse_knowledge(read_documents(shipped, override, "knowledge"), trust_months=trust_months)


def read_documents(shipped: Path, override: Path | None, folder: str) -> dict[str, list[Entry]]:
    """The entries of every section of `<folder>/*.yaml`, in the order of the files, the user's merged in.

    An override folder that does not exist changes nothing.
    Raises ConfigError for unreadable files, broken YAML, entries without an id and ids given twice."""
    merged: dict[str, dict[str, Entry]] = {}
    for path in _files(shipped / folder):
        for section, entries in _read(path).items():
            merged.setdefault(section, {}).update(_kept(path, section, entries))
    for path in _files(override / folder) if override else ():
        for section, entries in _read(path).items():
            _change(merged.setdefault(section, {}), entries, path)
    return {section: list(entries.values()) for section, entries in merged.items()}


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"*{_SUFFIX}"))


def _read(path: Path) -> dict[str, dict[str, Mapping[str, object] | None]]:
    """Sections of one file: id to fields, None where the entry is to be removed."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _error(path, "the file", f"can't be read: {error}", "make it a readable UTF-8 file") from error
    try:
        # CSafeLoader builds plain values only; nothing in a file can run code.
        document = yaml.load(text, Loader=_Loader)  # noqa: S506
    except yaml.YAMLError as error:
        raise _broken(path, error) from error
    if document is None:
        return {}
    if isinstance(document, list):
        document = {path.stem: document}
    if not isinstance(document, dict):
        raise _error(path, "the file", "is neither a mapping of sections nor a list of entries", "see the shipped file for its shape")
    return {str(section): dict(_entries(path, str(section), body)) for section, body in document.items()}


def _entries(path: Path, section: str, body: object) -> Iterator[tuple[str, Mapping[str, object] | None]]:
    if body is None:
        return
    if isinstance(body, dict):
        for identity, fields in body.items():
            if fields is not None and not isinstance(fields, dict):
                raise _error(path, str(identity), f"is not an entry: {fields!r}", "write `id: {key: value}`, or `id: null` to remove it")
            yield str(identity), fields
    elif isinstance(body, list):
        yield from _listed(path, section, body)
    else:
        raise _error(path, section, "is neither a list of entries nor a mapping of ids", "begin each entry with `- id:`")


def _listed(path: Path, section: str, body: list[object]) -> Iterator[tuple[str, Mapping[str, object]]]:
    seen: set[str] = set()
    for number, fields in enumerate(body, start=1):
        identity = fields.get("id") if isinstance(fields, dict) else None
        if not isinstance(fields, dict) or not isinstance(identity, str) or not identity:
            raise _error(path, f"{section}, entry {number}", "has no id that is a text", "begin it with `- id: some-name`")
        if identity in seen:
            raise _error(path, identity, "this id is used twice", "give one of the two another id")
        seen.add(identity)
        yield identity, {str(key): value for key, value in fields.items() if key != "id"}


def _kept(path: Path, section: str, entries: Mapping[str, Mapping[str, object] | None]) -> dict[str, Entry]:
    return {identity: Entry(identity, fields, _shown(path)) for identity, fields in entries.items() if fields is not None}


def _change(entries: dict[str, Entry], changes: Mapping[str, Mapping[str, object] | None], path: Path) -> None:
    for identity, fields in changes.items():
        if fields is None:
            entries.pop(identity, None)
        else:
            shipped = entries[identity].fields if identity in entries else {}
            entries[identity] = Entry(identity, {**shipped, **fields}, _shown(path))


def _shown(path: Path) -> str:
    return str(path)


def _broken(path: Path, error: yaml.YAMLError) -> ConfigError:
    mark = getattr(error, "problem_mark", None)
    where = f"line {mark.line + 1}" if mark else "the file"
    reason = getattr(error, "problem", None) or str(error)
    return _error(path, where, f"is not YAML: {reason}", "check colons, quotes and indentation there")


def _error(path: Path, entry: str, reason: str, cure: str) -> ConfigError:
    return ConfigError(file=_shown(path), entry=entry, reason=reason, cure=cure)
