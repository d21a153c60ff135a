"""`met A [B]`: whom A met, or whether, when and how often A met B."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.answers.arguments import parse_arguments, parse_span
from bot.answers.command import Command
from bot.answers.contacts import Contacts, Wanted, ahead, by_chronicle, find_contacts, overdue
from bot.answers.context import Context
from bot.answers.errors import NoSubject, WrongUse
from bot.answers.grammar.parse import parse_names
from bot.answers.grammar.question import Span
from bot.answers.names import Candidate, One
from bot.answers.people import Unclear, candidate_data, office_notes, resolve_people, unclear_answer
from bot.answers.spoken import action, actions, span_words
from bot.answers.telling import counted, days_of, document, lead, meeting_blocks, note, section, unverified_blocks, with_conditions
from bot.answers.verdict import Finding, Verdict, held_verdict, judge, one_side, says_held
from bot.briefing.json_view import envelope, meeting_data
from bot.model.claims import MeetingState
from bot.model.document import Action, Answer, Block
from bot.model.ledger import Meeting

_OPTIONS = ("since", "until", "in", "unverified")
_OTHERS_SHOWN = 3


class Asks(StrEnum):
    """What about the contacts is wanted first."""

    WHETHER = "whether"
    WHEN = "when"
    HOW_OFTEN = "how_often"
    WHO = "who"


class Only(StrEnum):
    """Which one of the contacts is wanted."""

    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class MetRequest:
    """One question for contacts of one person or two. `only` is set where one contact is asked
    for: "when did they last meet"."""

    people: tuple[One, ...]
    wanted: Wanted
    asks: Asks
    unverified: bool = False
    only: Only | None = None


def answer(arguments: str, context: Context) -> Answer:
    usage = context.texts(COMMAND.usage_key)
    parsed = parse_arguments(arguments, _OPTIONS, usage)
    named = parse_names(parsed.subject, context.names, context.knowledge, first=context.texts.language)
    if not named:
        raise NoSubject(usage=usage)
    if len(named) > 2:
        raise WrongUse(given=parsed.text, usage=usage)
    span = parse_span(parsed, context.today)
    people = resolve_people(named, span, context)
    if isinstance(people, Unclear):
        return unclear_answer(people, context, lambda key: retry(key, people, [name.text for name in named], span))
    wanted = Wanted(people=tuple(one.person for one in people), span=span)
    asks = Asks.WHETHER if len(people) > 1 else Asks.WHO
    return tell(MetRequest(people, wanted, asks, unverified=parsed.has("unverified")), context)


def retry(key: str, unclear: Unclear, texts: Sequence[str], span: Span) -> str:
    """The same question with the unclear name replaced by one person's key."""
    words = [key if text == unclear.resolved.text else _quoted(text) for text in texts]
    return " ".join(word for word in ("met", *words, span_words(span)) if word)


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text else text


def tell(request: MetRequest, context: Context) -> Answer:
    """The answer to a question for contacts of one person or of two."""
    contacts = find_contacts(request.wanted, context)
    if request.only is Only.FIRST:
        contacts = Contacts(contacts.told[::-1], contacts.unverified[::-1])
    return _of_two(request, contacts, context) if len(request.people) > 1 else _of_one(request, contacts, context)


def _of_two(request: MetRequest, contacts: Contacts, context: Context) -> Answer:
    people = request.wanted.people
    finding = judge(contacts, people, context.today, context.view)
    first, second = (person.name for person in people[:2])
    title = with_conditions(context.texts("answer.met_two_title", first=first, second=second), request.wanted, context)
    said = _verdict_text(request, finding, contacts, context)
    if request.only and finding.verdict is Verdict.YES:
        finding = Finding(finding.verdict, finding.meetings[:1])
    shown = [meeting for meeting in contacts.told if meeting not in finding.meetings]
    blocks: list[Block] = [*office_notes(request.people, request.wanted.span, context), lead(said)]
    if one_side(people):
        key = "answer.one_side_together" if contacts.told else "answer.one_side"
        blocks.append(note(context.texts(key, side=context.view.side(people[0].side))))
    if finding.verdict is not Verdict.UNVERIFIED:
        blocks += meeting_blocks(finding.meetings, context, quotes=2)
    blocks += section("answer.also_heading", meeting_blocks(shown, context), context)
    blocks += unverified_blocks(contacts, context, shown=request.unverified, command=_command(request, "unverified"))
    if finding.verdict in (Verdict.NOTHING, Verdict.UNVERIFIED):
        blocks += _instead(request, context)
    return Answer(
        document(title, blocks, context, summary=said, actions=_person_actions(request)),
        _data(request, contacts, context, verdict=str(finding.verdict)),
        found=bool(contacts.told or (request.unverified and contacts.unverified)),
    )


