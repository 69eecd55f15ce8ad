"""Vacancies for the indexer's tests."""

from sqlalchemy import Engine

from rencai.console import Console
from rencai.intake.intake import Intake

QUIET = Console(quiet=True)


def take(store: Engine, numbers: range, title: str = "数控车工", **fields: object) -> list[str]:
    """Vacancies with these numbers, through the one road in; their ids."""
    taken = Intake(store, "board", "import", rest=0).take(
        "job_posting",
        [
            {"source_id": str(number), "title": f"{title}{number}", "employer": f"第{number}机械厂", **fields}
            for number in numbers
        ],
    )
    return [str(one.id) for one in taken]
