"""Which annotated articles are kept aside: a third of each language, never looked at while rules are written.

`aside.txt` was drawn once, by the hash of the file's name, before any rule existed; the seeds
are always worked on. `python -m tests.corpus.aside` draws it again."""

import hashlib
from pathlib import Path

CORPUS = Path(__file__).parent
LIST = CORPUS / "aside.txt"


def draw() -> list[str]:
    """File names kept aside: of each folder and language, the third whose hashes are smallest."""
    chosen: list[str] = []
    for folder in ("dev", "more"):
        for language in ("de", "en", "zh"):
            names = sorted(path.name for path in (CORPUS / folder).glob(f"{language}-*.txt"))
            by_hash = sorted(names, key=lambda name: hashlib.sha256(name.encode()).hexdigest())
            chosen += by_hash[: round(len(names) / 3)]
    return sorted(chosen)


def kept_aside() -> frozenset[str]:
    """The file names that `aside.txt` lists."""
    return frozenset(LIST.read_text(encoding="utf-8").split())


if __name__ == "__main__":
    LIST.write_text("\n".join(draw()) + "\n", encoding="utf-8")
