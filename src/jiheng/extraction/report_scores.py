"""Scores in the sentences of a report: verdicts, grade bands, scores of indicators, counts and weights stated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from jiheng.extraction.grade_bands import grade_bands
from jiheng.extraction.report_draft import Draft, tidy
from jiheng.extraction.report_outline import Outline, Passage
from jiheng.extraction.score_tables import split_points
from jiheng.model import (
    Figure,
    LevelScore,
    ReportPart,
    ScoreStatement,
    Source,
    StatedCount,
    StatedWeight,
    Verdict,
    read_figure,
)

_N: Final = r"\d{1,3}(?:\.\d+)?"
_GRADE: Final = r"(?:优秀|优良|良好|中等|合格|不合格|较差|较好|一般|优|良|中|差)"
_QUOTED: Final = rf"[“\"「'‘]?\s*(?P<grade>{_GRADE})\s*[”\"」'’]?"
_SENTENCE: Final = re.compile(r"[^。！？!?]+[。！？!?]?")
_TOTAL: Final = re.compile(
    rf"(?:最终|综合|总体|总|评价|绩效|自评|考核|评定|实际|合计|项目)*(?:得分|评分|总分|分值|分数|打分|得分值|总得分)(?:结果)?\s*(?:为|是|:|：|达|达到|共计|合计)?\s*(?P<score>{_N})\s*分"
)
_TOTAL_WORD: Final = re.compile(r"最终|综合|总|评价得分|评价评分|绩效得分|绩效评分|评价分|自评得分|考核得分")
_FULL: Final = re.compile(rf"(?:满分|总分值?|总分|总计分值)(?:设置|设定|共)?(?:为|是|:|：)?\s*(?P<full>{_N})\s*分")
_GRADED: Final = re.compile(
    rf"(?:(?:评价|绩效|评定|综合|考核|自评|总体|结果|最终)*(?:等级|级别|评级|等次|档次|结论|评定|评价结果|结果)(?:评定|定|评)?(?:为|是|：|:|属于|属)|评(?:定|价)?为|被评为|评级|等级|属于?(?=\s*[“\"][优良中差]))\s*{_QUOTED}(?![\u4e00-\u9fff]{{1,3}}(?:性|化|度|于|小|型))"
)
_SCORED_GRADE: Final = re.compile(
    rf"(?P<score>{_N})\s*分\s*[，,、]?\s*[(（]?\s*(?:等级|级别)?(?:为|是)?\s*[：:]?\s*[“\"「]?(?P<grade>优秀|良好|中等|优|良|中|差)[”\"」]?\s*[)）]?(?=[，。；、,;]|$)"
)
_LEVEL: Final = re.compile(
    rf"(?P<name>[\u4e00-\u9fff]{{2,10}}?)(?:指标|部分|类)?\s*(?:得分|实得|得|：|:|为)?(?:为|是)?\s*(?P<score>{_N})\s*分(?!以)"
)
#: The points a level could have, said before those it has: 决策指标满分15分，得14分.
_OF_POINTS: Final = re.compile(
    rf"(?:满分|标准分|分值|权重)?(?:为|是)?\s*{_N}\s*分\s*[，,、(（]?\s*(?=(?:实际|实|评价)?得(?!分率)(?:分)?(?:为|是)?\s*\d)"
)
#: What may stand behind the score of a level: （满分20分），得分率87.00%.
_POINTS_BEHIND: Final = re.compile(rf"\s*[（(，,]?\s*(?:满分|标准分|分值|权重)(?:分)?(?:为|是)?\s*(?P<n>{_N})\s*分\s*[)）]?")
_RATE_BEHIND: Final = re.compile(rf"\s*[，,（(]?\s*得分率(?:为|是|达|达到|:|：)?\s*(?P<n>{_N})\s*[%％]")
_PARTS_BEHIND: Final = re.compile(
    r"\s*(?:(?:其中|具体|各)[^。！？]{0,12}?得?分?[^。！？]*\d分|[\u4e00-\u9fff]{2,10}得\s*\d{1,3}(?:\.\d+)?\s*分\s*[（(，,]\s*(?:满分|得分率))[^。！？]*[。]?"
)
_LIST_CUE: Final = re.compile(r"(?:具体|各[项级]?|分项|其中)(?:指标|得分|评分|情况)*(?:分别)?[为是：:，,]*")
_WEIGHT: Final = re.compile(rf"(?:权重|分值|满分|标准分|所设分值)(?:分)?(?:设置|设定)?(?:为|是|:|：)?\s*(?P<n>{_N})\s*(?P<u>分|%)")
_SCORE: Final = re.compile(
    rf"(?:(?:实际|评价|最终|综合|合计|共计|实|该指标|该项|本项)*(?:得分|评分)(?:为|是|:|：)?|(?:实际|合计|共计|合共)?得)\s*(?P<n>{_N})(?:\s*分|(?=[。；;]?$))(?!之)"
)
_RATE: Final = re.compile(rf"得分率(?:为|是|达|达到|:|：)?\s*(?P<n>{_N})\s*[%％]")
_LOST: Final = re.compile(rf"(?:扣(?:除|减|去|掉)?|失分|丢)\s*(?P<n>{_N})\s*分(?!之)")
_NO_LOSS: Final = re.compile(r"不(?:予)?扣分|未扣分|无扣分|得满分")
_TARGET: Final = re.compile(r"(?:预期|年度|计划)?(?:目标|指标)(?:值)?(?:(?:为|是|：|:)\s*|\s*(?=[≥≤＞＜><=＝]))(?P<v>[^，。；,;]{1,30})")
_ACTUAL: Final = re.compile(r"(?:实际(?:完成|值|达到)(?:值)?(?:为|是|：|:|了)?)\s*(?P<v>[^，。；,;]{1,30})")
_COMPLETION: Final = re.compile(r"(?:指标)?完成率(?:为|是|达|达到)?\s*(?P<n>\d{1,4}(?:\.\d+)?)\s*[%％]")
_SUBJECT: Final = re.compile(
    r"^\s*(?:[(（]?\d{1,2}[)）.、．]|[①-⑳])?\s*(?:对于)?[“\"]?(?P<name>[^：:，。；“”\"]{2,36}?)[”\"]?(?:指标)?\s*(?:[：:]|[，,](?=(?:预期|年度|计划)?(?:目标|指标)))"
)
#: A group named without a colon: 决策类指标满分20分，得18.77分.
_GROUP_SUBJECT: Final = re.compile(r"^\s*(?P<name>[\u4e00-\u9fff]{2,10}?)(?:类)?指标(?:满分|标准分|分值|权重)(?:为|是)?\s*\d")
_COUNTS: Final = (
    (re.compile(r"(?P<n>[\d一二三四五六七八九十两]{1,3})\s*(?:个|条|项)\s*(?P<k>[一二三])级指标"), ""),
    (re.compile(r"(?P<k>[一二三])级指标\s*(?:共|共计|有|为|设)?\s*(?P<n>\d{1,3})\s*(?:个|条|项)"), ""),
    (re.compile(r"定量指标\s*(?:共|有|为)?\s*(?P<n>\d{1,3})\s*(?:个|条|项)"), "quantitative"),
    (re.compile(r"(?P<n>\d{1,3})\s*(?:个|条|项)定量指标"), "quantitative"),
    (re.compile(r"定性指标\s*(?:共|有|为)?\s*(?P<n>\d{1,3})\s*(?:个|条|项)"), "qualitative"),
    (re.compile(r"(?P<n>\d{1,3})\s*(?:个|条|项)定性指标"), "qualitative"),
    (re.compile(r"量化率(?:为|达|达到)?\s*(?P<n>\d{1,3}(?:\.\d+)?)\s*[%％]"), "quantified_rate"),
    (re.compile(r"(?:绩效|评价|设置|设立|设定)(?:了|共)?(?:绩效)?指标\s*(?:共|共计)?\s*(?P<n>\d{1,3})\s*(?:个|条|项)"), "indicators"),
    (re.compile(r"(?:共|涉及|包括|实施|安排|评价|承担|下达)\s*(?P<n>\d{1,3})\s*个(?:[\u4e00-\u9fff]{0,6})项目(?!组|区|部)"), "projects"),
)
_KIND: Final = {"一": "level1", "二": "level2", "三": "level3"}
_WEIGHTS: Final = re.compile(r"(?P<k>[一二三])级指标(?:分别)?(?:为|是|包括|有)[：:]?(?P<list>.+)")
_ITEM: Final = re.compile(rf"(?P<name>[^、，；。,;()（）]+(?:[(（][^()（）\d][^()（）]*[)）])?)[(（]\s*(?P<n>{_N})\s*(?P<u>分|%)\s*[)）]")
_SUM: Final = re.compile(rf"(?:共计|合计|总计|共)\s*(?P<n>{_N})\s*(?:分|%)")


#: A statement of points with its course behind it: 立项规范：分值3分，得2分。评分过程：…
_COURSE: Final = re.compile(r"(?<=[。；])(?:评分过程|得分过程|计算过程)[：:](?P<course>.+)$", re.S)


def course_of(text: str) -> re.Match[str] | None:
    """The course that stands behind the points of a statement (group ``course``); None when there is none."""
    found = _COURSE.search(text)
    return found if found is not None and _WEIGHT.search(text, 0, found.start()) is not None else None


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a passage with their offsets."""
    for match in _SENTENCE.finditer(text):
        if match[0].strip():
            yield match.start(), match[0]


