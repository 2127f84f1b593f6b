"""Seeded errors of prose: objectives against indicators, accounts against actual values, wording."""

from __future__ import annotations

import itertools
import random
import re
from decimal import Decimal

from jiheng.model import Indicator, IndicatorSubcategory, SelfEvaluationForm
from jiheng.model.amounts import half_up, text
from jiheng.sample.errors import amount, is_count, is_unmet, put, put_funds, quiet_row, rows_where, seeds, shortfall, shows_initial_budget
from jiheng.sample.errors_scores import REASON


def _expected(form: SelfEvaluationForm, prose: str) -> SelfEvaluationForm:
    return form.model_copy(update={"expected_objective": prose})


def _actual(form: SelfEvaluationForm, prose: str) -> SelfEvaluationForm:
    return form.model_copy(update={"actual_objective": prose})


def _told_target(form: SelfEvaluationForm, chance: random.Random) -> tuple[Indicator, str] | None:
    """A count whose target stands once in the expected objective: the row and the number with its unit."""
    for index in rows_where(form, is_count, chance):
        row = form.indicators[index]
        number = row.target.raw.lstrip("≥") if row.target else ""
        if number and (form.expected_objective or "").count(number) == 1:
            return row, number
    return None


@seeds("OBJ222")
def objective_names_more(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """The objective promises a quarter more than the indicator's target."""
    told = _told_target(form, chance)
    if told is None or told[0].target is None or told[0].target.figure is None:
        return None
    row, number = told
    planned = row.target.figure if row.target else None
    assert planned is not None
    more = half_up(planned.value * Decimal("1.25"), planned.decimals)
    return _expected(form, (form.expected_objective or "").replace(number, f"{text(more, planned.decimals)}{planned.unit}"))


@seeds("OBJ220", "OBJ221", "SEV302", "SEV304")
def objective_in_words_only(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """The expected objective holds no number at all."""
    first = (form.expected_objective or "").split("。")[0]
    if re.search(r"[\d一二三四五六七八九十两]", first):
        return None
    return _expected(form, f"{first}，不断提升服务质量和管理水平。")


@seeds("OBJ221")
def objective_without_row(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm:
    """The objective promises a thing that no indicator measures."""
    return _expected(form, (form.expected_objective or "") + "同时印发管护手册2600册。")


@seeds("OBJ224")
def at_least_against_equal(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """The objective says no less than, the indicator says equal."""
    for index, row in enumerate(form.indicators):
        number = row.target.raw.lstrip("=") if row.target and row.target.raw.startswith("=") else ""
        prose = form.expected_objective or ""
        if number and not number.endswith("%") and prose.count(number) == 1 and not prose.split(number)[1].startswith("以上"):
            return _expected(put(form, index), prose.replace(number, f"不少于{number}"))
    return None


@seeds("OBJ225")
def objective_told_as_done(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm:
    """The expected objective speaks as if all were done."""
    return _expected(form, (form.expected_objective or "") + "项目实施为全县经济社会发展发挥了积极作用。")


@seeds("OBJ235")
def agency_helps_itself(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """The agency helps itself."""
    if form.supervising_department is None or form.supervising_department != form.implementing_agency:
        return None
    return _expected(form, (form.expected_objective or "") + f"协助{form.implementing_agency}做好项目验收工作。")


@seeds("SEV301")
def account_differs(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """The account tells another number than the indicator's actual value."""
    for index in rows_where(form, is_count, chance):
        row = form.indicators[index]
        done, planned = (row.actual.figure if row.actual else None), (row.target.figure if row.target else None)
        prose = form.actual_objective or ""
        if done is None or planned is None or row.actual is None or prose.count(row.actual.raw) != 1:
            continue
        other = half_up(done.value * Decimal("1.06") + 1, done.decimals)
        return _actual(form, prose.replace(row.actual.raw, f"{text(other, done.decimals)}{done.unit}"))
    return None


@seeds("SEV303")
def claims_yearly_tasks_done(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """The year's tasks are done, says the account; one target was missed."""
    claimed = claims_all_reached(form, chance)
    if claimed is None:
        return None
    return _actual(claimed, (claimed.actual_objective or "").replace("年初确定的各项目标任务已全部完成", "已全面完成年初各项目标任务"))


@seeds("SEV303")
def claims_all_reached(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """All targets reached, says the account; one was missed."""
    if not any(is_unmet(row) for row in form.indicators):
        missed = shortfall(form, chance, "0.9", reason=REASON)
        if missed is None:
            return None
        form = missed[0]
    return _actual(form, (form.actual_objective or "") + "年初确定的各项目标任务已全部完成。")


@seeds("SEV304")
def account_copies_objective(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """The account repeats the objective's words and tells no number."""
    if any(is_unmet(row) for row in form.indicators) or re.search(r"\d", (form.expected_objective or "").split("。")[0]):
        return None
    purpose = (form.expected_objective or "").split("。")[0]
    words = f"{purpose}，完善部门之间的协作机制，提高项目管理水平，健全长效管护制度，加强资金使用监督，使群众得到更多实惠。"
    return _actual(_expected(form, words + (form.expected_objective or "").removeprefix(f"{purpose}。")), words)


def _told_elsewhere(name: str, prose: str) -> bool:
    """Whether the prose still speaks of the thing: it holds a third or more of the name's pairs of characters."""
    pairs = {name[at : at + 2] for at in range(len(name) - 1)}
    return sum(pair in prose for pair in pairs) * 3 >= len(pairs)


@seeds("SEV306")
def shortfall_untold(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """What was missed is left out of the account."""
    for index in rows_where(form, is_unmet, chance):
        row = form.indicators[index]
        prose = form.actual_objective or ""
        if row.actual is None or prose.count(row.actual.raw) != 1 or row.target is None:
            continue
        if row.target.raw.lstrip("≥") not in (form.expected_objective or ""):
            continue
        clause = next((part for part in re.split(r"[，。]", prose) if row.actual.raw in part), "")
        rest = prose.replace(f"，{clause}", "").replace(f"{clause}，", "")
        if clause.startswith("截至") or _told_elsewhere(row.name, rest):
            continue
        return _actual(form, rest)
    return None


@seeds("SEV308")
def people_or_visits(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """The account counts people where the indicator counts visits."""
    for row in form.indicators:
        prose = form.actual_objective or ""
        if row.actual is not None and row.actual.unit == "人次" and prose.count(row.actual.raw) == 1:
            return _actual(form, prose.replace(row.actual.raw, row.actual.raw.removesuffix("次")))
    return None


@seeds("SEV309")
def account_rounds(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """The account says so many and more, where the indicator has the exact number."""
    for index in rows_where(form, is_count, chance):
        row = form.indicators[index]
        prose = form.actual_objective or ""
        if row.actual is not None and prose.count(row.actual.raw) == 1:
            return _actual(form, prose.replace(row.actual.raw, f"{row.actual.raw}以上"))
    return None


@seeds("SEV314", "SEV113")
def done_without_number(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """The actual value of a count only says done."""
    index = quiet_row(form, chance, lambda row: row.target is not None and row.target.is_quantitative)
    return None if index is None else put(form, index, actual="已完成", completion_rate=None)


@seeds("SEV316", "SEV138", layouts=shows_initial_budget)
def carryover_in_name(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """The project's name tells of carried-over money, which the funds block loses within the year."""
    last = len(form.funds) - 1
    if form.project is None or amount(form.funds[last], "adjusted_budget"):
        return None
    more = half_up(amount(form.funds[0], "adjusted_budget") * Decimal("0.06"))
    form = put_funds(form, 0, initial_budget=amount(form.funds[0], "initial_budget") + more)
    named = put_funds(form, last, initial_budget=more)
    return named.model_copy(update={"project": f"{form.project}（含上年结转资金）"})


@seeds("DOC101")
def placeholder(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm:
    """A template's placeholder was left."""
    return _expected(form, (form.expected_objective or "") + "项目覆盖XX乡镇。")


@seeds("DOC101")
def instruction_left(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm:
    """The instruction of the template was left."""
    return _actual(form, (form.actual_objective or "") + "（200字以内）")


@seeds("DOC102", lost_in=("tab_repeated",))
def label_for_value(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """The field of the department holds its own label."""
    return form.model_copy(update={"supervising_department": "主管部门"}) if form.supervising_department else None


@seeds("DOC104")
def wrong_brackets(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm:
    """A document number in lenticular brackets."""
    return _expected(form, f"根据《全县年度重点工作方案》（澄政发【{form.fiscal_year}】6号）安排，" + (form.expected_objective or ""))


@seeds("DOC105")
def word_twice(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm:
    """A word typed twice."""
    return _actual(form, (form.actual_objective or "") + "项目推进以及以及验收工作有序开展。")


@seeds("DOC107")
def unpaired(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm:
    """A title mark that never closes."""
    return _expected(form, "落实《全县年度重点工作方案要求，" + (form.expected_objective or ""))


@seeds("DOC108")
def list_too_short(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm:
    """Four townships announced, three listed."""
    return _expected(form, (form.expected_objective or "") + "项目布点在4个乡镇（石坪乡、柳溪镇、禾塘镇）。")


@seeds("DOC113")
def last_years_text(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """The objective still speaks of last year."""
    year = form.fiscal_year
    lead = f"{year}年"
    prose = form.expected_objective or ""
    return _expected(form, prose.replace(lead, f"{(year or 0) - 1}年", 1)) if lead in prose else None


@seeds("DOC116")
def comma_twice(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm:
    """Two commas in a row."""
    return _actual(form, (form.actual_objective or "").replace("，", "，，", 1))


@seeds("DOC118")
def number_without_title(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm:
    """A document is quoted by its number alone."""
    return _expected(
        form,
        f"根据《全县重点工作方案》（澄政发〔{form.fiscal_year}〕3号）和（澄政办发〔{form.fiscal_year}〕6号）文件要求，"
        + (form.expected_objective or ""),
    )


@seeds("OBJ109")
def other_budget_in_text(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """The text names a budget that the funds block does not have."""
    total = form.funds[0].adjusted_budget
    if total is None or "安排资金" in f"{form.expected_objective}":
        return None
    other = text(total.value * Decimal("1.4"))
    return _expected(form, f"项目总预算{other}万元。" + (form.expected_objective or ""))


_MEASURE = re.compile(r"(?:数量|次数|人数|人次|场次|个数|家数|期数|户数|份数|篇数|里程|面积|长度|数)$")


@seeds("OBJ219")
def rate_named_otherwise(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """A completion rate whose name differs in two characters from the count that it completes."""
    rate = quiet_row(form, chance, lambda row: row.name.endswith("率") and row.subcategory_key is IndicatorSubcategory.QUALITY)
    for index in rows_where(form, is_count, chance):
        thing = _MEASURE.sub("", form.indicators[index].name)
        if rate is None or len(thing) < 7 or thing == form.indicators[index].name or thing.startswith(("开展", "举办", "组织", "完成")):
            continue
        other = thing[:-2] + ("设施" if not thing.endswith("设施") else "项目")
        return put(form, rate, name=f"{other}计划完成率", target="≥90%", actual="100%", completion_rate=None)
    return None


@seeds("SEV311", "SEV301", "SEV302")
def numbers_exchanged(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """The account gives two indicators of like names and one unit each the number of the other."""
    told = [row for row in form.indicators if row.actual is not None and row.actual.figure is not None and _is_told_once(form, row)]
    chance.shuffle(told)
    for one, other in itertools.combinations(told, 2):
        left, right = one.actual, other.actual
        if left is None or right is None or left.figure is None or right.figure is None or not _alike(one.name, other.name):
            continue
        if left.figure.unit == right.figure.unit and left.figure.value != right.figure.value:
            prose = (form.actual_objective or "").replace(left.raw, "\x00").replace(right.raw, left.raw)
            return _actual(form, prose.replace("\x00", right.raw))
    return None


def _is_told_once(form: SelfEvaluationForm, row: Indicator) -> bool:
    """Whether the account tells the row's number in one place, not as the end of a longer number."""
    number = row.actual.raw if row.actual is not None else ""
    return bool(number) and len(re.findall(rf"(?<![\d.]){re.escape(number)}", form.actual_objective or "")) == 1


def _alike(one: str, other: str) -> bool:
    """Whether two names share two characters in a row besides the word for their count."""
    names = [re.sub(r"(?:数量|.[数次]|面积|长度)$", "", name) for name in (one, other)]
    return any(names[0][at : at + 2] in names[1] for at in range(len(names[0]) - 1))
