"""Data in and out: imports with a dry run, exports, the interface for programs."""
