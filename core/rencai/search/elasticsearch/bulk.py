"""Bulk requests: documents as their lines, sent in any process until each was answered."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

import orjson
from elasticsearch import ApiError, ConnectionTimeout, Elasticsearch
from elasticsearch import ConnectionError as Unreachable
from tenacity import Retrying, retry_if_exception, stop_after_delay, wait_random_exponential

from rencai.errors import SearchUnavailable
from rencai.search.elasticsearch.client import (
    BLOCKED,
    BUSY,
    PART_AWAY,
    SHARD_AWAY,
    WRITE_PATIENCE,
    blocked,
    connect,
    reason_of,
    translated,
)
from rencai.search.port import Document, Packed
from rencai.settings import Settings

CHUNK = 500
CHUNK_BYTES = 8 * 1024 * 1024
WAITED_OUT = 120
"""Seconds that a bulk request is repeated while the cluster says it is busy."""
SHARD_AWAITED = "20s"
"""How long a bulk request waits for a shard: less than we wait for its answer, which then says what is missing."""
CONFLICT, ABSENT = 409, 404

Line = tuple[str, bytes]
"""A record's id, and what a bulk request says about it."""


class _Busy(SearchUnavailable):
    """The cluster took a part of a bulk request and was too busy for the rest."""


def written(name: str) -> str:
    """The alias by which a generation is written."""
    return f"{name}-write"


def pack(documents: Iterable[Document]) -> Packed:
    """Documents as lines of a bulk request, each with its record's version."""
    packed = Packed([], [], [])
    for one in documents:
        packed.add(one["id"], int(one["version"]), _lines(one))
    return packed


def _lines(document: Document) -> bytes:
    return b"%b\n%b\n" % (
        _action("index", document["id"], int(document["version"])),
        orjson.dumps(document),
    )


def _action(name: str, record_id: str, version: int) -> bytes:
    return orjson.dumps({name: {"_id": record_id, "version": version, "version_type": "external_gte"}})


@dataclass(frozen=True, slots=True)
class Bulk:
    """What a generation is told in bulk requests."""

    client: Elasticsearch
    generation: str

    def index(self, packed: Packed) -> int:
        """Add or replace; leaves out what is older than the indexed one. Gives how many were taken."""
        return self._tell(packed.ids, packed.bodies)

    def delete(self, ids: Mapping[str, int]) -> None:
        """Remove records by id, with the version at which they ended; a newer document stays."""
        self._tell(list(ids), [b"%b\n" % _action("delete", *one) for one in ids.items()])

    def _tell(self, ids: Sequence[str], bodies: Sequence[bytes]) -> int:
        with translated():
            return sum(self._patiently(part) for part in _chunks(list(zip(ids, bodies, strict=True))))

    def _patiently(self, waiting: list[Line]) -> int:
        """Send lines until each was answered; give how many were taken.

        The whole request may be refused by the memory breaker, or some lines by a full queue: both are waited out.
        Repeating is safe, since a write of the same version replaces itself.
        """
        taken = 0
        for attempt in Retrying(
            retry=retry_if_exception(_is_passing),
            wait=wait_random_exponential(multiplier=0.5, max=15),
            stop=stop_after_delay(WAITED_OUT),
            reraise=True,
        ):
            with attempt:
                done, waiting = self._send(waiting)
                taken += done
                if waiting:
                    raise _Busy(f"Elasticsearch is overloaded: {len(waiting)} records are not taken")
        return taken

    def _send(self, lines: list[Line]) -> tuple[int, list[Line]]:
        """One bulk request: how many lines were taken, and those that the cluster was too busy for.

        Raises SearchUnavailable when a line is refused for anything but being older than what is there.
        """
        made: Any = [b"".join(body for _, body in lines)]  # bytes go as they are, though the client does not say so
        answer = self.client.bulk(
            index=written(self.generation),
            # A generation that a rebuild has just dropped must not come back as an index without our mapping.
            require_alias=True,
            operations=made,
            timeout=SHARD_AWAITED,
            filter_path=["errors", "items.*.status", "items.*.error"],
        )
        results = [next(iter(item.values())) for item in answer["items"]]
        refused = [(line, result) for line, result in zip(lines, results, strict=True) if result["status"] >= 300]
        for (record_id, _), result in refused:
            _check(record_id, result)
        return len(lines) - len(refused), [line for line, result in refused if result["status"] == BUSY]


@dataclass(frozen=True, slots=True)
class Delivery:
    """Packs and writes, in a process that did not open the generation and is not to send a request by its client."""

    settings: Settings
    generation: str

    def __call__(self, documents: Iterable[Document]) -> Packed:
        """Make lines of documents and write them: what comes back has no bodies any more.

        While a request is answered the next one is made, so that neither this core nor the server's waits.
        """
        bulk, rest = Bulk(_client(self.settings), self.generation), iter(documents)
        ids: list[str] = []
        versions: list[int] = []
        taken = 0
        sent: Future[int] | None = None
        with ThreadPoolExecutor(1) as sender:
            while (part := pack(islice(rest, CHUNK))).ids:
                ids += part.ids
                versions += part.versions
                taken += sent.result() if sent else 0
                sent = sender.submit(bulk.index, part)
            taken += sent.result() if sent else 0
        return Packed(ids, versions, [], taken)


@lru_cache(maxsize=1)
def _client(settings: Settings) -> Elasticsearch:
    """This process's own client, for its whole life."""
    return connect(settings, patience=WRITE_PATIENCE)


def _is_passing(error: BaseException) -> bool:
    """Whether waiting may help: the cluster is busy or away."""
    if isinstance(error, ApiError):
        return error.status_code in (BUSY, 502, 503, 504)
    return isinstance(error, _Busy | Unreachable | ConnectionTimeout)


def _check(record_id: str, result: Mapping[str, Any]) -> None:
    """Raise SearchUnavailable where a line was refused for good. A full disk passes too, but by somebody's hand."""
    kind = (result.get("error") or {}).get("type")
    if kind == BLOCKED:
        raise SearchUnavailable(blocked(reason_of(result)))
    if kind in SHARD_AWAY:
        raise _Busy(PART_AWAY)  # as while another node takes over from one that died
    # To delete what is not there is no error; to write where no index is, is one.
    if result["status"] not in (BUSY, CONFLICT) and not (result["status"] == ABSENT and "error" not in result):
        raise SearchUnavailable(f"Elasticsearch refused record {record_id}: {result.get('error')}")


def _chunks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines in requests of a size that nodes take well; one larger line goes by itself."""
    chunk: list[Line] = []
    size = 0
    for line in lines:
        if chunk and (len(chunk) == CHUNK or size + len(line[1]) > CHUNK_BYTES):
            yield chunk
            chunk, size = [], 0
        chunk.append(line)
        size += len(line[1])
    if chunk:
        yield chunk
