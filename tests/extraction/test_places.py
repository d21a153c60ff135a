"""Where a contact took place."""

from tests.extraction.reading import read


def places(text: str) -> dict[str | None, str | None]:
    return {meeting.channel_id: meeting.place for meeting in read(text).meetings}


def test_each_of_two_talks_has_the_place_beside_it() -> None:
    text = (
        "The United States and China spoke through the maritime consultative meetings in Hawaii and the defense consultative talks "
        "in Washington last month, officials said."
    )
    assert places(text) == {"mmca": None, "dct": "Washington"}


def test_a_state_nearer_than_a_city_leaves_the_city_open() -> None:
    text = "Lloyd Austin met Li Shangfu in Hawaii on Friday on his way to Washington."
    assert list(places(text).values()) == [None]


def test_the_place_behind_another_noun_of_the_same_meeting_counts() -> None:
    text = "Lloyd Austin held a meeting with Li Shangfu on the sidelines of a conference in Singapore on Friday."
    assert list(places(text).values()) == ["Singapore"]
