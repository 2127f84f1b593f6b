"""The nine tables of a disclosure as final-accounts software prints them."""

from __future__ import annotations

import pytest
from sketches import read

from jiheng.model import AccountsTable, FinalAccounts


def tables(*parts: str) -> tuple[AccountsTable, ...]:
    record = read("清河县财政局2023年度部门决算", *parts).records[-1].record
    assert isinstance(record, FinalAccounts)
    return record.tables


def figures(table: AccountsTable, side: str = "rows") -> dict[str, list[str]]:
    return {row.name: [figure.text for figure in row.figures.values()] for row in getattr(table, side)}


def test_a_two_sided_table_has_rows_for_each_side() -> None:
    (table,) = tables(
        """
        | 收入支出决算总表 | < | < | < | < | < |
        | | | | | | 公开01表 |
        | 部门：清河县财政局 | | | | | 金额单位：万元 |
        | 收入 | < | < | 支出 | < | < |
        | 项目 | 行次 | 决算数 | 项目 | 行次 | 决算数 |
        | 栏次 | | 1 | 栏次 | | 2 |
        | 一、一般公共预算财政拨款收入 | 1 | 100.00 | 一、一般公共服务支出 | 31 | 60.00 |
        | 本年收入合计 | 27 | 100.00 | 本年支出合计 | 57 | 105.00 |
        | 年初结转和结余 | 29 | 8.00 | 年末结转和结余 | 59 | 3.00 |
        | 总计 | 30 | 108.00 | 总计 | 60 | 108.00 |
        """
    )
    assert (table.kind, table.number, table.unit) == ("overall", "01", "万元")
    assert figures(table)["总计"] == ["108.00"] and figures(table, "right_rows")["年末结转和结余"] == ["3.00"]


def test_a_title_alone_in_its_row_names_the_table_and_its_budget_columns_make_it_no_form() -> None:
    (table,) = tables(
        """
        | 收入支出决算总表 | | | | | | | |
        | 项目 | 年初预算数 | 全年预算数 | 决算数 | 项目 | 年初预算数 | 全年预算数 | 决算数 |
        | 一、一般公共预算财政拨款收入 | 100.00 | 110.00 | 105.00 | 一、一般公共服务支出 | 100.00 | 110.00 | 103.00 |
        | 本年收入合计 | 100.00 | 110.00 | 105.00 | 本年支出合计 | 100.00 | 110.00 | 103.00 |
        | 总计 | 100.00 | 110.00 | 105.00 | 总计 | 100.00 | 110.00 | 105.00 |
        """
    )
    assert (table.kind, table.title) == ("overall", "收入支出决算总表")
    assert figures(table)["总计"] == ["100.00", "110.00", "105.00"]


def test_codes_give_the_levels_of_rows() -> None:
    (table,) = tables(
        "收入决算表",
        """
        | 项目 | < | 本年收入合计 | 财政拨款收入 | 事业收入 |
        | 功能分类科目编码 | 科目名称 | ^ | ^ | ^ |
        | 栏次 | < | 1 | 2 | 3 |
        | 合计 | < | 60.00 | 55.00 | 5.00 |
        | 201 | 一般公共服务支出 | 60.00 | 55.00 | 5.00 |
        | 20103 | 政府办公厅（室）及相关机构事务 | 60.00 | 55.00 | 5.00 |
        | 2010301 | 行政运行 | 60.00 | 55.00 | 5.00 |
        """,
    )
    assert table.kind == "income"
    assert [(row.code, row.level) for row in table.rows] == [(None, 0), ("201", 1), ("20103", 2), ("2010301", 3)]
    assert list(table.rows[3].figures) == ["total", "appropriation_income", "service_income"]


