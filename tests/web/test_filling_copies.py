"""What is copied from says whether it was approved."""

from __future__ import annotations

from county_at_hand import County
from way_of_a_case import Way

from jiheng.web.dossiers.models import FormKind, Stage
from jiheng.web.filling.copying import sources_for


def test_an_objective_says_whether_it_was_approved(county: County) -> None:
    way = Way(county, Stage.OBJECTIVE)
    way.to_finance()
    (source,) = sources_for(county["agency"], way.dossier, FormKind.MONITORING_FORM)
    assert "尚未批复" in source.words
    way.does("business", "review", comment="同意")
    way.does("finance", "approve", review_grade="优")
    (source,) = sources_for(county["agency"], way.dossier, FormKind.MONITORING_FORM)
    assert source.words.endswith("已批复）")
