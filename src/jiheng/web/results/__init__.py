"""Use of results: what a grade proposes for next year's budget, what was decided and done, projects and departments by rank."""
