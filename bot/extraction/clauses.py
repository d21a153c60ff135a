"""What belongs together within a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.extraction.wording import Wording


class ClauseKind(StrEnum):
    """MAIN has its own verb and may stand alone; SUBORDINATE hangs on a conjunction; RELATIVE says something
    of the noun before it; APPOSITIVE renames that noun; SPEECH is the frame of what somebody said ("officials said")."""

    MAIN = "main"
    SUBORDINATE = "subordinate"
    RELATIVE = "relative"
    APPOSITIVE = "appositive"
    SPEECH = "speech"


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence; offsets into the sentence text given.

    Clauses nest: a relative clause or apposition lies within the clause it interrupts, whose
    `holes` name it. `parent` is the index of that clause in the result, None at the top."""

    start: int
    end: int
    kind: ClauseKind
    parent: int | None = None
    holes: tuple[tuple[int, int], ...] = ()

    def owns(self, start: int, end: int) -> bool:
        """True where the span lies in this clause and in none that interrupts it."""
        return self.start <= start and end <= self.end and not any(first < end and start < last for first, last in self.holes)


def split_clauses(sentence: str, language: str, wording: Wording, mentions: Sequence[tuple[int, int]] = ()) -> tuple[Clause, ...]:
    """The clauses of one sentence, ordered by start, outer before inner.

    `mentions` are spans (names with their titles) that no boundary may cut."""
    return (Clause(0, len(sentence), ClauseKind.MAIN),) if sentence else ()
