"""Running text out of paragraphs: lines broken in mid-sentence joined again, one width and one script, with the way back to each place.

Every change keeps the length, so a position in the plain text is the position in the text as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from jiheng.documents.content import Paragraph
from jiheng.extraction.prose_pairs import spread
from jiheng.extraction.prose_passage import Passage
from jiheng.model.mentions import flat

__all__ = ["NUMBERED", "Passage", "closed_up", "is_noise", "passages", "plain", "simplified"]

#: Characters of the older script in fiscal sentences, for pages that were converted by machine.
_TRADITIONAL: Final = (
    "萬億與較減長額達員財撥國預決數總項車購運維護費務團組個輛執導實際經機構屬單結轉餘補營業種類於從對為無沒變標準環"
    "資產權採貨術貸稅關規劃審計檢監測學習環節約壓縮開閉嚴厲響應領隊處見點體貼報廣場館區縣鎮鄉衛醫療園藝職養險離幹軍"
    "興農糧畜糾紛級數階層條應時間後來無歷辦內勞會議廳書證誤記調擔認請討論設備訓練傳遞價值獎勵聯繫濟災損壞積極穩強雲"
    "濱灣島豐鐵專電視訊網絡線裝覽創負責"
)
_SIMPLIFIED: Final = (
    "万亿与较减长额达员财拨国预决数总项车购运维护费务团组个辆执导实际经机构属单结转余补营业种类于从对为无没变标准环"
    "资产权采货术贷税关规划审计检监测学习环节约压缩开闭严厉响应领队处见点体贴报广场馆区县镇乡卫医疗园艺职养险离干军"
    "兴农粮畜纠纷级数阶层条应时间后来无历办内劳会议厅书证误记调担认请讨论设备训练传递价值奖励联系济灾损坏积极稳强云"
    "滨湾岛丰铁专电视讯网络线装览创负责"
)
_SCRIPT: Final = str.maketrans(_TRADITIONAL, _SIMPLIFIED)
_WIDTH: Final = str.maketrans(
    {"，": ",", "；": ";", "：": ":", "！": "!", "？": "?", "（": "(", "）": ")", "\u3000": " ", "\u00a0": " ", "−": "-"}
)
#: The numbers before headings and list entries, by rank.
NUMBERED: Final = re.compile(
    r"\s*(?:(?P<part>第[一二三四五六七八九十]+(?:部分|章|篇))|(?P<big>[一二三四五六七八九十]{1,3}\s*[、.])|(?P<bracket>\([一二三四五六七八九十]{1,3}\))"
    r"|(?P<digit>\d{1,2}\s*(?:[、]|\.(?!\d)))|(?P<small>\(\d{1,2}\)|\d{1,2}\)|[\u2460-\u2473]))\s*[、.]?\s*"
)
#: A comparison or percent sign in formula code, and the marks around it.
_CODE: Final = re.compile(r"\\[gl]eq?(?![a-z])|\\%|\$")
_SIGNS: Final = {r"\%": " %", r"\ge": "≥", r"\geq": "≥", r"\le": "≤", r"\leq": "≤"}
#: Characters set apart in justified lines: 经 费 总 预 算.
_SPACED: Final = re.compile(r"[\u4e00-\u9fff](?: ?[\u4e00-\u9fff])+")
_FINISHED: Final = re.compile(r"[。!?;:]\s*[”\"’》)]?\s*$")
_WHOLE: Final = re.compile(r"(?:元|%|[人个辆项家次])\s*$")
_NOISE: Final = re.compile(r"[-—–\s\d/第页共·.]*|•.*|扫一扫.*|打印|【.*")


def plain(text: str) -> str:
    """The text in half width and simplified script, formula code by its characters; the length stays."""
    if "\\" in text:
        text = _CODE.sub(lambda match: _SIGNS.get(match[0], "").ljust(len(match[0])), text)
    return flat(text).translate(_WIDTH).translate(_SCRIPT)


def closed_up(text: str) -> str:
    """The text with the spaces inside justified words moved behind them; the length stays."""
    return _SPACED.sub(_closed, text) if " " in text else text


def _closed(match: re.Match[str]) -> str:
    words = match[0]
    spaces = words.count(" ")
    return words.replace(" ", "") + " " * spaces if spaces * 2 > len(words) - spaces - 1 else words


def simplified(text: str) -> str:
    """The text in simplified script, width as printed."""
    return text.translate(_SCRIPT)


def is_noise(text: str) -> bool:
    """Whether a line is a page number or a button of a web page."""
    return _NOISE.fullmatch(text.strip()) is not None


def _width(paragraphs: Sequence[Paragraph]) -> int:
    """The length at which the lines of a file were broken; 0 when its lines are whole paragraphs."""
    lengths = sorted(len(p.text.strip()) for p in paragraphs if len(p.text.strip()) >= 10 and not is_noise(p.text))
    if len(lengths) < 5:
        return 0
    full = lengths[int(len(lengths) * 0.9)]
    alike = sum(full * 0.85 <= length <= full * 1.12 for length in lengths)
    return full if full <= 60 and alike * 2 >= len(lengths) else 0


def _goes_on(before: str, after: str, width: int) -> bool:
    """Whether a line stopped in mid-sentence and the next one goes on."""
    line, following = before.strip(), after.strip()
    if not line or not following or _FINISHED.search(line) or NUMBERED.match(following):
        return False
    if re.match(r"[,、;。)]", following):
        return True
    if width and len(line) >= width * 0.85 and not (_WHOLE.search(line) and len(line) < width * 0.95):
        return True
    if _WHOLE.search(line) and not re.match(r"[\d万亿]", following):
        return False
    if re.search(r"\((?:类|款)\)", line) and not re.search(r"\(项\)|\d\s*(?:万元|%)", line) and not re.search(r"\([类款]\)$", line):
        return True
    return bool(re.search(r"[,;。]", line)) or (len(line) >= 18 and not NUMBERED.match(line) and bool(re.search(r"[\d.,、的]$", line)))


def passages(paragraphs: Sequence[Paragraph]) -> Iterator[Passage]:
    """The logical paragraphs, in order; ``index`` is the number of the first paragraph in each."""
    open_parts: list[tuple[int, Paragraph]] = []
    first, text, flattened, last = 0, "", "", ""
    width = _width(paragraphs)
    for number, paragraph in enumerate(paragraphs):
        if is_noise(paragraph.text):
            continue
        line = plain(paragraph.text)
        if open_parts and _goes_on(flattened if not width else last, line, width) and paragraph.level in (0, 5):
            open_parts.append((len(text), paragraph))
            text, flattened, last = text + paragraph.text, flattened + line, line
            continue
        if open_parts:
            yield spread(Passage(closed_up(text), closed_up(flattened), tuple(open_parts), first))
        open_parts, first, text, flattened = [(0, paragraph)], number, paragraph.text, line
        last = line
    if open_parts:
        yield spread(Passage(closed_up(text), closed_up(flattened), tuple(open_parts), first))
