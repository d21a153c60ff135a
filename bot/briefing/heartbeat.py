"""The sign of life beneath a digest: silence must not look like peace. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.briefing.view import View
from bot.model.document import Block, Paragraph, Span, Style


@dataclass(frozen=True, slots=True)
class Pulse:
    """How many sources there are, how many `answered` since the last digest, and when the newest item
    of any came in, None where none ever did."""

    sources: int
    answered: int
    newest_at: datetime | None


def heartbeat(pulse: Pulse, now: datetime, view: View) -> Iterator[Block]:
    """`42 of 45 sources answered, newest item 12 minutes old`; nothing where there are no sources."""
    if not pulse.sources:
        return
    text = view.texts("digest.pulse", answered=pulse.answered, count=pulse.sources)
    if pulse.newest_at is not None:
        text = view.texts("digest.pulse_newest", pulse=text, age=view.texts.duration(max(now - pulse.newest_at, timedelta())))
    yield Paragraph((Span(text, Style.EMPHASIS),))
