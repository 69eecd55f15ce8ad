"""Writing generations: an index each, called after the alias with a number; the alias names the one that is read."""

import math
import re
from collections.abc import Mapping, Sequence

from elasticsearch import BadRequestError, ConflictError, Elasticsearch, NotFoundError

from rencai.errors import SearchUnavailable
from rencai.search.digest import fields_digest
from rencai.search.elasticsearch.bulk import ABSENT, Bulk, Delivery, pack, written
from rencai.search.elasticsearch.client import WRITE_PATIENCE, connect, is_here, translated
from rencai.search.elasticsearch.mapping import made_with, mappings
from rencai.search.fields import SearchField, search_fields
from rencai.search.port import Document, Generation, Pack, Packed
from rencai.settings import Settings

RECORDS_A_SHARD = 10_000_000
"""Some 50 GB: larger shards take long to recover, many small ones cost every search."""
TIMED_OUT = 408
DELETIONS_KNOWN = "15m"
EXISTS = "resource_already_exists_exception"


class ElasticsearchGeneration:
    """An index being filled. Writes carry the record's version, so that several writers do no harm."""

    writers = 2

    def __init__(
        self, client: Elasticsearch, name: str, state: str, *, filling: bool = False, deliver: Pack | None = None
    ) -> None:
        self.name = name
        self.filling = filling
        """Nobody reads it yet: what was written is seen once it is counted or switched to."""
        self.pack: Pack = pack
        self.deliver = deliver
        self._bulk = Bulk(client, name)
        self._client = client
        self._state = state

    def upsert(self, documents: Sequence[Document]) -> int:
        """`write` what `pack` makes of them."""
        return self.write(self.pack(documents))

    def write(self, packed: Packed) -> int:
        """Add or replace; leaves out what is older than the indexed one. Gives how many were taken."""
        return self._bulk.index(packed)

    def delete(self, ids: Mapping[str, int]) -> None:
        """Remove records by id, with the version at which they ended; a newer document stays."""
        with translated():
            # Elasticsearch asks for an alias only where something is written, and a delete makes an index too.
            if not self._client.indices.exists_alias(name=written(self.name)):
                raise SearchUnavailable(f"index generation {self.name} is gone")
        self._bulk.delete(ids)

    def commit(self) -> None:
        """Make what was written visible; each bulk request was durable when it was answered."""
        if not self.filling:
            self._refresh()

    def _refresh(self) -> None:
        with translated():
            self._client.indices.refresh(index=self.name)

    def position(self) -> int:
        """The last change number whose effect is committed; 0 for a new generation."""
        with translated():
            try:
                return int(self._client.get(index=self._state, id=self.name)["_source"]["position"])
            except NotFoundError:
                return 0

    def set_position(self, seq: int) -> None:
        """Remember it. A writer that is behind another one does not put it back."""
        with translated():
            try:
                self._client.index(
                    index=self._state,
                    id=self.name,
                    document={"position": seq},
                    version=seq + 1,
                    version_type="external_gte",
                )
            except ConflictError:
                return

    def note(self) -> str:
        """What was noted of it last."""
        with translated():
            try:
                return str(self._client.get(index=self._state, id=f"{self.name}-note")["_source"]["note"])
            except NotFoundError:
                return ""

    def set_note(self, text: str) -> None:
        """Keep a small text beside the position."""
        with translated():
            self._client.index(index=self._state, id=f"{self.name}-note", document={"note": text})

    def count(self) -> int:
        """How many records it has, committed."""
        if self.filling:
            self._refresh()
        with translated():
            return int(self._client.count(index=self.name)["count"])

    def close(self) -> None:
        """Nothing is locked."""


