"""What an advert asks: from a field of its own, which holds a value or a sentence, else from the requirements."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from rencai.records.parsers.text import is_prose

Asked = TypeVar("Asked")


@dataclass(frozen=True, slots=True)
class Reading(Generic[Asked]):
    """How one thing that is asked is read: as the `value` that a field holds, and as `demanded` by sentences."""

    plain: Callable[[str], str]
    is_value: Callable[[str], bool]
    """Whether plain words as long as a sentence are a value all the same."""
    value: Callable[[str], Asked]
    demanded: Callable[[str], Asked | None]
    said_alone: Callable[[str], str] = lambda _: ""
    """What of a plain sentence that demands nothing is a value."""

    def read(self, field: str, requirements: str) -> Asked | None:
        """What the field says, where it says anything, else what the requirements demand."""
        text = self.plain(field)
        if not text:
            return self.demanded(requirements) if requirements else None
        if not is_prose(text) or self.is_value(text):
            return self.value(text)
        found = self.demanded(field)
        return self.value(self.said_alone(text)) if found is None else found
