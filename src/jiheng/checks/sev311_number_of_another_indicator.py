"""文字把一项的数安在了另一项上。

## 查什么
实际完成情况里的数等于某项指标的完成值，文字说的却是另一项：与总体目标里说另一项的话相同，或用了只有另一项才有的动词（推荐、发布……），
而与那一项的完成值不符。

## 为什么
张冠李戴，读者得到的是错误的完成数。

## 依据
- 同一张表各处相互印证

## 示例
```yaml 不应报告
expected_objective: 发布成果信息30条，更新平台信息120条。
actual_objective: 发布成果信息30条，更新平台信息118条。
indicators:
  - {name: 平台信息更新数量, target: ≥120条, actual: 118条}
  - {name: 成果信息发布数量, target: ≥30条, actual: 30条}
===
actual_objective: 共有99家企业参赛，推荐14家企业参加全省比赛。
indicators:
  - {name: 参赛企业数量, target: ≥100家, actual: 99家}
  - {name: 推荐企业数量, target: ≥10家, actual: 14家}
```
```yaml 应报告
expected_objective: 更新平台信息120条。发布科技成果信息30条。
actual_objective: 共发布科技成果信息118条，更新平台成果信息30个。
indicators:
  - {name: 平台信息更新数量, target: ≥120条, actual: 118条}
  - {name: 平台成果信息更新, target: ≥30个, actual: 30个}
---
平台成果信息更新
===
actual_objective: 择优41家企业推荐进入全省行业赛，14家企业参加了全省比赛。
indicators:
  - {name: 行业赛参赛企业数量, target: ≥84家, actual: 41家}
  - {name: 向全省推荐企业数量, target: ≥20家, actual: 14家}
---
向全省推荐企业数量
```

## 怎么改
核对各项完成数，改正文字。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.prose import Link, links, units_agree
from jiheng.checks.registry import Said, check
from jiheng.checks.wording import any_of, bare_name, likeness
from jiheng.model import Finding, Outcome, Relation, SelfEvaluationForm, Severity
from jiheng.regulation import Standard

#: How alike a sentence of the account and one of the objective must be to say the same; how much of a name a sentence with its
#: verb must hold, and how much less than of the other name.
_SAME, _PART, _SOME = 0.9, 0.45, 0.3


@check("SEV311", severity=Severity.QUESTION)
def number_of_another_indicator(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    """The right number with the wrong words."""
    promised = links(form, form.expected_objective, "target", standard)
    for link in links(form, form.actual_objective, "actual", standard):
        if not link.agrees:
            continue
        meant = _by_objective(link, promised, standard)
        if meant is None:
            meant = _by_verb(form, link, standard)
        actual = form.indicators[meant].actual if meant is not None else None
        if meant is None or actual is None or actual.figure is None or actual.figure.value == link.mention.figure.value:
            continue
        name = form.indicators[meant].name
        paths = ("/actual_objective", f"/indicators/{meant}/actual", f"/indicators/{link.index}/actual")
        yield Relation(
            expression=f"实际完成情况「{link.mention.clause}」=「{name}」实际完成值",
            stated=link.mention.figure.text,
            computed=actual.figure.text,
            outcome=Outcome.FAILS,
            paths=paths[:2],
        )
        yield Finding(
            severity=Severity.QUESTION,
            message=f"实际完成情况写「{link.mention.clause}」（{link.mention.text}），所说应是「{name}」，其完成值为 {actual.raw}；"
            f"{link.mention.text} 是「{link.indicator.name}」的完成值。请核实是否张冠李戴。",
            advice="核对各项完成数，改正文字。",
            stated=f"「{link.mention.clause}」{link.mention.text}",
            expected=f"「{name}」{actual.raw}",
            paths=paths,
            quotes={"/actual_objective": link.mention.clause},
        )


def _by_objective(link: Link, promised: tuple[Link, ...], standard: Standard) -> int | None:
    """The indicator that the same words of the objective speak of."""
    for other in promised:
        same = likeness(other.mention.noun, link.mention.noun, standard).mean >= _SAME
        is_other = other.index != link.index and link.likeness.mean < _SAME
        if other.agrees and same and is_other and units_agree(other.mention.figure.unit, link.mention.figure.unit, standard):
            return other.index
    return None


def _by_verb(form: SelfEvaluationForm, link: Link, standard: Standard) -> int | None:
    """The one indicator whose name has the clause's telling verb."""
    verbs = set(any_of(standard.words("telling_verbs")).findall(link.mention.phrase))
    own = bare_name(link.indicator)
    for verb in verbs:
        having = [index for index, other in enumerate(form.indicators) if verb in other.name and other.actual is not None]
        if verb in own or len(having) != 1:
            continue
        other = form.indicators[having[0]]
        unit = other.actual.unit if other.actual else None
        alike = likeness(bare_name(other), link.mention.phrase, standard)
        if unit == link.mention.figure.unit and alike.of_name >= _PART and alike.of_name > link.likeness.of_name - _SOME:
            return having[0]
    return None
