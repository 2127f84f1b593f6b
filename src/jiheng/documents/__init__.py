"""Paper in: turns a file into pages, text and tables, each with its place.

Knows file formats and their traps and no budget word: what a table means is for ``extraction`` to say.
The only room that imports file parsers.
"""