class ElasticsearchWriter:
    """Makes, switches and drops generations."""

    def __init__(self, settings: Settings, fields: tuple[SearchField, ...] | None = None) -> None:
        self._settings = settings
        self._client = connect(settings, patience=WRITE_PATIENCE)
        self.writes_elsewhere = not all(is_here(node.host) for node in self._client.transport.node_pool.all())
        self._alias = settings.index
        self._state = f"{settings.index}-state"
        self._shards = settings.shards
        self._replicas = settings.replicas
        self._fields = fields or search_fields()
        self._digest = fields_digest(self._fields)

    def current(self) -> ElasticsearchGeneration | None:
        """The generation behind the alias, if it is the only one and its fields are those of this code."""
        names = self._aliased()
        if len(names) != 1 or not self._fits(name := names[0]):
            return None
        with translated():
            # One that was made before there was such an alias.
            if not self._client.indices.exists_alias(name=written(name)):
                self._client.indices.put_alias(index=name, name=written(name))
        return self._open(name)

    def is_current(self, generation: Generation) -> bool:
        """Whether the alias still names it, and nothing else, as somebody's hand may have added."""
        return self._aliased() == [generation.name]

    def current_count(self) -> int:
        """How many records readers see, or saw before the code changed: that index too must not give way to less."""
        name = self._current_name()
        # Of one that has lost a part nobody reads anything, nor can it be counted: it must not bar a new one.
        return self._open(name).count() if name and not self._is_red(name) else 0

    def new_generation(self, expected: int = 0) -> ElasticsearchGeneration:
        """A new, empty index beside the current one: without replicas and refreshes until it is switched to."""
        number = max((int(name.rpartition("-")[2]) for name in self._names()), default=0) + 1
        name = f"{self._alias}-{number:06d}"
        self._check_alias()
        self._make_state()
        with translated():
            self._client.indices.create(
                index=name,
                aliases={written(name): {}},
                mappings=mappings(self._fields, self._digest),
                settings={
                    "number_of_shards": self._shards or max(1, math.ceil(expected / RECORDS_A_SHARD)),
                    "number_of_replicas": 0,
                    "refresh_interval": "-1",
                    # A writer that was held up must not bring back what another one has deleted meanwhile.
                    "gc_deletes": DELETIONS_KNOWN,
                },
            )
        return self._open(name, filling=True)

    def _check_alias(self) -> None:
        """Raise SearchUnavailable, before hours of work, where the alias could not be given to a new index."""
        with translated():
            taken = self._client.indices.exists(index=self._alias) and not self._aliased()
        if taken:
            raise SearchUnavailable(
                f"an index is called {self._alias}, as the alias of ours should be; delete it or set RENCAI_INDEX"
            )

    def _make_state(self) -> None:
        """The small index of positions and notes, with copies as the generations have; a new one where it is lost.

        Whoever finds no position begins with the first change, and without a note an index is built anew.
        """
        properties = {"position": {"type": "long"}, "note": {"type": "keyword", "index": False, "doc_values": False}}
        with translated():
            if self._client.indices.exists(index=self._state) and self._is_red(self._state):
                self._client.indices.delete(index=self._state, ignore_unavailable=True)
            try:
                self._client.indices.create(
                    index=self._state,
                    mappings={"dynamic": "strict", "properties": properties},
                    settings={"number_of_shards": 1, "auto_expand_replicas": self._replicas},
                )
            except BadRequestError as error:
                if error.error != EXISTS:
                    raise

    def _is_red(self, name: str) -> bool:
        """Whether a part of an index is on no node."""
        with translated():
            answer = self._client.options(ignore_status=TIMED_OUT).cluster.health(index=name, timeout="1s")
        return bool(answer["status"] == "red")

    def unfinished(self) -> ElasticsearchGeneration | None:
        """The newest generation after the current one, which a killed rebuild left."""
        self._make_state()
        current = self._current_name()
        later = [name for name in self._names() if name > current and self._fits(name)]
        return self._open(later[-1], filling=True) if later else None

    def switch(self, generation: Generation) -> None:
        """Let readers see this generation from now on."""
        with translated():
            self._client.indices.put_settings(
                index=generation.name,
                settings={
                    "index.refresh_interval": "1s",
                    "index.auto_expand_replicas": self._replicas,
                },
            )
            self._client.indices.refresh(index=generation.name)
            # Copies first: a node that goes down just after the switch must not take the only one with it. Those that
            # no node can hold are not waited for.
            self._client.options(ignore_status=TIMED_OUT).cluster.health(
                index=generation.name, wait_for_no_initializing_shards=True, timeout="50s"
            )
            former = [{"remove": {"index": name, "alias": self._alias}} for name in self._aliased()]
            self._client.indices.update_aliases(
                actions=[*former, {"add": {"index": generation.name, "alias": self._alias}}]
            )
        if isinstance(generation, ElasticsearchGeneration):
            generation.filling = False

    def drop(self, keep: int = 0) -> list[str]:
        """Remove all generations but the current one and the `keep` newest before it."""
        current, names = self._current_name(), self._names()
        earlier = [name for name in names if name < current]
        gone = [*earlier[: max(len(earlier) - keep, 0)], *(name for name in names if name > current)]
        with translated():
            for name in gone:
                self._client.indices.delete(index=name, ignore_unavailable=True)
                for kept in (name, f"{name}-note"):
                    self._client.options(ignore_status=ABSENT).delete(index=self._state, id=kept)
        return gone

    def close(self) -> None:
        """Let go of connections."""
        self._client.close()

    def _open(self, name: str, *, filling: bool = False) -> ElasticsearchGeneration:
        deliver = Delivery(self._settings, name)
        return ElasticsearchGeneration(self._client, name, self._state, filling=filling, deliver=deliver)

    def _current_name(self) -> str:
        return next(iter(sorted(self._aliased())), "")

    def _aliased(self) -> list[str]:
        with translated():
            answer = self._client.options(ignore_status=ABSENT).indices.get_alias(name=self._alias).body
        return [name for name, found in answer.items() if isinstance(found, dict) and "aliases" in found]

    def _names(self) -> list[str]:
        pattern = f"{self._alias}-0*,{self._alias}-1*"
        with translated():
            found = self._client.indices.get(index=pattern, allow_no_indices=True, features=["aliases"]).body
        # The indexes of an alias that is called like one of our generations, as rencai-1 is, are not ours.
        return sorted(name for name in found if re.fullmatch(rf"{re.escape(self._alias)}-\d{{6}}", name))

    def _fits(self, name: str) -> bool:
        with translated():
            found = self._client.indices.get_mapping(index=name)[name]["mappings"]
        return made_with(found) == self._digest
