"""The conductor: dossier and standard in, assessment out.

Runs reading, extraction, scoring and checks and gathers verdict, coverage, ledger, findings and waivers. Writes no file and
knows no face.
"""
