"""The pages: a face that translates requests into calls and answers into pages.

The only room that imports Django; nothing below knows it. ``people`` holds organisations, persons and roles, ``dossiers`` the subjects and
their records in versions, ``assignments`` who evaluates what, ``audit`` what was done, ``home`` what is to do. Every permission is asked of
:mod:`jiheng.web.policy`; every change is one action in one file (:mod:`jiheng.web.acting`).
"""
