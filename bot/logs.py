"""Log lines: one per outcome, to standard error, as `event key=value`."""

import logging

import structlog
from structlog.typing import Processor

# Their informational lines name each request, and with it Telegram's token, which is part of the address.
_TALKATIVE = ("httpx", "httpcore", "telegram", "slack_bolt", "slack_sdk", "aiohttp.access", "alembic")
# Its errors show whole bodies that are no JSON, such as a cut answer with people's messages. Senders and pollers log what fails themselves.
_INDISCREET = "telegram.request"


def configure_logging(level: int) -> None:
    """Send what this process logs to standard error, in one form for our lines and the libraries'."""
    fields: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    line = structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"], sort_keys=True)
    handler = logging.StreamHandler()
    remove = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=fields, processors=[remove, line]))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger(_INDISCREET).setLevel(logging.CRITICAL)
