"""What checks say: relations that were recomputed, findings that need work, traces that explain."""

from __future__ import annotations

from enum import StrEnum

from jiheng.model.record import Record


class Severity(StrEnum):
    """必须改 / 存疑 / 提示."""

    MUST_FIX = "must_fix"
    QUESTION = "question"
    NOTE = "note"


class Outcome(StrEnum):
    """What the comparison of intervals says."""

    HOLDS = "holds"
    ROUNDING = "rounding"
    FAILS = "fails"
    NOT_CHECKABLE = "not_checkable"


class CheckState(StrEnum):
    """The six outcomes of running one check on one subject."""

    PASS = "pass"  # noqa: S105 - an outcome, not a secret
    FAIL = "fail"
    NOT_APPLICABLE = "not_applicable"
    INSUFFICIENT_DATA = "insufficient_data"
    UNREADABLE = "unreadable"
    INTERNAL_ERROR = "internal_error"


class Relation(Record):
    """One line of the ledger: ``expression`` with the printed value ``stated`` and ours ``computed``, both as text for people.

    ``paths`` are the field paths it read (within its record, ``/funds/0/score``; in a dossier prefixed with the record,
    ``#2/funds/0/score``). ``check`` is filled in by the runner.
    """

    check: str = ""
    expression: str
    stated: str
    computed: str
    outcome: Outcome
    paths: tuple[str, ...] = ()


class Citation(Record):
    """A place in a standard: document number or title, article, and how sure we are of it."""

    document: str
    article: str = ""
    evidence: str = "from_memory"

    @property
    def text(self) -> str:
        """As printed in messages; says so when it is not confirmed."""
        mark = {"confirmed": "", "secondary": "（据二手资料）", "from_memory": "（凭记忆，待核原文）", "practice": "（通行做法）"}[
            self.evidence
        ]
        return f"{self.document}{self.article}{mark}"


class Finding(Record):
    """One thing a reviewer must look at. ``message`` says what stands, what should stand and how we know; ``advice`` what to do.

    ``paths[0]`` is the place the finding is about, the others are related. ``quotes`` optionally narrows a path's place to
    words within its text (path -> substring). ``code``, ``name`` and, unless the check sets it, ``severity`` are filled in by the runner.
    """

    code: str = ""
    name: str = ""
    severity: Severity | None = None
    message: str
    advice: str = ""
    stated: str = ""
    expected: str = ""
    paths: tuple[str, ...] = ()
    quotes: dict[str, str] = {}
    citations: tuple[Citation, ...] = ()
    trace: str = ""
