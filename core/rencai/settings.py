"""All settings, from the environment, in one documented class."""

from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from rencai.errors import SettingsInvalid


class Settings(BaseSettings):
    """What the environment may set. With nothing set, everything runs embedded below one data folder."""

    model_config = SettingsConfigDict(
        env_prefix="RENCAI_", use_attribute_docstrings=True, frozen=True, extra="ignore", populate_by_name=True
    )

    data: Path = Path("data")
    """Folder of everything kept: the SQLite store, the embedded index, archived pages, the secret."""
    database_url: SecretStr | None = Field(None, validation_alias=AliasChoices("DATABASE_URL", "database_url"))
    """SQLAlchemy or libpq URL of the store (`postgresql://…`); without it SQLite in the data folder."""
    elasticsearch_url: SecretStr | None = Field(
        None, validation_alias=AliasChoices("ELASTICSEARCH_URL", "elasticsearch_url")
    )
    """Elasticsearch nodes, separated by commas; without it the embedded tantivy index in the data folder."""
    elasticsearch_api_key: SecretStr | None = Field(
        None, validation_alias=AliasChoices("ELASTICSEARCH_API_KEY", "elasticsearch_api_key")
    )
    """Encoded API key for Elasticsearch; docs/elasticsearch.md says what the indexer's and the site's must grant."""
    elasticsearch_ca: Path | None = Field(None, validation_alias=AliasChoices("ELASTICSEARCH_CA", "elasticsearch_ca"))
    """Certificate authority (PEM) that Elasticsearch's TLS certificate is checked against."""
    index: str = "rencai"
    """Name of the search alias; generations are called after it with a number."""
    shards: int = Field(0, ge=0, le=1024)
    """Shards of a new index generation on Elasticsearch; 0 takes one for each ten million records there are."""
    replicas: str = "0-1"
    """Copies of each shard that Elasticsearch keeps, expanded with the number of nodes."""
    secret: SecretStr | None = None
    """Key that signs sessions and forms; without it one is made once and kept in the data folder."""
    sources: Path | None = None
    """Further folder of source files, beside the bundled ones."""
    timetable: Path | None = None
    """Timetable file to use instead of the bundled one."""
    allow_hosts: Annotated[tuple[str, ...], NoDecode] = ()
    """Private hosts that may be fetched, as `host` or `host:port`, separated by commas."""
    keep_days: int = Field(90, ge=1, le=36_500)
    """Days for which rejected items, runs and archived pages that no record needs are kept."""
    contact: str = "https://example.invalid/contact"
    """Address in the crawler's user agent by which a site's owner reaches the operator."""
    public_url: str = "http://127.0.0.1:8000"
    """Address under which people reach the site; used in feeds, the sitemap and structured data."""
    https_only: bool = False
    """Send cookies over TLS only. Set it wherever the site is behind HTTPS."""

    @field_validator("allow_hosts", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip().lower() for part in value.split(",") if part.strip())
        return value

    def database(self) -> str:
        """SQLAlchemy URL of the store, with the driver this project uses."""
        if self.database_url is None:
            return f"sqlite:///{self.data.resolve() / 'rencai.sqlite'}"
        url = self.database_url.get_secret_value()
        for prefix in ("postgresql://", "postgres://"):
            if url.startswith(prefix):
                return "postgresql+psycopg://" + url.removeprefix(prefix)
        return url

    def public_view(self) -> dict[str, Any]:
        """Every setting as JSON has it, None where it is not set, secrets covered."""
        return self.model_dump(mode="json")


@lru_cache
def settings() -> Settings:
    """The settings of this process, read once.

    Raises SettingsInvalid with the name of the variable that cannot be used.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        variable = name if name.startswith(("DATABASE", "ELASTICSEARCH")) else f"RENCAI_{name}"
        raise SettingsInvalid(f"setting {variable} cannot be used: {first['msg']}; correct or unset it") from error
