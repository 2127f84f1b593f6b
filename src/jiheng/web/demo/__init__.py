"""The sample county in the workspace: organisations, an account for each role, dossiers of three years. For trying only."""