def test_column_groups_side_by_side_become_one_list() -> None:
    (table,) = tables(
        "一般公共预算财政拨款基本支出决算表",
        """
        | 人员经费 | < | < | 公用经费 | < | < | < | < | < |
        | 科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数 |
        | 301 | 工资福利支出 | 50.00 | 302 | 商品和服务支出 | 10.00 | 310 | 资本性支出 | 2.00 |
        | 人员经费合计 | < | 50.00 | 公用经费合计 | < | < | < | < | 12.00 |
        """,
    )
    assert figures(table) == {
        "工资福利支出": ["50.00"], "人员经费合计": ["50.00"], "商品和服务支出": ["10.00"], "资本性支出": ["2.00"], "公用经费合计": ["12.00"],
    }  # fmt: skip


def test_three_public_expenses_in_one_row_become_items() -> None:
    (table,) = tables(
        "财政拨款“三公”经费支出决算表",
        """
        | 预算数 | < | < | < | < | < | 决算数 | < | < | < | < | < |
        | 合计 | 因公出国（境）费 | 公务用车购置及运行维护费 | < | < | 公务接待费 | 合计 | 因公出国（境）费 | 公务用车购置及运行维护费 | < | < | 公务接待费 |
        | ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行维护费 | ^ | ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行维护费 | ^ |
        | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 |
        | 12.00 | | 10.00 | | 10.00 | 2.00 | 9.00 | | 8.00 | | 8.00 | 1.00 |
        """,
    )
    rows = {row.name: {key: figure.text for key, figure in row.figures.items()} for row in table.rows}
    assert rows["合计"] == {"budget": "12.00", "final": "9.00"}
    assert rows["公务用车购置及运行维护费"] == {"budget": "10.00", "final": "8.00"} and rows["因公出国(境)费"] == {}


@pytest.mark.parametrize("kind", ["政府性基金预算", "国有资本经营预算"])
def test_a_table_without_figures_is_empty_and_its_note_is_kept(kind: str) -> None:
    record = read(
        "清河县财政局2023年度部门决算", f"{kind}财政拨款收入支出决算表",
        """
        | 项目 | < | 年初结转和结余 | 本年收入 | 本年支出 | < | < | 年末结转和结余 |
        | 功能分类科目编码 | 科目名称 | ^ | ^ | 小计 | 基本支出 | 项目支出 | ^ |
        | 合计 | < | | | | | | |
        | 注：本单位没有此项收入支出，故本表为空表。 | < | < | < | < | < | < | < |
        """,
    ).records[-1].record  # fmt: skip
    assert isinstance(record, FinalAccounts)
    assert record.tables[0].is_empty and record.stated_empty == (f"{kind}财政拨款收入支出决算表",)


def test_one_cell_a_line_is_read_in_rows() -> None:
    lines = [
        "项目",
        "预算数",
        "决算数",
        "合计",
        "9.0",
        "7.5",
        "因公出国（境）费",
        "0",
        "",
        "公务接待费",
        "2.0",
        "1.5",
        "公务用车购置及运行费",
        "7.0",
        "6.0",
    ]
    (table,) = tables("2023年度“三公”经费支出决算表", "单位：万元", "\n".join(f"| {line} |" for line in lines))
    assert figures(table) == {
        "合计": ["9.0", "7.5"],
        "因公出国（境）费": ["0"],
        "公务接待费": ["2.0", "1.5"],
        "公务用车购置及运行费": ["7.0", "6.0"],
    }


def test_the_running_of_vehicles_below_their_total_is_an_item_with_or_without_a_colon() -> None:
    (table,) = tables(
        "2023年度“三公”经费支出决算表",
        """
        | 项目 | 预算数 | 决算数 |
        | 合计 | 9.0 | 7.5 |
        | 公务接待费 | 2.0 | 1.5 |
        | 公务用车购置及运行维护费 | 7.0 | 6.0 |
        | 其中：公务用车运行维护费 | 7.0 | 6.0 |
        | 公务用车购置费 | 0 | 0 |
        """,
    )
    assert figures(table)["其中：公务用车运行维护费"] == ["7.0", "6.0"]
