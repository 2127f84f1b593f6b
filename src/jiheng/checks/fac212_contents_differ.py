"""目录与正文标题不一致。

## 查什么
目录里的标题在正文中找不到（只差空格、标点的不算），或目录页码前后倒置。

## 为什么
目录不对，读者找不到内容；多半是沿用了上年的目录。

## 依据
- practice#目录与正文一致

## 示例
```yaml 不应报告
contents: [{title: 收入决算情况说明, number: 二}, {title: 支出决算情况说明, number: 三}]
headings: [收入决算情况说明, 支出决算情况说明]
===
# 没有读出正文标题
contents: [收入决算情况说明]
===
contents: [财政拨款“三公”经费支出决算情况说明, 收入决算情况说明]
headings: [财政拨款三公经费支出决算情况说明, 收入决算情况说明]
===
# 正文标题少了「说明」
contents: [国有资产占有使用情况说明]
headings: [国有资产占有使用情况]
===
# 附表的表名列在目录里
contents: [政府性基金预算财政拨款收入支出决算表]
headings: [政府性基金预算财政拨款收入支出决算情况说明]
tables: [{kind: government_fund, title: 政府性基金预算财政拨款收入支出决算表, is_empty: true}]
```
```yaml 应报告
contents: [收入决算情况说明, 支出决算情况说明, 国有资产占有情况说明]
headings: [收入决算情况说明, 支出决算情况说明, 国有资产占用情况说明]
---
目录写「国有资产占有情况说明」，正文是「国有资产占用情况说明」
===
# 下级标题「总体情况」不是它的简写
contents: [一般公共预算支出决算总体情况说明]
headings: [一般公共预算财政拨款支出决算情况说明, {title: 总体情况, level: 2}]
---
目录写「一般公共预算支出决算总体情况说明」，正文是「一般公共预算财政拨款支出决算情况说明」
```

## 怎么改
更新目录。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from jiheng.checks.registry import Said, check
from jiheng.model import FinalAccounts, Finding, Severity, normal
from jiheng.regulation import Standard


@check("FAC212", severity=Severity.QUESTION)
def contents_differ(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    # 附表的表名也是标题，有的文件里不作标题排
    shown = (*(heading.title for heading in accounts.headings), *(table.title for table in accounts.tables))
    titles = {_plain(title): title for title in shown}
    wanted = {_plain(heading.title) for heading in accounts.contents}
    floor = float(standard.number("resembling_name"))
    for index, entry in enumerate(accounts.contents):
        text = _plain(entry.title)
        if not titles or text in titles or any(text in title or _shortens(title, text, floor) for title in titles if title):
            continue
        near = max(titles, key=lambda title: SequenceMatcher(None, text, title, autojunk=False).ratio())
        if near in wanted or SequenceMatcher(None, text, near, autojunk=False).ratio() < floor:
            continue
        yield Finding(
            message=f"目录写「{entry.title}」，正文是「{titles[near]}」，请核实。",
            advice="更新目录。",
            stated=entry.title,
            expected=titles[near],
            paths=(f"/contents/{index}",),
            citations=standard.cite("account_tolerance"),
        )


def _shortens(title: str, text: str, floor: float) -> bool:
    """Whether a title is the text less a few words; a heading of a lower level (总体情况) within a longer name is not."""
    return title in text and SequenceMatcher(None, text, title, autojunk=False).ratio() >= floor


def _plain(title: str) -> str:
    text = re.sub(r"[\s“”\"'《》().、,，。:：]", "", normal(title))
    return re.sub(r"^(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+(?=[^级]))", "", text)
