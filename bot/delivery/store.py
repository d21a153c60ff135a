"""All of delivery's tables within one transaction."""

from sqlalchemy import Connection

from bot.delivery.chats import Chats
from bot.delivery.held import Held
from bot.delivery.outbox import Outbox
from bot.delivery.subscriptions import Subscriptions
from bot.delivery.updates import SeenUpdates


class Store:
    """Chats, what they asked for, what we owe them, and what they said, by one connection."""

    def __init__(self, connection: Connection) -> None:
        self.chats = Chats(connection)
        self.subscriptions = Subscriptions(connection)
        self.outbox = Outbox(connection)
        self.updates = SeenUpdates(connection)
        self.held = Held(connection)
