"""Seeded errors of evaluation reports: scores, weights, rules, surveys, structure."""

from __future__ import annotations

import random
import re
from decimal import Decimal

from jiheng.sample.errors_long import amend, extended, plants, plus, printed, put, times, value
from jiheng.sample.layouts_long_paper import Block, Paper, heading, plain, text


@plants("EVR101", "EVR105", "EVR106", kind="report")
def score_differs(paper: Paper, chance: random.Random) -> Paper | None:
    """The score of the abstract is not that of the conclusion."""
    piece = paper.one("score:abstract", chance)
    return paper.changed(piece, plus(piece, "-0.6")) if piece else None


@plants("EVR102", "EVR103", kind="report", same=("EVR103",))
def grade_differs(paper: Paper, chance: random.Random) -> Paper | None:
    """The grade of the abstract is not that of the conclusion."""
    piece = paper.one("grade:abstract", chance)
    return paper.changed(piece, "中" if piece.text != "中" else "良") if piece else None


@plants("EVR103", "EVR102", kind="report")
def grade_against_score(paper: Paper, chance: random.Random) -> Paper | None:
    """Every place gives a grade that the score does not reach."""
    grade = paper.value("grade:abstract")
    if not grade:
        return None
    wrong = {"优": "良", "良": "优", "中": "良"}[grade]
    return paper.retold("grade:abstract", wrong).retold("grade:conclusion", wrong)


@plants("EVR104", "EVR103", kind="report")
def bands_unusual(paper: Paper, chance: random.Random) -> Paper | None:
    """Bands that the standard does not have."""
    words = "综合得分90分（含）以上为优，80分（含）至90分为良，70分（含）至80分为中，70分以下为差。"
    return amend(paper, "frame", r"(?:评价结果|评价等级标准).*$", f"评价结果分为四个等级：{words}")


@plants("EVR105", "FAC102", "EVR101", "EVR113", kind="report", same=("EVR101", "EVR113"))
def levels_off(paper: Paper, chance: random.Random) -> Paper | None:
    """The parts named beside the score do not make it."""
    piece = paper.one(r"level:conclusion:.*", chance)
    return paper.changed(piece, plus(piece, "-1")) if piece else None


@plants("EVR106", "EVR113", "EVR101", "EVR108", kind="report", same=("EVR101",))
def total_row_off(paper: Paper, chance: random.Random) -> Paper | None:
    """The annex's total is not what its rows make."""
    piece = paper.one("annex/total/score", chance)
    return paper.changed(piece, plus(piece, "1.2")) if piece else None


@plants("EVR107", "EVR110", "EVR113", "EVR117", "EVR106", "EVR165", kind="report")
def group_points_off(paper: Paper, chance: random.Random) -> Paper | None:
    """A group's points are not what its rows make."""
    piece = paper.one(r"annex group/.*", chance)
    return paper.changed(piece, printed(piece.text, value(piece.text) + 3)) if piece else None


@plants("EVR108", "EVR113", "EVR114", "EVR165", kind="report")
def rate_of_group_off(paper: Paper, chance: random.Random) -> Paper | None:
    """A rate of score that points and weight do not give."""
    piece = paper.one(r"summary/(?!合计).*/rate", chance) or paper.one(r"form/rate/产出", chance)
    if piece is None or piece.key.startswith("form"):
        return None
    return paper.changed(piece, plus(piece, "-8.5"))


@plants(
    "EVR109",
    "EVR201",
    "EVR106",
    "EVR107",
    "EVR108",
    "EVR113",
    "EVR114",
    "EVR115",
    "EVR122",
    "EVR138",
    "EVR105",
    "EVR101",
    "EVR165",
    kind="report",
)
def score_above_weight(paper: Paper, chance: random.Random) -> Paper | None:
    """A row with more points than its weight."""
    piece = paper.one(r"annex/[^/]+/score", chance, lambda one: "/total/" not in one.key)
    return paper.changed(piece, plus(piece, "5")) if piece else None


