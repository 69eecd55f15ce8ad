"""Which engine it is: Elasticsearch where a URL is set, else the embedded index in the data folder."""

from collections.abc import Callable

from rencai.search.engine import SearchEngine
from rencai.search.lexicon import Lexicon, bundled
from rencai.search.port import SearchReader, SearchWriter
from rencai.search.reader import Reader
from rencai.settings import Settings


def open_reader(settings: Settings, lexicon: Callable[[], Lexicon] = bundled) -> SearchReader:
    """A reader of the current index; opens nothing until it is asked, so it can be made before there is an index."""
    return Reader(open_engine(settings), lexicon)


def open_engine(settings: Settings) -> SearchEngine:
    """The adapter for reading."""
    if settings.elasticsearch_url:
        from rencai.search.elasticsearch import ElasticsearchEngine

        return ElasticsearchEngine(settings)
    from rencai.search.tantivy import TantivyEngine

    return TantivyEngine(settings.data / "index")


def open_writer(settings: Settings) -> SearchWriter:
    """A writer of generations."""
    if settings.elasticsearch_url:
        from rencai.search.elasticsearch import ElasticsearchWriter

        return ElasticsearchWriter(settings)
    from rencai.search.tantivy import TantivyWriter

    return TantivyWriter(settings.data / "index")
