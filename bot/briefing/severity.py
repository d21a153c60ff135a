"""How much a piece of news matters, 3 to 0, by the rule in docs/json.md.

3: the relationship or the ministers' channel suspended or open again. 2: another channel's
status; a meeting of ministers, chiefs or theater commanders held, declined or cancelled.
1: other contacts. 0: what is only sought, and more sources for what is known."""

from collections.abc import Mapping

from bot.model.claims import MeetingState, Status
from bot.model.knowledge import Channel
from bot.model.ledger import Change, Meeting

MORE_SOURCES = 0

_MINISTERS = "ministers"
_COMMANDERS = frozenset({_MINISTERS, "chiefs", "theater"})
_DONE = (MeetingState.HELD, MeetingState.DECLINED, MeetingState.CANCELLED)


def change_severity(change: Change, channels: Mapping[str, Channel]) -> int:
    if change.status is Status.SOUGHT:
        return 0
    channel = channels.get(change.channel_id)
    highest = channel is not None and (channel.parent_id is None or channel.level == _MINISTERS)
    return 3 if highest and change.status in (Status.SUSPENDED, Status.OPEN) else 2


def meeting_severity(meeting: Meeting, channels: Mapping[str, Channel]) -> int:
    if meeting.state is MeetingState.SOUGHT:
        return 0
    channel = channels.get(meeting.channel_id) if meeting.channel_id else None
    high = channel is not None and channel.parent_id is not None and channel.level in _COMMANDERS
    return 2 if high and meeting.state in _DONE else 1
