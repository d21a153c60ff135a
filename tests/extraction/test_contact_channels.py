"""Which channel a contact belongs to, by the offices of those who meet."""

from bot.model.article import Article
from tests.extraction.reading import pages, reader


def channel(text: str, *members: str) -> str | None:
    """The channel of the first candidate contact of these people, by the English end of each name."""
    told = pages(text)
    drafting = reader().contact_drafting(Article(text=text, source="test", address="test"), told)
    for candidate in reader().contacts(told):
        if sorted(figure.name.split()[-1] for figure in candidate.members) == sorted(members):
            return drafting.assess(candidate).channel
    raise AssertionError(f"nobody proposes {members}")


def test_a_fleet_commander_and_an_officer_nobody_listed_meet_for_an_exchange() -> None:
    text = "On May 5, 2014, Adm. Harry Harris met Vice Adm. Zhou Mingwei, commander of a Chinese base, in Qingdao."
    assert channel(text, "Harris", "Mingwei") == "exchanges"


def test_two_officers_nobody_listed_meet_for_an_exchange() -> None:
    text = "On May 5, 2014, U.S. Rear Adm. Peter Holloway met Vice Adm. Zhou Mingwei, commander of a Chinese base, in Qingdao."
    assert channel(text, "Holloway", "Mingwei") == "exchanges"


def test_a_minister_with_somebody_nobody_listed_meets_across_levels() -> None:
    text = "On May 5, 2023, Defense Secretary Lloyd Austin met Vice Adm. Zhou Mingwei, commander of a Chinese base, in Qingdao."
    assert channel(text, "Austin", "Mingwei") is None


def test_two_ministers_keep_their_own_channel() -> None:
    assert channel("On June 5, 2023, Lloyd Austin met Li Shangfu in Singapore.", "Austin", "Shangfu") == "secdef-mnd"
