"""Chats in earnest: who may use the bot, quiet hours, finer wishes, corrections of what was sent, and why."""

import sqlalchemy as sa
from alembic import op

revision = "0004_chats_in_earnest"
down_revision = "0003_feeds"
branch_labels = None
depends_on = None

_CHATS = ("quiet_from", "quiet_to")
_WISHES = ("people", "sides", "states")


def upgrade() -> None:
    with op.batch_alter_table("chats") as chats:
        for name in _CHATS:
            chats.add_column(sa.Column(name, sa.String(length=5), nullable=True))
        chats.add_column(sa.Column("quiet_except", sa.Integer(), nullable=True))
        chats.add_column(sa.Column("used", sa.String(length=64), nullable=True))
    with op.batch_alter_table("subscriptions") as subscriptions:
        for name in _WISHES:
            subscriptions.add_column(sa.Column(name, sa.JSON(), nullable=True))
        subscriptions.add_column(sa.Column("rhythm", sa.String(length=16), nullable=True))
        subscriptions.add_column(sa.Column("day", sa.Integer(), nullable=True))
        subscriptions.add_column(sa.Column("when_quiet", sa.String(length=16), nullable=True))
        subscriptions.add_column(sa.Column("paused_until", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("outbox") as outbox:
        outbox.add_column(sa.Column("task", sa.String(length=8), nullable=False, server_default="send"))
        outbox.add_column(sa.Column("target_id", sa.Integer(), nullable=True))
        outbox.add_column(sa.Column("article_id", sa.Integer(), nullable=True))
        outbox.add_column(sa.Column("held_by", sa.String(length=16), nullable=True))
        outbox.add_column(sa.Column("severity", sa.Integer(), nullable=True))
        outbox.add_column(sa.Column("trying_since", sa.DateTime(timezone=True), nullable=True))
        outbox.create_foreign_key("fk_outbox_target_id", "outbox", ["target_id"], ["id"], ondelete="SET NULL")
        outbox.create_index("ix_outbox_target_id", ["target_id"])
        outbox.create_index("ix_outbox_article_id", ["article_id"])
    with op.batch_alter_table("told") as told:
        told.add_column(sa.Column("outbox_id", sa.Integer(), nullable=True))
        told.add_column(sa.Column("subject", sa.String(length=16), nullable=False, server_default=""))
        told.add_column(sa.Column("said", sa.JSON(), nullable=True))
        told.add_column(sa.Column("before", sa.JSON(), nullable=True))
        told.create_foreign_key("fk_told_outbox_id", "outbox", ["outbox_id"], ["id"], ondelete="SET NULL")
        told.create_index("ix_told_outbox_id", ["outbox_id"])
        told.create_index("ix_told_subject", ["subject"])
    # C-57:suspended → C-57, on both databases.
    op.execute("UPDATE told SET subject = rtrim(key, 'abcdefghijklmnopqrstuvwxyz_:')")
    with op.batch_alter_table("told") as told:
        told.alter_column("subject", server_default=None)
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=16), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("subscription_id", sa.Integer(), nullable=True),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("rule", sa.String(length=32), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["subscription_id"], ["subscriptions.id"], name="fk_decisions_subscription_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
        sqlite_autoincrement=True,
    )
    for column in ("article_id", "subject", "subscription_id"):
        op.create_index(f"ix_decisions_{column}", "decisions", [column])
    op.create_table(
        "members",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("invited_by", sa.Text(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_members"),
    )
    op.create_table(
        "invitations",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_by", sa.Text(), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("digest", name="pk_invitations"),
    )
    op.create_table(
        "switches",
        sa.Column("name", sa.String(length=16), nullable=False),
        sa.Column("on", sa.Boolean(), nullable=False),
        sa.Column("turned_by", sa.Text(), nullable=False),
        sa.Column("turned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("name", name="pk_switches"),
    )
    op.create_table(
        "reviews",
        sa.Column("article_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("article_id", name="pk_reviews"),
    )
    op.create_index("ix_reviews_closed_at", "reviews", ["closed_at"])
    op.create_table(
        "continuations",
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("token", name="pk_continuations"),
    )
    op.create_index("ix_continuations_kept_at", "continuations", ["kept_at"])


def downgrade() -> None:
    for table in ("continuations", "reviews", "switches", "invitations", "members", "decisions"):
        op.drop_table(table)
    with op.batch_alter_table("told") as told:
        told.drop_index("ix_told_subject")
        told.drop_index("ix_told_outbox_id")
        told.drop_constraint("fk_told_outbox_id", type_="foreignkey")
        for name in ("before", "said", "subject", "outbox_id"):
            told.drop_column(name)
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_index("ix_outbox_article_id")
        outbox.drop_index("ix_outbox_target_id")
        outbox.drop_constraint("fk_outbox_target_id", type_="foreignkey")
        for name in ("trying_since", "severity", "held_by", "article_id", "target_id", "task"):
            outbox.drop_column(name)
    with op.batch_alter_table("subscriptions") as subscriptions:
        for name in ("paused_until", "when_quiet", "day", "rhythm", *reversed(_WISHES)):
            subscriptions.drop_column(name)
    with op.batch_alter_table("chats") as chats:
        chats.drop_column("used")
        for name in ("quiet_except", *reversed(_CHATS)):
            chats.drop_column(name)
