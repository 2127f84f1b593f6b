"""Each file one action: permission, change, audit entry, in one transaction. What respondents send is no action: see ``receiving``."""
