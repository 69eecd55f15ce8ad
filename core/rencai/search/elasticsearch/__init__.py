"""The engine for many machines: an alias over generations of an index on Elasticsearch 9."""

from rencai.search.elasticsearch.engine import ElasticsearchEngine
from rencai.search.elasticsearch.writer import ElasticsearchWriter

__all__ = ["ElasticsearchEngine", "ElasticsearchWriter"]
