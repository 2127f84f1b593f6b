"""Writing files: the only place, with ``annotate``, that knows file formats to write. Content comes from the reports."""
