"""`help [COMMAND]`: every command with a line each, or one with its usage; and how to ask."""

from collections.abc import Iterator

from bot.answers.command import Command
from bot.answers.context import CommandHelp, Context
from bot.answers.examples import examples
from bot.answers.spoken import action, actions
from bot.answers.telling import document, sentence
from bot.briefing.json_view import envelope
from bot.model.document import Action, Answer, Block, Heading, Item, Span, Style


def answer(arguments: str, context: Context) -> Answer:
    asked = arguments.strip().lstrip("/").lower()
    listed = next((one for one in context.commands if asked in (one.name, *one.aliases)), None)
    return _of_one(listed, context) if listed else tell(context)


def tell(context: Context) -> Answer:
    """All commands, the ones of others after ours."""
    listed = context.commands
    questions = examples(context)
    return Answer(
        document(context.texts("help.title"), tuple(_blocks(listed, questions, context)), context, actions=_buttons(context)),
        envelope("help", commands=[_command_data(one, context) for one in listed], examples=list(questions)),
    )


def _blocks(listed: tuple[CommandHelp, ...], questions: tuple[str, ...], context: Context) -> Iterator[Block]:
    yield sentence(context.texts("help.intro"))
    for example in questions:
        yield Item((Span(example, Style.CODE),))
    yield Heading(context.texts("help.commands_heading"))
    for one in listed:
        yield _line(one, context)
    yield Heading(context.texts("help.reading_heading"))
    yield sentence(context.texts("help.reading"))
    yield sentence(context.texts("help.dates"))


def _line(one: CommandHelp, context: Context) -> Item:
    usage, does = context.texts(one.usage_key), context.texts(one.help_key)
    return Item((Span(usage, Style.CODE), Span(context.texts("answer.labelled", label=does))))


def _of_one(one: CommandHelp, context: Context) -> Answer:
    blocks: list[Block] = [_line(one, context)]
    more = f"{one.help_key}_more"
    if more in context.texts:
        blocks.append(sentence(context.texts(more, channel=next(iter(context.knowledge.channels), ""))))
    return Answer(document(one.name, blocks, context), envelope("help", commands=[_command_data(one, context)], examples=[]))


def _command_data(one: CommandHelp, context: Context) -> dict[str, object]:
    return {"name": one.name, "usage": context.texts(one.usage_key), "help": context.texts(one.help_key)}


def _buttons(context: Context) -> tuple[Action, ...]:
    texts = context.texts
    return actions(
        action(texts("answer.button_board"), "board"),
        action(texts("answer.button_brief"), "brief"),
        action(texts("answer.button_planned"), "meetings state planned"),
        action(texts("answer.button_sources"), "sources"),
    )


COMMAND = Command("help", answer)