def _figure(match: re.Match[str], name: str = "n", unit: str = "") -> Figure:
    figure = read_figure(match[name], unit=unit)
    assert figure is not None  # the pattern holds one number
    return figure


def read_scores(outline: Outline, draft: Draft) -> None:
    """Everything the passages of a report say about scores."""
    for passage in outline.passages:
        section = outline.section(passage.heading)
        verdict = banded = False
        for start, sentence in sentences(passage.text):
            bands = grade_bands(sentence)
            banded = banded or bool(bands)
            for band, span in bands:
                place = passage.within(start + span[0], start + span[1])
                draft.add(
                    "grade_bands", band.model_copy(update={"section": section}), Source(place=place, section=section, label="等级划分")
                )
            rest = sentence
            for _, (low, high) in bands:
                rest = rest[:low] + " " * (high - low) + rest[high:]
            behind = _PARTS_BEHIND.match(passage.text, start + len(sentence))
            whole = rest + (behind[0] if behind else "")
            verdict = _verdict(whole, len(rest), start, passage, section, draft) or verdict
            _counts(sentence, start, passage, outline, draft)
        if not verdict and not banded:
            _statement(passage, outline, draft)
        _weights(passage, section, draft)


def _verdict(rest: str, own: int, start: int, passage: Passage, section: str, draft: Draft) -> bool:
    """A sentence of ``own`` characters that states the score of the whole, or its grade, with the parts told behind it."""
    full = _FULL.search(rest, 0, own)
    masked = rest
    if full is not None and full["full"] == "100":
        masked = rest[: full.start()] + " " * (full.end() - full.start()) + rest[full.end() :]
    score = next((m for m in _TOTAL.finditer(masked) if _TOTAL_WORD.search(m[0]) or _GRADED.search(masked)), None)
    both = _SCORED_GRADE.search(masked)
    grade = _GRADED.search(masked)
    if score is None and both is None and not (grade is not None and re.search(r"等级|级别|评级|等次|评定|评价结果", grade[0])):
        return False
    if score is None and both is None and not re.search(r"评价|绩效|自评|综合", masked):
        return False
    parts: dict[str, Source] = {}
    values: dict[str, Any] = {
        "section": section,
        "part": passage.part,
        "text": (rest.strip() and passage.text[start : start + len(rest)].strip()),
    }
    chosen = score or (both if both is not None else None)
    if chosen is not None:
        values["score"] = _figure(chosen, "score")
        place = passage.within(start + chosen.start("score"), start + chosen.end("score"))
        parts["score"] = Source(place=place, section=section, label="得分")
    graded = grade or both
    if graded is not None:
        values["grade"] = graded["grade"]
        place = passage.within(start + graded.start("grade"), start + graded.end("grade"))
        parts["grade"] = Source(place=place, section=section, label="等级")
    if full is not None:
        values["full"] = _figure(full, "full")
    values["levels"] = tuple(_levels(masked, start, chosen, passage, section, parts))
    whole = passage.within(start, start + len(rest.rstrip()))
    draft.add("verdicts", Verdict(**values), Source(place=whole, section=section, label="评价结论"), parts)
    return True


