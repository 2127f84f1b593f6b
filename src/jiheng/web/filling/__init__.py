"""Official forms filled in the browser: grid, drafts, imports of paper."""
