import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.decode import NotText, decode


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_text_with_a_known_mark_is_read_in_its_encoding(encoding: str) -> None:
    assert decode("Gespräche 会谈".encode(encoding)) == "Gespräche 会谈"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        ("\ufeff".encode(), "empty"),
        (b"%PDF-1.4\x00\x01", "binary"),
        ("Gespräche".encode("latin-1"), "encoding"),
        ("国防部长会谈".encode("gb18030"), "encoding"),
        (b"\xff\xfe\x00", "encoding"),
    ],
)
def test_what_is_no_text_says_why(body: bytes, reason: str) -> None:
    with pytest.raises(NotText) as caught:
        decode(body)
    assert caught.value.reason == reason


@given(st.binary())
def test_any_bytes_are_text_or_say_why_not(body: bytes) -> None:
    assert reason_or_text(body) in {"text", "empty", "binary", "encoding"}


def reason_or_text(body: bytes) -> str:
    try:
        return "text" if decode(body).strip() else "nothing"
    except NotText as error:
        return error.reason
