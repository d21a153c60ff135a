"""Which times a sentence offers a contact that it tells of; which of them it takes is for the weights to say."""

from bot.model.claims import MeetingState
from tests.extraction.reading import article, pages, reader


def offered(text: str, state: MeetingState = MeetingState.HELD) -> set[str]:
    """The days offered to the contacts of the text's last sentence, as text."""
    read = pages(text)
    drafting = reader().contact_drafting(article(text), read)
    told = [drafting.assess(candidate) for candidate in reader().contacts(read) if candidate.scene == len(read.scenes) - 1]
    assert told, "no contact is proposed"
    return {str(option.period) for one in told for option in drafting.options(one, state) if option.period is not None}


def test_what_ended_on_thursday_after_two_days_began_on_wednesday() -> None:
    days = offered("Lloyd Austin and Li Shangfu concluded two days of talks on Thursday.")
    assert "2023-05-31/2023-06-01" in days
    assert "2023-06-01" not in days


def test_how_long_it_has_been_is_no_date_of_a_contact() -> None:
    days = offered("Es war das erste Treffen von Lloyd Austin mit Li Shangfu seit fast drei Jahren.")
    assert not {day for day in days if day.startswith("2020")}


def test_what_is_called_off_may_lie_in_the_month_of_the_day_that_says_so() -> None:
    days = offered("Lloyd Austin was told on Friday that Li Shangfu would not meet with him.", MeetingState.DECLINED)
    assert {"2023-06-02", "2023-06"} <= days


def test_the_day_before_counts_across_paragraphs() -> None:
    days = offered("The secretary spoke in Singapore on Saturday.\n\nThe day before, Lloyd Austin met with Li Shangfu in the same hotel.")
    assert "2023-06-02" in days


def test_a_month_may_belong_to_the_year_told_before_it() -> None:
    days = offered("In 2021 the two sides came back to the table. Lloyd Austin met with Li Shangfu in April.")
    assert {"2021-04", "2023-04"} <= days


def test_a_sentence_without_a_time_of_its_own_may_have_that_of_one_before() -> None:
    assert "2023-06-03" in offered("The forum opened in Singapore on Saturday. It was raining. Lloyd Austin met with Li Shangfu there.")
