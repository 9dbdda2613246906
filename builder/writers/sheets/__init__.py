"""From a module to what stands on paper: one file a kind of sheet, and what they share.

`materials` gathers what a sheet is made of, `inline` and `markdown` turn Markdown into text and blocks.
"""
