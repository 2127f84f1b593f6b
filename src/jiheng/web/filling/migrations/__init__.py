"""Changes of the tables of drafts and dropped papers."""
