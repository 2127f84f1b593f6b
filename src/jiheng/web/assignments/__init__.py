"""Who evaluates which dossier, and who must not: assignments of evaluators and experts with the rules on conflicts of interest."""
