"""What a file is, by its content; the name is only compared, never believed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from jiheng.documents.compound import MAGIC, Compound
from jiheng.documents.content import Limits
from jiheng.documents.errors import DamagedFile, NotYetReadable, PasswordProtected, UnknownFormat, WrongExtension
from jiheng.documents.package import Package


class Content(StrEnum):
    """What a file was found to be."""

    DOCX = "docx"
    XLSX = "xlsx"
    XLS = "xls"
    PDF = "pdf"
    HTML = "html"
    TEXT = "txt"
    ZIP = "zip"
    DOC = "doc"
    RTF = "rtf"
    ODT = "odt"
    OFD = "ofd"
    IMAGE = "image"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a person calls it, and the extensions under which it commonly goes (the first is the right one)."""

    name: str
    extensions: tuple[str, ...]


#: Extensions of the same family are read with a notice; those of another family are an error.
KINDS: Final[dict[Content, Kind]] = {
    Content.DOCX: Kind(" Word 文档", ("docx", "dotx", "doc", "wps", "docm", "dotm")),
    Content.XLSX: Kind(" Excel 工作簿", ("xlsx", "xltx", "xls", "et", "xlsm", "xltm")),
    Content.XLS: Kind(" Excel 97-2003 工作簿", ("xls", "xlt", "et", "xlsx")),
    Content.PDF: Kind(" PDF 文件", ("pdf",)),
    Content.HTML: Kind("网页（HTML）", ("html", "htm", "xhtml", "shtml", "xls", "doc", "xml", "txt")),
    Content.TEXT: Kind("纯文本", ("txt", "text", "csv", "tsv", "md", "log", "tab", "dat", "prn")),
    Content.ZIP: Kind("压缩包", ("zip",)),
    Content.DOC: Kind(" Word 97-2003 或 WPS 文档（doc/wps）", ("doc", "wps", "wpt", "dot", "docx", "dotx")),
    Content.RTF: Kind(" RTF 文档", ("rtf", "doc", "wps", "docx")),
    Content.ODT: Kind(" ODF 文字文档（odt）", ("odt", "ott")),
    Content.OFD: Kind(" OFD 版式文件", ("ofd",)),
    Content.IMAGE: Kind("图片", ("png", "jpg", "jpeg", "tif", "tiff", "bmp", "jpe", "jfif")),
}
_USUAL: Final[dict[Content, frozenset[str]]] = {
    Content.DOCX: frozenset({"docx", "dotx"}),
    Content.XLSX: frozenset({"xlsx", "xltx"}),
    Content.XLS: frozenset({"xls", "xlt", "et"}),
    Content.HTML: frozenset({"html", "htm", "xhtml", "shtml"}),
    Content.DOC: frozenset({"doc", "wps", "wpt", "dot"}),
    Content.RTF: frozenset({"rtf"}),
}
_FAMILIES: Final = frozenset(extension for kind in KINDS.values() for extension in kind.extensions) | {
    "ods", "ppt", "pptx", "gif", "webp",
}  # fmt: skip

_TO_DOCX: Final = "请用 Word 或 WPS 打开，另存为 .docx 再查。"
_TO_XLSX: Final = "请用 Excel 或 WPS 打开，另存为 .xlsx 再查。"
_UNPACK: Final = "请先解压，或改用 zip 格式压缩后再查。"
_SCAN: Final = "请提供可编辑的 docx、xlsx 文件，或先用文字识别软件转换。"

#: First bytes of pictures that are read by character recognition.
_PICTURES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*")

#: First bytes of formats that are known and not read.
_UNREAD: Final[tuple[tuple[bytes, str, str], ...]] = (
    (b"GIF8", "图片（GIF）", _SCAN),
    (b"Rar!\x1a\x07", " RAR 压缩包", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", " 7z 压缩包", _UNPACK),
    (b"\x1f\x8b", " gzip 压缩包", _UNPACK),
    (b"BZh", " bzip2 压缩包", _UNPACK),
    (b"\xfd7zXZ\0", " xz 压缩包", _UNPACK),
    (b"%!PS", " PostScript 文件", "请导出为 PDF 再查。"),
)
_HTML_START: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|meta|div|style)\b", re.I)
_MARKUP_LEAD: Final = re.compile(rb"^(?:\s|<\?xml[^>]*\?>|<!--.*?-->)*", re.S)
_TEXT_CONTROLS: Final = frozenset(b"\t\n\r\f\v\x1a\x1b\b\0")
_LEAST_TAR: Final = 512


def sniff(data: bytes, path: str, limits: Limits) -> Content:
    """What the content is.

    Raises:
        DocumentError: encrypted, damaged, known but not readable, or unknown.
    """
    extension = extension_of(path)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zipped(data, path, limits)
    if data.startswith(MAGIC):
        return _compound(data, path)
    if b"%PDF-" in data[:1024]:
        return Content.PDF
    if data.startswith(b"{\\rtf"):
        return Content.RTF
    if data.startswith(_PICTURES) or _is_bitmap(data):
        return Content.IMAGE
    for start, name, remedy in _UNREAD:
        if data.startswith(start):
            raise NotYetReadable(path, name, remedy)
    if data[257:262] == b"ustar" and len(data) >= _LEAST_TAR:
        raise NotYetReadable(path, " tar 压缩包", _UNPACK)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        raise NotYetReadable(path, "图片（WebP）", _SCAN)
    return _markup_or_text(data, path, extension)


