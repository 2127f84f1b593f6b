"""The pages: a face that will translate requests into calls and answers into pages.

The only room that imports Django; nothing below knows it.
"""
