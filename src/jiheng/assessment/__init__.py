"""The conductor: documents and a standard in, an assessment out: verdict, coverage, ledger, findings with their places.

Not here: reading files (``documents``), the checks themselves (``checks``), writing results on paper (``reports``).
"""

from jiheng.assessment.assessing import DocumentAssessment, Options, assess, assess_extraction
from jiheng.assessment.contract import check_contract
from jiheng.assessment.coverage import Coverage
from jiheng.assessment.dossiers import DossierAssessment, Dossiers
from jiheng.assessment.located import LocatedFinding, LocatedRelation, Location, locate
from jiheng.assessment.uncompared import Uncompared
from jiheng.assessment.waivers import BrokenWaivers, Waiver, load_baseline, load_waivers

__all__ = [
    "BrokenWaivers",
    "Coverage",
    "DocumentAssessment",
    "DossierAssessment",
    "Dossiers",
    "LocatedFinding",
    "LocatedRelation",
    "Location",
    "Options",
    "Uncompared",
    "Waiver",
    "assess",
    "assess_extraction",
    "check_contract",
    "load_baseline",
    "load_waivers",
    "locate",
]
