"""What the sentences of a report list: problems, suggestions, good practice, documents cited, targets, surveys, the team."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from jiheng.extraction.report_draft import Draft, tidy
from jiheng.extraction.report_numbering import numbered
from jiheng.extraction.report_outline import Outline, Passage
from jiheng.extraction.report_scores import sentences
from jiheng.extraction.wording import indicator_name
from jiheng.model import (
    CitedDocument,
    Indicator,
    IndicatorCategory,
    IndicatorSubcategory,
    Member,
    Place,
    Point,
    ReportPart,
    Source,
    Survey,
    TargetList,
    read_figure,
    read_target,
)

_CITED: Final = re.compile(
    r"《(?P<title>[^《》]*(?:《[^《》]*》[^《》]*)*)》(?:\s*(?:的通知)?\s*[(（]\s*(?P<number>[^()（）]{0,24}?(?:[〔\[【［]\s*\d{4}\s*[〕\]】］]|[(（]\s*\d{4}\s*[)）])\s*第?\s*\d+\s*号)\s*[)）])?"
)
_POINT_KINDS: Final = {"problems": "problems", "suggestions": "suggestions", "practices": "practices"}
_COUNT: Final = r"\s*(?:了)?(?:共|共计|合计)?\s*(?:满意度|调查)*(?:调查)?(?:问卷)?\s*(?P<n>[\d,]{1,7})\s*(?:份|户|人|家)"
_ISSUED: Final = re.compile(r"(?:发放|发出|投放|下发)[^，。；\d]{0,24}?" + _COUNT)
_RETURNED: Final = re.compile(r"(?:回收|收回|回收到)(?!率)(?!有效)[^，。；\d]{0,12}?" + _COUNT)
_VALID: Final = re.compile(r"有效(?:调查)?(?:问卷|份数)?" + _COUNT)
_SATISFIED: Final = re.compile(
    r"(?:表示)?满意(?:的)?(?:企业|群众|人员|人|对象|农户|居民|用户|学生|职工)?(?:数|人数|家数|户数)?(?:为|有|是|：|:)\s*(?P<n>[\d,]{1,7})\s*(?:份|户|人|家|名)"
)
_SATISFACTION: Final = re.compile(
    r"(?:满意度|满意率)(?:[(（]%[)）])?(?:调查)?(?:的)?(?:实际完成值|结果|综合|平均)*(?:为|是|达|达到|：|:)\s*(?P<n>\d{1,3}(?:\.\d+)?)\s*(?P<u>[%％]|分)"
)
_POPULATION: Final = re.compile(
    r"(?:受益|服务|补助|奖补|调查)(?:对象|企业|群众|人员|农户|居民)(?:(?!发放|回收|收回|抽)[^。；\d]){0,20}?(?:共|总数|总计|共计|有)+\s*(?P<n>[\d,]{1,7})\s*(?:户|人|家|名)"
)
_METHOD: Final = re.compile(r"抽样(?:调查|发放)?|随机(?:抽样|抽取|发放)|普查|全面调查|全覆盖(?:调查)?|全数调查|分层抽样")
_FORMULA: Final = re.compile(r"(?:满意度|满意率)\s*[=＝]\s*[^。；]{4,60}")
_QUOTED_TARGET: Final = re.compile(
    r"[“\"](?P<name>[^”\"]{2,40})[”\"](?:指标|的)?[，,]?\s*(?:的)?(?:预期|年度|计划)?(?:指标|目标)值(?:为|是|：|:)\s*(?P<target>[^，。；,;]{1,30})"
)
_PLAIN_TARGET: Final = re.compile(
    r"(?:^|[；;。])\s*(?:[①-⑳]|[(（]?\d{1,2}[)）.、．])?\s*(?P<name>[^，。；：:“”]{2,30}?)[，,]?\s*(?:的)?(?:预期|年度|计划)(?:指标|目标)值?(?:为|是|：|:)\s*(?P<target>[^，。；,;]{1,30})"
)
#: Names with their bounds one after the other: 修建渠道长度≥12公里；受益户数≥300户.
_LISTED_TARGET: Final = re.compile(
    r"(?:^|[；;。：:])\s*(?P<name>[\u4e00-\u9fff（）()]{3,30}?)\s*(?P<target>[≥≤＝=＞＜<>]{1,2}\s*\d[^，。；,;]{0,14})(?=[；;。，]|$)"
)
_NAME: Final = r"[\u4e00-\u9fff]{2,4}(?:·[\u4e00-\u9fff]{2,6})*(?![\u4e00-\u9fff：:·])"
_ROLE: Final = re.compile(
    rf"(?P<role>(?:项目|评价)?(?:工作|小)?组?(?:总?负责人|副组长|组长|主评人|成员|组员))\s*[：:]\s*(?P<names>{_NAME}(?:\s*[、\s]\s*{_NAME}){{0,15}})"
)


class _Span(NamedTuple):
    number: str
    title: str
    text: str
    place: Place
    title_place: Place


def read_points(outline: Outline, draft: Draft) -> None:
    """Problems, suggestions and good practice, those of the abstract apart."""
    for index, heading in enumerate(outline.headings):
        kind = _POINT_KINDS.get(heading.kind or "")
        if kind is None or heading.part not in (ReportPart.BODY, ReportPart.ABSTRACT) or heading.level > 3 or _within(outline, index, kind):
            continue
        name = f"abstract_{kind}" if heading.part is ReportPart.ABSTRACT else kind
        section = outline.section(index)
        for span in _points(outline, index):
            record = Point(title=span.title, text=span.text, number=span.number, section=section)
            source = Source(place=span.title_place, section=section, label=span.title)
            draft.add(name, record, source, {"text": Source(place=span.place, section=section, label=span.title)} if span.text else None)


def _within(outline: Outline, index: int, kind: str) -> bool:
    """Whether a heading above already lists the same."""
    return any(_POINT_KINDS.get(above.kind or "") == kind for above in outline.chain(index)[1:])


def _points(outline: Outline, index: int) -> Iterator[_Span]:
    """The numbered headings, else the numbered passages, under a heading."""
    top = outline.headings[index]
    last = index
    while last + 1 < len(outline.headings) and outline.headings[last + 1].level > top.level and outline.headings[last + 1].part is top.part:
        last += 1
    below = outline.headings[index + 1 : last + 1]
    if below:
        level = min(heading.level for heading in below)
        if any(_POINT_KINDS.get(h.kind or "") not in (None, _POINT_KINDS[top.kind or ""]) and h.level == level for h in below):
            below = []
        starts = [index + 1 + n for n, heading in enumerate(below) if heading.level == level]
        for number, start in enumerate(starts):
            stop = starts[number + 1] if number + 1 < len(starts) else last + 1
            heading = outline.headings[start]
            passages = [p for p in outline.passages if start <= p.heading < stop and p.part is heading.part]
            text = "\n".join(p.text for p in passages)
            title = heading.title.rstrip("。；;")
            yield _Span(
                heading.number,
                title,
                text,
                passages[0].place if passages else heading.place,
                heading.place.within(0, len(heading.full), heading.full),
            )
        if starts:
            return
    yield from _listed([p for p in outline.passages if p.heading == index])


def _part(passage: Passage, start: int, end: int) -> Passage:
    later = [(offset - start, place) for offset, place in passage.pieces if start < offset < end]
    return Passage(passage.text[start:end], [(0, passage.within(start, end)), *later], passage.heading, passage.part)


def _apart(passages: list[Passage]) -> Iterator[Passage]:
    """The passages, those cut that hold the next numbers behind a full stop: lines of a narrow cell that ran together."""
    for passage in passages:
        first = re.match(r"\s*(\d{1,2})[.．、]", passage.text)
        begin, number = 0, int(first[1]) if first else 0
        while first and (found := re.compile(rf"[。；;]\s*(?={number + 1}[.．、](?!\d))").search(passage.text, begin)):
            yield _part(passage, begin, found.end())
            begin, number = found.end(), number + 1
        yield _part(passage, begin, len(passage.text)) if begin else passage


def _listed(passages: list[Passage]) -> Iterator[_Span]:
    """Points that are paragraphs: a number or 一是 in front, the first sentence as the title."""
    for passage in _apart(passages):
        line = numbered(passage.text)
        spoken = re.match(r"\s*([一二三四五六七八九十]是|第[一二三四五六七八九十]+[，,、])\s*[，,]?", passage.text)
        several = list(re.finditer(r"(?:^|[。；;：:])\s*([一二三四五六七八九十]是)", passage.text))
        if line is None and len(several) >= 2:
            yield from _spoken(passage, several)
            continue
        if line is None and spoken is None:
            continue
        number = line.number if line else (spoken[1] if spoken else "")
        rest = line.rest if line else passage.text[spoken.end() :] if spoken else ""
        match = re.match(r"[^。：:；]{2,40}[。：:]?", rest)
        title = match[0].rstrip("。：:") if match else rest[:40]
        begin = passage.text.find(rest) if rest else 0
        yield _Span(number, title, rest[match.end() :].strip() if match else rest, passage.place, passage.within(begin, begin + len(title)))


def _spoken(passage: Passage, marks: list[re.Match[str]]) -> Iterator[_Span]:
    for number, mark in enumerate(marks):
        stop = marks[number + 1].start(1) if number + 1 < len(marks) else len(passage.text)
        text = passage.text[mark.end() : stop].strip("，, ")
        match = re.match(r"[^。，,；]{2,40}", text)
        title = match[0] if match else text[:40]
        begin = mark.end()
        yield _Span(
            mark[1], title, text[len(title) :].lstrip("。，,；"), passage.within(begin, stop), passage.within(begin, begin + len(title))
        )


def read_citations(outline: Outline, draft: Draft) -> None:
    """Every document named with its title marks; the number as printed behind it."""
    for passage in outline.passages:
        section = outline.section(passage.heading)
        for match in _CITED.finditer(passage.text):
            title = tidy(match["title"])
            if len(title) < 4:
                continue
            record = CitedDocument(
                title=title, number=tidy(match["number"]) if match["number"] else None, section=section, part=passage.part
            )
            parts = (
                {"number": Source(place=passage.within(*match.span("number")), section=section, label=title)} if match["number"] else None
            )
            draft.add("documents_cited", record, Source(place=passage.within(*match.span()), section=section, label=title), parts)


def read_targets_stated(outline: Outline, draft: Draft) -> None:
    """Targets in sentences, one list for each chapter that declares them."""
    lists: dict[int, list[tuple[Indicator, Source]]] = {}
    for number, passage in enumerate(outline.passages):
        chain = outline.chain(passage.heading)
        top = next((h for h in reversed(chain) if h.kind == "objectives" and h.level >= 1), None)
        if top is None:
            continue
        key = next(i for i, h in enumerate(outline.headings) if h is top)
        listed = [*_LISTED_TARGET.finditer(passage.text)]
        told = [*_QUOTED_TARGET.finditer(passage.text)] or [*_PLAIN_TARGET.finditer(passage.text)]
        for match in told or (listed if len(listed) > 1 else []):
            lists.setdefault(key, []).append(_stated_target(match, number, passage, outline, draft))
    for key, found in lists.items():
        heading = outline.headings[key]
        section = outline.section(key)
        overall = next((p.text for p in outline.passages if key <= p.heading and p.part is heading.part and len(p.text) > 30), None)
        parts = {f"indicators/{n}": source for n, (_, source) in enumerate(found)}
        record = TargetList(section=section, part=heading.part, overall=overall, indicators=tuple(row for row, _ in found))
        draft.add("target_lists", record, Source(place=heading.place, section=section, label=heading.title), parts)


def _stated_target(match: re.Match[str], number: int, passage: Passage, outline: Outline, draft: Draft) -> tuple[Indicator, Source]:
    labels = draft.labels
    name, unit = indicator_name(match["name"], labels)
    before = outline.passages[number - 1] if number else None
    above = [h.title for h in outline.chain(passage.heading)]
    steps = [p for p in reversed(outline.passages[max(0, number - 4) : number]) if p.heading == passage.heading and len(p.text) <= 14]
    words = [re.sub(r"指标$|目标$|[。：:]", "", w) for w in [*(p.text for p in steps[:1]), *above]] if before is not None else above
    sub = next((m for w in words if (m := labels.subcategories.meaning(w) or labels.subcategories.meaning(f"{w}指标"))), None)
    category = next((m for w in words if (m := labels.categories.meaning(w) or labels.categories.meaning(f"{w}指标"))), None)
    group = next((h.title for h in outline.chain(passage.heading) if labels.categories.meaning(re.sub(r"目标$", "", h.title))), None)
    row = Indicator(
        category=group, category_key=IndicatorCategory(category) if category else None,
        subcategory=steps[0].text if steps else None, subcategory_key=IndicatorSubcategory(sub) if sub else None,
        name=name, name_unit=unit, target=read_target(match["target"].strip()),
    )  # fmt: skip
    return row, Source(place=passage.within(*match.span()), section=outline.section(passage.heading), label=f"{name} / 预期指标值")


def stated_survey(passage: Passage, section: str) -> tuple[Survey, dict[str, Source]] | None:
    """The survey that a passage states: issued, returned, valid, satisfied, rate; None when it states none."""
    text = passage.text
    found: dict[str, Any] = {}
    parts: dict[str, Source] = {}
    for field, pattern in (
        ("issued", _ISSUED), ("returned", _RETURNED), ("valid", _VALID), ("satisfied", _SATISFIED),
        ("satisfaction", _SATISFACTION), ("population", _POPULATION),
    ):  # fmt: skip
        match = pattern.search(text)
        if match is None:
            continue
        unit = match.groupdict().get("u") or ""
        figure = read_figure(match["n"], unit="%" if unit in ("%", "％") else "")
        if figure is not None:
            found[field] = figure if unit else figure.as_exact()
            parts[field] = Source(place=passage.within(*match.span()), section=section, label=match[0][:8])
    for field, pattern in (("method", _METHOD), ("formula", _FORMULA)):
        match = pattern.search(text)
        if match is not None and (field == "formula" or re.search(r"问卷|调查", text)):
            found[field] = match[0]
            parts[field] = Source(place=passage.within(*match.span()), section=section, label=match[0][:8])
    return (Survey(section=section, part=passage.part, **found), parts) if found else None


def read_surveys_stated(outline: Outline, draft: Draft) -> None:
    """Surveys in the sentences of abstract and body; those of an annex are read with its table."""
    for passage in outline.passages:
        if passage.part is ReportPart.ANNEX or not re.search(r"问卷|调查", passage.text):
            continue
        section = outline.section(passage.heading)
        found = stated_survey(passage, section)
        if found is not None and (found[0].issued is not None or found[0].returned is not None):
            draft.add("surveys", found[0], Source(place=passage.place, section=section, label="问卷调查"), found[1])


def read_team_stated(outline: Outline, draft: Draft) -> None:
    """Members that a sentence names by role: 组长：某某，成员：某某、某某."""
    for passage in outline.passages:
        if passage.part is not ReportPart.BODY:
            continue
        section = outline.section(passage.heading)
        for start, sentence in sentences(passage.text):
            if len(_ROLE.findall(sentence)) < 2:
                continue
            for match in _ROLE.finditer(sentence):
                for name in re.finditer(_NAME, match["names"]):
                    begin = start + match.start("names") + name.start()
                    source = Source(place=passage.within(begin, begin + len(name[0])), section=section, label=match["role"])
                    draft.add("team_stated", Member(name=name[0], role=match["role"]), source)
