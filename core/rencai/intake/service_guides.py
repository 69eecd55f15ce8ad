"""The service guides that come with the project, brought into the store by the one road."""

from importlib.resources import files
from typing import Any

import yaml
from sqlalchemy import Engine

from rencai.intake.intake import Intake, Taken

SOURCE = "service-guides"
DATA = "data/service_guides.yaml"


def bundled_guides() -> list[dict[str, Any]]:
    """Raw fields of every bundled guide."""
    guides: list[dict[str, Any]] = yaml.safe_load(files("rencai.records").joinpath(DATA).read_text("utf-8"))
    return guides


def import_guides(engine: Engine) -> list[Taken]:
    """Take the bundled guides in. Unchanged ones stay as they are; edits by hand since then are overwritten."""
    return Intake(engine, SOURCE, "import").take("service_guide", bundled_guides())
