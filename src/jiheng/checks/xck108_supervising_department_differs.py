"""个别项目的主管部门与其他项目不同。

## 查什么
同一文件里绝大多数项目自评表写同一个主管部门，个别一张写的是另一个。

## 为什么
一个部门公开的自评表，主管部门应当是它自己；写成别的，可能是误填或误收。

## 依据
- practice#主管部门前后一致

## 示例
```yaml 不应报告
- {project: 甲, supervising_department: 某市科技局}
- {project: 乙, supervising_department: 某市科技局}
- {project: 丙, supervising_department: 某市教育局}
===
# 汇总本：各部门都有
- {project: 甲, supervising_department: 某市科技局}
- {project: 乙, supervising_department: 某市科技局}
- {project: 丙, supervising_department: 某市教育局}
- {project: 丁, supervising_department: 某市教育局}
- {project: 戊, supervising_department: 某市民政局}
===
# 简称与全称
- {project: 甲, supervising_department: 某市科学技术局}
- {project: 乙, supervising_department: 某市科学技术局}
- {project: 丙, supervising_department: 某市科学技术局}
- {project: 丁, supervising_department: 科学技术局}
===
# 照抄栏名，由占位文字的检查报告
- {project: 甲, supervising_department: 某市科技局}
- {project: 乙, supervising_department: 某市科技局}
- {project: 丙, supervising_department: 某市科技局}
- {project: 丁, supervising_department: 主管部门}
```
```yaml 应报告
- {project: 甲, supervising_department: 某市科技局}
- {project: 乙, supervising_department: 某市科技局}
- {project: 丙, supervising_department: 某市科技局}
- {project: 丁, supervising_department: 某市教育局}
---
「丁」的主管部门写「某市教育局」，其余 3 张都写「某市科技局」
```

## 怎么改
核对主管部门；误收的移出。
"""

from collections import Counter
from collections.abc import Iterator

from jiheng.checks.between import plain, self_evaluations
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import Dossier
from jiheng.model import Finding, Scope, Severity
from jiheng.regulation import Standard

_LEAST_OTHERS = 3


@check("XCK108", severity=Severity.QUESTION)
def supervising_department_differs(dossier: Dossier, standard: Standard) -> Iterator[Said]:
    forms = [(entry, record) for entry, record in self_evaluations(dossier, Scope.PROJECT) if plain(record.supervising_department)]
    counts = Counter(plain(record.supervising_department) for _, record in forms)
    if len(counts) != 2:
        return
    (usual, many), (odd, few) = counts.most_common(2)
    if few != 1 or many < _LEAST_OTHERS or odd in usual or usual in odd or "主管" in odd or "部门" in odd or "单位" in odd:
        return
    entry, record = next((entry, record) for entry, record in forms if plain(record.supervising_department) == odd)
    other, like = next((entry, record) for entry, record in forms if plain(record.supervising_department) == usual)
    yield Finding(
        message=f"「{record.project}」的主管部门写「{record.supervising_department}」，"
        f"其余 {many} 张都写「{like.supervising_department}」，请核实。",
        advice="核对主管部门；误收的移出。",
        stated=record.supervising_department or "",
        expected=like.supervising_department or "",
        paths=(entry.at("/supervising_department"), other.at("/supervising_department")),
        citations=standard.cite("expected_subcategories"),
    )
