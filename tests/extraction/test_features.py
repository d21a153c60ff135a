"""What a scorer sees of a candidate, family by family."""

from datetime import date

from bot.extraction.scoring.change_features import Channels, change_features
from bot.extraction.scoring.contact_features import Company, Told, argument_features, contact_features, rival_features, trigger_features
from bot.extraction.scoring.features import cue_features, date_features, page_features
from bot.extraction.scoring.state_features import state_features
from bot.model.period import Period
from tests.extraction.reading import article, pages, reader

TODAY = date(2023, 6, 5)
PAIR = "Defense Secretary Lloyd Austin met Defense Minister Li Shangfu in Singapore on Friday."


def told(text: str) -> list[Told]:
    read = pages(text)
    drafting = reader().contact_drafting(article(text), read)
    return [drafting.assess(candidate) for candidate in reader().contacts(read)]


def pair(text: str) -> tuple[Told, Company]:
    all_told = told(text)
    return next(one for one in all_told if len(one.candidate.members) == 2), Company(all_told, pages(text))


def test_the_trigger_tells_its_word_form_and_template() -> None:
    own, _ = pair(PAIR)
    assert {"trigger:pair/past", "trigger:grammar/2"} <= set(trigger_features(own.candidate))


def test_arguments_tell_on_which_side_of_the_trigger_members_stand() -> None:
    own, company = pair(PAIR)
    features = set(argument_features(own, company))
    assert "arguments:inside=2/2" in features
    assert any(feature.endswith("</2") for feature in features)
    assert any(feature.endswith(">/2") for feature in features)


def test_cues_tell_where_they_stand() -> None:
    own, _ = pair("Defense Secretary Lloyd Austin plans to meet Defense Minister Li Shangfu in Singapore on Friday.")
    assert "cues:states=planned<" in set(cue_features(own.scene, own.candidate.clause, own.candidate.trigger))


def test_dates_tell_how_far_and_how_precise() -> None:
    own, _ = pair(PAIR)
    near = set(date_features(own.scene, own.candidate.clause, Period.of_day(date(2023, 6, 2)), TODAY))
    assert {"dates:days-ago", "dates:day"} <= near
    assert "dates:none" in set(date_features(own.scene, own.candidate.clause, None, TODAY))


def test_the_page_tells_what_stands_in_quotation_marks() -> None:
    own, _ = pair(f"“{PAIR}” said a general.")
    span = (own.candidate.trigger.start, own.candidate.trigger.end)
    assert "page:quoted" in set(page_features(own.scene, span))


def test_rivals_tell_of_a_larger_set_in_the_sentence() -> None:
    all_told = told(PAIR)
    alone = next(one for one in all_told if len(one.candidate.members) == 1)
    assert "rivals:larger-grammar/1" in set(rival_features(alone, Company(all_told, pages(PAIR))))


def test_no_name_of_a_person_is_a_feature() -> None:
    own, company = pair(PAIR)
    features = " ".join(contact_features(own, company, {})).lower()
    assert "austin" not in features
    assert "shangfu" not in features


def test_a_change_tells_its_status_and_how_the_channel_is_named() -> None:
    read = pages("China suspended the Defense Telephone Link with the United States in May.")
    candidates = reader().changes(read)
    own = next(change for change in candidates if change.channel_id == "hotline")
    features = change_features(own, read.scenes[own.scene], Channels(candidates, read.scenes, ("us", "cn")), None, TODAY)
    assert {"trigger:status=suspended", "arguments:channel=hotline/named"} <= set(features)


def test_the_state_features_tell_cues_in_their_order_around_the_trigger() -> None:
    own, company = pair(
        "A meeting between Defense Secretary Lloyd Austin and Defense Minister Li Shangfu, planned for May, was called off on Friday."
    )
    before, other = pair("Defense Secretary Lloyd Austin called off a planned meeting with Defense Minister Li Shangfu on Friday.")
    assert "sentence:states:last=cancelled" in state_features(own, company)
    assert "sentence:states:last=cancelled" not in state_features(before, other)


def test_the_state_features_tell_words_by_their_side_of_the_trigger_and_no_names() -> None:
    own, company = pair("Defense Secretary Lloyd Austin hardly met Defense Minister Li Shangfu of China in Singapore.")
    features = set(state_features(own, company))
    assert "w<hardly" in features
    assert "w>hardly" not in features
    assert not {"w<lloyd", "w<austin", "w:austin"} & features


def test_the_state_features_tell_what_the_next_sentence_hints_at() -> None:
    own, company = pair(f"{PAIR} The talks were put on ice.")
    alone, other = pair(PAIR)
    assert "beside:behind/hints=cancelled" in state_features(own, company)
    assert "beside:behind/hints=cancelled" not in state_features(alone, other)
