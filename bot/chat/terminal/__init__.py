"""Documents on a terminal, or in a pipe."""

from bot.chat.terminal.render import render_text

__all__ = ["render_text"]
