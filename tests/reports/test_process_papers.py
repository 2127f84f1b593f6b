"""Papers of the process: notice and reply of a rectification, complaints ledger, opinions of a review."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pytest
from read_back import assert_clean, assert_reads_back, assert_snapshot, rows_of

from jiheng.model import (
    Complaint,
    ComplaintChannel,
    ComplaintLedger,
    Progress,
    Rectification,
    RectificationItem,
    ReviewOpinion,
    ReviewOpinions,
    Subject,
    read_figure,
)
from jiheng.process.record_file import read_record
from jiheng.regulation import load_standard
from jiheng.reports.complaint_ledger import complaint_ledger, complaint_sheets
from jiheng.reports.rectification import numeral, rectification_notice, rectification_reply
from jiheng.reports.render.paper import Paper, Region, texts
from jiheng.reports.render.workbook import write_workbook
from jiheng.reports.review_opinions import review_opinions
from jiheng.sample.papers import paper_text

LAW = load_standard("cn")
SUBJECT = Subject(name="镕喆堃河道㎡整治", fiscal_year=2024, agency="澄岚县水利局")
LONG = "澄岚县镕喆堃片区山水林田湖草沙一体化保护和修复工程" * 6


def paper_of(kind: str) -> Paper:
    if kind == "complaint_ledger":
        return complaint_ledger(read_record(paper_text(kind), "台账.yaml", ComplaintLedger).record, LAW)
    if kind == "review_opinions":
        return review_opinions(read_record(paper_text(kind), "意见.yaml", ReviewOpinions).record, LAW)
    record = read_record(paper_text("rectification"), "整改.yaml", Rectification).record
    return rectification_notice(record, LAW) if kind == "rectification_notice" else rectification_reply(record, LAW)


KINDS = ("rectification_notice", "rectification_reply", "complaint_ledger", "review_opinions")


@pytest.mark.parametrize("kind", KINDS)
def test_the_sample_paper_says_what_its_snapshot_says(kind: str) -> None:
    paper = paper_of(kind)
    assert_snapshot(kind, paper)
    assert paper.gaps() == ()


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_written_paper_reads_back_and_checks_clean(kind: str, suffix: str) -> None:
    paper = paper_of(kind)
    assert_reads_back(paper, suffix)
    assert_clean(paper, suffix)


def test_the_notice_sums_money_of_different_units_and_the_reply_counts_what_is_done() -> None:
    said = "".join(texts(paper_of("rectification_reply")))
    assert "通知所列问题3个，已完成2个，正在整改1个" in said
    assert "金额合计4.76万元，已收回或者纠正1.26万元" in said
    assert "金额合计4.76万元" in "".join(texts(paper_of("rectification_notice")))


def test_a_bare_rectification_is_full_of_gaps_and_claims_nothing() -> None:
    record = Rectification(subject=SUBJECT, items=(RectificationItem(id="1", problem="护岸未完工"),))
    notice, reply = rectification_notice(record, LAW), rectification_reply(record, LAW)
    assert {"发文字号", "通知单位", "日期", "护岸未完工的具体表现", "护岸未完工的整改要求", "整改期限"} <= set(notice.gaps())
    assert {"护岸未完工的整改措施", "护岸未完工的整改进度", "其余1个问题的整改进度", "日期"} <= set(reply.gaps())
    said = "".join(texts(reply))
    assert "金额合计" not in said
    assert "验收意见" not in said


def test_a_problem_not_put_right_needs_its_reason() -> None:
    item = RectificationItem(id="1", problem="护岸未完工", progress=Progress.IMPOSSIBLE)
    assert "护岸未完工未完成整改的原因" in rectification_reply(Rectification(subject=SUBJECT, items=(item,)), LAW).gaps()


def test_what_the_author_wrote_stands_instead_of_the_draft() -> None:
    record = Rectification(subject=SUBJECT, texts={"consequence": "请高度重视。"})
    kept = rectification_notice(record, LAW, {"requirements": ("一周内报送方案。",)})
    regions = {block.name: block.paragraphs for block in kept.blocks() if isinstance(block, Region)}
    assert regions["consequence"] == ("请高度重视。",)
    assert regions["requirements"] == ("一周内报送方案。",)


def test_headings_count_on_beyond_ten() -> None:
    assert [numeral(number) for number in (1, 10, 11, 20, 21, 99, 100)] == ["一", "十", "十一", "二十", "二十一", "九十九", "100"]


def test_names_of_complainants_are_masked_and_secret_ones_do_not_appear() -> None:
    said = "\n".join(texts(paper_of("complaint_ledger")))
    assert "罗＊＊" in said
    for name in ("罗镕", "欧阳", "王澄"):
        assert name not in said


def test_a_ledger_counts_by_state_on_its_day() -> None:
    said = "".join(texts(paper_of("complaint_ledger")))
    assert "登记2025年绩效投诉5件，截至2025年12月31日：待受理1件，不予受理1件，已超期1件，已答复1件，已归档1件" in said


def test_the_worksheet_of_complaints_has_every_field_and_no_name(tmp_path: Path) -> None:
    record = read_record(paper_text("complaint_ledger"), "台账.yaml", ComplaintLedger).record
    write_workbook(tmp_path / "台账.xlsx", complaint_sheets(record, LAW))
    sheet = openpyxl.load_workbook(tmp_path / "台账.xlsx")["台账"]
    head, first, *rest = sheet.iter_rows(values_only=True)
    row = dict(zip(head, first, strict=True))
    assert row["投诉人"] == "罗＊＊"
    assert str(row["受理期限"])[:10] == "2025-04-01"
    assert str(row["办理期限"])[:10] == "2025-05-23"
    assert row["状态"] == "已归档"
    assert len(rest) == 4
    assert "罗镕" not in str(list(sheet.values))


def empty_papers() -> dict[str, Paper]:
    return {
        "notice": rectification_notice(Rectification(subject=SUBJECT), LAW),
        "reply": rectification_reply(Rectification(subject=SUBJECT), LAW),
        "ledger": complaint_ledger(ComplaintLedger(fiscal_year=2025, agency="澄岚县财政局"), LAW),
        "opinions": review_opinions(ReviewOpinions(subject=SUBJECT), LAW),
    }


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_empty_lists_are_said_and_written(suffix: str) -> None:
    for paper in empty_papers().values():
        assert rows_of(paper) == []
        assert_reads_back(paper, suffix)
    assert "没有收到绩效投诉" in "".join(texts(empty_papers()["ledger"]))
    assert "没有收到意见" in "".join(texts(empty_papers()["opinions"]))


def long_papers() -> list[Paper]:
    item = RectificationItem(id="1", problem=LONG, text=LONG, requirement=LONG, amount=read_figure("3.00万元"), measure=LONG)
    complaint = Complaint(
        number="1", received_on=datetime.date(2025, 3, 1), channel=ComplaintChannel.WEB, project=LONG, summary=LONG, anonymous=True
    )
    opinion = ReviewOpinion(number="1", reviewer="专家", quote=LONG, opinion=LONG)
    subject = SUBJECT.model_copy(update={"name": LONG})
    # Rows that differ: rows alike on every page would read as a repeated head.
    items = tuple(item.model_copy(update={"id": f"{n}", "problem": f"第{n}项{LONG}"}) for n in range(3))
    complaints = tuple(complaint.model_copy(update={"number": f"{n}", "summary": f"第{n}件{LONG}"}) for n in range(12))
    opinions = tuple(opinion.model_copy(update={"number": f"{n}", "opinion": f"第{n}条{LONG}"}) for n in range(12))
    return [
        rectification_notice(Rectification(subject=subject, items=items), LAW),
        rectification_reply(Rectification(subject=subject, items=items), LAW),
        complaint_ledger(ComplaintLedger(fiscal_year=2025, agency=LONG, complaints=complaints), LAW),
        review_opinions(ReviewOpinions(subject=subject, opinions=opinions), LAW),
    ]


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
@pytest.mark.parametrize("number", range(4))
def test_very_long_names_and_rare_characters_are_written_whole(number: int, suffix: str) -> None:
    assert_reads_back(long_papers()[number], suffix, broken=suffix == "pdf")


def test_a_score_changed_by_an_opinion_is_told_with_its_sum() -> None:
    said = "".join(texts(paper_of("review_opinions")))
    assert "举办技术培训场次由4.50分调整为4.75分" in said
    assert "调整合计增加0.75分" in said
