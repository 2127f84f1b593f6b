"""Law in: reads ``standards/`` and answers "what holds here, on this date".

Not here: forms on paper, scoring, checking. Numbers of law live in YAML, dated and cited; this room only resolves them.
"""

from jiheng.regulation.indicators import LibraryIndicator, load_library
from jiheng.regulation.labels import FormLabels, load_labels
from jiheng.regulation.loading import BrokenStandard, UnknownStandard, lineage, load_standard, standard_names
from jiheng.regulation.standard import Parameter, Standard, UnknownParameter

__all__ = [
    "BrokenStandard",
    "FormLabels",
    "LibraryIndicator",
    "Parameter",
    "Standard",
    "UnknownParameter",
    "UnknownStandard",
    "lineage",
    "load_labels",
    "load_library",
    "load_standard",
    "standard_names",
]
