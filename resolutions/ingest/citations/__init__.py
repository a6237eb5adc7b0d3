"""Find the documents that a text names: by symbol or number, and by the name that they go by."""

from resolutions.ingest.citations.finder import find_citations
from resolutions.ingest.citations.languages import find_in
from resolutions.ingest.citations.named import find_named_references

__all__ = ["find_citations", "find_in", "find_named_references"]
