import pytest

from bot.knowledge.knowledge import Knowledge


@pytest.mark.parametrize(
    ("asked", "channel"),
    [
        ("mmca", "mmca"),
        ("MMCA", "mmca"),
        ("Military Maritime Consultative Agreement talks", "mmca"),
        ("defence policy coordination talks", "dpct"),
        ("heißer Draht", "hotline"),
        ("国防部工作会晤", "dpct"),
        ("國防部工作會晤", "dpct"),
        ("mil mil", "mil-mil"),
    ],
)
def test_which_channel_a_name_means(knowledge: Knowledge, asked: str, channel: str) -> None:
    found = knowledge.find_channel(asked)
    assert found is not None
    assert found.id == channel


@pytest.mark.parametrize("asked", ["", "tea with the ambassador", "mmc"])
def test_what_names_no_channel_finds_none(knowledge: Knowledge, asked: str) -> None:
    assert knowledge.find_channel(asked) is None


@pytest.mark.parametrize(
    ("one", "other", "channel"),
    [
        ("us-secdef", "cn-defense-minister", "secdef-mnd"),
        ("cn-cmc-vice-chairman", "us-secdef", "secdef-mnd"),
        ("us-president", "cn-president", "leaders"),
        ("us-cjcs", "cn-chief-jsd", "cjcs-jsd"),
        ("us-js-j5", "cn-deputy-chief-jsd", "jsdm"),
        ("us-secdef", "cn-president", None),
        ("us-cjcs", "cn-defense-minister", None),
    ],
)
def test_which_channel_two_offices_meet_on(knowledge: Knowledge, one: str, other: str, channel: str | None) -> None:
    assert knowledge.channel_between(one, other) == channel
    assert knowledge.channel_between(other, one) == channel


def test_finer_channels_roll_up_to_the_guide_s(knowledge: Knowledge) -> None:
    assert [knowledge.guide_channel(channel) for channel in ("nsa", "apsd", "cbm", "army-dialogue", "mmca")] == [
        "leaders",
        "dpct",
        "mil-mil",
        "exchanges",
        "mmca",
    ]
