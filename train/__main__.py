"""Trains the reader's weights on the annotated articles: `make train`, or

    python -m train [--out config/weights] [--report train/report.json] [--check]

Only articles that were worked on teach; those kept aside are never opened. Five folds by article give the figures
in report.json and the examples of the last model; then all articles together give the weights. `--check` writes nothing
and fails where a figure of the report would fall."""

import argparse
import json
import sys
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from bot.configuration import load_knowledge, load_lexicons
from bot.extraction.language.lexicon import Lexicon
from bot.extraction.reader import Reader
from bot.extraction.scoring.change_scorer import ChangeScorer
from bot.extraction.scoring.contact_scorer import ContactScorer
from bot.extraction.scoring.linear import Model
from bot.extraction.scoring.scorer import PLACE, RELEVANCE, Scorer
from bot.knowledge.knowledge import Knowledge
from tests.corpus.__main__ import CONFIG, Case, iter_cases, score_cases
from tests.corpus.score import F1, Sheet, counts_of, figures_of
from train.blank import MODES, STATES, blank_change_models, blank_contact_models, nothing
from train.change_lessons import change_lesson, change_models, kept_changes, kept_model
from train.contact_lessons import contact_lesson
from train.examples import Choice, Example
from train.fitting import fit, fit_choices
from train.relevance_lessons import topic_example
from train.rereading import Memory, Rereader
from train.settling import drafted

Taught = TypeVar("Taught", Example, Choice)
FOLDS = 5
YES = ("no", "yes")
CONTACT_THRESHOLDS = {"event": 0.11, "held": 0.74, "keep": 0.54, "keep_clear": 0.45}
CHANGE_THRESHOLDS = {"change": 0.04, "keep_change": 0.5, "keep_told": 0.33, "keep_snippet": 0.05}
THRESHOLDS = {**CONTACT_THRESHOLDS, **CHANGE_THRESHOLDS}
"""From out-of-fold F1, on the side of precision: at least four of five contacts claimed are contacts."""

OWN_WEIGHT = 0.5
"""What an example about contacts from our own articles weighs: they are denser and harder than the daily press on purpose."""

SEED_WEIGHT = 10.0
"""The two seeds are what everybody sees first: what they say is read as annotated."""

EVENT_STRENGTH = 0.15
PAIRS = {"event": 1200, "when": 400, "kept": 80}
"""Pairs of features (pairing.py), for the models that gain by them."""

TOLERANCE = 0.01
REPORT = Path(__file__).with_name("report.json")
WEIGHTS = Path(__file__).parents[1] / "config" / "weights"


class Trainer:
    """Knowledge, lexicons and what the articles teach, read once."""

    def __init__(self, knowledge: Knowledge, lexicons: Mapping[str, Lexicon], cases: Sequence[Case]) -> None:
        self.knowledge = knowledge
        self.lexicons = lexicons
        self.cases = cases
        self.levels = {channel.id: channel.level for channel in knowledge.channels.values()}
        self._memory = Memory()
        blank = self.reader({**blank_contact_models(), **self._blank_changes()}, THRESHOLDS)
        self.contacts = [contact_lesson(case, blank, self.levels) for case in cases]

    def reader(self, models: Mapping[str, Model], thresholds: Mapping[str, float]) -> Reader:
        return Rereader(self.knowledge, self.lexicons, self._scorer(models, thresholds), self._memory)

    def first(self, fold: int | None = None) -> dict[str, Model]:
        """The models that look at one sentence, taught by all articles but those of a fold."""
        contacts = [one for one in self.contacts if _fold(one.case) != fold]
        return {
            "event": fit(
                [example for one in contacts for example in _weighed(one.case, one.events)], YES, EVENT_STRENGTH, pairs=PAIRS["event"]
            ),
            "state": fit([example for one in contacts for example in _weighed(one.case, one.states)], STATES, 0.12, balance=0.4),
            "mode": fit([example for one in contacts for example in one.modes], MODES, 0.1),
            PLACE: fit_choices([choice for one in contacts for choice in one.places], "yes", 0.1),
        }

    def train(self) -> tuple[dict[str, Model], list[tuple[Case, Sheet]]]:
        """The weights, and each article's figures by a reader that never saw it."""
        folds = [{**self._blank_changes(), **self.first(fold)} for fold in range(FOLDS)]
        whens = self._whens(folds)
        loose = {**THRESHOLDS, "keep": 0.0, "keep_clear": 0.0}
        readers = [self.reader({**models, "kept": nothing()}, loose) for models in folds]
        settled = [(case, _weighed(case, drafted(case, readers[_fold(case)], self.knowledge))) for case in self.cases]
        for fold, models in enumerate(folds):
            models["kept"] = _settle([examples for case, examples in settled if _fold(case) != fold])
        changed = self._changes(folds)
        readers = [self.reader(models, THRESHOLDS) for models in folds]
        topics = [(case, topic_example(case, readers[_fold(case)])) for case in self.cases]
        sheets: list[tuple[Case, Sheet]] = []
        for fold, models in enumerate(folds):
            own = [case for case in self.cases if _fold(case) == fold]
            relevance = _relevance([example for case, example in topics if _fold(case) != fold])
            sheets += zip(own, score_cases(own, self.reader({**models, RELEVANCE: relevance}, THRESHOLDS), self.knowledge), strict=True)
        last = {
            "when": whens,
            "kept": _settle([examples for _, examples in settled]),
            RELEVANCE: _relevance([example for _, example in topics]),
        }
        return {**self.first(), **changed, **last}, sheets

    def _whens(self, folds: Sequence[dict[str, Model]]) -> Model:
        """Give each fold its model of states and times; the last one, taught by all articles. States are as likely as those say who
        never saw the article."""
        taught = [(_fold(one.case), _weighed(one.case, one.whens(folds[_fold(one.case)]["state"]))) for one in self.contacts]
        for fold, models in enumerate(folds):
            models["when"] = _timed([choices for own, choices in taught if own != fold])
        return _timed([choices for _, choices in taught])

    def _changes(self, folds: Sequence[dict[str, Model]]) -> dict[str, Model]:
        """Give each fold its models of changes; the last ones, taught by all articles. Contacts come first: they date changes."""
        sides = tuple(self.knowledge.sides)
        readers = [self.reader(models, THRESHOLDS) for models in folds]
        lessons = [change_lesson(case, readers[_fold(case)], self.knowledge) for case in self.cases]
        for fold, models in enumerate(folds):
            models.update(change_models([one for one in lessons if _fold(one.case) != fold], sides))
        readers = [self.reader(models, THRESHOLDS) for models in folds]
        kept = [(case, _weighed(case, kept_changes(case, readers[_fold(case)], self.knowledge), own=1.0)) for case in self.cases]
        for fold, models in enumerate(folds):
            models["change_kept"] = kept_model([examples for case, examples in kept if _fold(case) != fold])
        return {**change_models(lessons, sides), "change_kept": kept_model([examples for _, examples in kept])}

    def _blank_changes(self) -> dict[str, Model]:
        return blank_change_models(tuple(self.knowledge.sides))

    def _scorer(self, models: Mapping[str, Model], thresholds: Mapping[str, float]) -> Scorer:
        first = (models["event"], models["state"], models["mode"], models["when"], models["kept"])
        contacts = ContactScorer(*first, thresholds, self.levels, models.get(PLACE))
        return Scorer(contacts, ChangeScorer.of(models, thresholds), models.get(RELEVANCE))


