"""since when a cluster is known, from the index of its members"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_records_cluster_id_first_seen", "records", ["cluster_id", "first_seen"])
    op.drop_index("ix_records_cluster_id", "records")


def downgrade() -> None:
    op.create_index("ix_records_cluster_id", "records", ["cluster_id"])
    op.drop_index("ix_records_cluster_id_first_seen", "records")
