"""Seeded errors of disclosures: words, sections, lists."""

from __future__ import annotations

import random
import re
from decimal import Decimal

from jiheng.sample.errors_long import amend, extended, has_tables, plants, plus, put, value
from jiheng.sample.layouts_long_paper import Block, Paper, plain, text

_BECAUSE = "(?:，|。)(?:变动的)?(?:主要)?(?:原因是：?|是|原因：)\x01reason:{}\x02[^\x03]*\x03"


@plants("FAC150")
def travellers_off(paper: Paper, chance: random.Random) -> Paper | None:
    """The delegation told has more members than the travellers counted."""
    count = paper.value("count:travellers")
    if not count or not value(count):
        return None
    return extended(paper, "overseas", f"主要用于组织农业技术考察团{int(value(count)) + 2}人赴哈萨克斯坦开展技术交流。")


@plants("FAC151")
def counts_missing(paper: Paper, chance: random.Random) -> Paper | None:
    """Receptions without batches and guests."""
    return amend(paper, "hospitality", "(?:全年国内公务接待|共接待|国内公务接待批次)\x01count:batches.*$", "")


@plants("FAC201", "FAC146", "FAC145", "FAC122", "FAC202")
def item_misspelt(paper: Paper, chance: random.Random) -> Paper | None:
    """An item's name with a wrong character."""
    piece = paper.one("item:2080505", chance)
    if piece is None or "（类）" not in piece.text:
        return None
    return paper.changed(piece, piece.text.replace("养老保险缴费支出", "养老保险交费支出"))


@plants("FAC204")
def reason_missing(paper: Paper, chance: random.Random) -> Paper | None:
    """A large change without its reason."""
    if value(paper.value("rate:general") or "0") < 11 or "（" in plain(paper.blocks[paper.index("general") or 0].text):
        return None
    return amend(paper, "general", _BECAUSE.format("general"), "")


@plants("FAC205", "FAC216", "FAC220")
def reason_against_figures(paper: Paper, chance: random.Random) -> Paper | None:
    """The whole changed because of an item that moved the other way."""
    number, verb = paper.index("three change"), paper.value("verb:operation")
    if number is None or not verb or not paper.value("reason:three"):
        return None
    return paper.retold("reason:three", f"公务用车运行维护费{'减少' if verb == '增加' else '增加'}", block=number)


@plants("FAC206")
def decimals_uneven(paper: Paper, chance: random.Random) -> Paper | None:
    """One amount with one decimal among those with two."""
    piece = paper.one(
        r"(?:procurement|operating cost|sme|general|basic).*", chance, lambda one: bool(re.search(r"\d\.\d0[万元]", one.text))
    )
    return paper.changed(piece, re.sub(r"0(万?元)$", r"\1", piece.text)) if piece else None


@plants("FAC207", "FAC112", "FAC146", "FAC145", "FAC203", "DOC108", "FAC209")
def section_missing(paper: Paper, chance: random.Random) -> Paper | None:
    """The section on performance is left out."""
    return paper.without("section:performance|performance") if not paper.index("form:0") else None


@plants("FAC208")
def sentence_unfinished(paper: Paper, chance: random.Random) -> Paper | None:
    """A sentence that stops at 和."""
    return extended(paper, "procurement", "下一步将继续规范政府采购需求管理和。")


@plants("FAC211")
def own_level_listed(paper: Paper, chance: random.Random) -> Paper | None:
    """The department itself among its subordinates."""
    number = paper.index("staff")
    if number is None:
        return None
    agency = plain(paper.blocks[0].text)
    name = re.search(r"澄岚县[\u4e00-\u9fff]+?局", agency)
    names = [f"1.{name[0] if name else ''}（本级）", f"2.{name[0] if name else ''}综合服务中心"]
    return paper.with_after(number, text("纳入本部门决算编制范围的下属预算单位包括："), *(text(one) for one in names))


@plants("FAC212")
def contents_off(paper: Paper, chance: random.Random) -> Paper | None:
    """A line of the contents that the text's heading does not have."""
    number = paper.index("contents:general")
    if number is None:
        return None
    changed = plain(paper.blocks[number].text).replace("财政拨款支出决算", "支出决算总体")
    return paper.edited(number, lambda one: type(one)(kind=one.kind, text=changed, name=one.name))


@plants("FAC214")
def enumeration_uneven(paper: Paper, chance: random.Random) -> Paper | None:
    """A comma among semicolons."""
    return extended(paper, "performance", "绩效管理方面：一是健全指标体系；二是加强过程跟踪，三是强化结果运用。")


@plants("FAC215")
def term_unexplained(paper: Paper, chance: random.Random) -> Paper | None:
    """A term of the text that the glossary passes over."""
    return paper.without("term:机关运行经费")


@plants("FAC217", "DOC106", "DOC105")
def word_misspelt(paper: Paper, chance: random.Random) -> Paper | None:
    """大小于 for 小于."""
    piece = paper.one(r"than:.*", chance, lambda one: one.text == "小于")
    return paper.changed(piece, "大小于") if piece else None


@plants("FAC218", "DOC113")
def heading_of_other_year(paper: Paper, chance: random.Random) -> Paper | None:
    """A heading left from the year before."""
    number = next((index for index, block in enumerate(paper.blocks) if block.name.startswith("part:2024")), None)
    if number is None or paper.index("contents:general") is not None:
        return None
    return paper.edited(number, lambda one: Block(kind=one.kind, text=one.text.replace("2024", "2023"), name=one.name, level=one.level))


@plants("FAC220")
def item_of_another(paper: Paper, chance: random.Random) -> Paper | None:
    """The reason of one item pasted under another."""
    piece = paper.one("reason:item/2210201", chance)
    return paper.changed(piece, "医疗保险缴费基数调整") if piece else None


@plants("DOC120")
def phone_of_person(paper: Paper, chance: random.Random) -> Paper | None:
    """A mobile number in a published file."""
    return extended(paper, "performance", "联系电话：13800138000。") if not has_tables(paper) else None


@plants("FAC117")
def offices_listed_short(paper: Paper, chance: random.Random) -> Paper | None:
    """One office fewer than counted."""
    piece = paper.one("count:offices", chance)
    return paper.changed(piece, plus(piece, "-1")) if piece else None


@plants("FAC123", "FAC102", "FAC113", "FAC145", "FAC129", "FAC114")
def other_money_unbalanced(paper: Paper, chance: random.Random) -> Paper | None:
    """More of the appropriations is left than came in and was not spent: the other money no longer balances."""
    closing = paper.value("appropriation closing")
    if not closing or not paper.value("closing") or not paper.value("opening"):
        return None
    return put(paper, "appropriation closing", value(closing) + value(paper.value("appropriation expenditure")) / 20)


@plants("FAC125")
def guests_dear(paper: Paper, chance: random.Random) -> Paper | None:
    """Three guests in all for the money of many."""
    if not paper.value("count:guests") or value(paper.value("final:hospitality") or "0") <= 1:
        return None
    return paper.retold("count:guests", "3人次").retold("count:batches", "1批次")


@plants("FAC127", "FAC145", "FAC113", "FAC104", "FAC105", "FAC114", "FAC121", "FAC102")
def nothing_at_all(paper: Paper, chance: random.Random) -> Paper | None:
    """Income and expenditure in total are nothing."""
    if not paper.value("total expenditure") or paper.value("closing"):
        return None
    return put(put(paper, "total", Decimal(0)), "total expenditure", Decimal(0))