def _weighed(case: Case, examples: Sequence[Taught], own: float = OWN_WEIGHT) -> Sequence[Taught]:
    factor = {"own": own, "seeds": SEED_WEIGHT}.get(case.part, 1.0)
    return examples if factor == 1.0 else [replace(example, weight=example.weight * factor) for example in examples]


def _settle(settled: Sequence[Sequence[Example]]) -> Model:
    return fit([example for examples in settled for example in examples], YES, 0.02, pairs=PAIRS["kept"])


def _timed(taught: Sequence[Sequence[Choice]]) -> Model:
    return fit_choices([choice for choices in taught for choice in choices], "yes", 0.15, pairs=PAIRS["when"])


def _relevance(examples: Sequence[Example]) -> Model:
    return fit(examples, YES, 0.3)


def _fold(case: Case) -> int:
    return zlib.crc32(case.name.encode()) % FOLDS


def report_of(sheets: Sequence[tuple[Case, Sheet]]) -> dict[str, dict[str, float]]:
    """Figures out of fold, of all articles and of each language."""
    parts = {"all": [sheet for _, sheet in sheets]}
    for case, sheet in sheets:
        parts.setdefault(case.gold["language"], []).append(sheet)
    out = {}
    for name, own in sorted(parts.items()):
        figures = {key: round(value, 3) for key, value in figures_of(own).items()}
        for key in F1:
            right, extra, missed = counts_of(own, key)
            figures[f"{key}_precision"] = round(right / max(1, right + extra), 3)
            figures[f"{key}_recall"] = round(right / max(1, right + missed), 3)
        out[name] = {"articles": len(own), **dict(sorted(figures.items()))}
    return out


def write(models: Mapping[str, Model], folder: Path) -> None:
    """One file a model, features in order, one a line; thresholds in a file of their own."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, model in models.items():
        rows = [
            f" {json.dumps(feature, ensure_ascii=False)}: {json.dumps(row[0] if len(row) == 1 else list(row))}"
            for feature, row in sorted(model.weights.items())
        ]
        head = f'{{"classes": {json.dumps(list(model.classes))},\n"bias": {json.dumps(list(model.bias))},\n"weights": {{\n'
        (folder / f"{name}.json").write_text(head + ",\n".join(rows) + "\n}}\n", encoding="utf-8")
    (folder / "thresholds.json").write_text(json.dumps(THRESHOLDS, indent=1) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, write and report; exit status 1 where `--check` finds a figure fallen."""
    parser = argparse.ArgumentParser(prog="python -m train", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="where the weights go")
    parser.add_argument("--report", type=Path, default=REPORT, help="where the figures go")
    parser.add_argument("--check", action="store_true", help="write nothing, compare with the report there is")
    options = parser.parse_args(arguments)
    cases = [case for part in ("seeds", "own", "worked") for case in iter_cases(part)]
    trainer = Trainer(load_knowledge(CONFIG, None), load_lexicons(CONFIG, None), cases)
    models, sheets = trainer.train()
    report = report_of(sheets)
    fallen = _fallen(json.loads(options.report.read_text(encoding="utf-8")), report) if options.check else []
    if not options.check:
        write(models, options.out)
        options.report.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    for key in (*F1, "false_held", "dates_invented"):
        print(f"{key:16}" + "  ".join(f"{part} {figures[key]:.3f}" for part, figures in report.items()))
    for line in fallen:
        print(line, file=sys.stderr)
    return 1 if fallen else 0


def _fallen(before: Mapping[str, Mapping[str, float]], after: Mapping[str, Mapping[str, float]]) -> list[str]:
    return [
        f"{key} fell from {before['all'][key]} to {after['all'][key]}" for key in F1 if after["all"][key] < before["all"][key] - TOLERANCE
    ]


if __name__ == "__main__":
    sys.exit(main())
