"""What the store knows of a record and the record does not say itself, in the order in which it is shown."""

META = (
    "id",
    "kind",
    "source",
    "source_id",
    "status",
    "first_seen",
    "last_seen",
    "refreshed",
    "updated_at",
    "ended_at",
    "end_reason",
    "cluster_id",
    "canonical",
    "version",
    "flags",
)
