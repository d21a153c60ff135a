"""Who is named, who is one person, what office they hold."""

from tests.extraction.reading import read


def people(text: str, published: str | None = "2023-06-05") -> dict[str, tuple[str, str | None]]:
    return {person.name: (person.side, person.title) for person in read(text, published).people}


def test_a_title_is_that_of_the_articles_day() -> None:
    text = "Xi Jinping of China spoke in Washington."
    assert people(text, "2011-01-07")["Xi Jinping"][1] == "Vice President of the People's Republic of China"
    assert people(text, "2023-06-05")["Xi Jinping"][1] == "President of the People's Republic of China"


def test_a_surname_goes_back_to_its_person() -> None:
    assert list(people("Defense Secretary Lloyd Austin went to Singapore. Austin spoke of China.")) == ["Lloyd Austin"]


def test_one_person_is_one_across_scripts() -> None:
    assert list(people("Huang Xueping spoke first. 黄学平少将说，中美两军关系重要。")) == ["Huang Xueping"]


def test_a_rank_makes_an_official_of_an_unlisted_name() -> None:
    assert people("Rear Adm. Wang Feifan spoke in Beijing.")["Wang Feifan"][0] == "cn"
    assert people("Generalmajor Wang Feifan sprach in Peking.")["Wang Feifan"][0] == "cn"
    assert people("王飞凡少将在北京说，中美两军关系重要。") == {"Wang Feifan": ("cn", "Major General")}


def test_reporters_and_scholars_are_not_officials() -> None:
    assert not people("By Wang Feifan\n\nWang Feifan, a professor at a university in Beijing, spoke of the United States.")


def test_ships_named_after_people_are_not_people() -> None:
    assert not people("The destroyer USS James Mattis sailed past China on Friday, the Navy said.")


def test_a_garbled_german_title_does_not_change_sides() -> None:
    text = "Michael Chase war der erste stellvertretende stellvertretende Verteidigungsminister Chinas in Taiwan. Die USA schweigen."
    assert people(text)["Michael Chase"][0] == "us"