@plants(
    "EVR110",
    "EVR112",
    "EVR112",
    "EVR106",
    "EVR107",
    "EVR113",
    "EVR117",
    "EVR108",
    "EVR109",
    "EVR123",
    "EVR125",
    "EVR138",
    "EVR122",
    "EVR115",
    "EVR114",
    "EVR165",
    kind="report",
)
def weights_not_full(paper: Paper, chance: random.Random) -> Paper | None:
    """The annex's weights make 97."""
    piece = paper.one(r"annex/[^/]+/weight", chance, lambda one: "/total/" not in one.key and value(one.text) > 4)
    return put(paper.changed(piece, plus(piece, "-3")), "annex/total/weight", Decimal(97)) if piece else None


@plants("EVR111", kind="report")
def total_incomplete(paper: Paper, chance: random.Random) -> Paper | None:
    """The total row gives no weight."""
    return paper.retold("annex/total/weight", "")


@plants("EVR113", "EVR106", "EVR107", "EVR108", "EVR105", "EVR114", "EVR101", "EVR165", kind="report", same=("EVR101", "EVR106"))
def tables_disagree(paper: Paper, chance: random.Random) -> Paper | None:
    """A group has other points in the summary than in the annex."""
    piece = paper.one(r"summary/(?:决策|过程|产出|效益)/score", chance)
    return paper.changed(piece, plus(piece, "-2")) if piece else None


@plants("EVR114", "EVR101", "EVR113", "EVR165", kind="report")
def statement_off(paper: Paper, chance: random.Random) -> Paper | None:
    """A sentence's rate is not its points by its weight."""
    piece = paper.one(r"rate:(?:决策|过程|产出|效益)", chance)
    return paper.changed(piece, plus(piece, "-6.4")) if piece else None


@plants("EVR114", "EVR115", "EVR113", "EVR165", kind="report")
def statement_loss_off(paper: Paper, chance: random.Random) -> Paper | None:
    """Weight less loss is not the score of the sentence."""
    piece = paper.one(r"row lost:.*", chance)
    return paper.changed(piece, plus(piece, "1")) if piece else None


@plants("EVR115", "EVR122", kind="report")
def course_off(paper: Paper, chance: random.Random) -> Paper | None:
    """The course loses other points than the score column."""
    piece = paper.one(r"annex/[^/]+/course", chance, lambda one: "不扣分，得" in one.text)
    return paper.changed(piece, re.sub(r"不扣分，得\d[\d.]*分", "扣1分，得1分", piece.text)) if piece else None


@plants("EVR116", kind="report")
def count_off(paper: Paper, chance: random.Random) -> Paper | None:
    """The text counts other indicators than the tables hold."""
    piece = paper.one(r"count:level[13]", chance)
    return paper.changed(piece, plus(piece, "2")) if piece else None


@plants("EVR117", "EVR113", "EVR165", kind="report")
def stated_weight_off(paper: Paper, chance: random.Random) -> Paper | None:
    """The weights in the text do not make the hundred stated."""
    piece = paper.one(r"weight:(?:决策|过程|产出|效益)", chance)
    return paper.changed(piece, plus(piece, "5")) if piece else None


@plants("EVR119", "EVR118", "EVR120", kind="report")
def name_differs(paper: Paper, chance: random.Random) -> Paper | None:
    """An indicator's name with another character in the annex."""
    piece = paper.one(r"annex/绩效目标合理性/name", chance)
    return paper.changed(piece, "绩效目标合适性") if piece else None


@plants("EVR120", kind="report")
def target_differs(paper: Paper, chance: random.Random) -> Paper | None:
    """A target of the objectives that the annex has otherwise."""
    piece = paper.one(
        r"aim:.*", chance, lambda one: bool(re.match(r"≥\d", one.text)) and paper.value(f"annex/{one.key[4:]}/benchmark") != ""
    )
    return paper.changed(piece, "≥" + times(type(piece)(block=0, key="", text=piece.text[1:]), "1.25")) if piece else None


