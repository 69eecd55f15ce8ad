"""Writing generations: an index each, called after the alias with a number; the alias names the one that is read."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from elasticsearch import ApiError, ConflictError, ConnectionTimeout, Elasticsearch, NotFoundError
from elasticsearch import ConnectionError as Unreachable
from elasticsearch.helpers import streaming_bulk
from tenacity import retry, retry_if_exception, stop_after_delay, wait_random_exponential

from rencai.errors import SearchUnavailable
from rencai.search.digest import fields_digest
from rencai.search.elasticsearch.client import BUSY, WRITE_PATIENCE, connect, translated
from rencai.search.elasticsearch.mapping import mappings
from rencai.search.fields import SearchField, search_fields
from rencai.search.port import Document, Generation
from rencai.settings import Settings

CHUNK = 500
CHUNK_BYTES = 8 * 1024 * 1024
WAITED_OUT = 120
"""Seconds that a bulk request is repeated while the cluster says it is busy."""
CONFLICT, ABSENT = 409, 404


def _is_passing(error: BaseException) -> bool:
    """Whether waiting may help: the cluster is busy or away."""
    if isinstance(error, ApiError):
        return error.status_code in (BUSY, 502, 503, 504)
    return isinstance(error, Unreachable | ConnectionTimeout)


class ElasticsearchGeneration:
    """An index being filled. Writes carry the record's version, so that several writers do no harm."""

    writers = 2

    def __init__(self, client: Elasticsearch, name: str, state: str) -> None:
        self.name = name
        self._client = client
        self._state = state

    def upsert(self, documents: Sequence[Document]) -> int:
        """Add or replace; leaves out what is older than the indexed one. Gives how many were taken."""
        return self._bulk(
            [
                {
                    "_op_type": "index",
                    "_id": one["id"],
                    "_index": self.name,
                    "version": int(one["version"]),
                    "version_type": "external_gte",
                    "_source": _source(one),
                }
                for one in documents
            ]
        )

    def delete(self, ids: Mapping[str, int]) -> None:
        """Remove records by id, with the version at which they ended; a newer document stays."""
        self._bulk(
            [
                {
                    "_op_type": "delete",
                    "_id": record_id,
                    "_index": self.name,
                    "version": version,
                    "version_type": "external_gte",
                }
                for record_id, version in ids.items()
            ]
        )

    def _bulk(self, actions: list[dict[str, Any]]) -> int:
        with translated():
            return self._patiently(actions)

    @retry(
        retry=retry_if_exception(_is_passing),
        wait=wait_random_exponential(multiplier=0.5, max=15),
        stop=stop_after_delay(WAITED_OUT),
        reraise=True,
    )
    def _patiently(self, actions: list[dict[str, Any]]) -> int:
        # The whole request may be refused by the memory breaker, which the helper does not wait out by itself.
        # Repeating is safe: a write of the same version replaces itself.
        taken = 0
        for done, answer in streaming_bulk(
            self._client,
            actions,
            chunk_size=CHUNK,
            max_chunk_bytes=CHUNK_BYTES,
            raise_on_error=False,
            max_retries=6,
            initial_backoff=0.5,
            max_backoff=15,
        ):
            result = next(iter(answer.values()))
            if done:
                taken += 1
            elif result["status"] not in (CONFLICT, ABSENT):
                raise SearchUnavailable(f"Elasticsearch refused record {result['_id']}: {result.get('error')}")
        return taken

    def commit(self) -> None:
        """Make what was written visible; each bulk request was durable when it was answered."""
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
        with translated():
            return int(self._client.count(index=self.name)["count"])

    def close(self) -> None:
        """Nothing is locked."""


class ElasticsearchWriter:
    """Makes, switches and drops generations."""

    def __init__(self, settings: Settings, fields: tuple[SearchField, ...] | None = None) -> None:
        self._client = connect(settings, patience=WRITE_PATIENCE)
        self._alias = settings.index
        self._state = f"{settings.index}-state"
        self._shards = settings.shards
        self._replicas = settings.replicas
        self._fields = fields or search_fields()
        self._digest = fields_digest(self._fields)

    def current(self) -> ElasticsearchGeneration | None:
        """The generation behind the alias, if its fields are those of this code."""
        name = self._current_name()
        return self._open(name) if name and self._fits(name) else None

    def is_current(self, generation: Generation) -> bool:
        """Whether the alias still names it."""
        return self._current_name() == generation.name

    def current_count(self) -> int:
        """How many records readers see."""
        name = self._current_name()
        return self._open(name).count() if name and self._fits(name) else 0

    def new_generation(self) -> ElasticsearchGeneration:
        """A new, empty index beside the current one: without replicas and refreshes until it is switched to."""
        number = max((int(name.rpartition("-")[2]) for name in self._names()), default=0) + 1
        name = f"{self._alias}-{number:06d}"
        with translated():
            self._client.indices.create(
                index=name,
                mappings=mappings(self._fields, self._digest),
                settings={
                    "number_of_shards": self._shards,
                    "number_of_replicas": 0,
                    "refresh_interval": "-1",
                },
            )
        return self._open(name)

    def unfinished(self) -> ElasticsearchGeneration | None:
        """The newest generation after the current one, which a killed rebuild left."""
        current = self._current_name()
        later = [name for name in self._names() if name > current and self._fits(name)]
        return self._open(later[-1]) if later else None

    def switch(self, generation: Generation) -> None:
        """Let readers see this generation from now on."""
        with translated():
            self._client.indices.put_settings(
                index=generation.name,
                settings={"index.refresh_interval": "1s", "index.auto_expand_replicas": self._replicas},
            )
            former = [{"remove": {"index": name, "alias": self._alias}} for name in self._aliased()]
            self._client.indices.update_aliases(
                actions=[*former, {"add": {"index": generation.name, "alias": self._alias}}]
            )

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

    def _open(self, name: str) -> ElasticsearchGeneration:
        return ElasticsearchGeneration(self._client, name, self._state)

    def _current_name(self) -> str:
        return next(iter(sorted(self._aliased())), "")

    def _aliased(self) -> list[str]:
        with translated():
            answer = self._client.options(ignore_status=ABSENT).indices.get_alias(name=self._alias).body
        return [name for name, found in answer.items() if isinstance(found, dict) and "aliases" in found]

    def _names(self) -> list[str]:
        pattern = f"{self._alias}-0*,{self._alias}-1*"
        with translated():
            return sorted(self._client.indices.get(index=pattern, allow_no_indices=True, features=["aliases"]).body)

    def _fits(self, name: str) -> bool:
        with translated():
            found = self._client.indices.get_mapping(index=name)[name]["mappings"]
        return bool(found.get("_meta", {}).get("fields") == self._digest)


def _source(document: Document) -> dict[str, Any]:
    return {**document, "title": json.loads(document["card"]).get("title", "")}
