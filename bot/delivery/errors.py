"""What people ask of a subscription that can't be done."""

from bot.errors import BotError


class NotManager(BotError):
    """Somebody wants to change the subscription of a room that others run."""

    key = "error.not_manager"


class ChannelUnseen(BotError):
    """A broadcast channel was named where the bot is no administrator, or that is no channel."""

    key = "error.channel_unseen"  # params: name


class ChannelOfOthers(BotError):
    """Somebody wants to set up a broadcast channel that others run."""

    key = "error.channel_of_others"  # params: title


class PostingForbidden(BotError):
    """The bot is in the broadcast channel but may not post there."""

    key = "error.posting_forbidden"  # params: title


class NothingMore(BotError):
    """What is asked for is not kept, or not any more."""

    key = "error.nothing_more"


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


class ReviewUnknown(BotError):
    """No alert on this article waits, or waited, for a review."""

    key = "error.review_unknown"  # params: text


class ReviewDecided(BotError):
    """Somebody was faster."""

    key = "error.review_decided"  # params: id, what


class WhyWhat(BotError):
    """`why` alone, and not in answer to a message of ours."""

    key = "error.why_what"


class WhyUnknown(BotError):
    """What follows `why` is neither an id nor a link."""

    key = "error.why_unknown"  # params: text


class WhyNothing(BotError):
    """Nothing in the ledger has this id or address."""

    key = "error.why_nothing"  # params: text


class WhyMessage(BotError):
    """The message that was answered told of no single event, or nothing is known of it any more."""

    key = "error.why_message"


class LanguageMissing(BotError):
    key = "error.language_missing"  # params: text, names
