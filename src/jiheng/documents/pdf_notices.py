"""What a reader of the results must know about pages that could not be read whole: Chinese sentences for ``Document.notices``."""

from __future__ import annotations

from jiheng.documents.errors import RECOGNITION_REMEDY, NoTextLayer
from jiheng.documents.pdf_content import PageContent

SCANNED = 0.4
"""A picture over this share of the page, and no text: the page is a scan."""

OUTLINED = 50
"""So many curves and no text: letters turned into drawings."""


def needs_recognition(content: PageContent) -> bool:
    """Whether the page shows writing and has no text: a scan, pictures, or letters turned into drawings."""
    if any(not glyph.text.isspace() for glyph in content.glyphs):
        return False
    if content.picture_share > SCANNED and any(not glyph.text.isspace() for glyph in content.hidden):
        return False
    return bool(content.pictures) or content.curves > OUTLINED


class Notices:
    """Collects, page by page, what was passed over or is doubtful."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.pages = 0
        self.with_text = 0
        self.scanned: list[int] = []
        self.recognised: list[int] = []
        self.read_here: list[int] = []
        self.unreadable: list[int] = []
        self.unmapped: list[int] = []
        self.outlined: list[int] = []
        self.hidden: list[int] = []
        self.white: list[int] = []
        self.clipped: list[int] = []
        self.watermarks: dict[str, list[int]] = {}

    def look_at(self, content: PageContent) -> None:
        """Note the page's peculiarities; a recognised layer under a scan becomes the page's text."""
        number = content.number
        self.pages += 1
        if content.recognised:
            self.with_text += 1
            (self.read_here if content.glyphs else self.unreadable).append(number)
            return
        is_scan = content.picture_share > SCANNED
        inked = [g for g in content.glyphs if not g.text.isspace()]
        hidden = [g for g in content.hidden if not g.text.isspace()]
        if hidden and is_scan and len(hidden) > len(inked):
            content.glyphs = content.glyphs + content.hidden
            inked = inked + hidden
            self.recognised.append(number)
        elif hidden:
            self.hidden.append(number)
        if not inked:
            if is_scan or content.pictures:
                self.scanned.append(number)
            elif content.curves > OUTLINED:
                self.outlined.append(number)
        else:
            self.with_text += 1
        if content.unmapped > 0.05 * max(len(inked), 1):
            self.unmapped.append(number)
        if content.white:
            self.white.append(number)
        if content.clipped:
            self.clipped.append(number)
        words = "".join(g.text for g in content.watermark).strip()
        if words:
            self.watermarks.setdefault(words[:20], []).append(number)

    def require_text(self) -> None:
        """Raise when no page has text."""
        if self.pages and not self.with_text and (self.scanned or self.outlined):
            raise NoTextLayer(self.path, self.pages)

    def sentences(self) -> tuple[str, ...]:
        """All notices."""
        said = []
        if self.scanned:
            said.append(f"{_pages(self.scanned)}是扫描件或图片，没有文字层，未读取；{RECOGNITION_REMEDY}")
        if self.outlined:
            said.append(f"{_pages(self.outlined)}的文字已转为图形，没有文字层，未读取。请换用可复制文字的 PDF 或 Word 原件。")
        if self.read_here:
            said.append(f"{_pages(self.read_here)}是扫描件或图片，文字由本机识别，可能有错字，请对照原件。")
        if self.unreadable:
            said.append(f"{_pages(self.unreadable)}是图片，没有识别出文字；如有内容，请换用更清楚的扫描件或 Word 原件。")
        if self.recognised:
            said.append(f"{_pages(self.recognised)}是扫描件，文字取自文件自带的识别结果，可能有错字，请对照原件。")
        if self.unmapped:
            said.append(f"{_pages(self.unmapped)}的文字层读不出来或有缺字（字体没有字符对照表），请换用 Word 原件或重新导出 PDF。")
        if self.hidden:
            said.append(f"{_pages(self.hidden)}有看不见的文字，未作为正文读取。")
        if self.white:
            said.append(f"{_pages(self.white)}有与纸同色的文字，未作为正文读取。")
        if self.clipped:
            said.append(f"{_pages(self.clipped)}有被遮去的文字（超出所在区域，纸面上看不到），未读取。")
        said += [f"{_pages(pages)}有水印「{words}」，未作为正文读取。" for words, pages in self.watermarks.items()]
        return tuple(said)


def _pages(numbers: list[int]) -> str:
    """Pages as people write them: 第 1、3—5 页."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    named = [str(run[0]) if len(run) == 1 else f"{run[0]}—{run[-1]}" if len(run) > 2 else f"{run[0]}、{run[1]}" for run in runs]
    return f"第 {'、'.join(named)} 页"
