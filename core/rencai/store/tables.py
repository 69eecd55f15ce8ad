"""Tables of the store. One table holds every kind of record, so a new kind or field needs no migration."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
    true,
)

from rencai.store.types import BigId, Instant, Json

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# A row is never deleted: the tombstone of an erased record keeps its content from coming back with the next crawl.
records = Table(
    "records",
    metadata,
    Column("id", String(26), primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("source", String(64), nullable=False),
    Column("source_id", String(512), nullable=False),
    Column("status", String(16), nullable=False),
    Column("payload", Json, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("version", Integer, nullable=False),
    Column("cause", String(16), nullable=False),
    Column("run_id", BigInteger),
    Column("cluster_id", String(26), nullable=False),
    Column("canonical", Boolean, nullable=False, server_default=true()),
    Column("filled", SmallInteger, nullable=False),
    Column("first_seen", Instant, nullable=False),
    Column("last_seen", Instant, nullable=False),
    Column("refreshed", Date),
    Column("expires", Date),
    Column("updated_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("end_reason", String(32)),
    # Of a withdrawn record: why it had ended before, or has been asked to be hidden since.
    Column("ended_before", String(32)),
    Column("misses", SmallInteger, nullable=False, server_default=text("0")),
    Column("flags", Json, nullable=False),
    Index("ix_records_kind_status_id", "kind", "status", "id"),
    Index("ix_records_source_status_id", "source", "status", "id"),
    # With when each was seen: since when a cluster is known is one look-up, however many there are in it.
    Index("ix_records_cluster_id_first_seen", "cluster_id", "first_seen"),
    Index("ix_records_updated_at", "updated_at"),
    Index("ix_records_status_expires", "status", "expires"),
)
STANDS = records.c.canonical & (records.c.id != records.c.cluster_id)
"""Members other than the founder that stand for their cluster: few, so that their index is small."""
Index("ix_records_standing", records.c.cluster_id, sqlite_where=STANDS, postgresql_where=STANDS)

# Superseded payloads only: copying each new one as well would cost half the speed of writing.
versions = Table(
    "versions",
    metadata,
    Column("record_id", String(26), ForeignKey("records.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("payload", Json, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("cause", String(16), nullable=False),
    Column("at", Instant, nullable=False),
    Column("run_id", BigInteger),
)

changes = Table(
    "changes",
    metadata,
    Column("seq", BigId, primary_key=True, autoincrement=True),
    Column("record_id", String(26), nullable=False),
    Column("at", Instant, nullable=False),
    # Without it SQLite gives the numbers of pruned rows again, and a follower would miss them.
    sqlite_autoincrement=True,
)

runs = Table(
    "runs",
    metadata,
    Column("id", BigId, primary_key=True, autoincrement=True),
    Column("job", String(128), nullable=False),
    Column("source", String(64), nullable=False, server_default=""),
    Column("cause", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("due_at", Instant),
    Column("started_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("heartbeat_at", Instant, nullable=False),
    Column("counts", Json, nullable=False),
    Column("message", Text, nullable=False, server_default=""),
    Column("log_tail", Text, nullable=False, server_default=""),
    Column("owner", String(160), nullable=False, server_default=""),
    Column("parent", BigInteger),
    UniqueConstraint("job", "due_at"),
    Index("ix_runs_source_started_at", "source", "started_at"),
    Index("ix_runs_job_started_at", "job", "started_at"),
    Index("ix_runs_state", "state"),
    Index("ix_runs_parent", "parent"),
    sqlite_autoincrement=True,
)

rejects = Table(
    "rejects",
    metadata,
    Column("id", BigId, primary_key=True, autoincrement=True),
    Column("run_id", BigInteger),
    Column("source", String(64), nullable=False),
    Column("item", String(512), nullable=False),
    Column("reason", String(32), nullable=False),
    Column("detail", Text, nullable=False, server_default=""),
    Column("raw", Text, nullable=False, server_default=""),
    Column("at", Instant, nullable=False),
    Index("ix_rejects_run_id", "run_id"),
    Index("ix_rejects_source_item", "source", "item"),
    Index("ix_rejects_at", "at"),
)

pages = Table(
    "pages",
    metadata,
    Column("source", String(64), primary_key=True),
    Column("url_key", String(64), primary_key=True),
    Column("url", Text, nullable=False),
    Column("source_ids", Json, nullable=False),
    Column("etag", String(512), nullable=False, server_default=""),
    Column("last_modified", String(64), nullable=False, server_default=""),
    Column("digest", String(64), nullable=False, server_default=""),
    Column("mark", Text, nullable=False, server_default=""),
    Column("status", SmallInteger, nullable=False, server_default=text("0")),
    Column("failures", SmallInteger, nullable=False, server_default=text("0")),
    Column("fetched_at", Instant),
    Column("asked_at", Instant),
    Column("listed_at", Instant),
    Index("ix_pages_source_asked_at", "source", "asked_at"),
    Index("ix_pages_digest", "digest"),
)

page_records = Table(
    "page_records",
    metadata,
    Column("record_id", String(26), primary_key=True),
    Column("source", String(64), primary_key=True),
    Column("url_key", String(64), primary_key=True),
    Index("ix_page_records_source_url_key", "source", "url_key"),
    sqlite_with_rowid=False,
)

# Numbers in place of texts: at a million records this is the largest table.
cluster_keys = Table(
    "cluster_keys",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("record_id", String(26), primary_key=True),
    # The characters of the employer's name as bits: by it most of those that share a key are no candidates, unread.
    Column("employer", BigInteger, nullable=False, server_default=text("0")),
    sqlite_with_rowid=False,
)

people = Table(
    "people",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("password_hash", String(255), nullable=False),
    Column("role", String(16), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("disabled", Boolean, nullable=False, server_default=false()),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("person", String(64), ForeignKey("people.name"), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Index("ix_sessions_person", "person"),
    Index("ix_sessions_expires_at", "expires_at"),
)

# Rows are never deleted: what was removed stays as history.
terms = Table(
    "terms",
    metadata,
    Column("id", BigId, primary_key=True, autoincrement=True),
    Column("list", String(16), nullable=False),
    Column("term", String(255), nullable=False),
    Column("value", Json, nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    Column("added_at", Instant, nullable=False),
    Column("added_by", String(64), nullable=False),
    Column("removed_at", Instant),
    Column("removed_by", String(64)),
    Index("ix_terms_list_removed_at", "list", "removed_at"),
    sqlite_autoincrement=True,
)