@plants("EVR123", "EVR138", kind="report")
def rule_maximum_off(paper: Paper, chance: random.Random) -> Paper | None:
    """A rule whose best band is not the weight."""
    piece = paper.one(r"annex/预算执行率/rule", chance)
    if piece is None:
        return None
    weight = value(paper.value("annex/预算执行率/weight"))
    return paper.changed(piece, f"预算执行率≥90%，得{weight + 2}分；小于90%且大于等于80%，得2分；小于80%，不得分。")


@plants("EVR124", "EVR122", kind="report")
def shares_not_full(paper: Paper, chance: random.Random) -> Paper | None:
    """Shares of points that make 80 %."""
    piece = paper.one(r"annex/(?:立项依据充分性|立项程序规范性|管理制度健全性)/rule", chance)
    return paper.changed(piece, piece.text.replace("各占50%", "各占40%")) if piece else None


@plants("EVR125", "EVR123", "EVR122", kind="report")
def points_exceed(paper: Paper, chance: random.Random) -> Paper | None:
    """Points of two and two for a weight that is less."""
    piece = paper.one(r"annex/(?:立项依据充分性|立项程序规范性|管理制度健全性)/rule", chance)
    if piece is None:
        return None
    weight = value(paper.value(piece.key.replace("/rule", "/weight")))
    return paper.changed(piece, re.sub(r"以上两项.*$", f"①至②每项满分{weight}分，不符合不得分。", piece.text))


@plants("EVR126", "EVR138", "EVR128", kind="report")
def rule_against_cost(paper: Paper, chance: random.Random) -> Paper | None:
    """More is better for a cost."""
    piece = paper.one(
        r"annex/[^/]+/rule",
        chance,
        lambda one: "小于等于目标值，得满分" in one.text and paper.value(one.key.replace("/rule", "/benchmark")) != "",
    )
    more = "实际完成值大于等于目标值，得满分；实际完成值小于目标值，得分=实际完成值/目标值*分值。"
    return paper.changed(piece, more) if piece else None


@plants("EVR138", "EVR201", "EVR106", "EVR107", "EVR108", "EVR113", "EVR115", "EVR101", "EVR105", "EVR114", "EVR165", kind="report")
def score_against_rule(paper: Paper, chance: random.Random) -> Paper | None:
    """A row's points, everywhere in its row, are not what its rule gives."""
    piece = paper.one(r"annex/[^/]+/course", chance, lambda one: "目标值≥" in one.text and "不扣分" in one.text)
    if piece is None:
        return None
    name = piece.key.split("/")[1]
    if not paper.value(f"annex/{name}/benchmark"):
        return None
    weight = value(paper.value(f"annex/{name}/weight"))
    told = paper.changed(piece, re.sub(r"不扣分，得.*$", f"扣1分，得{weight - 1}分。", piece.text))
    return put(told, f"annex/{name}/score", weight - 1)


@plants("EVR140", "FAC110", kind="report")
def paragraph_rate_off(paper: Paper, chance: random.Random) -> Paper | None:
    """The execution rate of a paragraph is not its money's."""
    piece = paper.one("execution rate", chance)
    return paper.changed(piece, plus(piece, "-9.1")) if piece else None


@plants("EVR146", "EVR150", kind="report")
def survey_off(paper: Paper, chance: random.Random) -> Paper | None:
    """Yes and no do not make the answers returned."""
    piece = paper.one("survey/no", chance)
    return paper.changed(piece, plus(piece, "4")) if piece else None


@plants("EVR146", "EVR150", kind="report")
def returned_above_issued(paper: Paper, chance: random.Random) -> Paper | None:
    """More returned than issued."""
    piece = paper.one("issued", chance)
    return paper.changed(piece, str(int(value(paper.value("returned"))) - 20)) if piece else None


@plants("EVR147", "EVR148", kind="report")
def census_called_sample(paper: Paper, chance: random.Random) -> Paper | None:
    """Everybody was asked, and it is called a sample."""
    number, issued = paper.index("survey"), paper.value("issued")
    if number is None or not issued:
        return None
    return amend(paper, "survey", r"共\d+人", f"共{issued}人")


