"""What follows from the course and from what authors wrote, without a database."""

from __future__ import annotations

import datetime

from jiheng.process import Course, Event
from jiheng.reports.compare import PaperChange
from jiheng.reports.render.paper import Paper, Region, Section, digest_of
from jiheng.web.reviews.edits import kept, merge
from jiheng.web.reviews.reading import anchor_of, sections, shown
from jiheng.web.reviews.rounds import FINAL, FOR_OPINIONS, FOR_REVIEW, Made, reviewed, round_of, sent

DAY = datetime.date(2026, 3, 2)


def course(*transitions: str) -> Course:
    events = tuple(Event(name=one, transition=one, on=DAY, state="somewhere") for one in transitions)
    return Course(flow="evaluation", fiscal_year=2025, start="planned", state="somewhere", started_on=DAY, events=events)


def test_each_step_sends_the_newest_version_made_before_it() -> None:
    way = course("submit_report", FOR_OPINIONS, "close_opinions", FOR_REVIEW, "conclude_review", FINAL)
    versions = [Made(number=1, taken=0), Made(number=2, taken=0), Made(number=3, taken=3), Made(number=4, taken=5)]
    assert sent(way, versions) == {2: (FOR_OPINIONS,), 3: (FOR_REVIEW,), 4: (FINAL,)}
    assert reviewed(way, versions) == 3


def test_a_version_that_was_not_changed_is_sent_more_than_once() -> None:
    way = course("submit_report", FOR_OPINIONS, "close_opinions", FOR_REVIEW, "conclude_review", FINAL)
    assert sent(way, [Made(number=1, taken=0)]) == {1: (FOR_OPINIONS, FOR_REVIEW, FINAL)}


def test_a_report_that_was_sent_back_is_judged_in_another_round() -> None:
    way = course("submit_report", FOR_OPINIONS, "close_opinions", FOR_REVIEW, "return_to_drafting", "submit_report", FOR_OPINIONS)
    assert round_of(way) == 2
    assert reviewed(way, [Made(number=1, taken=0), Made(number=2, taken=5)]) == 1
    assert reviewed(course(), []) is None


MARKED = {"a": "", "b": "", "c": ""}


def test_passages_that_two_authors_rewrote_side_by_side_are_both_kept() -> None:
    merged = merge({}, {"a": ("甲",)}, {"b": ("乙",)}, MARKED)
    assert merged.passages == {"a": ("甲",), "b": ("乙",)}
    assert not merged.collisions


def test_the_same_passage_rewritten_differently_collides() -> None:
    (collision,) = merge({"a": ("旧",)}, {"a": ("甲",)}, {"a": ("乙",)}, MARKED).collisions
    assert (collision.name, collision.theirs, collision.mine) == ("a", ("甲",), ("乙",))
    assert not merge({"a": ("旧",)}, {"a": ("同",)}, {"a": ("同",)}, MARKED).collisions


def test_a_passage_put_back_to_the_draft_is_drafted_again() -> None:
    assert merge({"a": ("旧",)}, {"a": ("旧",)}, {}, MARKED).passages == {}
    (collision,) = merge({"a": ("旧",)}, {"a": ("甲",)}, {}, MARKED).collisions
    assert collision.mine is None


def test_a_passage_whose_mark_was_lost_stands_as_it_was() -> None:
    assert merge({"c": ("旧",)}, {"c": ("新",)}, {}, {"a": ""}).passages == {"c": ("新",)}


def paper(draft: str, *written: str) -> Paper:
    return Paper(title="报告", sections=(Section(blocks=(Region(name="a", paragraphs=written or (draft,), drafted=(draft,)),)),))


def test_an_authors_passage_is_told_when_the_draft_below_it_moved_on() -> None:
    first = kept({"a": ("我写的",)}, paper("拨款10万元", "我写的"), {})
    assert first["a"] == {"paragraphs": ["我写的"], "drafted": digest_of(["拨款10万元"]), "overtaken": False, "homeless": False}
    second = kept({"a": ("我写的",)}, paper("拨款12万元", "我写的"), first)
    assert second["a"]["overtaken"]
    assert kept({"a": ("我写的",)}, paper("拨款12万元", "我写的"), second)["a"]["overtaken"]  # until the author looks at it
    assert not kept({"a": ("改过了",)}, paper("拨款12万元", "改过了"), second)["a"]["overtaken"]


def test_a_passage_without_a_place_is_kept_all_the_same() -> None:
    assert kept({"z": ("访谈",)}, paper("x"), {})["z"]["homeless"]


TEXTS = {
    "封面": "某项目",
    "标题「一、概况」": "一、概况",
    "「一、概况」段落 background": "一段。\n二段。",
    "「一、概况」表1 / 金额": "120.00",
    "标题「二、结论」": "二、结论",
    "「二、结论」段落 verdict": "得分为88.50分。",
}


def test_a_version_is_read_by_its_headings() -> None:
    cover, first, last = sections(TEXTS)
    assert (cover.heading, cover.paragraphs) == ("", ["某项目"])
    assert (first.heading, first.paragraphs, first.cells) == ("一、概况", ["一段。", "二段。"], [("表1 / 金额", "120.00")])
    assert last.anchor == "s3"


def test_a_finding_leads_to_the_words_it_quotes_or_the_heading_it_names() -> None:
    read = sections(TEXTS)
    assert anchor_of({"quote": "得分为88.50分", "place": ""}, read) == "s3"
    assert anchor_of({"quote": "", "place": "一、概况 / 第2段"}, read) == "s2"
    assert anchor_of({"quote": "没有这句", "place": ""}, read) == ""


def test_what_differs_is_marked_between_what_stayed() -> None:
    (changed,) = shown([PaperChange(place="结论", before="得分88.50分，等级为良。", after="得分90.50分，等级为优。")])
    assert changed.before == (("得分", False), ("88.50分，等级为良", True), ("。", False))
    assert changed.after == (("得分", False), ("90.50分，等级为优", True), ("。", False))
    (new,) = shown([PaperChange(place="附件", before=None, after="新")])
    assert (new.before, new.after) == (None, (("新", False),))
