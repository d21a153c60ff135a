"""Reads the shipped configuration and the user's changes to it.

Every file is a mapping from sections to entries (or one list of entries, whose section is then the
file's name). A file of the same name in the override folder changes it entry by entry:

    people:
      james-mattis: {family: Mattis, …}    # keys that are given replace those of the shipped entry
      john-doe: {name: John Doe, …}        # an id that is not shipped adds an entry
      susan-rice: null                     # null removes the entry; a key that is null is as if absent

Both may also be written as lists of entries with an `id`."""

import gc
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from bot.errors import ConfigError
from bot.knowledge.fields import Entry, suggestion
from bot.knowledge.knowledge import TRUST_MONTHS, Knowledge
from bot.knowledge.parsing import parse_knowledge
from bot.model.feed import Feed

if TYPE_CHECKING:
    from bot.extraction.language.lexicon import Lexicon
    from bot.extraction.scoring.scorer import Scorer

_SUFFIX = ".yaml"
_FEEDS = "feeds.yaml"
_TEXT = "tag:yaml.org,2002:str"
_LIST = "tag:yaml.org,2002:seq"
_MAPPING = "tag:yaml.org,2002:map"
_TIMESTAMP = "tag:yaml.org,2002:timestamp"


class _Loader(yaml.CSafeLoader):
    """PyYAML's safe loader for plain values only, twice as fast as its general way by nodes and
    generators; and a key given twice is the mistake it is, where PyYAML keeps the last."""

    def resolve(self, kind: type[yaml.Node], value: str | None, implicit: tuple[bool, bool]) -> str:
        if kind is yaml.ScalarNode and (not implicit[0] or (value and value[0] not in self.yaml_implicit_resolvers)):
            return _TEXT
        return str(super().resolve(kind, value, implicit))  # type: ignore[no-untyped-call]  # the stubs leave it open

    def document(self) -> object:
        node = self.get_single_node()
        return None if node is None else self._value(node)

    def _value(self, node: yaml.Node) -> object:
        if isinstance(node, yaml.ScalarNode):
            # Dates stay text: PyYAML would stumble over 2024-02-30, and knows no 2024-02.
            return node.value if node.tag in (_TEXT, _TIMESTAMP) else self.construct_object(node)
        if isinstance(node, yaml.SequenceNode) and node.tag == _LIST:
            return [self._value(child) for child in node.value]
        if isinstance(node, yaml.MappingNode) and node.tag == _MAPPING:
            mapping = {self._value(key): self._value(value) for key, value in node.value if isinstance(key, yaml.ScalarNode)}
            if len(mapping) != len(node.value):
                raise yaml.constructor.ConstructorError(problem=_bad_key(node), problem_mark=node.start_mark)
            return mapping
        raise yaml.constructor.ConstructorError(problem=f"there are no values of the kind {node.tag}", problem_mark=node.start_mark)


def _bad_key(node: yaml.MappingNode) -> str:
    keys = [str(key.value) for key, _ in node.value]
    twice = next((key for key in keys if keys.count(key) > 1), None)
    return f"the key `{twice}` is given twice" if twice else "a key is not a plain text"


def load_knowledge(shipped: Path, override: Path | None, *, trust_months: int = TRUST_MONTHS) -> Knowledge:
    """What `config/knowledge` says, with the user's changes, checked.

    Raises ConfigError naming file, entry and cure for whatever can't be used."""
    with _without_collection():
        return parse_knowledge(read_documents(shipped, override, "knowledge"), trust_months=trust_months)


@contextmanager
def _without_collection() -> Iterator[None]:
    """Holds the garbage collector back: what is built here stays, and looking through it again and again takes a fifth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def load_lexicons(shipped: Path, override: Path | None) -> "dict[str, Lexicon]":
    """The words of every language in `config/lexicon`, by language, with the user's changes.

    A section of entries is changed entry by entry, as everything else; of a section that is a
    mapping the keys given are replaced; any other section is replaced as a whole."""
    from bot.extraction.language.lexicon import parse_lexicon  # imported here: most commands read no article

    files = {path.stem: path for path in _files(shipped / "lexicon")}
    changes = {path.stem: path for path in _files(override / "lexicon")} if override else {}
    lexicons = {}
    for language in dict.fromkeys([*files, *changes]):
        used = [path for path in (files.get(language), changes.get(language)) if path is not None]
        document = _sections(used[0])
        for change in used[1:]:
            document = _changed_sections(document, _sections(change), used[0], change)
        with _without_collection():
            lexicons[language] = parse_lexicon(language, document, str(used[-1]))
    return lexicons


def load_scorer(shipped: Path, override: Path | None, knowledge: Knowledge) -> "Scorer":
    """The trained weights in `config/weights`, each file replaced whole by the user's of the same name.

    Raises ConfigError for a file that is missing or can't be used."""
    from bot.extraction.scoring.scorer import DOCUMENTS, parse_scorer  # imported here: most commands read no article

    own = override / "weights" if override else None
    folders = [folder for folder in (own, shipped / "weights") if folder]
    paths = {name: _first_file([folder / f"{name}.json" for folder in folders]) for name in DOCUMENTS}
    levels = {channel.id: channel.level for channel in knowledge.channels.values()}
    documents = {name: _json(path) for name, path in paths.items()}
    try:
        return parse_scorer(documents, levels)
    except (KeyError, ValueError, TypeError) as error:
        used = ", ".join(str(path) for path in paths.values())
        raise ConfigError(file=used, entry="weights", reason=f"not trained weights: {error}", cure=_TRAINED) from error


