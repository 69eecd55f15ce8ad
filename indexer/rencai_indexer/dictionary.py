"""The dictionary that an index was cut by, and what to do when another one is in effect.

Synonyms, boosts and stop words only matter to queries. A word of the dictionary matters to the tokens of every record
that has it: those records are written anew. Another bundled dictionary, as after an update of the code, may matter to
all of them: that takes a rebuild.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine

from rencai.search.analysis import Analyzer, analyzer
from rencai.search.clauses import Clause, any_of, phrase_in
from rencai.search.engine import ByField, Request, SearchEngine
from rencai.search.fields import row_number
from rencai.search.lexicon import Lexicon, bundled
from rencai.search.port import Generation
from rencai_indexer.apply import write_stored

FIELDS = ("title_c", "head_c", "body_c")
PAGE = 500


@dataclass(frozen=True, slots=True)
class Dictionary:
    """What tells one dictionary from another."""

    base: str
    """Digest of the words that come with the project."""
    own: frozenset[str]
    """Words that admins added."""
    unsure: frozenset[str] = frozenset()
    """Words that were being cut anew: some records are cut by them and others are not."""

    @classmethod
    def of(cls, lexicon: Lexicon) -> "Dictionary":
        base = bundled().words
        return cls(hashlib.sha256("\n".join(sorted(base)).encode()).hexdigest()[:16], lexicon.words - base)

    @classmethod
    def read(cls, note: str) -> "Dictionary | None":
        """From a generation's note; None where there is none."""
        if not note:
            return None
        base, own, *more = json.loads(note)
        # What a rebuild notes there begins with a number.
        return cls(base, frozenset(own), frozenset(more[0] if more and isinstance(more[0], list) else ()))

    @staticmethod
    def more(note: str) -> list[Any]:
        """What stands in a generation's note beside its dictionary."""
        return list(json.loads(note)[2:])

    def note(self, *more: object) -> str:
        """The text by which a generation names it, and more that is to be known of that generation."""
        unsure = [sorted(self.unsure)] if self.unsure else []
        return json.dumps([self.base, sorted(self.own), *unsure, *more], ensure_ascii=False)


def recut(engine: Engine, search: SearchEngine, generation: Generation, lexicon: Lexicon, words: frozenset[str]) -> int:
    """Write anew the records whose text has one of these words; give how many. Killed in between, it begins again."""
    cut = analyzer(lexicon.words)
    done = 0
    for ids in _holding(search, _clause(cut, words)):
        done += write_stored(engine, generation, cut, ids)[0]
        generation.commit()
    return done


def _clause(cut: Analyzer, words: frozenset[str]) -> Clause:
    return any_of(phrase_in(field, cut.characters(word)) for word in sorted(words) for field in FIELDS)


def _holding(search: SearchEngine, clause: Clause) -> Iterator[list[str]]:
    """Ids of the records that satisfy it, in their order, in pages."""
    search.refresh()
    after = ""
    while True:
        order = ByField("row", descending=False, beyond=row_number(after) if after else None)
        request = Request(match=clause, order=order, size=PAGE, count=False, skip=(after,) if after else ())
        ids = [row.id for row in search.run(request).rows]
        if not ids:
            return
        yield ids
        after = ids[-1]
