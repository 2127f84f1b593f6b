# ruff: noqa: E501 - the sentences of a document stand on one line
"""Seeded errors of evaluation reports that words make: documents cited, personal data, phrases, how a rule is put."""

from __future__ import annotations

import random
import re
from typing import Final

from jiheng.sample.errors_long import PaperMutation, extended, plants
from jiheng.sample.layouts_long_paper import Paper, plain, text

#: What a sentence adds. The numbers are valid by their check digits and belong to nobody: no region, no issuer has them.
_SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "DOC120": ("mobile_number", "项目联系人于某，联系电话13800138000。"),
    "DOC121": ("identity_number", "受访农户代表身份证号899999199003070019。"),
    "DOC122": ("bank_card", "补助资金汇入卡号6222000000000000004。"),
    "DOC123": ("template_words", "项目由××公司承担具体实施工作。"),
    "DOC124": ("brackets_of_number", "资金按照《项目支出绩效评价管理办法》（财预[2020]10号）的要求管理。"),
    "DOC125": ("repealed_document", "资金按照《财政支出绩效评价管理暂行办法》（财预〔2011〕285号）的要求管理。"),
    "DOC126": ("document_without_number", "项目根据《关于组织开展年度项目申报工作的通知》申报立项。"),
    "DOC127": ("latin_conjunction", "单位注意加强业务管理 and 资金管理的衔接。"),
    "DOC128": ("phrase_misspelt", "单位落实人才兴国战略，加强人员培训。"),
    "DOC129": ("word_twice", "本项目项目资料由专人保管。"),
    "DOC130": ("working_paper_mark", "上述情况见立项资料，索引：B4。"),
    "DOC133": ("figure_left_blank", "项目全年支出为 万元，占 %，其余结转下年使用。"),
    "EVR155": ("term_unclear", "单位应制定整改措施，并在规定的时间内将整改情况行文报告。"),
}
#: What the names of works have in them.
_WORKS: Final = re.compile("工程|建设|改造|[维装]修|修[缮建]|[新扩]建|设施|道路|管网|水利|农田|厂房|绿化|安装")
#: What else such a sentence rightly brings up.
_ALSO: Final[dict[str, tuple[str, ...]]] = {
    "DOC124": ("EVR219",),
    "DOC125": ("EVR219",),
}


def _adds(code: str, name: str, sentence: str) -> None:
    def make(paper: Paper, _chance: random.Random) -> Paper | None:
        return extended(paper, "basics", sentence)

    make.__name__ = name
    seed: PaperMutation = make
    plants(code, *_ALSO.get(code, ()), kind="report")(seed)


for _code, (_name, _sentence) in _SENTENCES.items():
    _adds(_code, _name, _sentence)


@plants("DOC132", kind="report")
def comma_dropped(paper: Paper, chance: random.Random) -> Paper | None:
    """The same two clauses, once with a comma and once without."""
    told = extended(paper, "basics", "项目完善农业服务体系，推动产业持续健康发展。")
    return extended(told, "frame", "通过实施完善农业服务体系推动产业持续健康发展。") if told else None


@plants("EVR127", "EVR138", kind="report")
def all_or_nothing(paper: Paper, chance: random.Random) -> Paper | None:
    """A rate that earns everything or nothing."""
    piece = paper.one(r"annex/资金到位率/rule", chance, lambda one: _benchmark(paper, one.key) != "")
    return paper.changed(piece, "资金在计划时间内到位得满分，否则得0分。") if piece else None


@plants("EVR129", "EVR123", "EVR138", kind="report")
def gap_between_bands(paper: Paper, chance: random.Random) -> Paper | None:
    """Nothing is said of rates between 80 % and 90 %."""
    piece = paper.one(r"annex/资金到位率/rule", chance)
    if piece is None:
        return None
    weight = paper.value("annex/资金到位率/weight")
    return paper.changed(piece, f"资金到位率大于等于90%，得{weight}分；小于80%且大于等于60%，得1分；小于60%，不得分。")


@plants("EVR131", "EVR122", "EVR130", "EVR207", kind="report")
def point_inverted(paper: Paper, chance: random.Random) -> Paper | None:
    """Whether money was diverted earns points."""
    piece = paper.one(r"annex/(?:立项依据充分性|管理制度健全性)/rule", chance)
    return (
        paper.changed(piece, "①是否符合规定；②是否存在截留、挪用等情况。以上两项各占50%的权重分，符合则得分，否则扣除。") if piece else None
    )


@plants("EVR132", "EVR138", kind="report")
def too_much_earns_nothing(paper: Paper, chance: random.Random) -> Paper | None:
    """A fifth more than the target earns nothing."""
    piece = paper.one(r"annex/[^/]+/rule", chance, lambda one: one.text.startswith("实际完成值大于等于目标值"))
    words = "①实际完成值大于等于目标值，且偏离程度小于20%，得满分；②实际完成值大于等于目标值，偏离程度大于等于20%，得0分；③实际完成值小于目标值，得分=实际完成值/目标值*分值。"
    return paper.changed(piece, words) if piece else None


@plants("EVR133", "EVR122", "EVR138", kind="report")
def shares_without_conditions(paper: Paper, chance: random.Random) -> Paper | None:
    """Five shares to take off, and nothing on when."""
    piece = paper.one(r"annex/(?:立项依据充分性|立项程序规范性|管理制度健全性)/rule", chance)
    if piece is None:
        return None
    return paper.changed(piece, piece.text.replace("符合得相应分值，不符合不得分。", "否则扣除相应权重的100%、80%、60%、40%和20%的分值。"))


@plants("EVR128", "EVR138", kind="report")
def number_for_words(paper: Paper, chance: random.Random) -> Paper | None:
    """A benchmark of words and a rule of numbers."""
    rows = r"annex/(?:立项程序规范性|资金使用合规性)/rule"
    piece = paper.one(rows, chance, lambda one: _benchmark(paper, one.key) != "")
    return paper.changed(piece, "实际完成值大于等于目标值，得满分；实际完成值小于目标值，得分=实际完成值/目标值*分值。") if piece else None


def _benchmark(paper: Paper, key: str) -> str:
    return paper.value(key.replace("/rule", "/benchmark"))


@plants("EVR209", kind="report")
def template_of_works(paper: Paper, chance: random.Random) -> Paper | None:
    """Words of works in a report on something else."""
    if _WORKS.search(plain(paper.blocks[0].text)):
        return None
    return extended(paper, "basics", "评价组对项目建设后的产出进行了比较，并对项目区群众进行了走访。")


@plants("EVR215", kind="report")
def month_without_year(paper: Paper, chance: random.Random) -> Paper | None:
    """Payments by month, of no year."""
    piece = paper.one(r"annex/预算执行率/course", chance)
    return paper.changed(piece, "11月支付部分合同款，" + piece.text) if piece else None


@plants("EVR214", kind="report")
def effect_without_figures(paper: Paper, chance: random.Random) -> Paper | None:
    """A great effect and no figure."""
    number = paper.index("chapter:4")
    return None if number is None else paper.with_after(number, text("通过项目实施，带动了全县经济高质量发展，农户获得较为稳定的收益。"))
