import pytest

from bot.knowledge.knowledge import Knowledge


@pytest.mark.parametrize("asked", ["huang-xueping", "Huang Xueping", "huang xueping", "黄雪平", "黃雪平", " Huang  Xueping "])
def test_one_person_in_every_script(knowledge: Knowledge, asked: str) -> None:
    assert [person.id for person in knowledge.find_people(asked)] == ["huang-xueping"]


def test_a_surname_may_give_several(knowledge: Knowledge) -> None:
    assert {"george-hw-bush", "george-w-bush"} == {person.id for person in knowledge.find_people("Bush")}


def test_a_transliteration_shared_by_two_gives_both(knowledge: Knowledge) -> None:
    assert {"condoleezza-rice", "susan-rice"} == {person.id for person in knowledge.find_people("賴斯")}


@pytest.mark.parametrize("asked", ["", "Nobody Atall", "无名氏"])
def test_a_name_nobody_bears_finds_nobody(knowledge: Knowledge, asked: str) -> None:
    assert knowledge.find_people(asked) == ()


def test_an_office_is_found_by_its_names(knowledge: Knowledge) -> None:
    assert [office.id for office in knowledge.find_office("Pentagon chief")] == ["us-secdef"]
    assert [office.id for office in knowledge.find_office("us-secdef")] == ["us-secdef"]
