"""Organisations in a tree, persons, the roles they hold, invitations, signing in. Knows no dossier."""
