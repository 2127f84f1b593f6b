"""Numbers of tables and drawings through a report, in the order in which they are made."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Numbering:
    """The last numbers given."""

    tables: int = 0
    drawings: int = 0

    def table(self) -> int:
        """The number of the next table."""
        self.tables += 1
        return self.tables

    def drawing(self) -> int:
        """The number of the next chart."""
        self.drawings += 1
        return self.drawings
