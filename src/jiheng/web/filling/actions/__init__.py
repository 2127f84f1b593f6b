"""What people do with drafts: one file an action."""
