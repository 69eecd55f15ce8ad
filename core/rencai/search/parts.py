"""A query's parts: plain values, which hold what each was read as."""

from dataclasses import dataclass

from rencai.search.meanings import Meaning
from rencai.search.ranges import Span
from rencai.search.syntax import Form


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a query."""

    text: str
    """Folded."""
    tokens: tuple[str, ...]
    """Its characters, Latin words and numbers."""
    form: Form = Form.PLAIN
    scope: str = ""
    minus: bool = False
    meanings: tuple[Meaning, ...] = ()
    span: Span | None = None
    also: tuple[str, ...] = ()
    """What it finds by synonyms."""
    required: bool = True
    """A record must match it to be counted: function words and the names of kinds are only wished for."""
    shortened: bool = False
    """Its characters may stand apart in a title, as those of 科创 do in 科技创新."""
    wish: bool = False
    """It holds nothing to search; it says that work or a course is looked for."""
