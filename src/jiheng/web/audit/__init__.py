"""What was done, by whom and when: entries that are only ever added, each sealed with the digest of the one before."""
