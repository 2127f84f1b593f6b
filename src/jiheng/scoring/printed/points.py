"""The numbered points of a rule (①, 1., (1), a), 一是), in order, and what is said of them behind the last."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from jiheng.scoring.printed.wording import CIRCLED, flat

_HAN: Final = "一二三四五六七八九十"
_STYLES: Final[tuple[Callable[[int], str], ...]] = (
    lambda i: CIRCLED[i] if i < len(CIRCLED) else r"(?!)",
    lambda i: rf"\({i + 1}\)",
    lambda i: rf"(?<![\d.%/])(?:{i + 1})(?:[.、](?!\d)|\))",
    lambda i: rf"{_HAN[i]}是(?![否不])" if i < len(_HAN) else r"(?!)",
    lambda i: rf"\({_HAN[i]}\)" if i < len(_HAN) else r"(?!)",
    lambda i: rf"(?<![a-zA-Z]){chr(97 + i)}[).、]" if i < 26 else r"(?!)",
    lambda i: rf"(?<![a-zA-Z]){chr(65 + i)}[).、:]?(?=[\u4e00-\u9fff])" if i < 26 else r"(?!)",
    lambda i: rf"第{_HAN[i]}[,:、](?=[\u4e00-\u9fff])" if i < len(_HAN) else r"(?!)",
)
_TAIL: Final = re.compile(
    r"(?:以上|上述|前述)(?:各|每)?[一二两三四五六七八九十\d]*个?(?:项|点|个|条|要点|要素|内容|方面)"
    r"|[。;](?=以上|上述|若|如|每|符合|全部|具备|满足|不符合|缺|一项|1项|其中|否则|发现|完全|各|扣完|[一二两三四五六七八九十\d]+[项点个条]|各项|该)"
    r"|[。;](?=[①-⑮]\s*(?:[至到~—-]|、[①-⑮]))"
    r"|,?(?:全部|均|完全)(?:符合|满足|具备|达到|做到)(?=的|得|,)"
    r"|,?每(?:有)?(?:缺少?|符合|满足|具备|[一1]?[项个点条])(?=[^,。;]{0,12}(?:得|扣|占|计|\d))"
    r"|,?(?:不符合|缺少?|缺失|未达到)(?:其中)?(?:一|1|任[意何]?一)项"
    r"|(?:分别|各)占"
)


def listed(text: str) -> tuple[tuple[str, ...], str, str]:
    """The points, what stands before the first and what behind the last; no points when there are less than two."""
    for style in _STYLES:
        starts: list[tuple[int, int]] = []
        at = 0
        while (match := re.compile(style(len(starts))).search(text, at)) is not None and len(starts) < 30:
            starts.append((match.start(), match.end()))
            at = match.end()
        if len(starts) < 2 or (style is _STYLES[0] and text.find("②") < starts[0][0]):
            continue
        ends = [begin for begin, _ in starts[1:]] + [len(text)]
        bodies = [text[begin:end] for (_, begin), end in zip(starts, ends, strict=True)]
        cut = _TAIL.search(bodies[-1])
        tail = bodies[-1][cut.start() :] if cut else ""
        bodies[-1] = bodies[-1][: cut.start()] if cut else bodies[-1]
        points = tuple(body.strip("。;；,，") for body in bodies)
        if any(not re.search(r"[\u4e00-\u9fffA-Za-z]", point) for point in points):
            continue  # ①②③ only refers to points
        return points, text[: starts[0][0]], tail
    return (), text, ""


def points_of(text: str | None) -> tuple[str, ...]:
    """The numbered points ①②③ of a text, in order, without what follows them (以上…项)."""
    whole = flat(text)
    found: list[str] = []
    begin = whole.find("①")
    while begin >= 0 and len(found) < len(CIRCLED) - 1:
        end = whole.find(CIRCLED[len(found) + 1], begin + 1)
        body = whole[begin + 1 : end if end >= 0 else len(whole)]
        found.append(
            re.split(
                r"以上[一二两三四五六七八九十\d]+[项点个条]|。(?=以上|若|如|每|符合|满分|其中|不符合|[①-⑮]\s*(?:[至到~—-]|、[①-⑮]))", body
            )[0].strip("。;；,，")
        )
        begin = end
    return tuple(found) if len(found) > 1 else ()
