"""What the outbox keeps is what it was given."""

import pytest
from hypothesis import given

from bot.delivery.codec import dump_document, parse_document
from bot.model.document import Document, Paragraph, plain
from tests.delivery.strategies import documents


@given(documents)
def test_any_document_comes_back_as_it_was(document: Document) -> None:
    assert parse_document(dump_document(document)) == document


def test_nul_and_hanzi_travel_as_plain_ascii() -> None:
    document = Document("国防部", (Paragraph(plain("a\x00b")),))
    text = dump_document(document)
    assert text.isascii()
    assert "\x00" not in text
    assert parse_document(text) == document


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 2}', '{"version": 1, "title": "x"}'])
def test_what_is_no_document_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - json's own error is a ValueError with its own words
        parse_document(text)