def _is_bitmap(data: bytes) -> bool:
    return data.startswith(b"BM") and len(data) > 30 and int.from_bytes(data[2:6], "little") == len(data)


def extension_of(path: str) -> str:
    """The extension in lower case without its dot; empty when there is none."""
    name = re.split(r"[/\\]|!/", path)[-1]
    return name.rpartition(".")[2].lower().strip() if "." in name.lstrip(".") else ""


def compare(content: Content, path: str) -> str | None:
    """A notice when the name says something else of the same family; None when it fits.

    Raises:
        WrongExtension: the name says another family of files.
    """
    extension, kind = extension_of(path), KINDS[content]
    usual = _USUAL.get(content, frozenset(kind.extensions))
    if extension in usual:
        return None
    if extension in kind.extensions or extension not in _FAMILIES:
        named = f"扩展名是 .{extension}" if extension else "文件没有扩展名"
        return f"{named}，内容是{kind.name}，已按内容读取；建议把扩展名改为 .{kind.extensions[0]}。"
    raise WrongExtension(path, extension, kind.name, kind.extensions[0])


def _zipped(data: bytes, path: str, limits: Limits) -> Content:
    package = Package(data, path, limits)
    names = package.names
    if "[content_types].xml" in names:
        main = package.main_part()
        declared = package.content_type(main)
        if "wordprocessingml" in declared or "ms-word" in declared or main.startswith("word/"):
            return Content.DOCX
        if "ms-excel.sheet.binary" in declared:
            raise NotYetReadable(path, " Excel 二进制工作簿（xlsb）", _TO_XLSX)
        if "spreadsheetml" in declared or "ms-excel" in declared or main.startswith("xl/"):
            return Content.XLSX
        if "presentationml" in declared or any(name.startswith("ppt/") for name in names):
            raise NotYetReadable(path, "演示文稿（PPT）", "请把其中的表格另存为 docx 或 xlsx 再查。")
        raise DamagedFile(path, "缺少正文部分")
    if "ofd.xml" in names:
        return Content.OFD
    if "mimetype" in names:
        declared = package.read("mimetype")[:100].decode("ascii", "replace")
        if "opendocument.text" in declared:
            return Content.ODT
        if "opendocument.spreadsheet" in declared:
            raise NotYetReadable(path, " ODF 表格（ods）", _TO_XLSX)
        if "epub" in declared or "opendocument" in declared:
            raise NotYetReadable(path, "电子书或 ODF 文件", _TO_DOCX)
    return Content.ZIP


def _compound(data: bytes, path: str) -> Content:
    compound = Compound(data, path)
    names = {name.lower() for name in compound.streams}
    if "encryptedpackage" in names or "encryptioninfo" in names:
        raise PasswordProtected(path)
    if names & {"workbook", "book"}:
        return Content.XLS
    if "worddocument" in names:
        return Content.DOC
    if "powerpoint document" in names:
        raise NotYetReadable(path, "演示文稿（ppt）", "请把其中的表格另存为 docx 或 xlsx 再查。")
    if extension_of(path) in ("doc", "wps", "wpt"):
        raise NotYetReadable(path, " WPS 文字文档（wps）", _TO_DOCX)
    raise UnknownFormat(path, extension_of(path))


def _markup_or_text(data: bytes, path: str, extension: str) -> Content:
    lead = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if lead[:2] in (b"\xff\xfe", b"\xfe\xff"):
        lead = data[:8192].decode("utf-16", "replace").encode()
    if lead[:200].lstrip().startswith(b"MIME-Version:"):
        raise NotYetReadable(path, "单一网页文件（MHT）", _TO_DOCX)
    if b'progid="Word.Document"' in lead or b"schemas.microsoft.com/office/2006/xmlPackage" in lead:
        raise NotYetReadable(path, " Word XML 文档", _TO_DOCX)
    if b'progid="Excel.Sheet"' in lead or b"urn:schemas-microsoft-com:office:spreadsheet" in lead[:2000]:
        raise NotYetReadable(path, " Excel XML 表格", _TO_XLSX)
    start = _MARKUP_LEAD.match(lead)
    if _HTML_START.match(lead, start.end() if start else 0):
        return Content.HTML
    if extension in ("html", "htm", "xhtml", "shtml") and b"<" in data:
        return Content.HTML
    if is_text(data):
        return Content.TEXT
    raise UnknownFormat(path, extension)


def is_text(data: bytes) -> bool:
    """Whether the bytes look like text in some encoding: hardly any control characters, NUL only as in UTF-16."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    sample = data[:65_536]
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    zeros = odd + even
    if zeros and (min(odd, even) > zeros * 0.05 or zeros < len(sample) * 0.02):
        return False
    controls = sum(1 for byte in sample if byte < 0x20 and byte not in _TEXT_CONTROLS)
    if controls > len(sample) * 0.005 + (1 if len(sample) > 200 else 0):
        return False
    return zeros > 0 or _decodes(sample)


def _decodes(sample: bytes) -> bool:
    """Whether a known encoding reads nearly all of it; random bytes fail in each."""
    return any(sample.decode(encoding, "replace").count("\ufffd") <= len(sample) // 500 + 1 for encoding in ("utf-8", "gb18030", "big5"))
