"""The trained scorers of contacts and of changes, from their documents."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.extraction.scoring.change_scorer import CHANGE_MODELS, ChangeScorer
from bot.extraction.scoring.contact_scorer import ContactScorer
from bot.extraction.scoring.linear import Model, parse_model


@dataclass(frozen=True, slots=True)
class Scorer:
    """What decides on the candidates of an article."""

    contacts: ContactScorer
    changes: ChangeScorer
    relevance: Model | None = None


MODELS = ("event", "state", "mode", "when", "kept", *CHANGE_MODELS)
THRESHOLDS = "thresholds"
RELEVANCE = "relevance"
PLACE = "place"
DOCUMENTS = (*MODELS, RELEVANCE, PLACE, THRESHOLDS)


def parse_scorer(documents: Mapping[str, Mapping[str, object]], levels: Mapping[str, str]) -> Scorer:
    """A scorer from its documents by name: one for each of DOCUMENTS; `levels` are those of the channels.

    Raises KeyError for a document that is missing, ValueError for one that is not a model."""
    models = {name: parse_model(documents[name]) for name in MODELS}
    thresholds = {name: float(str(value)) for name, value in documents[THRESHOLDS].items()}
    contacts = ContactScorer(
        models["event"], models["state"], models["mode"], models["when"], models["kept"], thresholds, levels, parse_model(documents[PLACE])
    )
    return Scorer(contacts, ChangeScorer.of(models, thresholds), parse_model(documents[RELEVANCE]))
