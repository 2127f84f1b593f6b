"""The annotated copies of a run: written beside the assessment, and told in a few lines at the end."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jiheng.assessment import DocumentAssessment
from jiheng.cli.stopping import reason
from jiheng.documents import DocumentError, Limits

_log = logging.getLogger(__name__)
#: So many copies are named one by one; of more only how many there are.
_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What became of one annotated copy: where it lies, or why there is none. ``failed`` when that was not to be expected."""

    path: str
    written: Path | None = None
    reason: str = ""
    failed: bool = False


def write_copy(path: Path, assessed: DocumentAssessment, target: Path, limits: Limits) -> Copy:
    """Write the annotated copy of a document of the file ``path``; for a member of an archive below ``target``."""
    from jiheng.documents.members import member_bytes, member_names
    from jiheng.reports import CannotAnnotate, annotate_copy

    inner = member_names(assessed.path)
    try:
        data = member_bytes(path, inner, limits) if inner else None
        chosen = target.joinpath(*inner) if inner else target
        return Copy(path=assessed.path, written=annotate_copy(path, assessed, chosen, data=data))
    except CannotAnnotate as error:
        return Copy(path=assessed.path, reason=str(error))
    except DocumentError as error:
        return Copy(path=assessed.path, reason=str(error), failed=True)
    except OSError as error:
        return Copy(path=assessed.path, reason=f"副本写不出（{reason(error)}），请换一个文件夹。", failed=True)
    except Exception as error:  # a file that was read but cannot be written must not stop the others
        _log.exception("annotating %s failed", assessed.path)
        said = f"写批注时程序出错（{type(error).__name__}），这是程序的问题，请保留原件并反馈。"
        return Copy(path=assessed.path, reason=said, failed=True)


def told(copies: Sequence[Copy], folder: Path) -> Iterator[str]:
    """Where the copies lie and which files have none."""
    written = [copy.written for copy in copies if copy.written]
    if len(written) <= _NAMED:
        yield from (f"批注副本：{path}" for path in written)
    else:
        yield f"批注副本共 {len(written)} 份，在文件夹「{folder}」。"
    reasons: dict[str, list[str]] = {}
    for copy in copies:
        if copy.reason:
            reasons.setdefault(copy.reason, []).append(copy.path)
    for why, paths in reasons.items():
        names = "、".join(f"「{path}」" for path in paths[:_NAMED]) + (f"等 {len(paths)} 个文件" if len(paths) > _NAMED else "")
        yield f"未作批注：{names}。{why}"
