"""From a channel's name to the channel, or to the list of those there are."""

from collections.abc import Callable

from bot.answers.context import Context
from bot.answers.grammar.parse import parse_filters
from bot.answers.people import LONGEST_SHOWN
from bot.answers.spoken import action, actions
from bot.answers.telling import document, sentence
from bot.briefing.json_view import envelope
from bot.briefing.quotes import cut
from bot.model.document import Answer, Block, Item, Span, Style


def channel_named(text: str, context: Context) -> str | None:
    """The id of the one channel that is called so, with or without articles and small words around it."""
    found = context.names.find_channel(text)
    if found is not None:
        return found
    question = parse_filters(text, context.names, context.knowledge, context.today, first=context.texts.language)
    return question.channel if question is not None and not question.people else None


def unknown_channel(text: str, context: Context, retry: Callable[[str], str]) -> Answer:
    """No channel is called so: those called nearly so, else all there are."""
    similar = context.names.similar_channels(text)
    shown = similar or tuple(channel.id for channel in context.knowledge.channels.values() if channel.annotation)
    title = context.texts("answer.no_channel_title", name=cut(text, LONGEST_SHOWN))
    blocks: list[Block] = [sentence(context.texts("answer.similar_channels" if similar else "answer.all_channels"))]
    blocks += [Item((Span(channel, Style.CODE), Span(" " + context.view.channel(channel)))) for channel in shown]
    buttons = actions(*(action(context.view.channel(channel), retry(channel)) for channel in similar))
    return Answer(
        document(title, blocks, context, actions=buttons),
        envelope(
            "unclear",
            reason="no_channel",
            name=text,
            candidates=[{"id": channel, "name": context.view.channel(channel)} for channel in shown],
        ),
        found=False,
    )
