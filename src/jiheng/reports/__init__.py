"""Words to paper: one folder per official report, and the annotated copy of what was read.

Reports print what others computed and compute nothing themselves. File writers are imported in ``render`` and ``annotate``
only; no report imports another.
"""
