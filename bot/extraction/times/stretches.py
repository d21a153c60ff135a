"""How long a text says that something lasts: "two days of talks", "zu einem viertägigen Besuch", "为期两天"."""

from dataclasses import dataclass

from bot.extraction.language.timegrammar import LATELY, LENGTH, TimeGrammar

LONGEST = 31
MOST = 2
"""So many lengths of one sentence are of use; more are a list."""


@dataclass(frozen=True, slots=True)
class Stretches:
    """`days`: the lengths a sentence tells, more than one day each. `ending`, `beginning`: it speaks of an end, a beginning.
    `lately`: it says that something was recent, not when."""

    days: tuple[int, ...] = ()
    ending: bool = False
    beginning: bool = False
    lately: bool = False

    @property
    def end(self) -> str | None:
        """`ends` or `begins`: which end of the stretch a day named is; None where the sentence speaks of both or neither."""
        return None if self.ending == self.beginning else "ends" if self.ending else "begins"


_NONE = Stretches()


def find_stretches(words: str, grammar: TimeGrammar) -> Stretches:
    """What one sentence says of how long something lasts."""
    if not grammar.may_stretch(words):
        return _NONE
    tokens = grammar.cut(words)
    found = (token.value for token in tokens if token.kind == LENGTH)
    days = tuple(dict.fromkeys(days for days in found if isinstance(days, int) and 1 < days <= LONGEST))[:MOST]
    kinds = {token.kind for token in tokens} if days else set()
    return Stretches(days, "ending" in kinds, "beginning" in kinds, any(token.kind == LATELY for token in tokens))
