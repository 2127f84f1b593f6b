"""Paper to words: reads the pages of ``documents`` into records, with a source map from field to place.

Driven by the label variants of the standard, not by coordinates: exact tables by their grid, text dumps by their stream of
tokens, both into one builder. What it cannot read it names as unread; it neither judges nor corrects what it reads.
"""

from jiheng.extraction.builder import FormBuilder
from jiheng.extraction.contract import location, record_json, to_contract
from jiheng.extraction.extraction import extract
from jiheng.extraction.results import DocumentType, Extracted, Extraction, Piece, TitledTable

__all__ = [
    "DocumentType",
    "Extracted",
    "Extraction",
    "FormBuilder",
    "Piece",
    "TitledTable",
    "extract",
    "location",
    "record_json",
    "to_contract",
]
