"""Who takes part: the argument templates of triggers."""

from tests.extraction.reading import read, told


def participants(text: str) -> set[frozenset[str]]:
    return {frozenset(person.name for person in meeting.participants) for meeting in read(text).meetings}


def test_a_list_gives_one_meeting_for_each_counterpart() -> None:
    text = (
        "Defense Secretary Lloyd Austin will meet in Beijing on Thursday with President Xi Jinping; Gen. Li Shangfu, the defense "
        "minister; and Gen. Zhang Youxia, vice chairman of the Central Military Commission."
    )
    assert {told(meeting) for meeting in read(text).meetings} == {
        "Lloyd Austin + Xi Jinping planned 2023-06-08 Beijing",
        "Li Shangfu + Lloyd Austin planned 2023-06-08 Beijing",
        "Lloyd Austin + Zhang Youxia planned 2023-06-08 Beijing",
    }


def test_the_passive_names_the_host_last() -> None:
    assert participants("Defense Secretary Lloyd Austin was received by President Xi Jinping in Beijing on Friday.") == {
        frozenset({"Lloyd Austin", "Xi Jinping"})
    }


def test_a_pronoun_leads_back_to_the_subject() -> None:
    text = "Defense Secretary Lloyd Austin arrived in Beijing on Thursday. He met Defense Minister Li Shangfu on Friday."
    assert frozenset({"Lloyd Austin", "Li Shangfu"}) in participants(text)


def test_a_title_leads_back_to_its_bearer() -> None:
    text = "Defense Secretary Lloyd Austin spoke to reporters. The secretary met Defense Minister Li Shangfu of China on Friday."
    assert participants(text) == {frozenset({"Lloyd Austin", "Li Shangfu"})}


def test_a_counterpart_without_name_is_inferred() -> None:
    meeting = read("Defense Secretary Lloyd Austin met his Chinese counterpart in Singapore on Friday.").meetings[0]
    assert [(person.name, person.inferred) for person in meeting.participants] == [("Lloyd Austin", False), ("Li Shangfu", True)]


def test_people_nobody_listed_take_part_too() -> None:
    text = "Rear Adm. Wang Feifan received Maj. Gen. John Miller of the U.S. Army in Beijing on Thursday."
    reading = read(text)
    assert {(person.name, person.side) for person in reading.people} == {("Wang Feifan", "cn"), ("John Miller", "us")}
    assert participants(text) == {frozenset({"Wang Feifan", "John Miller"})}


def test_meetings_with_third_countries_are_not_ours() -> None:
    assert not read("Defense Secretary Lloyd Austin met Japanese Defense Minister Yasukazu Hamada in Tokyo on Thursday.").meetings


def test_a_journey_tells_the_meetings_of_it_when_and_where() -> None:
    text = (
        "Defense Secretary Lloyd Austin will visit Beijing on June 14. "
        "The secretary will meet with Gen. Li Shangfu, China's defense minister. The United States is hopeful."
    )
    assert [told(meeting) for meeting in read(text).meetings] == ["Li Shangfu + Lloyd Austin planned 2023-06-14 Beijing"]


def test_a_round_of_talks_needs_no_names() -> None:
    text = "China and the United States held another round of the Defense Policy Coordination Talks in Washington on Thursday."
    meetings = read(text).meetings
    assert [(meeting.channel_id, meeting.state.value, meeting.place) for meeting in meetings] == [("dpct", "held", "Washington")]


def test_counterparts_in_the_plural_are_nobody_in_particular() -> None:
    texts = [
        "Die USA wollen ein Treffen zwischen Admiral John Aquilino und seinen chinesischen Amtskollegen arrangieren.",
        "Washington wants to arrange a meeting between Adm. John Aquilino and his Chinese counterparts.",
    ]
    assert [participants(text) for text in texts] == [{frozenset({"John Aquilino"})}] * 2


def test_the_accusative_of_one_german_counterpart_is_no_plural() -> None:
    (meeting,) = read("Verteidigungsminister Lloyd Austin hat seinen chinesischen Amtskollegen am Freitag in Singapur getroffen.").meetings
    assert [(person.name, person.inferred) for person in meeting.participants] == [("Lloyd Austin", False), ("Li Shangfu", True)]
