"""Policy of single rooms, where it is too long for :mod:`jiheng.web.policy`; it asks there which roles are in force."""