def _verdict_text(request: MetRequest, finding: Finding, contacts: Contacts, context: Context) -> str:
    """The verdict in a sentence: what can be said, when, and how many reports say it."""
    people = request.wanted.people
    if one_side(people) and finding.verdict is not Verdict.NOTHING:
        return context.texts("answer.together", counted=counted(contacts.told, context))
    if finding.verdict is Verdict.NOTHING:
        key = "answer.met_nothing" if not request.wanted.states else "answer.met_nothing_ahead"
        text = context.texts(key, first=people[0].name, second=people[1].name)
        return with_conditions(text, request.wanted, context) + "."
    if finding.verdict is Verdict.UNVERIFIED:
        return context.texts("answer.met_unverified", count=len(finding.meetings))
    latest = finding.meetings[0]
    key = f"answer.met_{finding.verdict}"
    if finding.verdict is Verdict.YES:
        key = _yes_key(request, finding)
    elif latest.period is None and f"{key}_undated" in context.texts:
        key += "_undated"
    return context.texts(
        key,
        count=len(finding.meetings),
        first=people[0].name,
        second=people[1].name,
        when=context.texts.period(latest.period),
        how=context.texts(f"answer.how_{latest.mode}"),
        times=days_of(finding.meetings, context),
        counted=counted(finding.meetings, context),
    )


def _yes_key(request: MetRequest, finding: Finding) -> str:
    if request.asks is Asks.HOW_OFTEN:
        return "answer.met_often"
    if request.only is not None:
        key = f"answer.met_{request.only}"
        return f"{key}_chronicle" if by_chronicle(finding.meetings[0]) else key
    key = "answer.met_when" if request.asks is Asks.WHEN else "answer.met_yes"
    key += "_several" if len(finding.meetings) > 1 else ""
    return f"{key}_chronicle" if all(by_chronicle(meeting) for meeting in finding.meetings) else key


def _instead(request: MetRequest, context: Context) -> Iterator[Block]:
    """What there is where the two have nothing: their contacts at other times, or with others."""
    of_both = find_contacts(request.wanted.bare, context).told
    if of_both:
        more = " ".join(("met", *request.wanted.keys))
        yield from section("answer.otherwise_heading", meeting_blocks(of_both, context, limit=_OTHERS_SHOWN, more=more), context)
        return
    for person in request.wanted.people:
        alone = find_contacts(Wanted(people=(person,)), context).told
        if alone:
            text = context.texts("answer.others_of", name=person.name, counted=counted(alone, context))
            yield note(text)
            yield from meeting_blocks(alone, context, limit=_OTHERS_SHOWN, more=f"met {person.key}")
        else:
            yield note(context.texts("answer.no_contact", name=person.name))


def _of_one(request: MetRequest, contacts: Contacts, context: Context) -> Answer:
    [person] = request.wanted.people
    title = with_conditions(context.texts("answer.met_one_title", name=person.name), request.wanted, context)
    said = _summary_of_one(request, contacts, context)
    blocks: list[Block] = [*office_notes(request.people, request.wanted.span, context), lead(said)]
    blocks += _by_state(contacts, context)
    blocks += unverified_blocks(contacts, context, shown=request.unverified, command=_command(request, "unverified"))
    if not contacts.told and request.wanted != request.wanted.bare:
        wider, heading = request.wanted.bare, "answer.otherwise_one_heading"
        if request.wanted.span and wider == request.wanted.at_any_time():
            heading = "answer.other_times_heading"
        others = find_contacts(wider, context).told
        blocks += section(heading, meeting_blocks(others, context, limit=_OTHERS_SHOWN, more=f"met {person.key}"), context)
    return Answer(
        document(title, blocks, context, summary=said, actions=_person_actions(request)),
        _data(request, contacts, context, verdict=None),
        found=bool(contacts.told or (request.unverified and contacts.unverified)),
    )


