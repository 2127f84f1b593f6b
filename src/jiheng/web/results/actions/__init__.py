"""Each file one action: permission, change, audit entry, in one transaction."""
