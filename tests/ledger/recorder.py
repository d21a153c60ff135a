"""A process that records: `python -m tests.ledger.recorder ADDRESS MODE FIRST COUNT`.

Prints a line when its database is open and waits for one on stdin. MODE `all` then records
articles FIRST … FIRST+COUNT-1, one transaction each. MODE `midway` records them in one
transaction, prints a line before it would be kept, and waits to be killed."""

import sys
from random import Random

from sqlalchemy import Engine

from bot.database.engine import open_database, writing
from bot.ledger.store import Ledger
from tests.ledger.articles import NOW, world


def main(address: str, mode: str, first: int, count: int) -> None:
    engine = open_database(address, busy_seconds=30)
    print("open", flush=True)
    sys.stdin.readline()
    if mode == "all":
        record_each(engine, first, count)
    else:
        with writing(engine) as connection:
            for article, read in world(Random(7), first + count)[first:]:
                Ledger(connection).record(article, read, NOW)
            print("midway", flush=True)
            sys.stdin.readline()
    engine.dispose()


def record_each(engine: Engine, first: int, count: int) -> None:
    for article, read in world(Random(7), first + count)[first:]:
        with writing(engine) as connection:
            Ledger(connection).record(article, read, NOW)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
