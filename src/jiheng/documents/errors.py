"""Why a file cannot be read: one class per failure, each builds its Chinese sentence (file, place, remedy).

Not here: what is wrong inside a readable file (that is a notice of the document, or a finding).
"""

from __future__ import annotations

from typing import ClassVar, Final

RECOGNITION_REMEDY: Final = "请安装文字识别组件（pip install 'jiheng[ocr]'）后再查，或换用 Word 原件或可复制文字的 PDF。"


class DocumentError(Exception):
    """A file cannot be read. ``code`` is stable, ``path`` names the file, ``str()`` is the sentence for people."""

    code: ClassVar[str] = "unreadable"

    def __init__(self, path: str, sentence: str) -> None:
        super().__init__(f"{path}：{sentence}")
        self.path = path


class FileMissing(DocumentError):
    """There is no such file or folder."""

    code = "file_missing"

    def __init__(self, path: str) -> None:
        super().__init__(path, "找不到这个文件或文件夹。请核对路径和文件名。")


class FileNotOpened(DocumentError):
    """The operating system refuses to open the file."""

    code = "file_not_opened"

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, f"文件打不开（{reason}）。请检查读取权限，或关闭正在使用它的程序后再试。")


class EmptyFile(DocumentError):
    """The file has no bytes."""

    code = "empty_file"

    def __init__(self, path: str) -> None:
        super().__init__(path, "文件是空的（0 字节）。请重新导出或重新下载原件。")


class NothingInside(DocumentError):
    """A folder or archive without a single document."""

    code = "nothing_inside"

    def __init__(self, path: str, what: str) -> None:
        super().__init__(path, f"{what}里没有任何文件。请核对是否选对了位置。")


class FileTooLarge(DocumentError):
    """The file, or one part of it when unpacked, is larger than the limit."""

    code = "file_too_large"

    def __init__(self, path: str, size: int, limit: int, *, part: str = "") -> None:
        what = f"其中的 {part} 解压后" if part else "文件"
        super().__init__(
            path, f"{what}有 {_size(size)}，超过上限 {_size(limit)}。请拆分文件或删去无关的图片、附件，也可以在设置中调高上限。"
        )


class DamagedFile(DocumentError):
    """The file is cut off or its packing is broken."""

    code = "damaged_file"

    def __init__(self, path: str, what: str = "压缩结构不完整，可能没有下载完或传输中断") -> None:
        super().__init__(path, f"文件已损坏：{what}。请重新下载或向提供单位索取原件；能用 Word、WPS 打开修复的，请另存后再查。")


class DamagedPart(DocumentError):
    """A part inside an Office file is missing or not well formed."""

    code = "damaged_part"

    def __init__(self, path: str, part: str, line: int | None = None) -> None:
        where = f"第 {line} 行" if line else ""
        super().__init__(path, f"文件内部的 {part} {where}缺失或已损坏。请用 Word、Excel 或 WPS 打开修复并另存后再查。")


class WrongExtension(DocumentError):
    """The name promises one kind of file, the content is another."""

    code = "wrong_extension"

    def __init__(self, path: str, extension: str, content: str, right: str) -> None:
        super().__init__(path, f"扩展名是 .{extension}，内容却是{content}。请核对是否拿错了文件；没有拿错就把扩展名改为 .{right} 再查。")


class UnknownFormat(DocumentError):
    """The content is none of the formats known."""

    code = "unknown_format"

    def __init__(self, path: str, extension: str = "") -> None:
        named = f"扩展名是 .{extension}，但" if extension else ""
        super().__init__(
            path, f"{named}内容不是可识别的文档。请用原来的程序打开它，另存为 docx、xlsx、pdf 或 txt 再查；打不开的请索取原件。"
        )


class NotYetReadable(DocumentError):
    """A known format that this version cannot read."""

    code = "not_yet_readable"

    def __init__(self, path: str, content: str, remedy: str) -> None:
        super().__init__(path, f"这是{content}，暂时不能读取。{remedy}")


class OfficeMissing(DocumentError):
    """A format that LibreOffice converts, and there is no LibreOffice."""

    code = "office_missing"

    def __init__(self, path: str, content: str, remedy: str) -> None:
        super().__init__(path, f"这是{content}，读取它需要 LibreOffice，本机没有找到。请安装 LibreOffice 后再查；或者{remedy}")


class ConversionFailed(DocumentError):
    """LibreOffice made nothing of the file."""

    code = "conversion_failed"

    def __init__(self, path: str, content: str, remedy: str) -> None:
        super().__init__(path, f"这是{content}，LibreOffice 没有转换成功，文件可能已损坏。{remedy}")


class PasswordProtected(DocumentError):
    """The file asks for a password before it can be read."""

    code = "password_protected"

    def __init__(self, path: str, content: str = "文件") -> None:
        super().__init__(path, f"{content}设有打开密码，无法读取。请输入密码打开，取消密码保护并另存后再查。")


