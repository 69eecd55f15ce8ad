"""What the packages tell one another: they do not import each other, and ask through their commands."""

import json
import subprocess
from collections.abc import Collection
from typing import Any

from rencai.errors import RencaiError
from rencai.processes import PROGRAM


def printed(*words: str, patience: float = 60.0, codes: Collection[int] = (0,)) -> Any:
    """The JSON that one of our own commands prints, which ends with one of these exit codes.

    Raises RencaiError with what went wrong, as when it takes longer than `patience`.
    """
    command = [*PROGRAM, *words]
    try:
        done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=patience, check=False)  # noqa: S603  # our own command
        if done.returncode not in codes:
            raise RencaiError(done.stderr.decode("utf-8", "replace").strip() or f"exit code {done.returncode}")
        return json.loads(done.stdout)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise RencaiError(f"{' '.join(words)}: {error}") from error