_TRAINED = "run `make train`, or remove your own file of that name"


def _first_file(paths: Sequence[Path]) -> Path:
    return next((path for path in paths if path.is_file()), paths[-1])


def _json(path: Path) -> Mapping[str, object]:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _error(path, "the file", f"can't be read as JSON: {error}", _TRAINED) from error
    if not isinstance(document, dict):
        raise _error(path, "the file", "is not a JSON object", _TRAINED)
    return document


def read_documents(shipped: Path, override: Path | None, folder: str) -> dict[str, list[Entry]]:
    """The entries of every section of `<folder>/*.yaml`, in the order of the files, the user's merged in.

    An override folder that does not exist changes nothing.
    Raises ConfigError for unreadable files, broken YAML, entries without an id and ids given twice."""
    return _merged(_files(shipped / folder), _files(override / folder) if override else [])


def load_feeds(shipped: Path, override: Path | None) -> "list[Feed]":
    """What is read, from `feeds.yaml` with the user's changes.

    Raises ConfigError naming file, entry and cure for a feed that can't be used."""
    from bot.feeds.registry import parse_feed  # imported here: knowledge is needed without any feed

    change = [override / _FEEDS] if override and (override / _FEEDS).exists() else []
    documents = _merged([shipped / _FEEDS], change)
    for section, entries in documents.items():
        if section != "feeds" and entries:
            raise ConfigError(file=entries[0].file, entry=section, reason=f"unknown section `{section}`", cure="did you mean feeds?")
    given = [(entry, {key: value for key, value in entry.fields.items() if value is not None}) for entry in documents.get("feeds", [])]
    return [parse_feed({"id": entry.id, **fields}, entry.file) for entry, fields in given]


def _merged(shipped: Sequence[Path], changes: Sequence[Path]) -> dict[str, list[Entry]]:
    merged: dict[str, dict[str, Entry]] = {}
    for path in shipped:
        for section, entries in _read(path).items():
            merged.setdefault(section, {}).update(_kept(path, entries))
    for path in changes:
        for section, entries in _read(path).items():
            _change(merged.setdefault(section, {}), entries, path)
    return {section: list(entries.values()) for section, entries in merged.items()}


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"*{_SUFFIX}"))


def _read(path: Path) -> dict[str, dict[str, Mapping[str, object] | None]]:
    """Sections of one file: id to fields, None where the entry is to be removed."""
    return {section: dict(_entries(path, section, body)) for section, body in _sections(path).items()}


def _sections(path: Path) -> dict[str, object]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _error(path, "the file", f"can't be read: {error}", "make it a readable UTF-8 file") from error
    document = _parsed(path, text)
    if document is None:
        return {}
    if isinstance(document, list):
        return {path.stem: document}
    if not isinstance(document, dict):
        raise _error(path, "the file", "is neither a mapping of sections nor a list of entries", "see the shipped file for its shape")
    return {str(section): body for section, body in document.items()}


def _parsed(path: Path, text: str) -> object:
    try:
        loader = _Loader(text)
        try:
            return loader.document()
        finally:
            loader.dispose()
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise _broken(path, error) from error


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


def _kept(path: Path, entries: Mapping[str, Mapping[str, object] | None]) -> dict[str, Entry]:
    return {identity: Entry(identity, fields, str(path)) for identity, fields in entries.items() if fields is not None}


def _change(entries: dict[str, Entry], changes: Mapping[str, Mapping[str, object] | None], path: Path) -> None:
    for identity, fields in changes.items():
        if fields is None:
            if entries.pop(identity, None) is None:
                raise _error(path, identity, "is to be removed, but there is no such entry", suggestion(identity, entries.keys()))
        else:
            shipped = entries[identity].fields if identity in entries else {}
            entries[identity] = Entry(identity, {**shipped, **fields}, str(path))


def _changed_sections(shipped: Mapping[str, object], changes: Mapping[str, object], path: Path, change: Path) -> dict[str, object]:
    sections = dict(shipped)
    for section, body in changes.items():
        old = sections.get(section)
        if body is None:
            sections.pop(section, None)
        elif isinstance(old, list) and all(isinstance(item, dict) and "id" in item for item in old):
            entries = _kept(path, dict(_entries(path, section, old)))
            _change(entries, dict(_entries(change, section, body)), change)
            sections[section] = [{"id": entry.id, **entry.fields} for entry in entries.values()]
        else:
            sections[section] = {**old, **body} if isinstance(old, dict) and isinstance(body, dict) else body
    return sections


def _broken(path: Path, error: Exception) -> ConfigError:
    mark = getattr(error, "problem_mark", None)
    where = f"line {mark.line + 1}" if mark else "the file"
    reason = getattr(error, "problem", None) or str(error)
    return _error(path, where, f"is not YAML: {reason}", "check colons, quotes and indentation there")


def _error(path: Path, entry: str, reason: str, cure: str) -> ConfigError:
    return ConfigError(file=str(path), entry=entry, reason=reason, cure=cure)