def _levels(
    masked: str, start: int, chosen: re.Match[str] | None, passage: Passage, section: str, parts: dict[str, Source]
) -> Iterator[LevelScore]:
    """The parts of the score that a sentence names behind the score: 项目决策18分、项目过程19.4分."""
    if chosen is None:
        return
    begin = chosen.end()
    cue = _LIST_CUE.search(masked, begin)
    index = 0
    told = _OF_POINTS.sub(lambda found: " " * len(found[0]), masked)
    for match in _LEVEL.finditer(told, cue.end() if cue else begin):
        name = re.sub(r"^(?:其中|具体|得分|情况|为|是|和|与|及)+", "", match["name"])
        if not name or re.search(r"满分|总分|等级|合计|扣", name):
            continue
        place = passage.within(start + match.start(), start + match.end())
        parts[f"levels/{index}"] = Source(place=place, section=section, label=name)
        behind: dict[str, Figure] = {}
        at = match.end()
        for field, pattern, unit in (("weight", _POINTS_BEHIND, ""), ("score_rate", _RATE_BEHIND, "%")):
            said = pattern.match(masked, at)
            if said is not None:
                at = said.end()
                behind[field] = _figure(said, unit=unit)
                spot = passage.within(start + said.start("n"), start + said.end("n"))
                parts[f"levels/{index}/{field}"] = Source(place=spot, section=section, label=f"{name} / {said[0].strip()}")
        index += 1
        yield LevelScore(name=name, score=_figure(match, "score"), **behind)


