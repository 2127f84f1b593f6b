"""Clean forms of many sectors, written the way offices write: the checks on words have nothing to say of them."""

import pytest

from jiheng.checks import accepts, all_checks, visits
from jiheng.model import Finding
from jiheng.regulation import load_standard
from jiheng.testing import form, read_example

FORMS = {
    "roads": """
project: 农村公路养护补助
expected_objective: 2024年计划养护农村公路326.5公里，其中县道58公里、乡道268.5公里；新建错车道12处，完成危桥改造2座，路面完好率达到90%以上，保障沿线3.2万群众出行。
actual_objective: 全年养护农村公路326.5公里，其中县道58公里、乡道268.5公里；新建错车道12处，完成危桥改造2座，路面完好率93.1%。
fiscal_year: 2024
indicators:
  - {category: 产出指标, subcategory: 数量指标, name: 农村公路养护里程, target: ≥326.5公里, actual: 326.5公里, deviation_reason: 无}
  - {category: 产出指标, subcategory: 数量指标, name: 新建错车道数量, target: ≥12处, actual: 12处, deviation_reason: 无}
  - {category: 产出指标, subcategory: 数量指标, name: 危桥改造数量, target: =2座, actual: 2座, deviation_reason: 无}
  - {category: 产出指标, subcategory: 质量指标, name: 路面完好率, target: ≥90%, actual: 93.1%, deviation_reason: 无}
  - {category: 产出指标, subcategory: 时效指标, name: 养护任务完成时间, target: 2024年12月底前, actual: 2024年11月, deviation_reason: 无}
  - {category: 成本指标, subcategory: 经济成本指标, name: 县道养护补助标准, target: =7000元/公里, actual: 7000元/公里}
  - {category: 满意度指标, subcategory: 服务对象满意度指标, name: 沿线群众满意度, target: ≥90%, actual: 95%, deviation_reason: 无}
""",
    "health": """
project: 基本公共卫生服务
expected_objective: 免费向城乡居民提供12类基本公共卫生服务，居民电子健康档案建档率≥90%，65岁以上老年人健康管理率不低于62%，高血压患者规范管理2800人，0-6岁儿童健康管理率≥85%。
actual_objective: 居民电子健康档案建档率94.2%，65岁以上老年人健康管理率65.3%，高血压患者规范管理2815人，0-6岁儿童健康管理率91%。
indicators:
  - {category: 产出指标, subcategory: 数量指标, name: 高血压患者规范管理人数, target: ≥2800人, actual: 2815人}
  - {category: 产出指标, subcategory: 质量指标, name: 居民电子健康档案建档率, target: ≥90%, actual: 94.2%}
  - {category: 产出指标, subcategory: 质量指标, name: 65岁以上老年人健康管理率, target: ≥62%, actual: 65.3%}
  - {category: 产出指标, subcategory: 质量指标, name: 0-6岁儿童健康管理率, target: ≥85%, actual: 91%}
  - {category: 产出指标, subcategory: 时效指标, name: 传染病疫情报告及时率, target: =100%, actual: 100%}
  - {category: 效益指标, subcategory: 社会效益指标, name: 孕产妇死亡率, target: ≤20人, actual: 0人}
  - {category: 满意度指标, subcategory: 服务对象满意度指标, name: 居民满意度（%）, target: ≥80%, actual: 88.6%, name_unit: "%"}
""",
    "education": """
project: 义务教育营养改善计划
expected_objective: 为全县18所农村义务教育学校4,260名学生提供营养膳食补助，每生每天5元，全年供餐200天，学生营养餐覆盖率100%。
actual_objective: 为18所农村义务教育学校4,260名学生提供营养膳食补助，供餐200天，覆盖率100%，家长满意度96%。
indicators:
  - {category: 产出指标, subcategory: 数量指标, name: 补助学校数量, target: =18所, actual: 18所}
  - {category: 产出指标, subcategory: 数量指标, name: 补助学生人数, target: ≥4260人, actual: 4260人}
  - {category: 产出指标, subcategory: 数量指标, name: 供餐天数, target: ≥200天, actual: 200天}
  - {category: 产出指标, subcategory: 质量指标, name: 营养餐覆盖率, target: =100%, actual: 100%}
  - {category: 成本指标, subcategory: 经济成本指标, name: 膳食补助标准, target: =5元/人, actual: 5元/人}
  - {category: 效益指标, subcategory: 社会效益指标, name: 学生体质健康达标率, target: ≥95%, actual: 96.4%}
  - {category: 满意度指标, subcategory: 服务对象满意度指标, name: 家长满意度, target: ≥90%, actual: 96%}
""",
    "civil_affairs": """
project: 困难群众救助补助
expected_objective: 保障城乡低保对象1,860户3,215人、特困人员412人基本生活，临时救助不少于300人次，资金发放及时率100%，做到应保尽保、应救尽救。
actual_objective: 保障城乡低保对象1,842户3,176人、特困人员409人，临时救助326人次，资金按月发放。
indicators:
  - {category: 产出指标, subcategory: 数量指标, name: 低保保障人数, target: ≤3215人, actual: 3176人}
  - {category: 产出指标, subcategory: 数量指标, name: 特困人员供养人数, target: ≤412人, actual: 409人}
  - {category: 产出指标, subcategory: 数量指标, name: 低保保障户数, target: ≤1860户, actual: 1842户}
  - {category: 产出指标, subcategory: 数量指标, name: 临时救助人次, target: ≥300人次, actual: 326人次}
  - {category: 产出指标, subcategory: 时效指标, name: 救助资金发放及时率, target: =100%, actual: 100%}
  - {category: 满意度指标, subcategory: 服务对象满意度指标, name: 救助对象投诉率, target: ≤3%, actual: 0.5%}
""",
    "culture": """
project: 送戏下乡与文化惠民
expected_objective: 组织送戏下乡60场，举办书画展4期，放映公益电影每月不少于20场、全年240场，读书活动参与1.5万人次以上，丰富群众文化生活。
actual_objective: 组织送戏下乡62场，举办书画展4期，放映公益电影240场，读书活动参与1.63万人次。
indicators:
  - {category: 产出指标, subcategory: 数量指标, name: 送戏下乡场次, target: ≥60场, actual: 62场, deviation_reason: 应两个边远村要求加演两场。}
  - {category: 产出指标, subcategory: 数量指标, name: 书画展期数, target: =4期, actual: 4期}
  - {category: 产出指标, subcategory: 数量指标, name: 公益电影放映场次, target: ≥240场, actual: 240场}
  - {category: 产出指标, subcategory: 质量指标, name: 演出节目审查合格率, target: =100%, actual: 100%}
  - {category: 效益指标, subcategory: 社会效益指标, name: 读书活动参与人次, target: ≥15000人次, actual: 16300人次, deviation_reason: 新建两处书屋后借阅方便。}
  - {category: 满意度指标, subcategory: 服务对象满意度指标, name: 观众满意度, target: ≥90%, actual: 94%, deviation_reason: 现场问卷320份，节目贴近生活。}
""",
    "information_technology": """
project: 政务云平台运行维护费
expected_objective: 保障政务云平台7×24小时稳定运行，巡检每月2次、全年24次，系统可用率不低于99.9%，故障响应时间不超过30分钟，完成等级保护测评3个系统。
actual_objective: 全年巡检24次，系统可用率99.97%，处置故障5起，平均响应18分钟，完成等级保护测评3个系统。
indicators:
  - {category: 产出指标, subcategory: 数量指标, name: 平台巡检次数, target: ≥24次, actual: 24次}
  - {category: 产出指标, subcategory: 数量指标, name: 完成等级保护测评系统数量, target: =3个, actual: 3个}
  - {category: 产出指标, subcategory: 质量指标, name: 系统可用率, target: ≥99.9%, actual: 99.97%}
  - {category: 产出指标, subcategory: 质量指标, name: 年度重大故障次数, target: ≤1次, actual: 0次}
  - {category: 产出指标, subcategory: 时效指标, name: 故障响应时间（分钟）, target: ≤30分钟, actual: 18分钟, name_unit: 分钟}
  - {category: 成本指标, subcategory: 经济成本指标, name: 云资源租用费, target: ≤86万元, actual: 84.5万元}
  - {category: 满意度指标, subcategory: 服务对象满意度指标, name: 使用单位满意度, target: ≥95%, actual: 97%}
""",
    "forestry": """
project: 国土绿化
expected_objective: 完成人工造林5,000亩（其中防护林3,200亩、经济林1,800亩），退化林修复2,000亩，栽植苗木55万株，造林成活率85%以上，聘用生态护林员120名。
actual_objective: 完成人工造林5,030亩，退化林修复1,750亩，栽植苗木55.2万株，造林成活率88%，聘用生态护林员120名。退化林修复因春旱推迟，余下部分列入下年春季实施。
indicators:
  - {category: 产出指标, subcategory: 数量指标, name: 人工造林面积, target: ≥5000亩, actual: 5030亩}
  - {category: 产出指标, subcategory: 数量指标, name: 退化林修复面积, target: ≥2000亩, actual: 1750亩, deviation_reason: 受春旱影响土壤墒情不足，余下250亩调整到下年春季实施。}
  - {category: 产出指标, subcategory: 数量指标, name: 栽植苗木数量, target: ≥55万株, actual: 55.2万株}
  - {category: 产出指标, subcategory: 数量指标, name: 聘用生态护林员人数, target: =120人, actual: 120人}
  - {category: 产出指标, subcategory: 质量指标, name: 造林成活率, target: ≥85%, actual: 88%}
  - {category: 效益指标, subcategory: 生态效益指标, name: 森林火灾受害率, target: ≤0.9‰, actual: 0.1‰}
  - {category: 满意度指标, subcategory: 服务对象满意度指标, name: 群众满意度, target: ≥85%, actual: 91%}
""",
    "investment": """
project: 招商引资工作经费
expected_objective: 赴长三角、珠三角开展招商活动6次，走访企业40家以上，举办推介会2场，签约项目15个，签约金额30亿元，到位资金12亿元。
actual_objective: 赴长三角、珠三角开展招商活动6次，走访企业46家，举办推介会2场，签约项目17个，签约金额33.6亿元，到位资金12.4亿元。
indicators:
  - {category: 产出指标, subcategory: 数量指标, name: 外出招商活动次数, target: ≥6次, actual: 6次}
  - {category: 产出指标, subcategory: 数量指标, name: 走访企业数量, target: ≥40家, actual: 46家, deviation_reason: 园区企业主动邀约，增加走访。}
  - {category: 产出指标, subcategory: 数量指标, name: 举办推介会场次, target: ≥2场, actual: 2场}
  - {category: 产出指标, subcategory: 数量指标, name: 签约项目数, target: ≥15个, actual: 17个, deviation_reason: 推介会现场新增两个意向项目落地。}
  - {category: 效益指标, subcategory: 经济效益指标, name: 签约金额, target: ≥30亿元, actual: 33.6亿元, deviation_reason: 新增签约两个项目。}
  - {category: 效益指标, subcategory: 经济效益指标, name: 招商到位资金, target: ≥12亿元, actual: 12.4亿元, deviation_reason: 两个项目提前开工。}
  - {category: 满意度指标, subcategory: 服务对象满意度指标, name: 签约企业满意度, target: ≥90%, actual: 92%, deviation_reason: 帮办服务得到企业认可。}
""",
    "objective": """
type: objective_form
project: 城区老旧小区改造
expected_objective: 改造老旧小区8个、楼栋46栋、惠及居民2,130户，更换雨污管网12.6公里，加装电梯10部，2024年11月底前全部完工。
indicators:
  - {category: 产出指标, subcategory: 数量指标, name: 改造小区数量, target: ≥8个, weight: "10"}
  - {category: 产出指标, subcategory: 数量指标, name: 改造楼栋数, target: ≥46栋, weight: "10"}
  - {category: 产出指标, subcategory: 数量指标, name: 更换雨污管网长度, target: ≥12.6公里, weight: "10"}
  - {category: 产出指标, subcategory: 数量指标, name: 加装电梯数量, target: ≥10部, weight: "10"}
  - {category: 产出指标, subcategory: 质量指标, name: 工程验收合格率, target: =100%, weight: "5"}
  - {category: 产出指标, subcategory: 时效指标, name: 完工时间, target: 2024年11月底前, weight: "5"}
  - {category: 效益指标, subcategory: 社会效益指标, name: 惠及居民户数, target: ≥2130户, weight: "20"}
  - {category: 效益指标, subcategory: 可持续影响指标, name: 管网使用年限, target: ≥30年, weight: "10"}
  - {category: 满意度指标, subcategory: 服务对象满意度指标, name: 居民满意度, target: ≥90%, weight: "10"}
fiscal_year: 2024
""",
}


@pytest.mark.parametrize("name", FORMS)
def test_a_clean_form_raises_nothing_about_its_words(name: str) -> None:
    record = form(read_example(FORMS[name]))
    standard = load_standard("cn")
    said = [
        (check.code, finding.message)
        for check in all_checks()
        if not check.preview and check.code[:4] in ("SEV2", "SEV3", "OBJ2", "MON2", "DOC1")
        for subject in visits(record)
        if accepts(check.subject, subject)
        for finding in check.function(subject, standard)
        if isinstance(finding, Finding)
    ]
    assert said == []
