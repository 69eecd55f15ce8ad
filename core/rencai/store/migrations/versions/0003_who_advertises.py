"""which characters the employer's name has, beside each of a record's keys"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("cluster_keys", sa.Column("employer", sa.BigInteger(), server_default=sa.text("0"), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("cluster_keys") as batch:
        batch.drop_column("employer")