@plants("EVR148", "EVR146", "EVR150", kind="report")
def few_answers(paper: Paper, chance: random.Random) -> Paper | None:
    """Eight answers only."""
    if not paper.value("issued"):
        return None
    told = paper
    for key, number in (("issued", "8"), ("returned", "8"), ("satisfied", "8"), ("survey/yes", "8"), ("survey/no", "0")):
        told = told.retold(key, number)
    return told


@plants("EVR150", "EVR146", kind="report")
def satisfaction_off(paper: Paper, chance: random.Random) -> Paper | None:
    """The survey's satisfaction is another than the scoring's."""
    piece = paper.one(r"row actual:.*满意度", chance)
    return paper.changed(piece, plus(piece, "-3.3")) if piece and paper.value("satisfaction") else None


@plants("EVR156", kind="report")
def lead_blank(paper: Paper, chance: random.Random) -> Paper | None:
    """The lead evaluator is left blank."""
    return paper.retold("lead", "") if paper.value("lead") else None


@plants("EVR157", kind="report")
def unsigned(paper: Paper, chance: random.Random) -> Paper | None:
    """Neither evaluator nor date at the end."""
    return paper.without("signed|dated")


@plants("EVR160", kind="report")
def contents_off(paper: Paper, chance: random.Random) -> Paper | None:
    """A line of the contents that the text does not have."""
    number = paper.index("contents:chapter:3")
    if number is None:
        return None
    changed = plain(paper.blocks[number].text).replace("绩效评价指标分析", "项目实施成效说明")
    return paper.edited(number, lambda one: Block(kind=one.kind, text=changed, name=one.name))


@plants("EVR161", "EVR157", "EVR160", "EVR163", "EVR201", kind="report")
def chapter_missing(paper: Paper, chance: random.Random) -> Paper | None:
    """No chapter of suggestions."""
    return paper.without(r"chapter:5|advice:\d+|contents:chapter:5|signed|dated")


@plants("EVR162", kind="report")
def brackets_mixed(paper: Paper, chance: random.Random) -> Paper | None:
    """One heading in brackets of half width."""
    number = next((i for i, block in enumerate(paper.blocks) if block.kind == "heading" and block.text.startswith("（二）")), None)
    if number is None:
        return None
    return paper.edited(number, lambda one: heading(one.text.replace("（二）", "(二)"), one.level, one.name))


@plants("EVR163", "EVR160", kind="report")
def number_jumps(paper: Paper, chance: random.Random) -> Paper | None:
    """三 is followed by 五."""
    number = paper.index("chapter:3")
    if number is None:
        return None
    told = paper.edited(number, lambda one: heading(one.text.replace("四", "五", 1), one.level, one.name))
    listed = told.index("contents:chapter:3")
    return told if listed is None else told.edited(listed, lambda one: text(one.text.replace("四", "五", 1), one.name))


@plants("EVR164", kind="report")
def annex_missing(paper: Paper, chance: random.Random) -> Paper | None:
    """An annex named that is not there."""
    return extended(paper, "team", "访谈情况详见附件5。")


@plants("EVR201", "EVR202", kind="report")
def problem_missing(paper: Paper, chance: random.Random) -> Paper | None:
    """A deduction without its problem."""
    names = [block.name for block in paper.blocks if block.name.startswith("problem:") and "预算执行率" in block.text]
    if not names or paper.index("problem:2") is None:
        return None
    return paper.without(f"{names[0]}|advice:{names[0].partition(':')[2]}")


@plants("EVR202", kind="report")
def suggestion_of_nothing(paper: Paper, chance: random.Random) -> Paper | None:
    """A suggestion that answers no problem."""
    number = next((i for i in range(len(paper.blocks) - 1, 0, -1) if paper.blocks[i].name.startswith("advice:")), None)
    if number is None:
        return None
    last = int(paper.blocks[number].name.partition(":")[2]) + 1
    return paper.with_after(number, text(f"{last}.健全固定资产盘点机制。每半年组织一次实物盘点，做到账实相符。"))


@plants("EVR208", kind="report")
def responsibility_inverted(paper: Paper, chance: random.Random) -> Paper | None:
    """The evaluated unit answers for the report."""
    return extended(paper, "team", "被评价单位对本绩效评价报告的真实性、完整性负责。")