class MacroFile(DocumentError):
    """The file carries macros. Such files are refused: nothing of theirs is needed and offices block them."""

    code = "macro_file"

    def __init__(self, path: str, right: str) -> None:
        super().__init__(path, f"文件含有宏，为安全起见不读取。请在 Word、Excel 或 WPS 中另存为不含宏的 .{right} 再查。")


class ArchiveBomb(DocumentError):
    """Unpacking would yield far more than any document needs."""

    code = "archive_bomb"

    def __init__(self, path: str, size: int, limit: int) -> None:
        much = f"压缩内容展开后至少有 {_size(size)}，超过上限 {_size(limit)}"
        super().__init__(path, f"{much}，疑似压缩炸弹，没有展开。请核对来源；确属正常资料的，请分批打包。")


class TooManyMembers(DocumentError):
    """An archive or package holds more members than the limit."""

    code = "too_many_members"

    def __init__(self, path: str, count: int, limit: int) -> None:
        super().__init__(path, f"压缩包内有 {count} 个文件，超过上限 {limit} 个。请分批打包，或解压后按文件夹检查。")


class ArchiveTooDeep(DocumentError):
    """Archives within archives beyond the limit."""

    code = "archive_too_deep"

    def __init__(self, path: str, limit: int) -> None:
        super().__init__(path, f"压缩包层层嵌套超过 {limit} 层，没有继续展开。请先解压里层的压缩包再查。")


class UnsafeMember(DocumentError):
    """An archive member whose name points outside the archive."""

    code = "unsafe_member"

    def __init__(self, path: str) -> None:
        super().__init__(path, "压缩包成员的路径指向压缩包之外或是链接，为安全起见不读取。请核对来源，解压后重新打包再查。")


class TextTooLong(DocumentError):
    """One cell or paragraph holds more text than the limit; nothing of the file is read rather than a part of it."""

    code = "text_too_long"

    def __init__(self, path: str, place: str, length: int, limit: int) -> None:
        super().__init__(path, f"{place}有 {length} 个字符，超过上限 {limit} 个。请核对是否误粘贴了内容，删去或拆分后再查。")


class TooManyCells(DocumentError):
    """More table cells than the limit."""

    code = "too_many_cells"

    def __init__(self, path: str, limit: int) -> None:
        super().__init__(path, f"表格单元格超过上限 {limit} 个。请把明细数据移出或拆成多个文件再查。")


class TooManyPages(DocumentError):
    """More pages than the limit."""

    code = "too_many_pages"

    def __init__(self, path: str, count: int, limit: int) -> None:
        super().__init__(path, f"共 {count} 页，超过上限 {limit} 页。请拆分后再查，也可以在设置中调高上限。")


class NoTextLayer(DocumentError):
    """No page of a PDF has text: scans, or text turned into drawings."""

    code = "no_text_layer"

    def __init__(self, path: str, pages: int) -> None:
        super().__init__(path, f"共 {pages} 页，全部是扫描件或图片，没有文字层，无法读取。{RECOGNITION_REMEDY}")


class RecognitionMissing(DocumentError):
    """A picture, and character recognition is not installed."""

    code = "recognition_missing"

    def __init__(self, path: str) -> None:
        super().__init__(path, f"这是图片，读取它需要文字识别，本机没有安装。{RECOGNITION_REMEDY}")


class PictureTooLarge(DocumentError):
    """A picture with more pixels than the limit."""

    code = "picture_too_large"

    def __init__(self, path: str, width: int, height: int, limit: int) -> None:
        super().__init__(
            path, f"图片有 {width}×{height} 个像素，超过上限 {limit // 10_000} 万。请按 200 dpi 重新扫描，也可以在设置中调高上限。"
        )


class TablesTooDeep(DocumentError):
    """Tables within tables beyond what any form needs."""

    code = "tables_too_deep"

    def __init__(self, path: str, limit: int) -> None:
        super().__init__(path, f"表格层层嵌套超过 {limit} 层。请用 Word 或 WPS 打开，把内层表格移到外面后再查。")


class TimeExceeded(DocumentError):
    """Reading took longer than the limit."""

    code = "time_exceeded"

    def __init__(self, path: str, seconds: float) -> None:
        super().__init__(path, f"读取超过 {seconds:g} 秒仍未完成，已停止。请拆分文件后再查，也可以在设置中调高时限。")


class InternalFailure(DocumentError):
    """A reader failed in a way nobody foresaw: our defect, not the user's."""

    code = "internal_error"

    def __init__(self, path: str, error: BaseException) -> None:
        super().__init__(
            path, f"读取程序出错（{type(error).__name__}），这是程序的问题。请保留原件并反馈；另存为 docx、xlsx 或 pdf 后可再试一次。"
        )


def _size(count: int) -> str:
    for unit, scale in (("GB", 1024**3), ("MB", 1024**2), ("KB", 1024)):
        if count >= scale:
            return f"{count / scale:.1f} {unit}"
    return f"{count} 字节"
