"""Jiheng (绩衡): reads, recomputes, checks and explains budget performance paper.

This package holds the version and nothing else; each room below it says in its own docstring
what it is for and what it leaves to others.
"""

__version__ = "0.1.0.dev0"
