"""The client, and its errors in this project's words."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from elastic_transport import TlsError
from elastic_transport.client_utils import DEFAULT
from elasticsearch import ApiError, Elasticsearch, NotFoundError, OrjsonSerializer, TransportError

from rencai.errors import BadQuery, SearchUnavailable
from rencai.search.elasticsearch.node import PunctualNode
from rencai.search.patience import PATIENCE
from rencai.settings import Settings

WRITE_PATIENCE = 60.0
BAD_REQUEST, REFUSED, FORBIDDEN, TOO_LARGE, BUSY = 400, 401, 403, 413, 429
CLOSED = "index_closed_exception"
BLOCKED = "cluster_block_exception"
WRITE_BLOCKS = ("index.blocks.write", "index.blocks.read_only", "index.blocks.read_only_allow_delete")
SHARD_AWAY = ("no_shard_available_action_exception", "unavailable_shards_exception")
PART_AWAY = (
    "a part of the search index is not there; start the nodes of Elasticsearch that hold it or, where it is lost, run "
    "`rencai index rebuild`"
)
LONGEST_REASON = 300


def connect(settings: Settings, *, patience: float | None = None) -> Elasticsearch:
    """A client for the nodes of ELASTICSEARCH_URL. Connects when it is first used."""
    if settings.elasticsearch_url is None:
        raise SearchUnavailable("ELASTICSEARCH_URL is not set")
    hosts = [host.strip() for host in settings.elasticsearch_url.get_secret_value().split(",") if host.strip()]
    key = settings.elasticsearch_api_key
    if settings.elasticsearch_ca:
        _check(settings.elasticsearch_ca)
    try:
        return Elasticsearch(
            hosts,
            api_key=key.get_secret_value() if key else None,
            ca_certs=str(settings.elasticsearch_ca) if settings.elasticsearch_ca else DEFAULT,
            request_timeout=patience or PATIENCE,
            node_class=PunctualNode,
            serializer=OrjsonSerializer(),
            # Another node may answer what this one didn't; a slow answer is not asked for twice.
            max_retries=2,
            retry_on_timeout=False,
            retry_on_status=(502, 503, 504),
        )
    except (ValueError, OSError) as error:
        shown = ", ".join(f"{urlsplit(host).hostname}" for host in hosts)
        raise SearchUnavailable(
            f"ELASTICSEARCH_URL ({shown}) cannot be used: {error}; correct it or unset it"
        ) from error


def is_here(host: str) -> bool:
    """Whether a node's host is this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _check(authority: Path) -> None:
    """The client would find a bad file only when it connects, and say no more than that nobody answers."""
    try:
        ssl.create_default_context(cafile=authority)
    except OSError as error:
        raise SearchUnavailable(
            f"ELASTICSEARCH_CA ({authority}) holds no certificate that can be read: {error}; correct it or unset it"
        ) from error


@contextmanager
def translated() -> Iterator[None]:
    """Let only SearchUnavailable and BadQuery out."""
    try:
        yield
    except NotFoundError as error:
        raise SearchUnavailable("there is no search index yet; run `rencai index rebuild`") from error
    except ApiError as error:
        if error.status_code == BAD_REQUEST and CLOSED not in (error.message, cause_of(error.body)):
            raise BadQuery(f"Elasticsearch cannot run this query: {error.message}") from error
        raise SearchUnavailable(_told(error.status_code, error.message, error.body)) from error
    except TlsError as error:
        raise SearchUnavailable(
            f"Elasticsearch cannot be trusted ({error.message}); check ELASTICSEARCH_URL and ELASTICSEARCH_CA"
        ) from error
    except TransportError as error:
        raise SearchUnavailable(f"Elasticsearch does not answer ({type(error).__name__})") from error


def _told(status: int, name: str, body: Any) -> str:
    """What an answer other than the wanted one says, and what to do about it."""
    if status == BAD_REQUEST:
        return "the search index is closed; open it in Elasticsearch, or run `rencai index rebuild`"
    if name == BLOCKED:
        return blocked(reason_of(body))
    if status == REFUSED:
        return f"Elasticsearch refuses our key ({reason_of(body) or name}); check ELASTICSEARCH_API_KEY"
    if status == FORBIDDEN:
        return (
            f"ELASTICSEARCH_API_KEY lacks a right ({reason_of(body) or name}); give it those of docs/elasticsearch.md"
        )
    if status == TOO_LARGE:
        return "Elasticsearch, or a proxy before it, takes no request of this size (413); let it take 100 MB"
    if _lacks_shards(name, body):
        return PART_AWAY
    if status == BUSY or status >= 500:
        return f"Elasticsearch is overloaded or failing ({status})"
    return f"what answers at ELASTICSEARCH_URL is no Elasticsearch, or a proxy before it ({status}); check it"


def check_writable(client: Elasticsearch, index: str) -> None:
    """Raise SearchUnavailable where nobody may write an index or what is behind an alias, as on a disk all but full."""
    with translated():
        found = client.indices.get_settings(index=index, name="index.blocks.*", flat_settings=True).body
    for one in found.values():
        for name, value in one["settings"].items():
            if name in WRITE_BLOCKS and value == "true":
                raise SearchUnavailable(blocked(name))


def check_notes(client: Elasticsearch, index: str) -> None:
    """Raise SearchUnavailable where what is noted of an index cannot be read: nobody could keep it up to date."""
    with translated():
        client.search(index=f"{index}-state", size=0, allow_partial_search_results=False, ignore_unavailable=True)


def blocked(reason: str) -> str:
    """What to do about an index that may not be written."""
    return f"Elasticsearch lets nobody write the index ({reason}); free disk space, or take the block off"


def _lacks_shards(name: str, body: Any) -> bool:
    """Whether an answer is that some shard is on no node; of a search Elasticsearch tells it in words only."""
    error = body.get("error") if isinstance(body, dict) else None
    told = error.get("caused_by") if isinstance(error, dict) else None
    return bool({name, cause_of(body)} & set(SHARD_AWAY)) or "missing shards" in str(told)


def cause_of(body: Any) -> str:
    """The type of the first cause in an error's body, as far as it tells one."""
    error = body.get("error") if isinstance(body, dict) else None
    causes = error.get("root_cause") if isinstance(error, dict) else None
    return str(causes[0].get("type", "")) if causes else ""


def reason_of(body: Any) -> str:
    """The reason in an error's body, as far as it tells one."""
    error = body.get("error") if isinstance(body, dict) else None
    found = error.get("reason") if isinstance(error, dict) else error
    return str(found or "")[:LONGEST_REASON]
