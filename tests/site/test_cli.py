"""The commands `serve` and `admin`, as processes."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from elasticsearch_node import free_ports
from rencai.cli import build
from rencai.errors import UsageError
from rencai.settings import Settings
from rencai.store.engine import reading
from rencai.store.migrate import prepare
from rencai.store.people import verify
from rencai_site.secret import secret_of

RENCAI = [sys.executable, "-m", "rencai"]


def status(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def test_serve_makes_its_store_answers_and_ends_when_told(tmp_path: Path) -> None:
    port = free_ports(1)[0]
    environment = {**os.environ, "RENCAI_DATA": str(tmp_path / "data")}
    with subprocess.Popen([*RENCAI, "serve", "--port", str(port)], env=environment, stderr=subprocess.PIPE) as server:
        try:
            deadline = time.monotonic() + 60
            while not status(f"http://127.0.0.1:{port}/healthz"):
                assert server.poll() is None
                assert time.monotonic() < deadline
                time.sleep(0.1)
            assert status(f"http://127.0.0.1:{port}/") == 200
            assert status(f"http://127.0.0.1:{port}/readyz") == 503, "there is no index yet"
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(30)
    assert (tmp_path / "data" / "rencai.sqlite").exists()


def test_an_address_that_cannot_be_served_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        for arguments, code, told in (
            (["--port", str(taken)], 1, f"port {taken} of 127.0.0.1 is taken: give another one with --port"),
            (["--host", "no-such-host.invalid"], 2, "no-such-host.invalid is no address of this machine"),
        ):
            environment = {**os.environ, "RENCAI_DATA": str(tmp_path / "data")}
            command = [*RENCAI, "serve", *arguments]
            done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
            assert done.returncode == code
            assert told in done.stderr
            assert "serving" not in done.stderr


def admin(*arguments: str, said: str = "") -> Result:
    """Run a command in this process, on the test's own store."""
    return CliRunner().invoke(build(), ["admin", *arguments], input=said + "\n")


@pytest.mark.parametrize(("password", "code"), [("长长的密码-2026-九月", 0), ("short", 2)])
def test_the_first_admin_is_made_on_the_command_line(tmp_path: Path, password: str, code: int) -> None:
    environment = {**os.environ, "RENCAI_DATA": str(tmp_path / "data"), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [*RENCAI, "admin", "create", "admin", "--password-stdin"],
        env=environment,
        input=password + "\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
    assert password not in done.stdout + done.stderr
    with reading(prepare(Settings(data=tmp_path / "data"))) as conn:
        assert (verify(conn, "admin", password) is not None) == (code == 0)


def test_who_leaves_is_let_in_no_more(tmp_path: Path) -> None:
    first, second = "长长的密码-2026-九月", "另一个长长的密码-2026"
    for name in ("班长", "值班员"):
        assert admin("create", name, "--password-stdin", said=first).exit_code == 0
    assert admin("password", "班长", "--password-stdin", said=second).exit_code == 0
    assert admin("disable", "值班员").exit_code == 0
    told = {person["name"]: person["disabled"] for person in json.loads(admin("list", "--json").stdout)}
    assert told == {"班长": False, "值班员": True}
    assert re.search(r"值班员 +admin +disabled", admin("list").stdout)
    for command in ("disable", "enable"):
        assert isinstance(admin(command, "没有的人").exception, UsageError)
    with reading(prepare(Settings(data=tmp_path / "data"))) as conn:
        assert verify(conn, "班长", second) is not None
        assert [verify(conn, name, first) for name in ("班长", "值班员")] == [None, None]


def test_who_comes_back_is_let_in_again_and_the_last_one_out_is_told(tmp_path: Path) -> None:
    given = "长长的密码-2026-九月"
    assert admin("create", "班长", "--password-stdin", said=given).exit_code == 0
    assert "nobody may log in" in admin("disable", "班长").stderr
    assert all(person["disabled"] for person in json.loads(admin("list", "--json").stdout))
    assert admin("enable", "班长").exit_code == 0
    with reading(prepare(Settings(data=tmp_path / "data"))) as conn:
        assert verify(conn, "班长", given) is not None


def test_without_a_terminal_the_password_has_to_be_piped_in(tmp_path: Path) -> None:
    environment = {**os.environ, "RENCAI_DATA": str(tmp_path / "data")}
    done = subprocess.run(
        [*RENCAI, "admin", "create", "admin"], env=environment, input="", capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "--password-stdin" in done.stderr


def test_the_secret_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    configured = Settings(data=tmp_path / "data")
    first = secret_of(configured)
    assert len(first) > 40
    assert secret_of(configured) == first
    assert (tmp_path / "data" / "secret").stat().st_mode & 0o077 == 0
    assert secret_of(Settings(data=tmp_path / "data", secret="given")) == "given"  # type: ignore[arg-type]  # pydantic reads text
