"""Words to points: applies declared scoring rules and yields every score with its trace.

A rule kind is one file in ``rules/``; its numbers come from the standard. Re-checking a published score and computing a new
one run the same code. Never opens a document.
"""
