"""Writing: a generation at a time, by one process."""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

import tantivy

from rencai.errors import IndexHeld, SearchUnavailable
from rencai.search.digest import fields_digest
from rencai.search.fields import SearchField, search_fields
from rencai.search.port import Document, Generation, Pack, Packed
from rencai.search.tantivy.folder import (
    FACTS,
    NOTE,
    POSITION,
    IndexFolder,
    read_number,
    write_atomically,
)
from rencai.search.tantivy.schema import Packer, schema

T = TypeVar("T")
HEAP = 96_000_000
"""Bytes of the writer's buffer; from 64 to 256 MB the rate hardly changes."""


class TantivyGeneration:
    """An index being filled. It holds the folder's writer lock until `close`."""

    writers = 1
    deliver: Pack | None = None

    def __init__(self, folder: Path, fields: tuple[SearchField, ...]) -> None:
        self.name = folder.name
        self._folder = folder
        self._index = _guarded(folder, lambda: tantivy.Index.open(str(folder)))
        self._index.config_reader("manual")
        self.pack: Pack = Packer.of(fields)
        self._writer: tantivy.IndexWriter | None = _guarded(folder, self._open_writer)
        self._pending: dict[str, int] = {}
        self._index.reload()

    def _open_writer(self) -> tantivy.IndexWriter:
        writer = self._index.writer(heap_size=HEAP, num_threads=1)
        # A kill during a commit leaves a file that makes every later commit fail unless it is collected first.
        writer.garbage_collect_files()
        return writer

    def upsert(self, documents: Sequence[Document]) -> int:
        """`write` what `pack` makes of them."""
        return self.write(self.pack(documents))

    def write(self, packed: Packed) -> int:
        """Add or replace, as of the next commit; leaves out what is older than the indexed one."""
        return self._guard(partial(self._write, packed))

    def _write(self, packed: Packed, writer: tantivy.IndexWriter) -> int:
        versions = self._versions(packed.ids)
        taken = 0
        for record_id, version, body in zip(packed.ids, packed.versions, packed.bodies, strict=True):
            if record_id in versions:
                if version < versions[record_id]:
                    continue
                writer.delete_documents_by_term("id", record_id)
            writer.add_json(body.decode())
            versions[record_id] = self._pending[record_id] = version
            taken += 1
        return taken

    def delete(self, ids: Mapping[str, int]) -> None:
        """Remove records by id, with the version at which they ended; a newer document stays."""
        versions = self._versions(list(ids))
        for record_id, version in ids.items():
            if version >= versions.get(record_id, version):
                self._guard(partial(_remove, record_id))
                self._pending[record_id] = version

    def _versions(self, ids: list[str]) -> dict[str, int]:
        """Versions of those records that are indexed or written since the last commit."""
        known = {record_id: self._pending[record_id] for record_id in ids if record_id in self._pending}
        searcher = self._index.searcher()
        # Looking whether the index knows an id takes a tenth of finding its document; a rebuild finds none.
        asked = [record_id for record_id in ids if record_id not in known and searcher.doc_freq("id", record_id)]
        if not asked:
            return known
        query = tantivy.Query.term_set_query(self._index.schema, "id", asked)
        addresses = [address for _, address in searcher.search(query, limit=len(asked), count=False).hits]
        values = searcher.fast_field_values("version", addresses)
        for address, value in zip(addresses, values, strict=True):
            known[str(searcher.doc(address).get_first("id"))] = int(value or 0)
        return known

    def commit(self) -> None:
        """Make what was written durable and visible."""
        self._guard(lambda writer: writer.commit())
        self._index.reload()
        self._pending.clear()

    def position(self) -> int:
        """The last change number whose effect is committed; 0 for a new generation."""
        return read_number(self._folder / POSITION)

    def set_position(self, seq: int) -> None:
        """Remember it, after `commit`."""
        _guarded(self._folder, lambda: write_atomically(self._folder / POSITION, str(seq)))

    def note(self) -> str:
        """What was noted of it last."""
        path = self._folder / NOTE
        return _guarded(self._folder, lambda: path.read_text("utf-8") if path.exists() else "")

    def set_note(self, text: str) -> None:
        """Keep a small text in the generation's folder."""
        _guarded(self._folder, lambda: write_atomically(self._folder / NOTE, text))

    def count(self) -> int:
        """How many records it has, committed."""
        return int(self._index.searcher().num_docs)

    def close(self) -> None:
        """Let go of the lock. Writes since the last commit are lost."""
        writer, self._writer = self._writer, None
        if writer is not None:
            _guarded(self._folder, writer.rollback)
            _guarded(self._folder, writer.wait_merging_threads)

    def _guard(self, work: Callable[[tantivy.IndexWriter], T]) -> T:
        if self._writer is None:
            raise SearchUnavailable(f"index generation {self.name} is closed")
        writer = self._writer
        return _guarded(self._folder, lambda: work(writer))


