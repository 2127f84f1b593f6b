"""The sample county: invented data, and the documents generated from it.

Writes forms from known data in every format and layout, clean and with one seeded error each, and measures how much of both
extraction and checks bring back. Not used to read or judge anybody's real documents.
"""
