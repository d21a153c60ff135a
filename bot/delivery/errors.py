"""What people ask of a subscription that can't be done."""

from bot.errors import BotError


class NotManager(BotError):
    """Somebody wants to change the subscription of a room that others run."""

    key = "error.not_manager"


class Unreachable(BotError):
    """The chat is on a platform where nothing can be sent but replies."""

    key = "error.unreachable"  # params: platform


class TimeUnknown(BotError):
    key = "error.time_unknown"  # params: text


class DigestUnknown(BotError):
    """No hour, weekday, rhythm or choice for quiet days."""

    key = "error.digest_unknown"  # params: text


class SeverityUnknown(BotError):
    key = "error.severity_unknown"  # params: text


class ZoneUnknown(BotError):
    key = "error.zone_unknown"  # params: text


class ZoneSuggested(BotError):
    """No such time zone, but others that are called alike."""

    key = "error.zone_suggested"  # params: text, names


class ChannelUnknown(BotError):
    key = "error.channel_unknown"  # params: text


class ChannelSuggested(BotError):
    """No such channel, but others that are called alike."""

    key = "error.channel_suggested"  # params: text, names


class NameShared(BotError):
    """Several people are called so."""

    key = "error.name_shared"  # params: text, names


class FacetUnknown(BotError):
    """No such person, side or state."""

    key = "error.facet_unknown"  # params: text, facet, names


class QuietUnknown(BotError):
    key = "error.quiet_unknown"  # params: text


class QuietEmpty(BotError):
    """Quiet hours that end when they begin."""

    key = "error.quiet_empty"  # params: at


class LanguageMissing(BotError):
    key = "error.language_missing"  # params: text, names
