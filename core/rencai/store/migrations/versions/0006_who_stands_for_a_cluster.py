"""who stands for a cluster without having founded it"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

NAME = "ix_records_standing"


def upgrade() -> None:
    table = sa.table("records", sa.column("id"), sa.column("cluster_id"), sa.column("canonical", sa.Boolean()))
    stands = table.c.canonical & (table.c.id != table.c.cluster_id)
    op.create_index(NAME, "records", ["cluster_id"], sqlite_where=stands, postgresql_where=stands)


def downgrade() -> None:
    op.drop_index(NAME, "records")
