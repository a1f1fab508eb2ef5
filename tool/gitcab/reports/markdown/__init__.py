"""Shelf of subjects told as GitHub's Markdown, for job summaries and comments, one file each.

Text from records stands in code spans only: nobody is mentioned, nothing is linked, no HTML is seen.
"""
