"""The sample county: invented data, and the documents generated from it.

Writes forms from known data in every format and layout, clean and with one seeded error each, and measures how much of both
extraction and checks bring back. Not used to read or judge anybody's real documents.
"""

from jiheng.sample.accuracy import Report, measure
from jiheng.sample.accuracy_page import render_markdown
from jiheng.sample.county import County, load_county
from jiheng.sample.demo import write_county

__all__ = ["County", "Report", "load_county", "measure", "render_markdown", "write_county"]
