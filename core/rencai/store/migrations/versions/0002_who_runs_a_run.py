"""who runs a run, and which run started it"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("runs", sa.Column("owner", sa.String(length=160), server_default="", nullable=False))
    op.add_column("runs", sa.Column("parent", sa.BigInteger(), nullable=True))
    op.create_index(op.f("ix_runs_parent"), "runs", ["parent"])


def downgrade() -> None:
    with op.batch_alter_table("runs") as batch:
        batch.drop_index(op.f("ix_runs_parent"))
        batch.drop_column("parent")
        batch.drop_column("owner")
