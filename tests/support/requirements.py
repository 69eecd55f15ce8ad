"""What a test needs of the machine: skipped by name and reason where it is missing, failed where it is required."""

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

REQUIRED = frozenset(filter(None, os.environ.get("RENCAI_TEST_REQUIRE", "").split(",")))
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def missing(name: str, reason: str) -> NoReturn:
    """Skip the test, or fail it when RENCAI_TEST_REQUIRE names what is missing."""
    if name in REQUIRED:
        pytest.fail(f"{name} is required by RENCAI_TEST_REQUIRE, but {reason}", pytrace=False)
    pytest.skip(f"{name}: {reason}")


def chromium() -> Path:
    """The system's Chromium."""
    for name in CHROMIUM:
        if found := shutil.which(name):
            return Path(found)
    missing("browser", f"none of {', '.join(CHROMIUM)} is on the path")
