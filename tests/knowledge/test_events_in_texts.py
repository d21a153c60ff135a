import pytest

from bot.knowledge.knowledge import Knowledge
from bot.knowledge.names import Form, Kind


def events(knowledge: Knowledge, text: str) -> set[str]:
    return {event for hit in knowledge.names.find(text) if hit.kind is Kind.EVENT for event in hit.ids}


@pytest.mark.parametrize(
    "text",
    [
        "Pelosi's visit to Taiwan",
        "after House Speaker Nancy Pelosi had flown to Taipei; Pelosi landed in Taipei at night",
        "nach dem Taiwan-Besuch der damaligen Vorsitzenden Nancy Pelosi",
        "Seit der Taiwan-Reise Nancy Pelosis",
        "weil Pelosi nach Taiwan gereist war",
        "佩洛西窜访台湾",
        "裴洛西訪台後",
    ],
)
def test_one_event_in_the_wordings_of_three_languages(knowledge: Knowledge, text: str) -> None:
    assert events(knowledge, text) == {"pelosi-visit"}


@pytest.mark.parametrize(
    "text",
    [
        "Pelosi spoke in Congress. Taiwan welcomed the visit of a senator.",
        "Pelosi sprach.\nEine Reise nach Taiwan",
        "Pelosi " + "said much about many things, " * 5 + "and a visit to Taiwan",
    ],
)
def test_words_of_two_sentences_or_far_apart_tell_of_no_event(knowledge: Knowledge, text: str) -> None:
    assert "pelosi-visit" not in events(knowledge, text)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("since the EP-3 incident", "ep-3"),
        ("an American surveillance plane and a Chinese fighter collided", "ep-3"),
        ("去年“撞機事件”以來", "ep-3"),
        ("nach der Bombardierung der chinesischen Botschaft in Belgrad", "belgrade-bombing"),
        ("a $6.4 billion arms package for Taiwan", "arms-sale-2010"),
        ("64亿美元的对台军售", "arms-sale-2010"),
        ("the spy balloon", "balloon"),
        ("die Absetzung von Li Shangfu", "li-shangfu-removal"),
        ("Xi and Biden met in Woodside", "woodside-summit"),
        ("beim Gipfel von Xi und Biden in San Francisco", "woodside-summit"),
        ("since 9/11 attacks", "september-11"),
        ("中共二十大", "party-congress-20"),
    ],
)
def test_events_by_the_words_articles_use(knowledge: Knowledge, text: str, event: str) -> None:
    assert event in events(knowledge, text)


def test_a_yearly_event_stands_for_all_its_years(knowledge: Knowledge) -> None:
    found = events(knowledge, "am Rande des Shangri-La-Dialogs")
    years = {knowledge.events[event].period.first.year for event in found}
    assert years == set(range(2002, 2027)) - {2020, 2021}


def test_an_event_hides_none_of_the_people_in_it(knowledge: Knowledge) -> None:
    hits = knowledge.names.find("Pelosi's visit to Taiwan")
    assert ("nancy-pelosi",) in {hit.ids for hit in hits if hit.kind is Kind.PERSON}


def test_a_described_event_says_so(knowledge: Knowledge) -> None:
    text = "Als Pelosi nach Taiwan reiste, schwieg Peking."
    (hit,) = [hit for hit in knowledge.names.find(text) if hit.kind is Kind.EVENT]
    assert (text[hit.start : hit.end], hit.form) == ("Pelosi nach Taiwan reiste", Form.DESCRIBED)
