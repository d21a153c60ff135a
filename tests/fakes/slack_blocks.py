"""What Slack refuses in blocks: slack_sdk's own checks, and those that it misses."""

import json
import re
from collections.abc import Iterator
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block

Json = dict[str, Any]

BLOCKS = 50
# slackapi/bolt-js#2509 found 13,297 characters with one block, #2867 that more than text counts.
BLOCKS_CHARACTERS = 13_200
SECTION_CHARACTERS, FIELD_CHARACTERS, HEADER_CHARACTERS = 3_000, 2_000, 150
LINK_CHARACTERS = 3_000

_RICH_PARTS = {"rich_text_section", "rich_text_quote", "rich_text_preformatted", "rich_text_list"}
_STYLES = {"bold", "italic", "strike", "code", "underline"}
# In mrkdwn: <!channel>, <@U1>, <!subteam^S1>.
_CALLS = re.compile(r"<(?:!|@)[^>]+>")
_LINKS = re.compile(r"<((?:https?|mailto|tel)[^|>]*)(?:\|[^>]*)?>")


class BlocksRefused(Exception):
    """The error code Slack answers with, and why, as in `response_metadata.messages`."""

    def __init__(self, code: str, why: str) -> None:
        super().__init__(f"{code}: {why}")
        self.code = code
        self.why = why


def check_blocks(blocks: Any) -> None:
    """Raise BlocksRefused for what chat.postMessage refuses."""
    if not isinstance(blocks, list):
        raise BlocksRefused("invalid_blocks_format", "must be an array")
    if len(blocks) > BLOCKS:
        _refuse("no more than 50 items allowed [json-pointer:/blocks]")
    for number, block in enumerate(blocks):
        _check_block(block, f"/blocks/{number}")
    _check_unique([block["block_id"] for block in blocks if "block_id" in block], "block_id")
    _check_unique([element["action_id"] for block in blocks if block["type"] == "actions" for element in block["elements"]], "action_id")
    if len(json.dumps(blocks, ensure_ascii=False, separators=(",", ":"))) > BLOCKS_CHARACTERS:
        raise BlocksRefused("msg_blocks_too_long", "blocks are too long")


def visible_text(blocks: list[Json]) -> str:
    """The words of blocks as a reader sees them, a line for each line."""
    return "\n".join(line for block in blocks for line in _lines(block))


def links_of(blocks: list[Json]) -> list[str]:
    """Every address one can press on."""
    rich = [element["url"] for element in _rich_elements(blocks) if element["type"] == "link"]
    return rich + [address for text in _mrkdwn(blocks) for address in _LINKS.findall(text)]


def calls_of(blocks: list[Json]) -> list[str]:
    """Everybody whom the blocks would call: mentions and broadcasts."""
    rich = [element["type"] for element in _rich_elements(blocks) if element["type"] in ("user", "usergroup", "channel", "broadcast")]
    return rich + [call for text in _mrkdwn(blocks) for call in _CALLS.findall(text)]


def buttons_of(blocks: list[Json]) -> list[tuple[str, str, str]]:
    """Buttons as (label, action_id, value)."""
    elements = [element for block in blocks if block["type"] == "actions" for element in block["elements"]]
    return [
        (element["text"]["text"], element["action_id"], element.get("value", "")) for element in elements if element["type"] == "button"
    ]


def _refuse(why: str) -> None:
    raise BlocksRefused("invalid_blocks", why)


def _check_unique(ids: list[str], name: str) -> None:
    if len(ids) != len(set(ids)):
        _refuse(f"{name} already exists")


def _check_block(block: Any, pointer: str) -> None:
    if not isinstance(block, dict) or not isinstance(block.get("type"), str):
        _refuse(f"missing required field: type [json-pointer:{pointer}]")
    parsed = Block.parse(block)
    if parsed is None:
        _refuse(f"unsupported type: {block['type']} [json-pointer:{pointer}/type]")
    else:
        try:
            parsed.validate_json()
            parsed.to_dict()
        except SlackObjectFormationError as error:
            _refuse(f"{error} [json-pointer:{pointer}]")
    checks = {"section": _check_section, "header": _check_header, "rich_text": _check_rich_text, "actions": _check_actions}
    if block["type"] in checks:
        checks[block["type"]](block, pointer)


