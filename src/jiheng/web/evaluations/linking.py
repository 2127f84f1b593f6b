"""What entries may be linked to."""

from __future__ import annotations

from jiheng.model import Frame
from jiheng.regulation import load_frame
from jiheng.web.evaluations.assembling import own_frame
from jiheng.web.evaluations.models import Evaluation


def frame_of(evaluation: Evaluation) -> Frame:
    """The frame as it stands."""
    frame = own_frame(evaluation)
    return load_frame(frame, evaluation.standard) if isinstance(frame, str) else frame


def indicators(evaluation: Evaluation) -> list[tuple[str, str]]:
    """The indicators of the frame, to choose from."""
    return [(one.id, f"{one.id} {one.name}") for one in frame_of(evaluation).indicators]
