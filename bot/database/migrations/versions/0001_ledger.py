"""The ledger: articles, claims, accounts, events and the chronicle."""

import sqlalchemy as sa
from alembic import op

revision = "0001_ledger"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "articles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("given_language", sa.String(length=16), nullable=True),
        sa.Column("standing", sa.String(length=32), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dated_start", sa.String(length=10), nullable=True),
        sa.Column("dated_end", sa.String(length=10), nullable=True),
        sa.Column("dated_by", sa.Text(), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("relevant", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_articles"),
        sa.UniqueConstraint("digest", name="uq_articles_digest"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_articles_address", "articles", ["address"], unique=False)
    op.create_index("ix_articles_relevant_seen_at_id", "articles", ["relevant", "seen_at", "id"], unique=False)
    op.create_index("ix_articles_seen_at_id", "articles", ["seen_at", "id"], unique=False)
    op.create_table(
        "chronicle_state",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_chronicle_state"),
    )
    op.create_table(
        "events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("merged_into", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["merged_into"], ["events.id"], name="fk_events_merged_into"),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_events_merged_into", "events", ["merged_into"], unique=False)
    op.create_table(
        "names",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("side", sa.String(length=16), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("titled_on", sa.Date(), nullable=True),
        sa.Column("in_articles", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("in_chronicle", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_names"),
    )
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("signature", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("channel_id", sa.String(length=64), nullable=True),
        sa.Column("mode", sa.String(length=16), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("sides", sa.JSON(), nullable=False),
        sa.Column("side_of_change", sa.String(length=16), nullable=True),
        sa.Column("voice", sa.String(length=16), nullable=True),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.Column("period_start", sa.String(length=10), nullable=True),
        sa.Column("period_end", sa.String(length=10), nullable=True),
        sa.Column("first_on", sa.Date(), nullable=True),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.Column("guessed", sa.Boolean(), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_accounts_event_id"),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.UniqueConstraint("signature", name="uq_accounts_signature"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_accounts_channel_id_kind_last_on", "accounts", ["channel_id", "kind", "last_on"], unique=False)
    op.create_index("ix_accounts_event_id", "accounts", ["event_id"], unique=False)
    op.create_table(
        "article_people",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("side", sa.String(length=16), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("inferred", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_article_people_article_id"),
        sa.PrimaryKeyConstraint("article_id", "position", name="pk_article_people"),
    )
    op.create_index("ix_article_people_key_article_id", "article_people", ["key", "article_id"], unique=False)
    op.create_table(
        "event_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("channel_id", sa.String(length=64), nullable=True),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("disputed", sa.Boolean(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=True),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.Column("sort_on", sa.Date(), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("learned_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_event_versions_event_id"),
        sa.PrimaryKeyConstraint("id", name="pk_event_versions"),
        sa.UniqueConstraint("event_id", "known_from", name="uq_event_versions_event_id_known_from"),
    )
    op.create_index("ix_event_versions_channel_id_kind_sort_on", "event_versions", ["channel_id", "kind", "sort_on"], unique=False)
    op.create_index("ix_event_versions_kind_last_on", "event_versions", ["kind", "last_on"], unique=False)
    op.create_index("ix_event_versions_kind_learned_at", "event_versions", ["kind", "learned_at"], unique=False)
    op.create_index("ix_event_versions_kind_sort_on", "event_versions", ["kind", "sort_on"], unique=False)
    op.create_table(
        "account_people",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("side", sa.String(length=16), nullable=False),
        sa.Column("inferred", sa.Boolean(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_account_people_account_id"),
        sa.PrimaryKeyConstraint("account_id", "key", name="pk_account_people"),
    )
    op.create_index("ix_account_people_key_last_on", "account_people", ["key", "last_on"], unique=False)
    op.create_table(
        "claims",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column("entry_id", sa.Text(), nullable=True),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=True),
        sa.Column("standing", sa.String(length=32), nullable=True),
        sa.Column("says", sa.String(length=16), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=True),
        sa.Column("span_end", sa.Integer(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("participants", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("chronicle_source", sa.Text(), nullable=True),
        sa.Column("why", sa.JSON(), nullable=False),
        sa.Column("retracted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_claims_account_id"),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_claims_article_id"),
        sa.ForeignKeyConstraint(["superseded_by"], ["claims.id"], name="fk_claims_superseded_by"),
        sa.PrimaryKeyConstraint("id", name="pk_claims"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_claims_account_id_known_at", "claims", ["account_id", "known_at"], unique=False)
    op.create_index("ix_claims_article_id", "claims", ["article_id"], unique=False)
    op.create_index("ix_claims_entry_id", "claims", ["entry_id"], unique=False)
    op.create_table(
        "event_people",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["event_versions.id"], name="fk_event_people_version_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("version_id", "key", name="pk_event_people"),
    )
    op.create_index("ix_event_people_key_version_id", "event_people", ["key", "version_id"], unique=False)
    op.create_table(
        "chronicle_entries",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name="fk_chronicle_entries_claim_id"),
        sa.PrimaryKeyConstraint("id", name="pk_chronicle_entries"),
    )


def downgrade() -> None:
    op.drop_table("chronicle_entries")
    op.drop_table("event_people")
    op.drop_table("claims")
    op.drop_table("account_people")
    op.drop_table("event_versions")
    op.drop_table("article_people")
    op.drop_table("accounts")
    op.drop_table("names")
    op.drop_table("events")
    op.drop_table("chronicle_state")
    op.drop_table("articles")
