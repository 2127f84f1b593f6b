"""The command line: a face that translates. Nothing below knows it."""

from jiheng.cli.main import main

__all__ = ["main"]
