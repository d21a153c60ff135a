"""Inserting a row unless it is there, the same on both databases."""

from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_new(connection: Connection, table: Table, unique: tuple[str, ...], **values: Any) -> bool:
    """Insert a row; False where one with the same `unique` columns exists, also where another
    transaction has just made it."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    columns = [table.c[name] for name in unique]
    # RETURNING, because rowcount is not told for every INSERT (SQLAlchemy fetches keys on its own there).
    statement = insert(table).values(**values).on_conflict_do_nothing(index_elements=columns).returning(*columns)
    return connection.execute(statement).first() is not None