def _by_state(contacts: Contacts, context: Context) -> Iterator[Block]:
    """Held, ahead, and what did not come to be: they must never look alike."""
    disputed = [meeting for meeting in contacts.told if meeting.disputed]
    yield from section("answer.disputed_heading", meeting_blocks(disputed, context, quotes=2), context)
    contacts = Contacts(tuple(meeting for meeting in contacts.told if not meeting.disputed))
    planned = contacts.in_state(MeetingState.PLANNED)
    yield from section("answer.held_heading", meeting_blocks(contacts.in_state(MeetingState.HELD), context, hint=True), context)
    yield from section("answer.ahead_heading", meeting_blocks(ahead(planned, context.today), context, hint=True), context)
    yield from section("answer.overdue_heading", meeting_blocks(overdue(planned, context.today), context, hint=True), context)
    failed = contacts.in_state(MeetingState.DECLINED, MeetingState.CANCELLED)
    yield from section("answer.failed_heading", meeting_blocks(failed, context, hint=True), context)
    yield from section("answer.sought_heading", meeting_blocks(contacts.in_state(MeetingState.SOUGHT), context, hint=True), context)


def _summary_of_one(request: MetRequest, contacts: Contacts, context: Context) -> str:
    [person] = request.wanted.people
    if not contacts.told:
        text = context.texts("answer.met_nobody", name=person.name)
        return with_conditions(text, request.wanted, context) + "."
    held = [meeting for meeting in contacts.told if says_held(meeting)]
    if not held:
        return context.texts("answer.none_held", counted=counted(contacts.told, context))
    if request.asks is Asks.HOW_OFTEN:
        return context.texts("answer.met_often", first=person.name, counted=counted(held, context))
    sure = [meeting for meeting in held if held_verdict(meeting, [person], context.view) is Verdict.YES]
    if not sure:
        return context.texts("answer.none_sure", counted=counted(held, context))
    names = _across(person, sure)
    if request.only and request.asks is Asks.WHEN:
        return context.texts(
            _yes_key(request, Finding(Verdict.YES, tuple(sure))),
            when=context.texts.period(sure[0].period),
            how=context.texts(f"answer.how_{sure[0].mode}"),
            counted=counted(sure, context),
        )
    if not names or request.asks is Asks.WHEN:
        return context.texts("answer.met_at", times=days_of(sure, context), counted=counted(sure, context))
    shown = names[:8] if len(names) <= 8 else [*names[:8], context.texts("answer.and_others", count=len(names) - 8)]
    return context.texts("answer.met_people", people=context.texts.listing(shown), counted=counted(sure, context))


def _across(person: Candidate, meetings: Sequence[Meeting]) -> list[str]:
    """The people of other sides whom reports name beside this person, most recent first."""
    names = (one.name for meeting in meetings for one in meeting.participants if one.side != person.side and not one.inferred)
    return list(dict.fromkeys(names))


def _person_actions(request: MetRequest) -> tuple[Action, ...]:
    people = request.wanted.people
    return actions(
        *(action(person.name, "who", person.key) for person in people),
        *((action(f"{person.name} …", "met", person.key) for person in people) if len(people) > 1 else ()),
    )


def _command(request: MetRequest, *more: str) -> str:
    return " ".join(word for word in ("met", *request.wanted.keys, span_words(request.wanted.span), *more) if word)


def _data(request: MetRequest, contacts: Contacts, context: Context, *, verdict: str | None) -> dict[str, object]:
    span = request.wanted.span
    return envelope(
        "met",
        people=[candidate_data(person) for person in request.wanted.people],
        since=str(span.since) if span.since else None,
        until=str(span.until) if span.until else None,
        verdict=verdict,
        meetings=[meeting_data(meeting, context.view) for meeting in contacts.shown(unverified=request.unverified)],
        unverified=len(contacts.unverified),
    )


COMMAND = Command("met", answer)
