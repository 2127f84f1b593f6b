"""Paper to words: reads the pages of ``documents`` into records, with a source map from field to place.

One file per official form, driven by the label variants of the standard, not by coordinates. What it cannot read it names
as unread; it neither judges nor corrects what it reads.
"""
