"""The chain of audit entries: adding, refusing, finding where it was broken."""

from __future__ import annotations

from io import StringIO

import pytest
from county_at_hand import County
from django.core.management import CommandError, call_command
from django.db import connection

from jiheng.web.audit import chain
from jiheng.web.audit.models import AppendOnly, AuditEntry, AuditHead


@pytest.fixture
def five(county: County) -> list[AuditEntry]:
    """Five entries."""
    agency = county["agency"]
    return [chain.record(agency, "look", county.places["water"], f"第 {number} 次", detail={"number": number}) for number in range(1, 6)]


def _behind_our_back(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_whole_chain_is_sound_to_its_head(five: list[AuditEntry]) -> None:
    assert chain.verify() == chain.Verdict(sound=5, digest=five[-1].digest)


def test_an_empty_chain_is_sound(db: None) -> None:
    assert chain.verify() == chain.Verdict(sound=0, digest="")


@pytest.mark.parametrize("column", ["summary", "actor_name", "action", "subject_id"])
def test_a_changed_entry_is_named(five: list[AuditEntry], column: str) -> None:
    _behind_our_back(f"UPDATE audit_auditentry SET {column} = 'x' WHERE sequence = 3")
    verdict = chain.verify()
    assert (verdict.broken, verdict.sound) == (3, 2)
    assert "被改动过" in verdict.reason


def test_a_changed_detail_is_named(five: list[AuditEntry]) -> None:
    _behind_our_back("""UPDATE audit_auditentry SET detail = '{"number": 9}' WHERE sequence = 4""")
    assert chain.verify().broken == 4


def test_a_removed_entry_is_named(five: list[AuditEntry]) -> None:
    _behind_our_back("DELETE FROM audit_auditentry WHERE sequence = 2")
    verdict = chain.verify()
    assert verdict.broken == 2
    assert verdict.reason == "记录缺失：应为第 2 条，却是第 3 条。"


def test_a_shortened_chain_is_named(five: list[AuditEntry]) -> None:
    _behind_our_back("DELETE FROM audit_auditentry WHERE sequence > 3")
    verdict = chain.verify()
    assert verdict.broken == 4
    assert verdict.reason == "记录缺失：链尾登记到第 5 条。"


def test_a_resealed_entry_breaks_the_next_one(five: list[AuditEntry]) -> None:
    entry = five[1]
    entry.summary = "改写"
    _behind_our_back(f"UPDATE audit_auditentry SET summary = '改写', digest = '{entry.seal()}' WHERE sequence = 2")
    assert chain.verify().broken == 3


def test_an_entry_beside_the_head_is_named(five: list[AuditEntry]) -> None:
    AuditHead.objects.update(sequence=4, digest=five[3].digest)
    assert chain.verify().reason == "记录不在链上：链尾没有登记。"


def test_entries_refuse_to_be_changed(five: list[AuditEntry]) -> None:
    for deed in (five[0].save, five[0].delete, AuditEntry.objects.all().delete, lambda: AuditEntry.objects.update(summary="x")):
        with pytest.raises(AppendOnly):
            deed()
    with pytest.raises(AppendOnly):
        AuditEntry.objects.bulk_create([])


def test_the_command_tells_the_head_and_names_the_first_break(five: list[AuditEntry]) -> None:
    out = StringIO()
    call_command("verify_audit", stdout=out)
    assert f"共 5 条，完好。链尾 5:{five[4].digest}" in out.getvalue()
    _behind_our_back("UPDATE audit_auditentry SET summary = 'x' WHERE sequence = 3")
    with pytest.raises(CommandError, match="第 3 条：内容与摘要对不上，被改动过。此前 2 条完好") as caught:
        call_command("verify_audit")
    assert caught.value.returncode == 1


def test_a_chain_rewritten_as_a_whole_does_not_agree_with_the_noted_head(five: list[AuditEntry]) -> None:
    noted = f"3:{five[2].digest}"
    call_command("verify_audit", head=noted, stdout=StringIO())
    previous = ""
    for entry in AuditEntry.objects.order_by("sequence"):
        entry.summary, entry.previous = "改写", previous
        previous = entry.seal()
        _behind_our_back(
            f"UPDATE audit_auditentry SET summary='改写', previous='{entry.previous}', digest='{previous}' WHERE id={entry.pk}"
        )
    AuditHead.objects.update(digest=previous)
    call_command("verify_audit", stdout=StringIO())
    with pytest.raises(CommandError, match="与另外保存的摘要不一致"):
        call_command("verify_audit", head=noted)
