"""Dockerfile and compose.yaml against the project: no container engine is needed to see that they fit.

Every path they copy exists, every command they name is one of ours with its options, and each service's command line
runs for real, on PostgreSQL and Elasticsearch as in compose.yaml, with only its port changed.
"""

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
import tomllib
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

from elasticsearch_node import free_ports
from rencai.cli import build
from rencai.settings import Settings
from support_store import PostgreSQL

ROOT = Path(__file__).resolve().parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
OURS = {name: service for name, service in COMPOSE["services"].items() if service.get("image") == "rencai"}
LASTING = sorted(name for name, service in OURS.items() if service["restart"] != "no" and "profiles" not in service)


def instructions() -> list[tuple[str, str]]:
    """Instructions of the Dockerfile with what follows them."""
    text = re.sub(r"\\\n", " ", (ROOT / "Dockerfile").read_text(encoding="utf-8"))
    lines = (line.strip() for line in text.splitlines())
    return [(line.split(None, 1)[0], line.split(None, 1)[1]) for line in lines if line and not line.startswith("#")]


def test_everything_that_is_copied_exists_and_every_package_is_copied() -> None:
    copied = [argument.split()[:-1] for name, argument in instructions() if name == "COPY" and "--from" not in argument]
    paths = {path for group in copied for path in group}
    assert not [path for path in paths if not (ROOT / path).exists()]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packages = {path.split("/")[0] for path in project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]}
    assert packages <= paths
    assert set(project["project"]["license-files"][:2]) <= paths


def test_the_image_runs_as_nobody_special_and_says_how_it_is() -> None:
    found = dict(instructions())
    assert found["USER"] == "rencai"
    assert "/healthz" in found["HEALTHCHECK"]
    checks = " ".join(json.dumps(service.get("healthcheck", {})) for service in OURS.values())
    assert "/readyz" in checks


def command_lines() -> list[tuple[str, list[str]]]:
    lines = [("Dockerfile", json.loads(argument)) for name, argument in instructions() if name == "CMD"]
    for name, service in OURS.items():
        lines.append((name, [*service.get("entrypoint", []), *service["command"]]))
    return lines


@pytest.mark.parametrize(("where", "line"), command_lines())
def test_every_command_is_one_of_ours_with_options_it_has(where: str, line: list[str]) -> None:
    assert line[0] == "rencai", where
    command: Any = get_command(build())
    words = line[1:]
    while words and words[0] in getattr(command, "commands", {}):
        command = command.commands[words.pop(0)]
    assert not hasattr(command, "commands"), f"{where}: {line} names no whole command"
    command.make_context("rencai", words, resilient_parsing=False)


def python_checks() -> list[str]:
    found = [argument for name, argument in instructions() if name == "HEALTHCHECK"]
    tests = [service["healthcheck"]["test"] for service in OURS.values() if "test" in service.get("healthcheck", {})]
    codes = [json.loads(argument[argument.index("[") :])[2] for argument in found]
    return codes + [test[3] for test in tests]


def test_every_setting_that_is_given_is_one_we_have() -> None:
    known = {name.upper() for name in Settings.model_fields} | {
        f"RENCAI_{name.upper()}" for name in Settings.model_fields
    }
    given = COMPOSE["x-rencai"]["environment"]
    assert set(given) <= known
    assert not [name for name, value in given.items() if "SECRET" in name and "${" not in str(value)]


def test_services_wait_for_what_they_need() -> None:
    for name, service in OURS.items():
        needed = set(service["depends_on"])
        assert needed <= set(COMPOSE["services"]), name
        assert "init" in needed or name == "init"
    for name in ("postgres", "elasticsearch"):
        assert "test" in COMPOSE["services"][name]["healthcheck"]


@pytest.fixture
def environment(postgresql: PostgreSQL, elasticsearch_url: str, tmp_path: Path) -> Iterator[dict[str, str]]:
    url = postgresql.create_empty()
    yield {
        **os.environ,
        "DATABASE_URL": url.replace("postgresql+psycopg://", "postgresql://", 1),
        "ELASTICSEARCH_URL": elasticsearch_url,
        "RENCAI_INDEX": f"compose-{os.getpid()}",
        "RENCAI_DATA": str(tmp_path / "data"),
        "RENCAI_SECRET": "a secret for one test",
    }
    postgresql.drop(url)


@pytest.mark.elasticsearch
@pytest.mark.postgresql
@pytest.mark.slow
def test_each_service_runs_with_the_command_of_its_container(environment: dict[str, str]) -> None:
    """Some 20 s: the whole composition's processes side by side, ready, and ended by SIGTERM with exit code 0."""
    run(OURS["init"]["command"], environment)
    port = free_ports(1)[0]
    processes = {name: start(OURS[name]["command"], environment, port) for name in LASTING}
    try:
        wait_for(f"http://127.0.0.1:{port}/readyz")
        for code in python_checks():
            subprocess.run([sys.executable, "-c", code.replace(":8000/", f":{port}/")], check=True)
        time.sleep(2)
        assert {name: process.poll() for name, process in processes.items()} == dict.fromkeys(LASTING)
    finally:
        for process in processes.values():
            process.send_signal(signal.SIGTERM)
        codes = {name: process.wait(30) for name, process in processes.items()}
    assert codes == dict.fromkeys(LASTING, 0)


def run(command: list[str], environment: dict[str, str]) -> None:
    subprocess.run([sys.executable, "-m", *command], env=environment, check=True, timeout=60)


def start(command: list[str], environment: dict[str, str], port: int) -> subprocess.Popen[bytes]:
    line = [sys.executable, "-m", *(str(port) if word == "8000" else word for word in command)]
    print("starting", shlex.join(line))
    return subprocess.Popen(line, env=environment)


def wait_for(url: str, seconds: float = 40) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(url, timeout=3):
                return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.3)
