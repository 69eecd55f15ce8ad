"""when each page was last asked for, which is not when it was last had"""

import sqlalchemy as sa
from alembic import op

import rencai.store.types

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("pages", sa.Column("asked_at", rencai.store.types.Instant()))
    op.execute("UPDATE pages SET asked_at = fetched_at")
    op.drop_index("ix_pages_source_fetched_at", "pages")
    op.create_index("ix_pages_source_asked_at", "pages", ["source", "asked_at"])


def downgrade() -> None:
    op.drop_index("ix_pages_source_asked_at", "pages")
    op.create_index("ix_pages_source_fetched_at", "pages", ["source", "fetched_at"])
    with op.batch_alter_table("pages") as batch:
        batch.drop_column("asked_at")
