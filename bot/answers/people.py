"""From a name in a question to a person, or to the question which one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.answers.context import Context
from bot.answers.grammar.question import Named, Span
from bot.answers.names import Candidate, Nobody, One, Resolved, Several
from bot.answers.spoken import action, actions
from bot.briefing.json_view import envelope
from bot.briefing.quotes import cut
from bot.model.document import Action, Answer, Block, Document, Item, Line, Paragraph, Style, plain
from bot.model.document import Span as Run

LONGEST_SHOWN = 60
"""So many characters of what was typed are repeated."""

_LISTED = 12
"""So many people of one name are listed; more is a page nobody reads."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """A name that means nobody or several; `rest` are the names that were asked for with it."""

    resolved: Several | Nobody


def resolve_people(named: Sequence[Named], span: Span, context: Context) -> tuple[One, ...] | Unclear:
    """Everybody who is named; the first name that means nobody or several stops it."""
    found: list[One] = []
    for name in named:
        resolved = resolve(name, span, context)
        if not isinstance(resolved, One):
            return Unclear(resolved)
        found.append(resolved)
    return tuple(found)


def resolve(name: Named, span: Span, context: Context) -> Resolved:
    """Whom the name means; an office means who holds it today, or held it in the span asked for."""
    if name.keys or not name.offices:
        return context.names.resolve(name.text, name.keys)
    days = _days(span, context.today)
    holders = dict.fromkeys(person.id for office in name.offices for day in days for person in context.knowledge.holders(office, day))
    candidates = tuple(context.names.candidate(key) for key in holders)
    if len(candidates) == 1:
        return One(name.text, candidates[0], office=name.text)
    return Several(name.text, candidates) if candidates else Nobody(name.text, ())


def _days(span: Span, today: date) -> tuple[date, ...]:
    """The days an office is asked for: the ends of the span and the middle between."""
    if not span:
        return (today,)
    first = span.since.first if span.since else today
    last = min(span.until.last, today) if span.until else today
    return (first, first + (last - first) / 2, last) if first <= last else (first,)


def unclear_answer(unclear: Unclear, context: Context, retry: Callable[[str], str]) -> Answer:
    """Asks which one is meant, or says that nobody is called so and who nearly is.

    `retry` gives the command that asks the same for the person with this key."""
    resolved = unclear.resolved
    candidates = resolved.candidates if isinstance(resolved, Several) else resolved.similar
    kind = "several" if isinstance(resolved, Several) else "nobody"
    title = context.texts(f"answer.{kind}_title", name=cut(resolved.text, LONGEST_SHOWN))
    document = Document(
        title,
        tuple(_blocks(resolved, candidates, context)),
        summary=title,
        language=context.texts.language,
        actions=_choices(candidates, retry, context),
    )
    data = envelope("unclear", reason=kind, name=resolved.text, candidates=[candidate_data(one) for one in candidates])
    return Answer(document, data, found=False)


def _blocks(resolved: Several | Nobody, candidates: Sequence[Candidate], context: Context) -> Iterator[Block]:
    texts = context.texts
    if isinstance(resolved, Several):
        yield Paragraph(plain(texts("answer.several", count=len(candidates), name=cut(resolved.text, LONGEST_SHOWN))))
    elif candidates:
        yield Paragraph(plain(texts("answer.nobody_similar")))
    else:
        yield Paragraph(plain(texts("answer.nobody")))
    for candidate in candidates[:_LISTED]:
        yield Item(introduction(candidate, context))
    if len(candidates) > _LISTED:
        yield Paragraph(plain(texts("answer.more_people", count=len(candidates) - _LISTED)))


def introduction(candidate: Candidate, context: Context) -> Line:
    """`Liu Zhan · China · Defense Attaché`."""
    title = title_today(candidate, context)
    facts = [context.view.side(candidate.side), *([title] if title else [])]
    return Run(candidate.name, Style.STRONG), Run(" · " + " · ".join(facts))


def title_today(candidate: Candidate, context: Context) -> str | None:
    """What somebody is today as far as the roster knows, else what the ledger last called him or her."""
    return context.knowledge.title_on(candidate.key, context.today) or candidate.title


def _choices(candidates: Sequence[Candidate], retry: Callable[[str], str], context: Context) -> tuple[Action, ...]:
    return actions(*(action(candidate.name, retry(candidate.key)) for candidate in candidates[:_LISTED]))


def candidate_data(candidate: Candidate) -> dict[str, object]:
    return {"id": candidate.key, "name": candidate.name, "side": candidate.side}


def office_notes(people: Sequence[One], span: Span, context: Context) -> Iterator[Block]:
    """Where somebody was asked for by office: whom the answer is about."""
    for one in people:
        if one.office is not None:
            key = "answer.office_then" if span else "answer.office_today"
            yield Paragraph((Run(context.texts(key, office=one.office, name=one.person.name), Style.EMPHASIS),))
