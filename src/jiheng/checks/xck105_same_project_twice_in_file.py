"""同一项目列了两张自评表。

## 查什么
同一文件里两张项目自评表的项目名称和年度相同。

## 为什么
重复公开会使项目数和资金重复计算；两张表数字不同的，更无从判断哪张为准。

## 依据
- practice#一个项目一张自评表

## 示例
```yaml 不应报告
- {project: 甲项目, fiscal_year: 2024}
- {project: 乙项目, fiscal_year: 2024}
===
# 两个年度
- {project: 甲项目, fiscal_year: 2023}
- {project: 甲项目, fiscal_year: 2024}
===
# 名称没有读出
- {fiscal_year: 2024}
- {fiscal_year: 2024}
===
# 同名而实施单位不同：各单位各填一张
- {project: 公用经费, fiscal_year: 2024, implementing_agency: 第一小学}
- {project: 公用经费, fiscal_year: 2024, implementing_agency: 第二小学}
```
```yaml 应报告
- {project: 甲项目（一期）, fiscal_year: 2024}
- {project: 甲项目(一期), fiscal_year: 2024}
---
「甲项目(一期)」有两张自评表
```

## 怎么改
删去重复的一张；确为两个项目的，名称要能区分。
"""

from collections.abc import Iterator

from jiheng.checks.between import plain, same_project_twice, self_evaluations
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import Dossier
from jiheng.model import Finding, Scope, SelfEvaluationForm, Severity
from jiheng.regulation import Standard


@check("XCK105", severity=Severity.QUESTION)
def same_project_twice_in_file(dossier: Dossier, standard: Standard) -> Iterator[Said]:
    for first, second in same_project_twice(self_evaluations(dossier, Scope.PROJECT)):
        one, other = first.record, second.record
        assert isinstance(one, SelfEvaluationForm) and isinstance(other, SelfEvaluationForm)
        if plain(one.implementing_agency) != plain(other.implementing_agency):
            continue
        same = one.funds == other.funds and one.indicators == other.indicators
        yield Finding(
            message=f"「{other.project}」有两张自评表，{'内容相同' if same else '内容不同'}，请核实。",
            advice="删去重复的一张；确为两个项目的，名称要能区分。",
            stated=other.project or "",
            expected="一个项目一张自评表",
            paths=(second.at("/project"), first.at("/project")),
            citations=standard.cite("expected_subcategories"),
        )
