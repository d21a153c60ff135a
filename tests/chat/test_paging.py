"""Dealing pieces out to messages."""

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.paging import Piece, Size, paginate

ROOM = Size(100, 10)

sizes = st.builds(Size, st.integers(1, 60), st.integers(0, 5))
pieces = st.lists(st.builds(Piece, st.integers(), sizes, st.booleans()))


@given(pieces, st.integers(1, 5))
def test_pieces_keep_their_order_and_none_is_lost_uncounted(given_pieces: list[Piece[int]], most: int) -> None:
    dealt = paginate(given_pieces, ROOM, most)
    shown = [number for page in dealt.pages for number in page]
    assert shown == [piece.content for piece in given_pieces][: len(shown)]
    assert dealt.left_out == sum(not piece.heading for piece in given_pieces[len(shown) :])
    assert len(dealt.pages) <= most
    assert all(dealt.pages)


@given(st.lists(st.integers(1, 50)))
def test_no_page_is_larger_than_its_room_and_no_page_break_is_needless(lengths: list[int]) -> None:
    dealt = paginate([Piece(length, Size(length, 1)) for length in lengths], ROOM, 1_000)
    sums = [(sum(page), len(page)) for page in dealt.pages]
    assert all(length <= ROOM.length and parts <= ROOM.parts for length, parts in sums)
    for (length, parts), following in zip(sums, dealt.pages[1:], strict=False):
        assert length + following[0] > ROOM.length or parts + 1 > ROOM.parts


def test_a_heading_goes_with_what_it_heads() -> None:
    big = Piece("item", Size(60, 1))
    dealt = paginate([big, Piece("heading", Size(10, 1), heading=True), big], ROOM, 5)
    assert dealt.pages == (("item",), ("heading", "item"))
