"""Rows of figures as a table, or as JSON with the number of cores."""

import json
import os
from collections.abc import Mapping, Sequence
from typing import Any


def tell(rows: Sequence[Mapping[str, Any]], *, as_json: bool) -> None:
    """Print rows that all have the names of the first."""
    if as_json:
        print(json.dumps({"cores": os.cpu_count(), "rows": rows}))
        return
    print("| " + " | ".join(rows[0]) + " |\n|" + " --- |" * len(rows[0]))
    for row in rows:
        print("| " + " | ".join(str(value) for value in row.values()) + " |")
