"""Rectification: what was found is put right, item by item, with evidence and a term; what is late is brought before those above."""
