"""名词解释没有包括正文用到的专业名词。

## 查什么
有名词解释部分的，正文收支说明用到的常见专业名词（结余分配、上缴上级支出、公用经费等），解释里应当有。

## 为什么
名词解释是给公众看的，正文用到而没有解释的看不懂。

## 依据
- accounts-disclosure#名词解释

## 示例
```yaml 不应报告
headings: [收入决算情况说明, 名词解释]
paragraphs: [本年收入包括事业收入。, 事业收入：指开展专业业务活动取得的收入。]
paragraph_sections: [0, 1]
===
# 没有名词解释部分，由缺必备部分的检查报告
headings: [收入决算情况说明]
paragraphs: [结余分配0.00万元。]
paragraph_sections: [0]
```
```yaml 应报告
headings: [支出决算情况说明, 名词解释]
paragraphs: [结余分配0.00万元，上缴上级支出0.00万元，事业收入1.00万元。, 事业收入：指开展专业业务活动取得的收入。]
paragraph_sections: [0, 1]
---
没有解释「结余分配」「上缴上级支出」
```

## 怎么改
补充解释。
"""

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.model import FinalAccounts, Finding, Severity
from jiheng.regulation import Standard

_TITLE = re.compile(r"名词解释|名词说明|专业名词")


@check("FAC215", severity=Severity.NOTE)
def terms_unexplained(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    glossary = [i for i, heading in enumerate(accounts.headings) if _TITLE.search(heading.title)]
    if not glossary or len(accounts.paragraph_sections) != len(accounts.paragraphs):
        return
    start, level = glossary[-1], accounts.headings[glossary[-1]].level
    end = next((i for i in range(start + 1, len(accounts.headings)) if accounts.headings[i].level <= level), len(accounts.headings))
    inside = [text for text, section in zip(accounts.paragraphs, accounts.paragraph_sections, strict=True) if start <= section < end]
    # 解释的词条可能被读成标题
    explained = _plain(" ".join((*inside, *(heading.title for heading in accounts.headings[start:end]))))
    told = _plain(" ".join(t for t, section in zip(accounts.paragraphs, accounts.paragraph_sections, strict=True) if section < start))
    if len(explained) < 10:
        return
    missing = [term for term in standard.words("glossary_terms") if _plain(term) in told and not _explains(_plain(term), explained)]
    if missing:
        yield Finding(
            message=f"名词解释没有解释{''.join(f'「{term}」' for term in missing)}，正文用到了。",
            advice="补充解释。",
            stated=f"未解释 {len(missing)} 个名词",
            expected="、".join(missing),
            paths=(f"/headings/{start}",),
            citations=standard.cite("required_sections"),
        )


def _explains(term: str, text: str) -> bool:
    """Whether a text defines a term: the term with a colon, 指 or 是指 right behind it."""
    return re.search(rf"{re.escape(term)}(?:\([^)]*\))?(?:[:：]|是?指|反映|系指|$)", text) is not None


def _plain(text: str) -> str:
    return re.sub(r"[\s“”\"'*]", "", text).replace("（", "(").replace("）", ")")
