"""决算公开缺必备的部分。

## 查什么
一份完整的决算公开，标题里应有职能、机构人员、各项决算情况说明、「三公」经费、政府性基金、国有资本经营、绩效、机关运行经费、政府采购、国有资产、名词解释。
节选（标题太少的）不查。

## 为什么
缺一部分，就少公开一项法定内容。

## 依据
- accounts-disclosure#部门决算公开的内容

## 示例
```yaml 不应报告
# 节选
headings: [三公经费支出决算情况说明]
===
# 没有概况也没有名词解释的长节选
headings:
  [收入支出决算总体情况说明, 收入决算情况说明, 支出决算情况说明, 财政拨款收入支出决算总体情况说明, 基本支出决算情况说明, 政府性基金预算情况,
   财政拨款“三公”经费支出决算情况说明, 其他重要事项, 预算绩效的情况说明]
===
headings:
  [部门概况, 收入支出决算总体情况说明, 收入决算情况说明, 支出决算情况说明, 财政拨款收入支出决算总体情况说明, 一般公共预算财政拨款支出决算情况说明,
   一般公共预算财政拨款基本支出决算情况说明, 政府性基金预算情况, 国有资本经营预算情况, 财政拨款“三公”经费支出决算情况说明, 其他重要事项, 预算绩效的情况说明, 专业名词解释]
```
```yaml 应报告
headings:
  [部门概况, 收入支出决算总体情况说明, 收入决算情况说明, 支出决算情况说明, 财政拨款收入支出决算总体情况说明, 一般公共预算财政拨款支出决算情况说明,
   一般公共预算财政拨款基本支出决算情况说明, 政府性基金预算情况, 财政拨款“三公”经费支出决算情况说明, 其他重要事项, 预算绩效的情况说明, 专业名词解释]
---
没有「国有资本经营预算情况」
===
# 情况说明从收入决算写起的公开格式，基金只列决算表
headings:
  [部门概况, 收支决算总体, {number: 一, title: 收入决算情况说明}, 支出决算情况说明, 财政拨款收支, 一般公共预算财政拨款支出决算情况说明, 基本支出决算情况说明,
   国有资本经营预算情况, 财政拨款“三公”经费支出决算情况说明, 其他重要事项, 绩效自评情况, 专业名词解释]
contents: [{title: 政府性基金预算财政拨款收入支出决算表}]
---
没有「政府性基金预算情况」的说明，只有决算表，请核实
```

## 怎么改
补上缺的部分；没有此项收支的，也要写明没有。
"""  # noqa: E501 - YAML examples keep a record on one line

import re
from collections.abc import Iterator

from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.model import FinalAccounts, Finding, Severity
from jiheng.regulation import Standard

_PARTS = 2


def _is_whole(accounts: FinalAccounts) -> bool:
    """Whether the document is laid out as a whole publication: a contents page, or its numbered parts (第一部分, 第二部分)."""
    parts = sum(1 for heading in accounts.headings if re.match(r"第[一二三四五六七八]部分", heading.number))
    return bool(accounts.contents) or parts >= _PARTS


def _ends(required: dict[str, object]) -> tuple[str, str]:
    """The first and the last part of a publication."""
    names = list(required)
    return names[0], names[-1]


#: An outline whose explanations begin with the income, not with the whole: what other tables show is explained in none of its chapters.
_FIRST = re.compile(r"^(?:\d{4}年度?)?(?:部门|单位)?收入决算(?:情况)?")


def _explains_by_table(accounts: FinalAccounts, pattern: str) -> bool:
    """Whether a place's outline knows no overall explanations, and the contents name the table for this part."""
    first = any(heading.number.rstrip("、") == "一" and _FIRST.match(heading.title) for heading in accounts.headings)
    listed = [re.sub(r"[“”\"\s]", "", entry.title) for entry in accounts.contents] + [table.title for table in accounts.tables]
    return first and any(title.endswith("表") and re.search(pattern, title) for title in listed)


@check("FAC207", severity=Severity.MUST_FIX)
def section_missing(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    required = standard.parameter("required_sections").value
    titles = [re.sub(r"[“”\"\s]", "", heading.title) for heading in accounts.headings]
    text = "\n".join(re.sub(r"[“”\"\s]", "", paragraph) for paragraph in accounts.paragraphs)
    present = {name for name, pattern in required.items() if any(re.search(str(pattern), title) for title in titles)}
    if len(present) < standard.number("whole_disclosure_sections") or not (_is_whole(accounts) or {*_ends(required)} <= present):
        return
    for name, pattern in required.items():
        # 没有单独标题而写在正文里的，不算缺
        missing = name not in present and not re.search(str(pattern), text)
        yield counted(f"有「{name}」部分", int(missing), ("/headings",))
        if missing:
            by_table = _explains_by_table(accounts, str(pattern))
            yield Finding(
                severity=Severity.QUESTION if by_table else Severity.MUST_FIX,
                message=f"没有「{name}」的说明，{'只有决算表，请核实本地的公开格式是否要求' if by_table else '这是决算公开的必备内容'}。",
                advice="补上缺的部分；没有此项收支的，也要写明没有。",
                stated="无",
                expected=str(name),
                paths=("",),
                citations=standard.cite("required_sections"),
            )
