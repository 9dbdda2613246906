"""The kinds of items: one file a pattern, each from an article to candidates, none to any other.

A kind that needs relation words drafts nothing in a language without a lexicon.
"""
