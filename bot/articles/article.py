"""From an entry to an article. Pure."""

from collections.abc import Mapping

from bot.articles.decode import NotText, decode
from bot.articles.metadata import Metadata, parse_metadata, parse_object
from bot.articles.title import find_title
from bot.model.article import Article
from bot.model.feed import Entry, Feed, Form, Left


def article_of(entry: Entry, feed: Feed) -> Article | Left:
    """The article behind an entry, its text kept to the letter, or why there is none."""
    try:
        text = decode(entry.body)
        if entry.form is Form.JSON:
            return _from_json(entry, feed, text)
        return _article(entry, feed, text, _metadata(entry.metadata))
    except NotText as error:
        return Left(entry.address, error.reason)


def _from_json(entry: Entry, feed: Feed, body: str) -> Article:
    try:
        fields = parse_object(body)
        metadata = parse_metadata(fields)
    except ValueError as error:
        raise NotText("json") from error
    return _article(entry, feed, _text(fields), metadata)


def _text(fields: Mapping[str, object]) -> str:
    text = fields.get("text")
    if not isinstance(text, str) or not text.strip():
        raise NotText("json")
    return text


def _metadata(beside: bytes | None) -> Metadata:
    if beside is None:
        return Metadata()
    try:
        return parse_metadata(parse_object(decode(beside)))
    except ValueError as error:
        # Rather no article than one with a date that nobody gave it.
        raise NotText("metadata") from error


def _article(entry: Entry, feed: Feed, text: str, metadata: Metadata) -> Article:
    return Article(
        text,
        feed.id,
        metadata.url or entry.address,
        title=metadata.title or find_title(text),
        published_at=metadata.published_at,
        language=metadata.language,
        standing=feed.standing,
    )
