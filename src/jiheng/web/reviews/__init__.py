"""The report of an evaluation and those who judge it: versions, opinions with answers, joint review, confirmation slips."""
