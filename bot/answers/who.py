"""`who NAME`: a person's side, offices over time, and contacts."""

from collections.abc import Iterator

from bot.answers.arguments import parse_arguments
from bot.answers.command import Command
from bot.answers.contacts import Contacts, Wanted, find_contacts
from bot.answers.context import Context
from bot.answers.errors import NoSubject
from bot.answers.grammar.parse import parse_names
from bot.answers.grammar.question import Named, Span
from bot.answers.names import Candidate, One
from bot.answers.people import Unclear, candidate_data, office_notes, resolve_people, title_today, unclear_answer
from bot.answers.spoken import action, actions
from bot.answers.telling import counted, document, lead, meeting_blocks, note, section, sentence, unverified_blocks
from bot.briefing.json_view import envelope, meeting_data
from bot.model.document import Action, Answer, Block
from bot.model.knowledge import Person, Tenure
from bot.model.period import Period


def answer(arguments: str, context: Context) -> Answer:
    usage = context.texts(COMMAND.usage_key)
    parsed = parse_arguments(arguments, ("unverified",), usage)
    named = parse_names(parsed.subject, context.names, context.knowledge, first=context.texts.language)
    if not named:
        raise NoSubject(usage=usage)
    return tell(named[0] if len(named) == 1 else Named(parsed.text), context, unverified=parsed.has("unverified"))


def tell(named: Named, context: Context, *, span: Span | None = None, unverified: bool = False) -> Answer:
    """Who the one with this name is; an office names whoever held it in the span, without one who does."""
    span = span or Span()
    people = resolve_people([named], span, context)
    if isinstance(people, Unclear):
        return unclear_answer(people, context, lambda key: f"who {key}")
    [one] = people
    contacts = find_contacts(Wanted(people=(one.person,)), context)
    blocks = tuple(_blocks(one, span, contacts, context, unverified=unverified))
    title = context.texts("answer.who_title", name=one.person.name, side=context.view.side(one.person.side))
    return Answer(
        document(title, blocks, context, summary=_summary(one.person, title, context), actions=_actions(one.person, contacts, context)),
        _data(one.person, contacts, context, unverified=unverified),
    )


def _summary(person: Candidate, title: str, context: Context) -> str:
    office = title_today(person, context)
    return f"{title}: {office}" if office else title


def _blocks(one: One, span: Span, contacts: Contacts, context: Context, *, unverified: bool) -> Iterator[Block]:
    person = context.knowledge.people.get(one.person.key)
    yield from office_notes((one,), span, context)
    title = title_today(one.person, context)
    if person is None:
        if title:
            yield lead(title)
        yield note(context.texts("answer.not_listed"))
    else:
        yield from _known(person, context)
    if contacts.told:
        told = meeting_blocks(contacts.told, context, more=f"meetings with {one.person.key}")
        yield from section("answer.contacts_heading", iter([note(counted(contacts.told, context)), *told]), context)
    else:
        yield note(context.texts("answer.no_contact", name=one.person.name))
    yield from unverified_blocks(contacts, context, shown=unverified, command=f"who {one.person.key} unverified")


def _known(person: Person, context: Context) -> Iterator[Block]:
    """What the roster says: other names, offices, and who sits across the table today."""
    texts = context.texts
    others = [name for names in person.names.values() for name in names if name != person.name]
    if others:
        yield sentence(texts("answer.also_written", names=", ".join(dict.fromkeys(others))))
    counterpart = context.knowledge.counterpart(person.id, context.today)
    if counterpart is not None:
        yield sentence(texts("answer.counterpart", name=counterpart.name))
    yield from section("answer.offices_heading", (sentence(_tenure(tenure, context)) for tenure in _latest_first(person)), context)


def _latest_first(person: Person) -> list[Tenure]:
    return sorted(person.tenures, key=lambda tenure: tenure.start.first, reverse=True)


def _tenure(tenure: Tenure, context: Context) -> str:
    """`Secretary of Defense, 18 December 2006 – 1 July 2011`; acting and still held are said."""
    title = context.texts("answer.acting", title=tenure.title) if tenure.acting else tenure.title
    if tenure.end is not None:
        return context.texts("answer.tenure", title=title, period=context.texts.period(Period(tenure.start, tenure.end)))
    trusted = tenure in context.knowledge.tenures_on(tenure.person_id, context.today)
    key = "answer.tenure_since" if trusted else "answer.tenure_open"
    return context.texts(key, title=title, since=context.words_for(tenure.start))


def _actions(person: Candidate, contacts: Contacts, context: Context) -> tuple[Action, ...]:
    """Its contacts, the counterpart, and the channels they belong to."""
    counterpart = context.knowledge.counterpart(person.key, context.today)
    channels = dict.fromkeys(meeting.channel_id for meeting in contacts.told if meeting.channel_id)
    return actions(
        action(context.texts("answer.button_contacts"), "meetings with", person.key) if contacts.told else (),
        action(context.texts("answer.button_met"), "met", person.key) if contacts.told else (),
        action(counterpart.name, "who", counterpart.id) if counterpart else (),
        *(action(context.view.channel(channel), "channel", channel) for channel in list(channels)[:2]),
    )


def _data(person: Candidate, contacts: Contacts, context: Context, *, unverified: bool) -> dict[str, object]:
    listed = context.knowledge.people.get(person.key)
    counterpart = context.knowledge.counterpart(person.key, context.today)
    return envelope(
        "who",
        person=candidate_data(person),
        listed=listed is not None,
        title=title_today(person, context),
        names={language: list(names) for language, names in listed.names.items()} if listed else {},
        offices=[tenure_data(tenure) for tenure in _latest_first(listed)] if listed else [],
        counterpart=counterpart.id if counterpart else None,
        meetings=[meeting_data(meeting, context.view) for meeting in contacts.shown(unverified=unverified)],
        unverified=len(contacts.unverified),
    )


def tenure_data(tenure: Tenure) -> dict[str, object]:
    return {
        "office": tenure.office_id,
        "title": tenure.title,
        "start": str(tenure.start),
        "end": str(tenure.end) if tenure.end else None,
        "acting": tenure.acting,
    }


COMMAND = Command("who", answer)
