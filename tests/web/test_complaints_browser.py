"""A real browser: a visitor complains on a phone without scripts, an officer handles it, the visitor reads the reply."""

from __future__ import annotations

from typing import Any

import pytest
from at_browsers import PHONE, Seat, chromium, complains, looks_up
from county_at_hand import build

pytestmark = pytest.mark.browser

SAID = {
    "投诉哪个单位": "澄岚县水库运行中心",
    "项目名称": "水库维修养护",
    "具体情况和要求": "自评表写已经完工，大坝北侧的护坡还没有修。请核实。",
    "附件": {"name": "说明.txt", "mimeType": "text/plain", "buffer": "护坡没有修".encode()},
    "匿名": True,
}
REPLY = {"查明的情况": "护坡未完工。", "处理措施": "责令更正。", "拟写的答复": "情况属实，已责令更正。"}


def test_a_visitor_complains_and_reads_the_reply(live_server: Any) -> None:
    build()
    with chromium() as browser:
        visitor = Seat.taken(browser, live_server.url, size=PHONE, scripts=False)
        number, code = complains(visitor, SAID)
        finance = Seat.taken(browser, live_server.url).signs_in("finance")
        finance.picture("home-finance")
        finance.opens(number)
        finance.picture("complaint-受理")
        finance.steps("受理")
        finance.steps("交办", {"承办单位和人员": "澄岚县水利局 · reviewer（测试）"})
        finance.goes("/complaints/")
        finance.picture("ledger")
        reviewer = Seat.taken(browser, live_server.url).signs_in("reviewer")
        reviewer.opens(number)
        reviewer.steps("拟写答复", REPLY)
        finance.opens(number)
        finance.steps("答复投诉人", {"审核意见": "同意。"})
        looks_up(visitor, number, code)
        visitor.sees("情况属实，已责令更正。")
        visitor.picture("status-390")
        visitor.page.get_by_label("满意", exact=True).check()
        visitor.presses("评价答复")
        visitor.sees("您的评价：满意")
