"""Statements as items of a document, each with what proves it.

Say first what changed, then who and when, then how we know. Held, planned, sought, declined,
inferred and chronicle each have their own words and tone, so that they never look alike."""

from bot.briefing.changes import change_item, change_line, reason_words
from bot.briefing.meetings import meeting_item, meeting_line, person_name, who
from bot.briefing.quotes import report_quote, telling_quotes
from bot.briefing.statuses import status_item, status_line, status_word

__all__ = [
    "change_item",
    "change_line",
    "meeting_item",
    "meeting_line",
    "person_name",
    "reason_words",
    "report_quote",
    "status_item",
    "status_line",
    "status_word",
    "telling_quotes",
    "who",
]