def _statement(passage: Passage, outline: Outline, draft: Draft) -> None:
    """The score of one indicator or group as its passage states it."""
    text = passage.text
    if passage.part is ReportPart.COVER:
        return
    found: dict[str, Any] = {}
    parts: dict[str, Source] = {}
    section = outline.section(passage.heading)
    title = outline.headings[passage.heading].title if passage.heading >= 0 else ""
    lead = _SUBJECT.match(text) or _GROUP_SUBJECT.match(text)
    subject = tidy(lead["name"]) if lead else re.sub(r"^对于|[“”\"。]|情况$", "", title)
    for field, pattern, unit in (
        ("weight", _WEIGHT, ""),
        ("score", _SCORE, ""),
        ("score_rate", _RATE, "%"),
        ("lost", _LOST, ""),
        ("completion", _COMPLETION, "%"),
    ):
        match = next(iter(pattern.finditer(text)), None)
        if field == "lost" and match is not None and re.search(r"(?:每|若|如|则|发现|否则)[^，。；]{0,20}$", text[: match.start()]):
            match = None
        if match is not None:
            found[field] = _figure(match, "n", "%" if unit else "%" if field == "weight" and match["u"] == "%" else "")
            parts[field] = Source(place=passage.within(*match.span()), section=section, label=f"{subject} / {match[0][:2]}")
    if not {"score", "score_rate", "lost"} & found.keys() and not (_NO_LOSS.search(text) and found):
        return
    for field, pattern in (("target", _TARGET), ("actual", _ACTUAL)):
        match = pattern.search(text)
        if match is not None:
            found[field] = match["v"].strip()
            parts[field] = Source(place=passage.within(*match.span("v")), section=section, label=f"{subject} / {match[0][:4]}")
    course = course_of(text)
    if course is not None:
        found["course"] = course["course"]
        parts["course"] = Source(place=passage.within(*course.span("course")), section=section, label=f"{subject} / 评分过程")
    no_loss = "lost" not in found and bool(_NO_LOSS.search(text))
    record = ScoreStatement(subject=subject, section=section, part=passage.part, no_loss=no_loss, text=text, **found)
    draft.add("score_statements", record, Source(place=passage.place, section=section, label=subject), parts)