def _remove(record_id: str, writer: tantivy.IndexWriter) -> None:
    writer.delete_documents_by_term("id", record_id)


class TantivyWriter:
    """Makes, switches and drops generations in one folder."""

    writes_elsewhere = False

    def __init__(self, path: Path, fields: tuple[SearchField, ...] | None = None) -> None:
        self._folder = IndexFolder(path)
        self._fields = fields or search_fields()

    def current(self) -> TantivyGeneration | None:
        """The generation that readers see, opened for writing."""
        name = self._folder.current()
        return self._open(name) if name and self._fits(name) else None

    def is_current(self, generation: Generation) -> bool:
        """Whether the pointer still names it."""
        return self._folder.current() == generation.name

    def current_count(self) -> int:
        """How many records readers see, or saw before the code changed: that index too must not give way to less."""
        name = self._folder.current()
        if not name or name not in self._folder.generations():
            return 0
        index = _guarded(self._folder.path, lambda: tantivy.Index.open(str(self._folder.path / name)))
        return int(index.searcher().num_docs)

    def new_generation(self, expected: int = 0) -> TantivyGeneration:  # noqa: ARG002  # one folder for any number
        """A new, empty generation beside the current one."""
        name = self._folder.next_name()
        folder = self._folder.path / name

        def make() -> None:
            folder.mkdir(parents=True)
            tantivy.Index(schema(self._fields), path=str(folder))
            write_atomically(folder / FACTS, json.dumps({"fields": fields_digest(self._fields)}))

        _guarded(folder, make)
        return self._open(name)

    def unfinished(self) -> TantivyGeneration | None:
        """The newest generation after the current one, which a killed rebuild left."""
        current = self._folder.current()
        later = [name for name in self._folder.generations() if name > current and self._fits(name)]
        return self._open(later[-1]) if later else None

    def switch(self, generation: Generation) -> None:
        """Let readers see this generation from now on."""
        _guarded(self._folder.path, lambda: self._folder.point_to(generation.name))

    def drop(self, keep: int = 0) -> list[str]:
        """Remove all generations but the current one and the `keep` newest before it."""
        current = self._folder.current()
        earlier = [name for name in self._folder.generations() if name < current]
        later = [name for name in self._folder.generations() if name > current]
        gone = earlier[: len(earlier) - keep] + later if keep else earlier + later
        for name in gone:
            self._folder.remove(name)
        self._folder.remove_unmade()
        return gone

    def close(self) -> None:
        """Nothing is held between calls."""

    def _open(self, name: str) -> TantivyGeneration:
        return TantivyGeneration(self._folder.path / name, self._fields)

    def _fits(self, name: str) -> bool:
        try:
            facts = json.loads((self._folder.path / name / FACTS).read_text("utf-8"))
        except (OSError, ValueError):
            return False
        return bool(facts.get("fields") == fields_digest(self._fields))


def _guarded(place: Path, work: Callable[[], T]) -> T:
    """Do it, turning the engine's own errors into ours."""
    try:
        return work()
    except (OSError, ValueError) as error:
        if "LockBusy" in str(error):
            raise IndexHeld(f"another process is writing the search index {place.name}") from error
        raise SearchUnavailable(f"the search index {place} cannot be written: {error}") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise SearchUnavailable(f"the search index {place} failed: {error}") from error
