"""What people ask that they may not, or that can't be told from something else. A stranger is told of these too."""

from bot.errors import BotError


class Refusal(BotError):
    """Base of these: each says what to do instead."""


class RoleTooLow(Refusal):
    """Somebody asks for what needs a higher role."""

    key = "error.role_too_low"  # params: needs, has


class SharedRoom(Refusal):
    """A reader wants to change what a group or channel gets."""

    key = "error.shared_room"


class NotInPrivate(Refusal):
    """Something was asked where others read along that is nobody else's business."""

    key = "error.not_in_private"


class CodeRefused(Refusal):
    """No open invitation has this code. Why not is not told: whoever guesses learns nothing."""

    key = "error.code_refused"


class NotAPerson(Refusal):
    """An anonymous administrator, or somebody who writes as a channel, wants to join."""

    key = "error.not_a_person"


class InvitationUnclear(Refusal):
    key = "error.invitation_unclear"  # params: text


class MemberUnknown(Refusal):
    key = "error.member_unknown"  # params: text


class MembersAlike(Refusal):
    """Several members have this name."""

    key = "error.members_alike"  # params: text, keys


class OwnerBySettings(Refusal):
    """Somebody is to be removed whom the settings name."""

    key = "error.owner_by_settings"  # params: key


class DurationUnknown(Refusal):
    key = "error.duration_unknown"  # params: text


class NothingToPause(Refusal):
    key = "error.nothing_to_pause"


class NothingPaused(Refusal):
    key = "error.nothing_paused"
