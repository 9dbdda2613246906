"""Decks as PowerPoint files: nothing is clipped, every slide has a title, the same bytes for the same deck."""
