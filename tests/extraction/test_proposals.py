"""Candidates beyond what grammar finds."""

from bot.extraction.candidates.candidate import ContactCandidate
from bot.extraction.candidates.proposals import PER_ARTICLE
from tests.extraction.reading import pages, reader


def candidates(text: str) -> list[ContactCandidate]:
    return reader().contacts(pages(text))


def sets(text: str) -> set[frozenset[str]]:
    return {candidate.key for candidate in candidates(text)}


def test_two_people_of_both_sides_are_proposed_without_a_word_of_contact() -> None:
    found = candidates("Lloyd Austin waved at Li Shangfu.")
    assert frozenset({"lloyd-austin", "li-shangfu"}) in {candidate.key for candidate in found}


def test_somebody_of_the_other_side_is_carried_from_the_sentence_before() -> None:
    text = "Li Shangfu arrived in Singapore on Thursday. Lloyd Austin met him there a day later for talks."
    pair = frozenset({"lloyd-austin", "li-shangfu"})
    assert pair in {candidate.key for candidate in candidates(text) if candidate.scene == 1}


def test_each_set_of_people_is_proposed_once_a_sentence_beside_grammar() -> None:
    loose = [c for c in candidates("Lloyd Austin met Li Shangfu and Xi Jinping in Singapore for talks.") if c.loose]
    assert len({(candidate.scene, candidate.key) for candidate in loose}) == len(loose)


def test_proposals_of_one_article_are_capped() -> None:
    text = " ".join("Lloyd Austin, Mark Milley, Li Shangfu and Xi Jinping held talks." for _ in range(200))
    assert sum(candidate.loose for candidate in candidates(text)) <= PER_ARTICLE


def test_the_same_article_gives_the_same_candidates() -> None:
    text = "Li Shangfu arrived in Singapore. Lloyd Austin met him. The two agreed on talks. China cut the talks later."
    assert candidates(text) == candidates(text)


def test_a_channel_is_proposed_for_a_status_told_later() -> None:
    text = "The Defense Telephone Link with the United States was quiet. China had suspended it in 2022."
    found = reader().changes(pages(text))
    assert ("hotline", "suspended") in {(change.channel_id, change.status) for change in found if change.scene == 1}


def test_ties_with_a_third_country_are_not_proposed() -> None:
    found = reader().changes(pages("The United States watched as China suspended military ties with Japan in August 2022."))
    assert not found


def test_heads_of_delegation_named_later_are_lent_to_the_sentence_before() -> None:
    text = "Officers of both sides wrapped up two days of talks on Friday. Lloyd Austin led one team. Li Shangfu led the other."
    lent = [c for c in candidates(text) if c.scene == 0 and c.key == frozenset({"lloyd-austin", "li-shangfu"})]
    assert [c.links for c in lent] == [("ahead",)]


def test_a_sentence_proposes_nameless_talks_for_each_channel_it_names() -> None:
    text = "The Defense Consultative Talks and the Defense Policy Coordination Talks were both put off last month."
    assert {"dct", "dpct"} <= {c.channel_id for c in candidates(text) if not c.members}


def test_who_speaks_for_others_is_never_proposed() -> None:
    found = candidates("Pentagon spokesman Pat Ryder said the call with Defense Minister Li Shangfu took place on Friday.")
    assert not [c for c in found if any(figure.family == "Ryder" for figure in c.members)]


def test_each_clause_with_a_word_of_contact_proposes_talks_of_its_own() -> None:
    text = "The Defense Consultative Talks were held in Beijing in May, and in June officers of both armies held talks in Hawaii."
    nameless = {(c.channel_id, c.clause) for c in candidates(text) if not c.members}
    assert len({clause for channel, clause in nameless if channel == "dct"}) == 2


def test_talks_named_in_an_earlier_sentence_are_proposed_for_a_later_one() -> None:
    text = "The Defense Telephone Link was tested. Nuclear talks were held too. The two sides met in Geneva in May."
    later = {(c.channel_id, c.links) for c in candidates(text) if c.scene == 2 and not c.members}
    assert ("hotline", ("carried",)) in later


def test_a_channel_in_another_clause_is_told_from_one_that_the_clause_names() -> None:
    text = "Officers of both sides met in Hawaii in May, and the Defense Consultative Talks were held in June."
    links = {c.links for c in candidates(text) if c.loose and c.channel_id == "dct"}
    assert ("beside",) in links
