"""All of delivery's tables within one transaction."""

from sqlalchemy import Connection

from bot.delivery.chats import Chats
from bot.delivery.invitations import Invitations
from bot.delivery.keeping import Keeping
from bot.delivery.members import Members
from bot.delivery.outbox import Outbox
from bot.delivery.subscriptions import Subscriptions
from bot.delivery.switches import Switches
from bot.delivery.updates import SeenUpdates


class Store:
    """Chats, what they asked for, what we owe them, what they said, and who may, by one connection."""

    def __init__(self, connection: Connection) -> None:
        self.chats = Chats(connection)
        self.subscriptions = Subscriptions(connection)
        self.outbox = Outbox(connection)
        self.updates = SeenUpdates(connection)
        self.members = Members(connection)
        self.invitations = Invitations(connection)
        self.switches = Switches(connection)
        self.keeping = Keeping(connection)
