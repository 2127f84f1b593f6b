"""Check lists: numbered points with points, shares, equal parts, vetoes or a fixed loss for each one failed."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from jiheng.scoring.printed.awards import Gives, next_award
from jiheng.scoring.printed.facets import read_rule
from jiheng.scoring.printed.points import listed
from jiheng.scoring.printed.reading import Reading
from jiheng.scoring.printed.wording import NUMBER, SHARE, decimal, flat, fraction, spelled

_JUDGED: Final = re.compile(r"酌情|视情|视具体|适当|相应扣分|程度")
_VALUES: Final = re.compile(r"完成值|完成率|目标值|[≥≤<>]|\d%")
_THING: Final = r"(?:个?(?:项|个|点|条|要点|要素|方面|内容|处))"
_KEPT: Final = r"(?:符合|满足|具备|达到|做到|存在|有|完成)"
_EQUAL: Final = re.compile(
    rf"(?:各|分别|每{_THING}|均)(?:要点)?(?:各)?占?(?:总分|分值|权重|满分|该指标|本指标)*的?(?P<share>{SHARE})(?:的?(?:分值|权重分?|总分|满分))?"
)
_EACH: Final = re.compile(
    rf"(?:每(?:{_KEPT}|有)?(?:1|一)?{_THING}|{_KEPT}(?:1|一){_THING}|(?:各|每){_THING}?)(?:{_KEPT})?(?:要求)?的?,?(?:得|计|占|为|满分)?(?P<points>{NUMBER})分"
)
_LOSS: Final = re.compile(
    rf"(?:每(?:有|缺少?|出现|发现)?(?:1|一)?{_THING}?(?:不符合?|未|缺|不满足|不达标|没有)?|(?:缺少?|不符合?|缺失|不满足|未达到|其中|任意?)?(?:1|一){_THING}(?:不符合?|缺失|不满足|未达到|不达标|没有)?)[^,。;扣]{{0,12}},?扣除?(?:总分|分值|权重分?)?的?"
    rf"(?:(?P<points>{NUMBER})分|(?P<share>{SHARE})(?:的?(?:分值|权重分?|总分|满分))?)"
)
_TALK: Final = re.compile(
    rf"(?:以上|上述|前述)?(?:各|每)?\d*{_THING}?(?:均|全部|完全|都|各项)?(?:中|内容)?(?:均|全部|完全|都)?{_KEPT}?(?:要求|条件)?的?(?:则|即)?(?:得|计)?(?:满分|分|全分|相应分值?|权重分)*"
    r"|(?:不符合|不满足|未做到|否则|缺少|不具备)?(?:的)?(?:则)?(?:不得分|扣除?(?:相应|对应|该项)(?:的)?(?:权重)?(?:分值?|权重分?))?|扣完为止|直至扣完"
)


def read(text: str | None) -> Reading | None:
    """The check list when points and what they are worth are all understood."""
    return _with_shares(text) or _with_points(text) or _with_tail(text) or _with_each(text)


def _reading(points: tuple[str, ...], shares: list[Fraction] | None, top: Decimal | None, **more: Any) -> Reading:
    """The rule; equal shares are not written."""
    veto = more.pop("veto", ())
    weighed = [share for index, share in enumerate(shares or ()) if share or index + 1 not in veto]
    entries: list[dict[str, Any]] = []
    for index, point in enumerate(points):
        entry: dict[str, Any] = {"text": point}
        if (
            shares is not None
            and (len(set(weighed)) > 1 or any(shares[number - 1] for number in veto))
            and (shares[index] or index + 1 not in veto)
        ):
            entry["share"] = decimal(shares[index])
        if index + 1 in veto:
            entry["veto"] = True
        entries.append(entry)
    parts = tuple(shares) if shares is not None else (Fraction(1, len(points)),) * len(points)
    return Reading(kind="check_list", parameters={"points": entries} | more, top=top, parts=parts)


def _with_shares(text: str | None) -> Reading | None:
    """①②③ with shares named by number (①占40%的权重分), as far as they make the whole."""
    rule = read_rule(text)
    if rule is None or not rule.points or rule.share_sum != 1 or _JUDGED.search(rule.text):
        return None
    if any(not 1 <= number <= len(rule.points) for number in (*rule.veto, *(share.point for share in rule.shares))):
        return None
    parts = {share.point: share.part * share.count for share in rule.shares}
    shares = [parts.get(index, Fraction(0)) for index in range(1, len(rule.points) + 1)]
    inner = [share for share in rule.shares if share.count > 1]
    if inner and len({share.count for share in inner}) > 1:
        return None
    more: dict[str, Any] = {}
    if rule.steps:
        more["steps"] = [decimal(step) for step in rule.steps]
    elif inner:
        more["steps"] = [decimal(Fraction(part, inner[0].count)) for part in range(1, inner[0].count + 1)]
    veto = [number for number in rule.veto if number not in parts or len(parts) == len(rule.points)]
    if len(veto) != len(rule.veto):
        return None
    return _reading(rule.points, shares, None, veto=rule.veto, **more)


def _with_points(text: str | None) -> Reading | None:
    """Points each with its own score: ①制度健全（1分）；②执行有效，得2分。"""
    points, head, tail = listed(flat(text))
    if not points or _JUDGED.search(flat(text)) or not _is_talk(spelled(tail)) or _VALUES.search(spelled(head)):
        return None
    worth: list[Fraction] = []
    for point in points:
        written = spelled(point)
        award = next_award(written, 0)
        if award is None or award[0].gives is not Gives.POINTS or award[0].low != award[0].high:
            return None
        rest = written[award[2] :]
        if _VALUES.search(written[: award[1]]) or not _is_talk(rest) or not written[: award[1]]:
            return None
        worth.append(award[0].low)
    total = sum(worth, Fraction(0))
    bare = tuple(re.sub(rf"[(,，]?(?:得|计)?{NUMBER}分\)?[^分]*$", "", point).strip(",，(;；:：") for point in points)
    return _reading(bare, [one / total for one in worth], decimal(total))


def _with_tail(text: str | None) -> Reading | None:
    """Points that the words behind them make equal: 各占1/4, 每符合一项得1分, 一项不符合扣1分."""
    points, head, tail = listed(flat(text))
    talk = spelled(tail)
    if not points or not talk or _JUDGED.search(flat(text)) or _VALUES.search(spelled("".join(points) + head)):
        return None
    if any(next_award(spelled(point), 0) for point in points):
        return None
    if (match := _EQUAL.search(talk)) and _is_talk(talk[: match.start()] + "," + talk[match.end() :]):
        share = fraction(match["share"])
        whole = share * len(points)
        return _reading(points, None, None) if abs(whole - 1) <= Fraction(1, 100) else None
    if (match := _LOSS.search(talk)) and _is_talk(talk[: match.start()] + "," + talk[match.end() :]):
        if match["points"]:
            return _reading(points, None, None, each=Decimal(match["points"]))
        share = fraction(match["share"])
        return _reading(points, None, None) if share * len(points) == 1 else None
    if (match := _EACH.search(talk)) and _is_talk(talk[: match.start()] + "," + talk[match.end() :]):
        return _reading(points, None, Decimal(match["points"]) * len(points))
    return None


def _with_each(text: str | None) -> Reading | None:
    """Points with full marks each, and what every defect costs within them: ①至③每项满分1分，每发现一处不符扣0.5分。"""
    rule = read_rule(text)
    if rule is None or rule.each is None or rule.shares or _JUDGED.search(rule.text) or rule.each[0] != len(rule.points):
        return None
    count, each = rule.each
    loss = re.search(rf"每(?:发现)?[1一](?:处|项|个)[^,，。;；扣]{{0,8}}扣({NUMBER})分", rule.text)
    if loss is None or not Decimal(loss[1]) or each % Decimal(loss[1]):
        return None
    steps = [Decimal(loss[1]) * times / each for times in range(1, int(each / Decimal(loss[1])) + 1)]
    return _reading(rule.points, None, each * count, steps=steps)


def _is_talk(text: str) -> bool:
    """Whether the words say nothing beyond 符合得分，不符合不得分，扣完为止."""
    return all(_TALK.fullmatch(piece) is not None for piece in re.split(r"[,。;:]", text) if piece)
