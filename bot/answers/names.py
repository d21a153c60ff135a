"""Whom and what a typed name means: exactly, one of several, or only nearly."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from bot.answers.tokens import Token, form_of
from bot.knowledge.fold import is_han
from bot.knowledge.knowledge import Knowledge
from bot.model.knowledge import Names
from bot.model.ledger import KnownName

Form = tuple[str, ...]

LONGEST_FORM = 16
"""No name in use has more words (a Chinese character counts as one)."""

SIMILAR = 78
"""From this similarity on (0 to 100, the share of letters that stay in place) a name is suggested.

"Liang Guangli" for Liang Guanglie is 96, "Loyd Ostin" for Lloyd Austin 82; "Robert Smithers", who is
nobody, 76, "Donald Duck" 70. A suggestion is never taken for the name: a wrong "X met Y" is the worst answer."""

FARTHER = 12
"""So much less like than the likest a suggestion may be: for "Liu Zhang" Liu Zhan (94) is one, Liu Huaqing (80) none."""

SAME_CHANNEL = 88
"""From this similarity on an unlisted wording is taken for the one channel that is called so ("military
relationship" for "military relations": 92). The answer begins with the channel's own name."""

SUGGESTIONS = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody a name may mean. `key` is `Participant.key`; `title` what the ledger last called him or her."""

    key: str
    name: str
    side: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class One:
    """The name means this person. `office` is what was asked for where the asker named an office."""

    text: str
    person: Candidate
    office: str | None = None


@dataclass(frozen=True, slots=True)
class Several:
    """The name means any of these; only the asker knows which."""

    text: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Nobody:
    """Nobody is called so; `similar` are those called nearly so, the nearest first."""

    text: str
    similar: tuple[Candidate, ...]


Resolved = One | Several | Nobody


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one sequence of words may name. `family` True where it is a surname alone."""

    people: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    family: bool = False

    def __bool__(self) -> bool:
        return bool(self.people or self.channels or self.offices or self.sides)


class Roster:
    """The names that knowledge lists, ready to be looked up. Built once for each configuration."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.people = {person.id: Candidate(person.id, person.name, person.side) for person in knowledge.people.values()}
        self.full: dict[Form, list[str]] = {}
        self.family: dict[Form, list[str]] = {}
        for person in knowledge.people.values():
            _add(self.full, person.id, [person.id, person.name, *_every(person.names)])
            _add(self.family, person.id, [person.family])
        self.channels = _forms((channel.id, [channel.id, channel.name, *_every(channel.names)]) for channel in knowledge.channels.values())
        self.offices = _forms((office.id, [office.title, *_every(office.names)]) for office in knowledge.offices.values())
        sides = [*knowledge.sides.values(), *knowledge.third_parties.values()]
        self.sides = _forms((side.id, [side.name, *_every(side.names), *_every(side.adjectives)]) for side in sides)

    @cached_property
    def surname_first(self) -> Mapping[str, bool]:
        """Of each side, whether most of its people write their surname first: learned from the roster."""
        votes: dict[str, Counter[bool]] = {}
        for person in self.knowledge.people.values():
            if person.name.strip() != person.family:
                votes.setdefault(person.side, Counter())[person.name.startswith(person.family)] += 1
        return {side: counted[True] > counted[False] for side, counted in votes.items()}

    @cached_property
    def channel_words(self) -> Mapping[str, str]:
        """Every name of a channel that only one channel bears, to the channel."""
        return {" ".join(form): ids[0] for form, ids in self.channels.items() if len(ids) == 1}


class NameBook:
    """All names a question may use: the roster's, and those of people whom only the ledger knows."""

    def __init__(self, roster: Roster, known: Sequence[KnownName]) -> None:
        self._roster = roster
        self._unlisted = {
            name.key: Candidate(name.key, name.name, name.side, name.title) for name in known if name.key not in roster.people
        }
        self._titles = {name.key: name.title for name in known}
        self._full: dict[Form, list[str]] = {}
        self._family: dict[Form, list[str]] = {}
        for name in known:
            _add(self._full, name.key, [name.name, name.key])
        for candidate in self._unlisted.values():
            _add(self._family, candidate.key, [self._surname(candidate)])

    def meaning(self, words: Form) -> Meaning:
        """What exactly these words name; nothing is guessed."""
        full = _together(self._roster.full.get(words), self._full.get(words))
        family = () if full else _together(self._roster.family.get(words), self._family.get(words))
        return Meaning(
            people=full or family,
            channels=tuple(self._roster.channels.get(words, ())),
            offices=tuple(self._roster.offices.get(words, ())),
            sides=tuple(self._roster.sides.get(words, ())),
            family=bool(family),
        )

    def candidate(self, key: str) -> Candidate:
        """The person with this key, who must be listed or in the ledger."""
        return self._unlisted.get(key) or self._roster.people[key]

    def called(self, key: str) -> str:
        """The name of the person with this key; the key itself where nobody has it any more."""
        person = self._unlisted.get(key) or self._roster.people.get(key)
        return person.name if person else key

    def resolve(self, text: str, keys: Sequence[str] = ()) -> Resolved:
        """Whom `text` means; `keys` are those already found to be called so."""
        keys = keys or self.meaning(form_of(text)).people or self.in_any_order(text)
        if len(keys) == 1:
            return One(text, self.candidate(keys[0]))
        if keys:
            return Several(text, tuple(sorted((self.candidate(key) for key in keys), key=self._rank)))
        return Nobody(text, self.similar(text))

    def similar(self, text: str) -> tuple[Candidate, ...]:
        """Who is called nearly so, at most SUGGESTIONS, the nearest first."""
        found: dict[str, float] = {}
        for key, score in self._alike(text, 20):
            found[key] = max(score, found.get(key, 0))
        likest = max(found.values(), default=0.0)
        found = {key: score for key, score in found.items() if score >= likest - FARTHER}
        best = sorted(found, key=lambda key: (-found[key], *self._rank(self.candidate(key))))
        return tuple(self.candidate(key) for key in best[:SUGGESTIONS])

    def likeness(self, text: str) -> float:
        """How like the likest name a text is, 100 for the same words in any order; 0 below SIMILAR."""
        return max((score for _, score in self._alike(text, 1)), default=0.0)

    def _alike(self, text: str, limit: int) -> Iterator[tuple[str, float]]:
        """Persons with the similarity of one of their names: a single word to any word of it, several
        to the whole, as written and in alphabetic order ("Loyd Ostin", "Guanglie Lian")."""
        from rapidfuzz import fuzz, process  # imported here: only a name nobody bears costs it

        words = _latin(form_of(text))
        wanted = " ".join(words)
        searched = [(wanted, self._spelled_words)] if len(words) == 1 else [(wanted, self._spelled), (_sorted(words), self._spelled_sorted)]
        for query, (keys, names) in searched if words else ():
            for _, score, place in process.extract(query, names, scorer=fuzz.ratio, score_cutoff=SIMILAR, limit=limit):
                yield keys[place], score

    def similar_channels(self, text: str, at_least: float = SIMILAR) -> tuple[str, ...]:
        """Channels called nearly so, the nearest first."""
        from rapidfuzz import fuzz, process

        words = self._roster.channel_words
        found = process.extract(" ".join(form_of(text)), list(words), scorer=fuzz.ratio, score_cutoff=at_least, limit=SUGGESTIONS)
        return tuple(dict.fromkeys(words[name] for name, _, _ in found))

    def find_channel(self, text: str) -> str | None:
        """The one channel that is called so, or, of only nearly so, unmistakably."""
        exact = self._roster.channels.get(form_of(text), ())
        if exact:
            return exact[0] if len(exact) == 1 else None
        nearly = self.similar_channels(text, SAME_CHANNEL)
        return nearly[0] if nearly else None

    def in_any_order(self, text: str) -> tuple[str, ...]:
        """Those whose full name has exactly these words ("Guanglie Liang"), in Latin letters or in Chinese."""
        words = form_of(text)
        if len(words) < 2:
            return ()
        latin = _latin(words)
        exact = self.meaning(latin).people if latin != words else ()
        return exact or self._any_order.get(tuple(sorted(latin)), ())

    @cached_property
    def _any_order(self) -> Mapping[Form, tuple[str, ...]]:
        turned: dict[Form, tuple[str, ...]] = {}
        for forms in (self._roster.full, self._full):
            for form, keys in forms.items():
                if not _is_chinese(form):
                    place = tuple(sorted(form))
                    turned[place] = _together(turned.get(place), keys)
        return turned

    @cached_property
    def _spelled(self) -> tuple[list[str], list[str]]:
        """Every full name in Latin letters, beside whose it is."""
        named = [(form, key) for forms in (self._roster.full, self._full) for form, keys in forms.items() for key in keys]
        latin = [(form, key) for form, key in named if not _is_chinese(form)]
        return [key for _, key in latin], [" ".join(form) for form, _ in latin]

    @cached_property
    def _spelled_sorted(self) -> tuple[list[str], list[str]]:
        """The same with the words of each name in the order of the alphabet."""
        keys, names = self._spelled
        return keys, [_sorted(name.split()) for name in names]

    @cached_property
    def _spelled_words(self) -> tuple[list[str], list[str]]:
        """Every word of every name: a single word may be a surname or a given name, misspelt or not."""
        words = dict.fromkeys((key, word) for key, name in zip(*self._spelled, strict=True) for word in name.split() if len(word) > 2)
        return [key for key, _ in words], [word for _, word in words]

    def _surname(self, candidate: Candidate) -> str:
        words = candidate.name.split()
        return words[0 if self._roster.surname_first.get(candidate.side, False) else -1] if words else ""

    def _rank(self, candidate: Candidate) -> tuple[bool, str]:
        """Those of the ledger first."""
        return candidate.key not in self._titles, candidate.name


def name_book(knowledge: Knowledge, known: Sequence[KnownName]) -> NameBook:
    return NameBook(_roster(_Same(knowledge)), known)


@dataclass(frozen=True, eq=False)
class _Same:
    """Compares knowledge by identity: it is large, made once, and never changes."""

    knowledge: Knowledge

    def __hash__(self) -> int:
        return id(self.knowledge)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.knowledge is self.knowledge


@lru_cache(maxsize=4)
def _roster(same: _Same) -> Roster:
    return Roster(same.knowledge)


def words_of(tokens: Sequence[Token]) -> Form:
    return tuple(token.key for token in tokens)


def _sorted(words: Iterable[str]) -> str:
    return " ".join(sorted(words))


def _forms(named: Iterable[tuple[str, Iterable[str]]]) -> dict[Form, list[str]]:
    forms: dict[Form, list[str]] = {}
    for identity, names in named:
        _add(forms, identity, names)
    return forms


def _add(forms: dict[Form, list[str]], identity: str, names: Iterable[str]) -> None:
    for name in names:
        bearers = forms.setdefault(form_of(name), [])
        if identity not in bearers:
            bearers.append(identity)


def _together(*some: Iterable[str] | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(identity for ids in some if ids for identity in ids))


def _every(names: Names) -> Iterable[str]:
    return (name for some in names.values() for name in some)


def _is_chinese(form: Form) -> bool:
    return any(is_han(word[0]) for word in form)


def _latin(words: Form) -> Form:
    """A Chinese name in pinyin as newspapers write it, surname apart: 黄学平 is `huang xueping`. Others stay."""
    if not words or not all(len(word) == 1 and is_han(word) for word in words):
        return words
    from pypinyin import lazy_pinyin  # imported here: its dictionary takes a quarter of a second

    syllables = lazy_pinyin("".join(words))
    surname = 2 if len(words) > 3 else 1  # four characters: a double surname (欧阳, 诸葛)
    return tuple(part for part in ("".join(syllables[:surname]), "".join(syllables[surname:])) if part)
