"""Importing a file: its lines in batches down the one road, each outcome counted and each rejected line reported."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from rencai import clock
from rencai.exchange.lines import Line
from rencai.intake.intake import BATCH, Intake, Taken
from rencai.intake.reasons import RejectReason
from rencai.store.engine import writing
from rencai.store.runs import RAW_KEPT, Reject, reject

OUTCOMES = ("added", "changed", "unchanged", "rejected")


@dataclass(slots=True)
class Summary:
    """What became of the lines of a file."""

    counts: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)

    def as_json(self) -> dict[str, int]:
        """The four outcomes with their counts."""
        return {outcome: self.counts[outcome] for outcome in OUTCOMES}


Rejected = Callable[[Line, RejectReason, str], None]
"""Told each rejected line, why, and the detail."""


def import_lines(
    intake: Intake, kind: str, lines: Iterable[Line], on_reject: Rejected, on_batch: Callable[[int], None]
) -> Summary:
    """Take the lines in, and tell of each rejected one and of each batch that is done, with its size.

    Holds one batch at a time, so a file may be of any length.
    """
    summary = Summary()
    for batch in _batches(lines):
        good = [line for line in batch if line.raw is not None]
        taken = dict(zip((line.number for line in good), _take(intake, kind, good), strict=True))
        bad = []
        for line in batch:
            outcome = taken.get(line.number)
            reason, detail = (outcome.reason, outcome.detail) if outcome else (line.reason, line.detail)
            _count(summary, outcome)
            if reason:
                summary.reasons[reason] += 1
                on_reject(line, reason, detail)
            if outcome is None:
                bad.append(line)
        _keep(intake, bad)
        on_batch(len(batch))
    return summary


def _take(intake: Intake, kind: str, lines: Sequence[Line]) -> list[Taken]:
    return intake.take(kind, [line.raw for line in lines if line.raw is not None])


def _count(summary: Summary, outcome: Taken | None) -> None:
    summary.counts[outcome.outcome if outcome else "rejected"] += 1
    if outcome:
        summary.unknown.update(problem.field for problem in outcome.problems if problem.reason == "unknown_field")


def _keep(intake: Intake, lines: Sequence[Line]) -> None:
    """Keep the lines that are no items at all beside the rejected items of the run."""
    if not lines or intake.run_id is None:
        return
    at = clock.now()
    with writing(intake.engine) as turn:
        reject(
            turn,
            [
                Reject(
                    intake.run_id,
                    intake.source,
                    f"line {line.number}",
                    str(line.reason),
                    line.detail,
                    line.text[:RAW_KEPT],
                    at,
                )
                for line in lines
            ],
        )


def _batches(lines: Iterable[Line]) -> Iterator[list[Line]]:
    source = iter(lines)
    while batch := list(islice(source, BATCH)):
        yield batch
