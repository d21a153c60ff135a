"""Reads articles on demand, in a process of its own: started by reading.py, which says over a pipe what to read."""

import json
import sys
import time

began = time.perf_counter(), time.process_time()

# Imported behind the clock: a start pays for them too.
from pathlib import Path  # noqa: E402

from bot.configuration import load_knowledge, load_lexicons, load_scorer  # noqa: E402
from bot.extraction.reader import READ_LIMIT, Reader  # noqa: E402
from bot.model.article import Article  # noqa: E402
from tests.bench.texts import HOSTILE, shuffled  # noqa: E402
from tests.bench.worker import peak_megabytes  # noqa: E402

CONFIG = Path(__file__).parents[2] / "config"


def main() -> None:
    loading = time.perf_counter(), time.process_time()
    knowledge = load_knowledge(CONFIG, None)
    lexicons = load_lexicons(CONFIG, None)
    scorer = load_scorer(CONFIG, None, knowledge)
    reader = Reader(knowledge, lexicons, scorer)
    loaded = time.perf_counter(), time.process_time()
    endless = Reader(knowledge, lexicons, scorer, limit=sys.maxsize)
    _say(loading=loaded[0] - loading[0], loading_cpu=loaded[1] - loading[1], start=loaded[0] - began[0], megabytes=peak_megabytes())
    for line in sys.stdin:
        task = json.loads(line)
        texts = task.get("texts") or [HOSTILE[task["hostile"]](task["size"]) if "hostile" in task else shuffled(task["size"])]
        used = endless if task.get("endless") else reader
        articles = [Article(text=text, source="bench", address="bench") for text in texts]
        started = time.process_time()
        for article in articles:
            used.read(article)
        _say(seconds=time.process_time() - started, megabytes=peak_megabytes(), limit=READ_LIMIT)


def _say(**values: float) -> None:
    print(json.dumps(values), flush=True)


if __name__ == "__main__":
    main()
