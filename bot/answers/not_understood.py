"""What to say to words nobody understands: that, and the nearest that can be answered."""

from collections.abc import Iterator, Sequence

from bot.answers.context import Context
from bot.answers.examples import examples
from bot.answers.grammar.parse import LONGEST_QUESTION, names_within
from bot.answers.people import LONGEST_SHOWN
from bot.answers.spoken import LONGEST_COMMAND, actions
from bot.answers.telling import document, sentence
from bot.answers.tokens import form_of
from bot.briefing.json_view import envelope
from bot.briefing.quotes import cut
from bot.model.document import Action, Answer, Block, Item, Span, Style

_SIMILAR_COMMAND = 70
"""Similarity (0 to 100) from which a word is taken for a misspelt command: "baord" is 80, "bord" 89."""

_SUGGESTED = 6


def not_understood(line: str, context: Context) -> Answer:
    """Says so, repeats how it was heard, and offers what can be asked about whom it names."""
    texts = context.texts
    heard = " ".join(line.split())
    shown = cut(heard, LONGEST_SHOWN)
    suggested = _suggestions(heard, context)
    questions = examples(context)
    said = texts("answer.too_long", count=LONGEST_QUESTION) if len(heard) > LONGEST_QUESTION else _said(shown, context)
    return Answer(
        document(said, tuple(_blocks(suggested, questions, context)), context, actions=suggested or _help(context)),
        envelope("not_understood", said=shown, suggestions=[one.command for one in suggested], examples=list(questions)),
        found=False,
    )


def _said(shown: str, context: Context) -> str:
    return context.texts("answer.not_understood", said=shown) if shown else context.texts("answer.nothing_said")


def _blocks(suggested: Sequence[Action], questions: Sequence[str], context: Context) -> Iterator[Block]:
    if suggested:
        yield sentence(context.texts("answer.perhaps"))
        for one in suggested:
            yield Item((Span(one.command, Style.CODE), Span(context.texts("answer.labelled", label=one.label))))
    yield sentence(context.texts("answer.can_be_asked"))
    for example in questions:
        yield Item((Span(example, Style.CODE),))
    yield sentence(context.texts("answer.see_help"))


def _suggestions(heard: str, context: Context) -> tuple[Action, ...]:
    """A misspelt command with the rest as it was; else questions about the people and channels it names."""
    if not heard or len(heard) > LONGEST_QUESTION:
        return ()
    return actions(_misspelt(heard, context), _about_names(heard, context))[:_SUGGESTED]


def _misspelt(heard: str, context: Context) -> Iterator[Action]:
    from rapidfuzz import fuzz, process

    first, _, rest = heard.partition(" ")
    if context.names.meaning(form_of(first)):
        return  # "Chang Wanquan …" is no misspelt "change"
    commands = {word: one for one in context.commands for word in (one.name, *one.aliases)}
    found = process.extractOne(first.lstrip("/").lower(), list(commands), scorer=fuzz.ratio, score_cutoff=_SIMILAR_COMMAND)
    if found is not None:
        command = f"{found[0]} {rest}".strip()
        if command.lower() != heard.lower() and len(command.encode()) <= LONGEST_COMMAND:
            yield Action(context.texts(commands[found[0]].help_key), command)


def _about_names(heard: str, context: Context) -> Iterator[Action]:
    texts = context.texts
    people, channels = names_within(heard, context.names, context.knowledge, context.today)
    if len(people) == 2:
        first, second = (context.names.candidate(key) for key in people)
        yield Action(texts("answer.met_two_title", first=first.name, second=second.name), f"met {people[0]} {people[1]}")
    for key in people[:2]:
        name = context.names.candidate(key).name
        yield Action(texts("answer.met_one_title", name=name), f"met {key}")
        yield Action(texts("answer.who_is", name=name), f"who {key}")
    for channel in channels[:2]:
        yield Action(texts("answer.channel_status", channel=context.view.channel(channel)), f"channel {channel}")


def _help(context: Context) -> tuple[Action, ...]:
    return (Action(context.texts("answer.button_help"), "help"), Action(context.texts("answer.button_board"), "board"))
