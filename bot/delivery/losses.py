"""A room that shut us out by itself, before any message to it failed."""

from bot.delivery.store import Store
from bot.model.chat import ChatAddress


def lose_room(store: Store, address: ChatAddress, reason: str) -> bool:
    """End all that a room and its threads are subscribed to, and give up what waits for them; False
    where nothing was running."""
    ended = [store.outbox.lose_chat(chat.id, reason) for chat in store.chats.in_room(address)]
    return any(ended)
