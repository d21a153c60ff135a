"""A line that somebody typed, to its answer.

line ──▶ short id │ command and arguments │ plain question ──▶ Answer"""

import re
from dataclasses import replace

from bot.answers.ask import COMMAND as ASK
from bot.answers.ask import find_answer
from bot.answers.context import Context
from bot.answers.errors import NoSubject, WrongUse
from bot.answers.grammar.parse import LONGEST_QUESTION, names_within
from bot.answers.not_understood import not_understood
from bot.answers.records import find_id, record_answer
from bot.answers.table import COMMANDS, find_command
from bot.model.document import Answer

# `/word@bot` is how Telegram writes a command in groups; a question mark may follow any word.
_FIRST = re.compile(r"(/?)([^\W_]+)(?:@\w+)?[?!.:,]*(?:\s+|\Z)")

_BEGINS_QUESTIONS = frozenset({"who", "channel"})
"""Commands whose words also begin questions ("who met …?", "status of the hotline in 2022"): there the question comes first."""


def _is_misread(answer: Answer, context: Context) -> bool:
    """True where a sentence was taken for a name: "nobody is called “cancelled the Gates trip”" is
    no answer where Gates is somebody."""
    name = answer.data.get("name")
    if answer.data.get("reason") != "nobody" or answer.data.get("candidates") or not isinstance(name, str):
        return False
    return bool(names_within(name, context.names, context.knowledge, context.today)[0])


def _is_line(said: str) -> bool:
    """True for a line that begins with a command: "ask met Gates unverified"."""
    first = _FIRST.match(said.strip())
    return first is not None and find_command(first[2]) not in (None, ASK)


def reply(line: str, context: Context) -> Answer:
    """Answer one line, whatever it is: words nobody understands get an answer too.

    Raises WrongUse (a date that is none, an option without a value) and DatabaseUnusable; nothing else."""
    context = replace(context, commands=(*(command.help for command in COMMANDS), *context.others))
    line = line.strip()
    if len(line) > LONGEST_QUESTION:
        return not_understood(line, context)
    short_id = find_id(line)
    if short_id is not None:
        return record_answer(*short_id, context)
    first = _FIRST.match(line)
    command = find_command(first[2]) if first else None
    if command is ASK and first is not None and _is_line(line[first.end() :]):
        # The command line has `ask "…"` for whatever a chat would be sent.
        return reply(line[first.end() :], context)
    if first is None or command is None:
        return find_answer(line.lstrip("/"), context) or not_understood(line, context)
    spoken = line.lstrip("/")
    if command.name in _BEGINS_QUESTIONS and (understood := find_answer(spoken, context)) is not None:
        return understood
    try:
        answer = command.answer(line[first.end() :], context)
        return not_understood(line, context) if _is_misread(answer, context) else answer
    except WrongUse as error:
        # "meetings in Beijing": no date after `in`, but a question that can be answered.
        understood = find_answer(spoken, context, known_only=True)
        if understood is not None:
            return understood
        if isinstance(error, NoSubject) and line[first.end() :].strip():
            # "who met nobody": words there are, but none that names anybody.
            return not_understood(line, context)
        raise
