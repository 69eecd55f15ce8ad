"""A run record around an intake that no scheduler started."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from rencai.errors import RencaiError
from rencai.intake.intake import Intake
from rencai.store.runs import finish_run, start_run


@contextmanager
def recorded(intake: Intake, kind: str) -> Iterator[dict[str, int]]:
    """Keep a run record of what an intake takes in; what is put into the given dictionary are its counts."""
    counts: dict[str, int] = {}
    if not intake.writes:
        yield counts
        return
    run = start_run(intake.engine, f"{intake.cause}:{intake.source}", intake.source)
    intake.run_id = run
    state, message = "failed", f"{kind}: ended early"
    try:
        yield counts
        state, message = "done", kind
    except RencaiError as error:
        message = str(error)
        raise
    finally:
        if run is not None:
            # Where the store itself failed, this fails as well; the first error is the one to tell.
            with suppress(*([RencaiError] if state == "failed" else [])):
                finish_run(intake.engine, run, state, counts, message)
