"""A logical paragraph of running text, with the way back to where it was printed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from jiheng.documents.content import Paragraph
from jiheng.model import Place


@dataclass(frozen=True, slots=True)
class Passage:
    """One logical paragraph. ``parts`` are the paragraphs it was joined from with their start in ``text``."""

    text: str
    plain: str
    parts: tuple[tuple[int, Paragraph], ...]
    index: int

    def place(self, start: int, end: int) -> Place:
        """The place of some of its characters, in the paragraph they begin in; a second paragraph's page goes to ``more``."""
        begin, paragraph = next((part for part in reversed(self.parts) if part[0] <= start), self.parts[0])
        stop = min(end, begin + len(paragraph.text))
        found = paragraph.place.within(start - begin, stop - begin, self.text[start:end].strip())
        others = tuple(
            (other.place.page, other.place.box)
            for begun, other in self.parts
            if begin < begun < end and other.place.page is not None and other.place.box is not None
        )
        return replace(found, more=found.more + others) if others else found

    def said(self, start: int, end: int) -> str:
        """Some of its words as printed."""
        return self.text[start:end]

    @property
    def line(self) -> str:
        """The whole of it as printed."""
        return self.text
