"""The client, and its errors in this project's words."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from elastic_transport.client_utils import DEFAULT
from elasticsearch import ApiError, Elasticsearch, NotFoundError, OrjsonSerializer, TransportError

from rencai.errors import BadQuery, SearchUnavailable
from rencai.search.patience import PATIENCE
from rencai.settings import Settings

WRITE_PATIENCE = 60.0
BUSY = 429


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
        if error.status_code == BUSY or error.status_code >= 500:
            raise SearchUnavailable(f"Elasticsearch is overloaded or failing ({error.status_code})") from error
        if error.status_code in (401, 403):
            raise SearchUnavailable("Elasticsearch refuses our key; check ELASTICSEARCH_API_KEY") from error
        raise BadQuery(f"Elasticsearch cannot run this query: {error.message}") from error
    except TransportError as error:
        raise SearchUnavailable(f"Elasticsearch does not answer ({type(error).__name__})") from error
