"""Paper in: turns a file into pages, text and tables, each with its place.

Knows file formats and their traps and no budget word: what a table means is for ``extraction`` to say.
The only room that imports file parsers; each reader is imported when the first file of its kind comes.
"""

from jiheng.documents.content import Block, Cell, Document, FileKind, Limits, Paragraph, Table, Unreadable
from jiheng.documents.errors import DocumentError
from jiheng.documents.reading import read
from jiheng.documents.walking import read_all, walk_files

__all__ = [
    "Block",
    "Cell",
    "Document",
    "DocumentError",
    "FileKind",
    "Limits",
    "Paragraph",
    "Table",
    "Unreadable",
    "read",
    "read_all",
    "walk_files",
]
