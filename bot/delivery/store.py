"""All of delivery's tables within one transaction."""

from sqlalchemy import Connection

from bot.delivery.chats import Chats
from bot.delivery.continuations import Continuations
from bot.delivery.corrections import Corrections
from bot.delivery.decisions import Decisions
from bot.delivery.held import Held
from bot.delivery.invitations import Invitations
from bot.delivery.keeping import Keeping
from bot.delivery.members import Members
from bot.delivery.outbox import Outbox
from bot.delivery.reviews import Reviews
from bot.delivery.subscriptions import Subscriptions
from bot.delivery.switches import Switches
from bot.delivery.told import ToldEvents
from bot.delivery.traces import Traces
from bot.delivery.updates import SeenUpdates


class Store:
    """By one connection: chats and what they asked for; what we owe them, told them and why; what they said; who may."""

    def __init__(self, connection: Connection) -> None:
        self.chats = Chats(connection)
        self.subscriptions = Subscriptions(connection)
        self.outbox = Outbox(connection)
        self.told = ToldEvents(connection)
        self.corrections = Corrections(connection)
        self.decisions = Decisions(connection)
        self.traces = Traces(connection)
        self.updates = SeenUpdates(connection)
        self.held = Held(connection)
        self.reviews = Reviews(connection)
        self.continuations = Continuations(connection)
        self.members = Members(connection)
        self.invitations = Invitations(connection)
        self.switches = Switches(connection)
        self.keeping = Keeping(connection)
