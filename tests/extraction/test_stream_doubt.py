"""What was cut out of text without separators is doubtful, so findings on it ask instead of demanding."""

from jiheng.assessment import Options, assess
from jiheng.documents import read
from jiheng.model import Severity

RUN_TOGETHER = (
    "项目支出绩效自评表(2023年度)项目名称乡村道路养护主管部门清河县交通运输局实施单位清河县公路站项目资金(万元)年初预算数全年预算数全年执行数分值执行率得分"
    "年度资金总额50.0050.0040.001080.00%9.00年度总体目标预期目标实际完成情况养护道路。已养护道路。"
    "一级指标二级指标三级指标年度指标值实际完成值分值得分偏差原因分析及改进措施"
    "产出指标数量指标养护里程≥30公里30公里5050效益指标社会效益指标道路通行率≥95%95%3030满意度指标满意度指标群众满意度≥90%95%1010总分10099.00"
)


def test_a_form_run_together_never_demands() -> None:
    document = read("连排.txt", data=RUN_TOGETHER.encode())
    assessed = assess(document, Options())
    assert assessed.extraction.records
    assert all(found.finding.severity is not Severity.MUST_FIX for found in assessed.findings)
    assert any(source.doubt for _, source in assessed.extraction.records[0].sources)
