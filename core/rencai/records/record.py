"""The base of every kind of record."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

from rencai import clock
from rencai.records.roles import Sort, Text

MAX_TEXT = 2_000_000
"""Characters that one text field may have; longer input is rejected as `string_too_long`."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Names of a kind: in data, for people, in addresses, in schema.org."""

    name: str
    label: str
    path: str
    schema_org: str


def _clean(value: object) -> object:
    # PostgreSQL refuses NUL in text, and one such cell would fail its whole batch.
    return value.replace("\x00", "") if isinstance(value, str) else value


def _seen(value: object) -> object:
    # Files often leave the zone out; what a Beijing site writes is Beijing time.
    if isinstance(value, str) and value.strip():
        try:
            value = datetime.fromisoformat(value.strip())
        except ValueError:
            return value
    if isinstance(value, datetime) and value.tzinfo is None:
        return value.replace(tzinfo=clock.BEIJING)
    return value or clock.now()


RawText = Annotated[str, BeforeValidator(_clean), Field(max_length=MAX_TEXT)]
"""Text as its source wrote it."""


class Record(BaseModel):
    """What every kind has: where it was read, and what it is called there."""

    model_config = ConfigDict(
        frozen=True,
        extra="ignore",
        str_strip_whitespace=True,
        use_attribute_docstrings=True,
        validate_default=True,
        coerce_numbers_to_str=True,
    )

    kind: ClassVar[Kind]

    source: Annotated[RawText, Field(title="来源", min_length=1, max_length=64)]
    """Name of the source it was read from."""
    source_id: Annotated[RawText, Field(title="来源编号", min_length=1, max_length=512)]
    """The source's own identifier; with `source` the identity of the record, which its address is not."""
    url: Annotated[RawText, Field(title="原始网址", max_length=4096)] = ""
    """Address of the page or file it was read from."""
    title: Annotated[RawText, Field(title="标题", min_length=1, max_length=1000), Text(weight=3), Sort()]
    """Title in the source's words."""
    seen: Annotated[AwareDatetime, BeforeValidator(_seen), Field(title="读取时间")] = Field(default_factory=clock.now)
    """When it was read; «3天前» counts from here."""
