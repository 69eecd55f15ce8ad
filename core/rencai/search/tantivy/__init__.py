"""The embedded engine: one folder of generations, read by many processes and written by one."""

from rencai.search.tantivy.engine import TantivyEngine
from rencai.search.tantivy.writer import TantivyWriter

__all__ = ["TantivyEngine", "TantivyWriter"]
