"""Files that people hand in: kept whole, by digest."""
