"""Stages, transitions, roles and deadlines of a case, as the standard declares them.

Says what may happen next and by when. Holds no storage and does not know ``assessment``.
"""
