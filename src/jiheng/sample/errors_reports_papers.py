"""Seeded errors of what a report rests on: interview, slip of comments, payments, survey, form of basic data; and of its own accounts."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from typing import Final

from jiheng.sample.errors_long import extended, plants, times
from jiheng.sample.grids import Slot
from jiheng.sample.layouts_long_paper import Block, Paper, cell, heading, plain, text

#: Sentences that are wrong in themselves, by check: where they are put, and what they say.
_SENTENCES: Final[dict[str, tuple[str, str, str]]] = {
    "EVR145": ("staff_above_posts", "basics", "单位现有编制数13人。实有人数23人，其中：在职14人，退休9人，离休0人。"),
    "EVR179": ("more_found_than_sampled", "practice", "评价组抽查6份服务记录，有40份缺少签字。"),
    "EVR210": ("level_of_another_frame", "verdict", "本次主要评价该项目的决策、管理、产出及效益。"),
}


#: A word of a problem's title, and one that is nearly it.
_SAID_OTHERWISE: Final = {"不够清晰": "不够明晰", "不完备": "不齐备", "不充分": "不充足"}


def _adds(code: str, name: str, block: str, sentence: str) -> None:
    def make(paper: Paper, _chance: random.Random) -> Paper | None:
        return extended(paper, block, sentence)

    make.__name__ = name
    plants(code, kind="report")(make)


for _code, (_name, _block, _sentence) in _SENTENCES.items():
    _adds(_code, _name, _block, _sentence)


def _with_row(paper: Paper, name: str, row: list[Slot]) -> Paper | None:
    """The paper with one more row at the end of a named table."""
    number = paper.index(name)
    grid = paper.blocks[number].grid if number is not None else None
    if number is None or grid is None:
        return None
    longer = replace(grid, rows=(*grid.rows, tuple(row)))
    return paper.edited(number, lambda block: replace(block, grid=longer))


@plants("DOC131", kind="detailed")
def member_named(paper: Paper, chance: random.Random) -> Paper | None:
    """Who took part in the interview stands with the full name in a report to be published."""
    return paper.retold("interview/signed", "评价组员：陆宁  被访人签字：许某某")


@plants("EVR151", "DOC131", kind="detailed")
def signed_by_member_as_lead(paper: Paper, chance: random.Random) -> Paper | None:
    """A member signs as the lead."""
    return paper.retold("interview/signed", "评价组长：陆宁  被访人签字：许某某")


@plants("EVR152", kind="detailed")
def interview_unsigned(paper: Paper, chance: random.Random) -> Paper | None:
    """Nobody signed the interview."""
    return paper.retold("interview/signed", "被访人签字：")


@plants("EVR153", kind="detailed")
def answered_the_same_day(paper: Paper, chance: random.Random) -> Paper | None:
    """Comments were asked for and given on one day."""
    return paper.retold("slip/answered", paper.value("slip/sent"))


@plants("EVR153", kind="detailed")
def answered_before_sent(paper: Paper, chance: random.Random) -> Paper | None:
    """Comments came before they were asked for."""
    return paper.retold("slip/answered", paper.value("slip/sent").replace("5月6日", "4月28日"))


@plants("EVR154", kind="detailed")
def comments_on_final_slip(paper: Paper, chance: random.Random) -> Paper | None:
    """The slip is headed as the last confirmation and asks for comments."""
    blocks = tuple(replace(block, text=block.text.replace("征求意见单", "定稿确认单")) for block in paper.blocks)
    return Paper(blocks=blocks) if blocks != paper.blocks else None


@plants("EVR204", "EVR201", "EVR202", kind="detailed")
def not_said_in_interview(paper: Paper, chance: random.Random) -> Paper | None:
    """The interview is said to have shown what it does not tell of."""
    return extended(paper, "practice", "通过对单位人员访谈，发现单位未对项目结果进行公示。")


@plants("EVR141", kind="detailed")
def months_do_not_add_up(paper: Paper, chance: random.Random) -> Paper | None:
    """The payments of the months do not make what was spent, in text or table."""
    piece = paper.one("paid/1", chance)
    return paper.changed(piece, times(piece, "0.9")) if piece else None


@plants("EVR142", "EVR141", kind="detailed")
def payments_total_off(paper: Paper, chance: random.Random) -> Paper | None:
    """The total of the payments is not their sum."""
    piece = paper.one("payments/total/amount", chance)
    return paper.changed(piece, times(piece, "1.05")) if piece else None


@plants("EVR143", kind="detailed")
def price_without_each(paper: Paper, chance: random.Random) -> Paper | None:
    """The standard of the payments has the unit of a sum, the indicator that of a price."""
    priced = paper.one(r"annex/[^/]+/benchmark", chance, lambda one: re.search(r"\d万?元/[\u4e00-\u9fff]{1,2}$", one.text) is not None)
    if priced is None:
        return None
    name, unit = priced.key.split("/")[1], re.sub(r"^\D*[\d.]+", "", priced.text)
    told = paper.renamed(name, f"{name}（{unit}）")
    number = told.index("payments")
    grid = told.blocks[number].grid if number is not None else None
    if number is None or grid is None:
        return None
    rows = [(*row[:-1], cell("补助标准（万元）" if at == 0 else "5.00"), row[-1]) for at, row in enumerate(grid.rows[:-1])]
    wider = replace(grid, rows=(*rows, (replace(grid.rows[-1][0], colspan=5), grid.rows[-1][-1])), widths=(*grid.widths, 2))
    return told.edited(number, lambda block: replace(block, grid=wider))


@plants("EVR144", kind="report")
def plan_was_earlier(paper: Paper, chance: random.Random) -> Paper | None:
    """The plan wanted it sooner than the objective, and timeliness has full marks."""
    if not any(re.fullmatch(r"20\d\d年.*前", piece.text) for piece in paper.pieces(r"annex/[^/]+/benchmark")):
        return None
    return extended(paper, "basics", "项目实施方案计划的完成时间为2024年3月，绩效目标表中时效指标为2024年12月。")


@plants("EVR149", "EVR217", kind="report")
def pooled_with_other_questions(paper: Paper, chance: random.Random) -> Paper | None:
    """Two more questions that are not of satisfaction, and one result for all."""
    told = paper
    if not paper.value("returned"):
        return None
    for number, question in enumerate(("您是否知晓本项目的申请条件", "您是否参加过项目单位组织的活动"), 2):
        row = [
            cell(str(number)),
            cell(question, left=True),
            cell(paper.value("returned")),
            *(cell(paper.value(f"survey/{key}")) for key in ("yes", "no", "rate")),
        ]
        longer = _with_row(told, "survey table", row)
        if longer is None:
            return None
        told = longer
    return told


@plants("EVR203", kind="report")
def no_cause_anywhere(paper: Paper, chance: random.Random) -> Paper | None:
    """Problems and causes by the heading, no cause in any of them."""
    blocks = tuple(replace(block, text=_causeless(block)) if block.name.startswith("problem:") else block for block in paper.blocks)
    return Paper(blocks=blocks) if blocks != paper.blocks else None


def _causeless(block: Block) -> str:
    return re.sub(r"，(?:主要)?原因是[^。]*", "", block.text)


@plants("EVR205", kind="report")
def paid_by_missing_acceptance(paper: Paper, chance: random.Random) -> Paper | None:
    """A problem says that nothing was accepted, the practice that money was paid by the results of acceptance."""
    told = extended(paper, "problem:1", "项目完工后未组织验收。")
    return extended(told, "practice", "财政部门根据项目验收结果及时拨付资金。") if told else None


@plants("EVR211", kind="report")
def problem_named_otherwise(paper: Paper, chance: random.Random) -> Paper | None:
    """A problem listed in the abstract has another word there than in the text."""
    at = paper.index("abstract problems")
    titles = [plain(block.text).partition(".")[2].partition("。")[0] for block in paper.blocks if re.fullmatch(r"problem:\d+", block.name)]
    odd = next((number for number, title in enumerate(titles) if any(old in title for old in _SAID_OTHERWISE)), None)
    if at is None or odd is None:
        return None
    for old, new in _SAID_OTHERWISE.items():
        titles[odd] = titles[odd].replace(old, new)
    listed = [text(f"{number}.{title}。", "abstract problems") for number, title in enumerate(titles, 1)]
    told = paper.edited(at, lambda _: heading("（一）存在的主要问题", 2, "abstract problems"))
    return told.with_after(at, *listed)


@plants("EVR212", kind="report")
def plan_of_two_names(paper: Paper, chance: random.Random) -> Paper | None:
    """The plan carried out has one name here and another there."""
    told = extended(paper, "basics", "单位制定了《2024年惠民服务项目实施方案》。")
    return extended(told, "practice", "单位制定了《2024年惠民补助资金实施方案》并组织实施。") if told else None


@plants("EVR213", kind="detailed")
def new_and_recurring(paper: Paper, chance: random.Random) -> Paper | None:
    """The form of basic data ticks a new project, the text calls it a recurring one."""
    told = _with_row(paper, "data form", [cell("3"), cell("项目性质"), cell("—"), cell("1.新建☑ 2.续建□")])
    return extended(told, "basics", "该项目属于经常性项目。") if told else None


@plants("EVR216", "EVR201", "EVR202", "EVR211", kind="report")
def title_says_more_than_facts(paper: Paper, chance: random.Random) -> Paper | None:
    """The title of a problem has two things, its facts are of one, and of its absence."""
    number = next((int(block.name[8:]) for block in reversed(paper.blocks) if re.fullmatch(r"problem:\d+", block.name)), 0)
    at = paper.index(f"problem:{number}")
    if at is None:
        return None
    words = f"{number + 1}.宣传、公示渠道不完善。单位未对项目结果进行公示，主要原因是对公开要求掌握不够。"
    told = paper.with_after(at, text(words, f"problem:{number + 1}"))
    last = told.index(f"advice:{number}")
    return told.with_after(last, text(f"{number + 1}.完善公示渠道。在门户网站公示项目结果。")) if last is not None else None


@plants("EVR217", "EVR134", kind="report")
def question_not_asked(paper: Paper, chance: random.Random) -> Paper | None:
    """The formula of an effect counts what the survey did not ask."""
    piece = paper.one(r"annex/[^/]+/points", chance, lambda one: "达到目标值" in one.text and not re.search("[率度]达到", one.text))
    if piece is None or not paper.value("returned"):
        return None
    return paper.changed(piece, f"{piece.key.split('/')[1]}=继续参与意愿群众/调查群众*100%")


@plants("EVR219", kind="report")
def basis_not_listed(paper: Paper, chance: random.Random) -> Paper | None:
    """A document is followed that the list of the beginning does not have."""
    told = extended(
        paper, "abstract money", "根据《项目支出绩效评价管理办法》（财预〔2020〕10号）等文件要求，受澄岚县财政局委托，评价机构开展了评价。"
    )
    return (
        extended(
            told,
            "frame",
            "本次绩效评价遵循《项目支出绩效评价管理办法》（财预〔2020〕10号）和《澄岚县项目支出绩效评价操作规程》（澄财绩〔2023〕12号）。",
        )
        if told
        else None
    )
