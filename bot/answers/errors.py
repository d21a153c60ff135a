"""What a reader can get wrong. Each says what was meant to stand there."""

from bot.errors import BotError


class WrongUse(BotError):
    """A command was given something it can't use."""

    key = "error.wrong_use"  # params: given, usage


class NotADate(WrongUse):
    """Something else stands where a date belongs."""

    key = "error.not_a_date"  # params: given


class BackwardSpan(WrongUse):
    """A span of time ends before it begins."""

    key = "error.backward_span"  # params: since, until


class NoSubject(WrongUse):
    """A command that needs a name was given none."""

    key = "error.no_subject"  # params: usage
