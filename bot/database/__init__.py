"""Edge: the one database, SQLite or PostgreSQL. Tables of all stages share `schema.metadata`.

To add tables or columns: declare them on `bot.database.schema.metadata` in the folder of the
stage that owns them, write `migrations/versions/NNNN_name.py` after the newest one (its
`revision` is the file's name, `down_revision` the one before), and set `head.HEAD` to it. A
released revision is never edited. tests/database proves on both databases that the migrations
make exactly the declared tables and that `HEAD` is the newest revision.
"""
