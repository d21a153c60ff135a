"""What Alembic runs for a migration. The connection, with its transaction open, comes from `migrate.py`."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True, render_as_batch=True)
context.run_migrations()