def _counts(sentence: str, start: int, passage: Passage, outline: Outline, draft: Draft) -> None:
    section = outline.section(passage.heading)
    taken: list[tuple[int, int]] = []
    for pattern, kind in _COUNTS:
        for match in pattern.finditer(sentence):
            if any(match.start() < high and low < match.end() for low, high in taken):
                continue
            figure = _count_figure(match["n"], "%" if kind == "quantified_rate" else "")
            if figure is None:
                continue
            taken.append(match.span())
            of = kind or _KIND[match["k"]]
            place = passage.within(start + match.start(), start + match.end())
            subject = _counted(sentence[: match.start()], sentence, outline, passage)
            record = StatedCount(of=of, figure=figure, subject=subject, section=section, part=passage.part, text=sentence.strip())  # type: ignore[arg-type]  # the keys above are the literals
            draft.add("stated_counts", record, Source(place=place, section=section, label=match[0]))


def _count_figure(number: str, unit: str) -> Figure | None:
    from jiheng.model.mentions import read_numeral

    if number[0].isdigit():
        figure = read_figure(number, unit=unit)
        return figure.as_exact() if figure is not None and not unit else figure
    value = read_numeral(number)
    return read_figure(str(value)) if value is not None else None


def _counted(before: str, sentence: str, outline: Outline, passage: Passage) -> str:
    """Whose indicators a sentence counts."""
    group = re.match(r"\s*([^，。；：]{2,10}?)(?:类)?指标(?:包括|包含|由|共|下设|设)", sentence)
    if group and not re.search(r"级|评价|绩效", group[1]):
        return group[1].removesuffix("类")
    if "指标体系" in sentence or re.search(r"评价指标", before):
        return "评价指标体系"
    if re.search(r"设立|设置|设定|目标|申报", before):
        return "绩效目标"
    return outline.headings[passage.heading].title if passage.heading >= 0 else ""


def _weights(passage: Passage, section: str, draft: Draft) -> None:
    """Indicators listed with their points: 一级指标为：决策（20分）、过程（20分），共计100分."""
    for match in _WEIGHTS.finditer(passage.text):
        level = "一二三".index(match["k"]) + 1
        offset = match.start("list")
        items = list(_ITEM.finditer(match["list"]))
        if len(items) < 2:
            continue
        for item in items:
            name = split_points(re.sub(r"^(?:和|及|以及|与)", "", item["name"].strip()))[0]
            place = passage.within(offset + item.start(), offset + item.end())
            record = StatedWeight(level=level, of_level=level, name=name, weight=_figure(item), section=section, part=passage.part)
            draft.add("stated_weights", record, Source(place=place, section=section, label=name))
        total = _SUM.search(match["list"], items[-1].end())
        if total is not None:
            place = passage.within(offset + total.start(), offset + total.end())
            record = StatedWeight(level=0, of_level=level, weight=_figure(total), section=section, part=passage.part)
            draft.add("stated_weights", record, Source(place=place, section=section, label="共计"))
