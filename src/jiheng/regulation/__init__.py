"""Law in: reads ``standards/`` and answers "what holds here, on this date".

Not here: forms on paper, scoring, checking. Numbers of law live in YAML, dated and cited; this room only resolves them.
"""

from jiheng.regulation.formulas import Formula, Term, UnknownFormula, load_formula, load_formulas
from jiheng.regulation.frames import UnknownFrame, frame_file, frame_names, load_frame, read_frame
from jiheng.regulation.indicators import LibraryIndicator, load_library
from jiheng.regulation.labels import FormLabels, load_labels
from jiheng.regulation.loading import BrokenStandard, UnknownStandard, documents_of, lineage, load_standard, standard_names
from jiheng.regulation.placed import PlacedYaml, WrongFile, read_placed
from jiheng.regulation.standard import Parameter, Standard, UnknownParameter

__all__ = [
    "BrokenStandard",
    "FormLabels",
    "Formula",
    "LibraryIndicator",
    "Parameter",
    "PlacedYaml",
    "Standard",
    "Term",
    "UnknownFormula",
    "UnknownFrame",
    "UnknownParameter",
    "UnknownStandard",
    "WrongFile",
    "documents_of",
    "frame_file",
    "frame_names",
    "lineage",
    "load_formula",
    "load_formulas",
    "load_frame",
    "load_labels",
    "load_library",
    "load_standard",
    "read_frame",
    "read_placed",
    "standard_names",
]
