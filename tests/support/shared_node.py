"""One Elasticsearch node for the whole run: whichever worker needs it first starts it, the run's end stops it."""

import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from elasticsearch_node import free_ports

FOLDER = "RENCAI_TEST_NODE"


def open_run() -> None:
    """Called once, before the workers start: they inherit the folder's name."""
    os.environ[FOLDER] = tempfile.mkdtemp(prefix="rencai-node-")


def node_url(heap: str = "1g") -> str:
    """Address of the node, started now if it isn't running. Raises RuntimeError with the node's own words."""
    folder = Path(os.environ[FOLDER])
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        state = folder / "state.json"
        if not state.exists():
            state.write_text(json.dumps(_start(folder, heap)))
        found = json.loads(state.read_text())
    if "error" in found:
        raise RuntimeError(found["error"])
    return str(found["url"])


def _start(folder: Path, heap: str) -> dict[str, object]:
    script = Path(__file__).with_name("elasticsearch_node.py")
    port = free_ports(1)[0]
    said = folder / "said"
    with (folder / "node.log").open("wb") as log, said.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, str(script), "--data", str(folder / "data"), "--port", str(port), "--heap", heap],
            stdout=out,
            stderr=log,
            start_new_session=True,
        )
    while process.poll() is None:
        if said.read_text().startswith("ready "):
            process.returncode = 0  # it goes on without this object, which else warns when it is collected
            return {"url": said.read_text().split()[1], "pid": process.pid}
        time.sleep(0.2)
    return {"error": (folder / "node.log").read_text()[-2000:].strip() or "the node ended without a word"}


def close_run() -> None:
    """Called once, after the last worker: stop the node and remove its data."""

    folder = Path(os.environ.pop(FOLDER))
    state = folder / "state.json"
    if state.exists() and "pid" in (found := json.loads(state.read_text())):
        with suppress(ProcessLookupError):
            os.killpg(found["pid"], signal.SIGTERM)
    shutil.rmtree(folder, ignore_errors=True)