def _check_section(block: Json, pointer: str) -> None:
    if "text" in block:
        _check_length(block["text"].get("text"), SECTION_CHARACTERS, f"{pointer}/text/text")
    elif not block.get("fields"):
        _refuse(f"missing required field: text or fields [json-pointer:{pointer}]")
    for number, field in enumerate(block.get("fields", [])):
        _check_length(field.get("text"), FIELD_CHARACTERS, f"{pointer}/fields/{number}/text")


def _check_header(block: Json, pointer: str) -> None:
    if block["text"].get("type") != "plain_text":
        _refuse(f"must be plain_text [json-pointer:{pointer}/text]")
    _check_length(block["text"].get("text"), HEADER_CHARACTERS, f"{pointer}/text/text")


def _check_actions(block: Json, pointer: str) -> None:
    if not block["elements"]:
        _refuse(f"must have at least 1 item [json-pointer:{pointer}/elements]")
    for number, element in enumerate(block["elements"]):
        if element["type"] == "button":
            _check_length(element["text"].get("text"), 75, f"{pointer}/elements/{number}/text/text")


def _check_rich_text(block: Json, pointer: str) -> None:
    """slack_sdk takes any dict here; Slack doesn't."""
    if not block["elements"]:
        _refuse(f"must have at least 1 item [json-pointer:{pointer}/elements]")
    for number, part in enumerate(block["elements"]):
        here = f"{pointer}/elements/{number}"
        if part.get("type") not in _RICH_PARTS:
            _refuse(f"unsupported type: {part.get('type')} [json-pointer:{here}/type]")
        elements = part.get("elements")
        if not isinstance(elements, list) or not elements:
            _refuse(f"must have at least 1 item [json-pointer:{here}/elements]")
        elif part["type"] != "rich_text_list":
            for place, element in enumerate(elements):
                _check_rich_element(element, f"{here}/elements/{place}")


def _check_rich_element(element: Json, pointer: str) -> None:
    known = {"type", "style", "text"} | ({"url", "unsafe"} if element.get("type") == "link" else set())
    if element.get("type") not in ("text", "link") or element.keys() - known:
        _refuse(f"unsupported element: {sorted(element)} [json-pointer:{pointer}]")
    _check_length(element.get("text"), SECTION_CHARACTERS, f"{pointer}/text")
    if element["type"] == "link":
        _check_length(element.get("url"), LINK_CHARACTERS, f"{pointer}/url")
        if not re.match(r"https?://[^\s<>]+\.[^\s<>]+$", element["url"]):
            _refuse(f"must be a valid URL [json-pointer:{pointer}/url]")
    style = element.get("style", {})
    if style.keys() - _STYLES or not all(value is True for value in style.values()):
        _refuse(f"invalid style [json-pointer:{pointer}/style]")


def _check_length(text: object, most: int, pointer: str) -> None:
    if not isinstance(text, str) or not text:
        _refuse(f"must be more than 0 characters [json-pointer:{pointer}]")
    elif len(text) > most:
        _refuse(f"must be less than {most + 1} characters [json-pointer:{pointer}]")


def _rich_elements(blocks: list[Json]) -> Iterator[Json]:
    for block in blocks:
        if block["type"] == "rich_text":
            for part in block["elements"]:
                yield from part["elements"]


def _mrkdwn(blocks: list[Json]) -> list[str]:
    sections = [block["text"] for block in blocks if block["type"] == "section" and "text" in block]
    contexts = [element for block in blocks if block["type"] == "context" for element in block["elements"]]
    return [text["text"] for text in sections + contexts if text.get("type") == "mrkdwn"]


def _lines(block: Json) -> list[str]:
    if block["type"] == "rich_text":
        return ["".join(element["text"] for element in part["elements"]) for part in block["elements"]]
    if block["type"] in ("section", "header"):
        return [block["text"]["text"]]
    return []
