"""All actions. A new one is a module beside this one and a line here."""

from bot.delivery.actions import (
    alerts,
    digest,
    invite,
    join,
    language,
    members,
    more,
    pause,
    privacy,
    quiet,
    remove,
    resume,
    review,
    settings,
    start,
    stop,
    subscribe,
    timezone,
    use,
    why,
)
from bot.delivery.actions.action import Action

ACTIONS: tuple[Action, ...] = (
    start.ACTION,
    subscribe.ACTION,
    alerts.ACTION,
    digest.ACTION,
    quiet.ACTION,
    timezone.ACTION,
    language.ACTION,
    settings.ACTION,
    use.ACTION,
    more.ACTION,
    why.ACTION,
    pause.ACTION,
    resume.ACTION,
    privacy.ACTION,
    review.ACTION,
    review.APPROVE,
    review.REJECT,
    stop.ACTION,
    join.ACTION,
    invite.ACTION,
    members.ACTION,
    remove.ACTION,
)

_BY_WORD = {word: action for action in ACTIONS for word in action.words}


def find_action(word: str) -> Action | None:
    """The action that a word names, whatever its case."""
    return _BY_WORD.get(word.lower())
