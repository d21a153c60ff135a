"""Ten thousand random documents, hostile ones among them: neither platform refuses one.

Rendered and handed to the rules of both fakes without the network between, which checks nothing
more and takes longer; Telegram's own parser is among those rules."""

import pytest
from hypothesis import HealthCheck, given, settings

from bot.chat.slack.render import render_messages as render_slack
from bot.chat.telegram.render import render_messages as render_telegram
from bot.model.document import Document
from tests.chat.documents import documents
from tests.fakes.slack_state import Channel, SlackState
from tests.fakes.telegram_state import Room, TelegramState

ME = {"id": 42, "is_bot": True, "first_name": "Backchannel"}


@pytest.mark.slow
@settings(max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(document=documents)
def test_none_of_ten_thousand_random_documents_is_refused(document: Document) -> None:
    telegram, slack = TelegramState(), SlackState({"C1": Channel("C1")})
    telegram.rooms[7] = Room(7, "private", "Anna")
    for message in render_telegram(document):
        rows = [[{"text": action.label, "callback_data": action.command} for action in row] for row in message.keyboard]
        telegram.send({"chat_id": 7, "text": message.html, "parse_mode": "HTML", "reply_markup": {"inline_keyboard": rows}}, ME)
    for block_message in render_slack(document):
        slack.post({"channel": "C1", "text": block_message.text, "blocks": list(block_message.blocks)})
    assert telegram.sent
    assert slack.sent
    assert not any(message.dropped_entities for message in telegram.sent)
