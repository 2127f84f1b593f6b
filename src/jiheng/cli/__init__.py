"""The command line: a face that translates arguments into calls and answers into text, files and exit codes.

Thinks nothing itself; nothing below knows it.
"""
