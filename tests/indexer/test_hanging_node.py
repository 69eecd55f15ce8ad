"""Elasticsearch that takes a request and never answers: whoever asks a command to end is not kept waiting."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from rencai.settings import settings
from rencai.store.migrate import prepare
from scripted_node import ScriptedNode, serving
from support_indexer import gone, take

FEW, MANY = 3, 1600
"""Records whose documents the command makes itself, and for which it starts others."""


class Hanging(ScriptedNode):
    """Has no index, lets one be made, and says nothing to a bulk request."""

    def do_HEAD(self) -> None:  # noqa: N802  # named by the standard library
        self.begin(0, 404)

    def do_PUT(self) -> None:  # noqa: N802
        self.asked()
        if self.path.partition("?")[0].endswith("/_bulk"):
            self.asked_for.set()
            time.sleep(60)
        else:
            self.answer(b'{"acknowledged": true, "result": "created"}')


@pytest.fixture
def hanging() -> Iterator[type[Hanging]]:
    handler = type("ThisHanging", (Hanging,), {"asked_for": threading.Event()})
    with serving(handler) as handler.url:  # type: ignore[attr-defined]
        yield handler


@pytest.mark.parametrize(
    ("command", "how", "code", "records"),
    [
        ("rebuild", signal.SIGINT, 130, FEW),
        ("rebuild", signal.SIGINT, 130, MANY),
        ("follow", signal.SIGTERM, 143, MANY),
    ],
)
def test_a_command_ends_soon_when_it_is_asked_to(
    hanging: type[Hanging], command: str, how: signal.Signals, code: int, records: int
) -> None:
    take(prepare(settings()), range(records))
    environment = os.environ | {"ELASTICSEARCH_URL": hanging.url}  # type: ignore[attr-defined]
    process = subprocess.Popen(
        [sys.executable, "-m", "rencai", "--quiet", "index", command],
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert hanging.asked_for.wait(60)
    time.sleep(0.5)
    process.send_signal(how)
    began = time.monotonic()
    _, said = process.communicate(timeout=60)
    assert time.monotonic() - began < 15
    assert process.returncode == code, said
    assert "Traceback" not in said
    assert gone(process.pid), "the processes that made documents end with the one that asked for them"
