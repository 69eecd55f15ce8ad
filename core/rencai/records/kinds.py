"""The kinds of record there are. A new one is a module of its own and an entry here."""

from rencai.errors import UnknownKind
from rencai.records.job_posting import JobPosting
from rencai.records.policy_notice import PolicyNotice
from rencai.records.record import Record
from rencai.records.service_guide import ServiceGuide
from rencai.records.training_course import TrainingCourse

KINDS: tuple[type[Record], ...] = (JobPosting, TrainingCourse, PolicyNotice, ServiceGuide)


def kind_named(name: str, kinds: tuple[type[Record], ...] = KINDS) -> type[Record]:
    """The model of a kind by its name. Raises UnknownKind, which lists the names there are."""
    for model in kinds:
        if model.kind.name == name:
            return model
    known = ", ".join(model.kind.name for model in kinds)
    raise UnknownKind(f"there is no kind of record called {name!r}; choose one of: {known}")
